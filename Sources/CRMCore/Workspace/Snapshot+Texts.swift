import CRMModel

/// What lies beside the documents: text snippets, which people write by hand, and what this machine
/// keeps for itself.
extension Snapshot {
  /// The names of the department's texts, `texts/NAME.txt` (R58), in order.
  package func textNames() throws(CRMError) -> [String] {
    let folder = reader.context.layout.document(DataDirectory.textsFolder)
    return try fromStore(try Folders(reader.context).entries(folder))
      .filter { $0.kind == .file && $0.name.hasSuffix(Self.textEnding) }
      .map { String($0.name.dropLast(Self.textEnding.count)) }.sorted()
  }

  private static let textEnding = ".txt"

  /// A text as it was written.
  package func text(named name: String) throws(CRMError) -> String {
    let names = try textNames()
    guard let known = Pipeline.entry(name, in: names),
      let bytes = try file("\(DataDirectory.textsFolder)/\(known)\(Self.textEnding)")
    else { throw .notFound(.text, name, nearest: names) }
    // Other editors leave a byte order mark and their own ends of lines.
    let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    return String(text.drop { $0 == "\u{FEFF}" }).trimmingBlanks()
  }

  /// The reminders that were printed and marked (R56), each by its key.
  package func markedReminders() throws(CRMError) -> Set<String> {
    let bytes = try file(Self.remindersPath) ?? []
    return Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  private static let remindersPath = "local/reminders"

  /// Keeps which reminders were printed.
  package func mark(reminders: Set<String>) throws(CRMError) {
    let path = reader.context.layout.document(Self.remindersPath)
    let bytes = Array(reminders.sorted().map { $0 + "\n" }.joined().utf8)
    try fromDisk { (files) throws(SystemError) in
      // Of a command that was killed before it could rename it.
      try? files.remove(path + ".new")
      try files.createFile(path + ".new", bytes, mode: reader.context.access.fileMode)
      try files.rename(path + ".new", to: path)
    }
  }

  private func file(_ path: String) throws(CRMError) -> [UInt8]? {
    try fromDisk { (files) throws(SystemError) in
      try files.readFile(
        reader.context.layout.document(path), from: 0, limit: StoreLimits().documentBytes)
    }
  }

  /// Asks the disk for what is no document.
  func fromDisk<Result>(
    _ request: (any FileSystem) throws(SystemError) -> Result
  ) throws(CRMError) -> Result {
    do throws(SystemError) { return try request(reader.context.fileSystem) } catch {
      throw .system(error)
    }
  }
}
