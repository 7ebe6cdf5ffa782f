import CRMModel

/// Folders, kinds of files and who may read them.
extension Check {
  /// The entries of a folder by name, none where it is not there; `nil` where it cannot be listed,
  /// which is reported.
  mutating func entries(of folder: String) -> [FolderEntry]? {
    let path = absolute(folder)
    do throws(SystemError) {
      guard let status = try reader.context.fileSystem.status(path) else {
        return overlaid(folder, over: [])
      }
      switch status.kind {
      case .folder: break
      case .symbolicLink:
        reportLink(folder)
        return nil
      case .file, .other:
        reportNoFolder(folder)
        return nil
      }
      noteMode(status, folder)
      let entries = try reader.context.fileSystem.listFolder(path) ?? []
      return overlaid(folder, over: entries).sorted { $0.name < $1.name }
    } catch {
      report(StoreError(error), folder)
      return nil
    }
  }

  /// The entries of a folder with what the reader shows otherwise than it is stored.
  private func overlaid(_ folder: String, over entries: [FolderEntry]) -> [FolderEntry] {
    guard let changed = shownOtherwise[folder] else { return entries }
    var kinds = Dictionary(keepingFirst: entries.map { ($0.name, $0.kind) })
    for (name, kind) in changed { kinds[name] = kind }
    return kinds.map { FolderEntry(name: $0, kind: $1) }.sorted { $0.name < $1.name }
  }

  /// What the reader shows otherwise, by folder and name; no kind for what is gone.
  static func shownOtherwise(_ reader: StoreReader) -> [String: [String: FileStatus.Kind?]] {
    var shown: [String: [String: FileStatus.Kind?]] = [:]
    for (path, image) in reader.overlay {
      let folders = StoreLayout.folders(of: path)
      let name = String(
        path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...])
      shown[folders.last ?? "", default: [:]].updateValue(image == nil ? nil : .file, forKey: name)
      guard image != nil, folders.count > 1 else { continue }
      shown[folders[0], default: [:]].updateValue(
        .folder, forKey: String(folders[1].dropFirst(folders[0].count + 1)))
    }
    return shown
  }

  /// Notes the mode of a file.
  mutating func noteMode(of path: String) {
    guard let status = try? reader.context.fileSystem.status(absolute(path)) else { return }
    noteMode(status, path)
  }

  /// R31: nobody but the owner, or the group where the settings say so.
  mutating func noteMode(_ status: FileStatus, _ path: String) {
    // A link's own mode means nothing.
    guard status.kind != .symbolicLink else { return }
    if status.mode & 0o077 != 0 { exposed.beyondOwner.add(path) }
    if status.mode & 0o007 != 0 { exposed.beyondGroup.add(path) }
  }

  /// One problem however many files it is about: git drops the mode of all of them at once.
  var exposure: CheckProblem? {
    let tally = isShared == false ? exposed.beyondOwner : exposed.beyondGroup
    guard let first = tally.first else { return nil }
    return CheckProblem(
      .permissions, first,
      Phrase(
        ru: "это доступно другим пользователям" + tally.more.ru,
        en: "other users may use it" + tally.more.en),
      isRepairable: true)
  }

  /// Notes a file or folder that is none of the program's.
  mutating func reportForeign(_ entry: FolderEntry, _ path: String) {
    if entry.kind == .symbolicLink { return reportLink(path) }
    if let document = document(besideCopy: path) {
      return report(
        .foreignFile, path,
        Phrase(
          ru: "похоже на другую версию документа \(document): сверьте их, прежде чем убрать",
          en: "looks like another version of \(document): compare them before taking it away"))
    }
    report(
      .foreignFile, path,
      Phrase(
        ru: "это не документ crm; если это копия из редактора, ее можно убрать",
        en: "this is no document of crm; an editor's copy can be taken away"))
  }

  /// The document beside which a cloud's drive has put another machine's version of it, under a longer
  /// name: `7k3m9qa2 (conflicted copy).json`, `7k3m9qa2.sync-conflict-20261129.json`.
  private func document(besideCopy path: String) -> String? {
    guard path.hasSuffix(".json") else { return nil }
    let name = path.dropLast(".json".count)
    return name.indices.lazy.filter { " .-_(~".contains(name[$0]) }
      .map { "\(name[..<$0]).json" }
      .first { StoreLayout.isDocument($0) && exists($0) }
  }

  private func exists(_ path: String) -> Bool {
    (try? reader.context.fileSystem.status(absolute(path))) != nil
  }

  func absolute(_ path: String) -> String {
    path == "." ? reader.root + "/." : reader.context.layout.document(path)
  }

  /// A path of the store's errors as one inside the data directory.
  func relative(_ path: String) -> String {
    let start = reader.root + "/"
    return path.hasPrefix(start) ? String(path.dropFirst(start.count)) : path
  }
}
