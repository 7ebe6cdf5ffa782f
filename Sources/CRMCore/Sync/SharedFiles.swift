import CRMModel

/// Everything in a data directory that machines share, looked at as quickly as the catalog does (R126).
struct SharedFiles {
  private let context: StoreContext

  init(_ context: StoreContext) { self.context = context }

  /// Folders of documents, of which the folders within are looked at, and not each file.
  private static let folders = Set(Kind.documents.map { "/" + $0.folder })
  /// What is this machine's own, in the data directory itself.
  private static let own: Set = [".git", "local"]

  /// A number that changes when somebody adds, replaces or removes anything.
  ///
  /// What is written in place inside a document keeps it, unlike in the department's own files. A sum, so that
  /// the order does not matter in which a folder tells its names: a renamed file has another stamp.
  func mark() throws(StoreError) -> UInt64 { try mark(ofFolder: "") }

  private func mark(ofFolder folder: String) throws(StoreError) -> UInt64 {
    let place = context.layout.root + folder
    var names = (try asking(try context.fileSystem.listFolder(place)) ?? []).map(\.name)
    if folder.isEmpty { names.removeAll(where: Self.own.contains) }
    let isDeep = !Self.folders.contains(folder)
    var mark = UInt64(names.count)
    var inner: [String] = []
    try asking(
      try context.fileSystem.statuses(of: names, in: place) { name, status in
        guard let status else { return }
        mark &+= FileStamp(status).mark
        if isDeep, status.kind == .folder { inner.append("\(folder)/\(name)") }
      })
    for folder in inner { mark &+= try self.mark(ofFolder: folder) }
    return mark
  }
}
