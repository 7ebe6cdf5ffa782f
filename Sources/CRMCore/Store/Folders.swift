/// The folders inside a data directory: none is a link, and new ones get the right mode.
struct Folders {
  private let context: StoreContext

  init(_ context: StoreContext) {
    self.context = context
  }

  /// Whether there is a folder at an absolute path.
  ///
  /// - Throws: `StoreError.symbolicLink` or `StoreError.damaged` where something else is.
  func exists(_ path: String) throws(StoreError) -> Bool { try status(path) != nil }

  /// Describes the folder at an absolute path; nil where there is none.
  ///
  /// - Throws: As `exists` does.
  func status(_ path: String) throws(StoreError) -> FileStatus? {
    guard let status = try asking(try context.fileSystem.status(path)) else { return nil }
    switch status.kind {
    case .folder: return status
    case .symbolicLink: throw .symbolicLink(path)
    case .file, .other: throw .damaged(path: path, .notAFolder)
    }
  }

  /// Makes a folder at an absolute path where there is none.
  func make(_ path: String) throws(StoreError) {
    if try exists(path) { return }
    do throws(SystemError) {
      try context.fileSystem.makeFolder(path, mode: context.access.folderMode)
    } catch {
      // Two readers may begin to use a fresh copy at once.
      guard error.code == SystemError.alreadyExists else { throw StoreError(error) }
    }
  }

  /// The entries of a folder, by name; none where there is no folder.
  ///
  /// - Throws: `StoreError.symbolicLink` where the folder or an entry is a link.
  func entries(_ path: String) throws(StoreError) -> [FolderEntry] {
    guard try exists(path) else { return [] }
    let entries = try asking(try context.fileSystem.listFolder(path)) ?? []
    for entry in entries where entry.kind == .symbolicLink {
      throw .symbolicLink(path + "/" + entry.name)
    }
    return entries.sorted { $0.name < $1.name }
  }
}
