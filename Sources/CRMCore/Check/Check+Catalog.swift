import CRMModel

/// The derived file of records: whether it says what the documents say.
extension Check {
  mutating func lookAtCatalogFiles() {
    for entry in entries(of: Catalog.folder) ?? [] {
      let path = "\(Catalog.folder)/\(entry.name)"
      if entry.kind == .symbolicLink { reportLink(path) } else { noteMode(of: path) }
    }
  }

  /// A catalog that is damaged, of other data or behind is made anew without a word; one that counts
  /// as right and is not would make every list and audit wrong.
  ///
  /// Cost: reads every document once more, on all cores, a folder at a time.
  mutating func lookAtCatalog() {
    let catalog = Catalog(Snapshot(reader, environment))
    guard !hasUnwritten, let origin = try? catalog.currentOrigin(),
      let found = catalog.stored(origin), found.sequence == reader.sequence
    else { return }
    // Where documents cannot be read, that has been reported.
    guard (try? catalog.isRight(found.value)) == false else { return }
    report(
      .catalogWrong, "\(Catalog.folder)/\(Catalog.baseName)",
      Phrase(
        ru: "каталог говорит не то, что документы; без него он будет построен заново",
        en: "the catalog does not say what the documents say; without it, it is made anew"),
      isRepairable: true)
  }
}

extension Catalog {
  /// Whether the records that count as those of the files are what the files say.
  fileprivate func isRight(_ stored: State) throws(CRMError) -> Bool {
    if let layers = stored.layers, !layers.isWhole { return false }
    var state = stored
    for kind in Kind.documents { try verify(kind, &state, everyFile: true) }
    let index = state.index
    let reading = CatalogReading(reader: reader, pipelines: try pipelines())
    for kind in Kind.documents {
      let folders = FolderKey.shards(of: kind).filter { state.stamps[$0] != .absent }
      let answers = try environment.results(of: folders) { (key) throws(CRMError) in
        try reading.agrees(kind, key, index)
      }
      guard answers.allSatisfy({ $0 }) else { return false }
    }
    return true
  }
}
