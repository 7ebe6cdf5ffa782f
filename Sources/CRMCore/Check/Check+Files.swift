import CRMModel

/// Folders, kinds of files and who may read them.
extension Check {
  /// The entries of a folder by name, none where it is not there; `nil` where it cannot be listed,
  /// which is reported.
  mutating func entries(of folder: String) -> [FolderEntry]? {
    let path = absolute(folder)
    do throws(SystemError) {
      guard let status = try reader.context.fileSystem.status(path) else { return [] }
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
      return entries.sorted { $0.name < $1.name }
    } catch {
      report(StoreError(error), folder)
      return nil
    }
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
    report(
      .foreignFile, path,
      Phrase(
        ru: "это не документ crm; если это копия из редактора, ее можно убрать",
        en: "this is no document of crm; an editor's copy can be taken away"))
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
