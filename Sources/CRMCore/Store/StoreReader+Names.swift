extension StoreReader {
  /// The documents that lie right in a folder, without their `.json`, in order.
  package func names(in folder: String) throws(StoreError) -> [String] {
    let entries = try Folders(context).entries(context.layout.document(folder))
    return entries.filter { $0.kind == .file && StoreLayout.isDocument("\(folder)/\($0.name)") }
      .map { String($0.name.dropLast(".json".count)) }
  }
}

extension StoreReader {
  /// The paths of all documents, in order, wherever they lie.
  ///
  /// - Throws: `StoreError.symbolicLink`, `damaged` or `failed`.
  func paths() throws(StoreError) -> [String] {
    var found: Set<String> = []
    try gather("", &found)
    for (path, image) in overlay {
      if image == nil { found.remove(path) } else { found.insert(path) }
    }
    return found.sorted()
  }

  private func gather(_ folder: String, _ found: inout Set<String>) throws(StoreError) {
    // The dot has a link followed that is the data directory itself.
    let place = folder.isEmpty ? "\(root)/." : context.layout.document(folder)
    for entry in try Folders(context).entries(place) {
      let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
      if entry.kind == .file, StoreLayout.isDocument(path) { found.insert(path) }
      // What can hold no document is not looked into: this machine's own files, git's.
      if entry.kind == .folder, StoreLayout.isDocument("\(path)/x.json") {
        try gather(path, &found)
      }
    }
  }
}

extension StoreReader {
  /// The path of the data directory.
  package var root: String { context.layout.root }
}
