import CRMModel

/// Everything in a data directory that machines share, looked at as quickly as the catalog does (R126).
struct SharedFiles {
  private let context: StoreContext

  init(_ context: StoreContext) { self.context = context }

  /// Folders of documents, of which the folders within are looked at, and not each file.
  private static let folders = Set(Kind.documents.map { "/" + $0.folder })
  /// What is this machine's own.
  private static let own: Set = ["/.git", "/local"]

  /// A number that changes when somebody adds, replaces or removes anything.
  ///
  /// What is written in place inside a document keeps it, unlike in the department's own files.
  func mark() throws(StoreError) -> UInt64 {
    var writer = ByteWriter()
    try look(into: "", &writer)
    return writer.bytes.withUnsafeBytes { Digest.of($0) }
  }

  private func look(into folder: String, _ writer: inout ByteWriter) throws(StoreError) {
    let place = context.layout.root + folder
    let names = (try asking(try context.fileSystem.listFolder(place)) ?? []).map(\.name).sorted()
      .filter { !Self.own.contains("\(folder)/\($0)") }
    let found = try asking(try context.fileSystem.statuses(of: names, in: place))
    for (name, status) in zip(names, found) {
      guard let status else { continue }
      writer.append("\(folder)/\(name)")
      writer.append(FileStamp(status).mark)
      if status.kind == .folder, !Self.folders.contains(folder) {
        try look(into: "\(folder)/\(name)", &writer)
      }
    }
  }
}
