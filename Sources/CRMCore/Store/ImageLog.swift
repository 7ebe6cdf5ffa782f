/// The contents of documents that wait for their commit: in memory while they are few, else in a file
/// among those in the making, because those of an import would fill the memory.
///
/// Under the exclusive lock only.
final class ImageLog {
  /// The file's name among those in the making.
  static let name = DocumentFiles.prefix + "images"
  /// The bytes that are read at once; most documents have fewer.
  private static let windowSize = 4_096
  private static let headSize = 4

  let context: StoreContext
  /// What is not in the file yet; the first byte of all keeps 0 from being a place.
  private var rest: [UInt8] = [0]
  /// The bytes in the file.
  private var stored = 0

  init(_ context: StoreContext) { self.context = context }

  /// Whether there is a file.
  var isInFile: Bool { stored > 0 }

  private var path: String { context.layout.temporary + "/" + Self.name }

  /// Keeps a content, and gives the place where it is found again; 0 for none.
  func keep(_ content: [UInt8]?) throws(StoreError) -> Int {
    guard let content else { return 0 }
    let place = stored + rest.count
    withUnsafeBytes(of: UInt32(content.count)) { rest += $0 }
    rest += content
    if rest.count >= context.limits.chunkBytes { try spill() }
    return place
  }

  /// The content at a place.
  func content(at place: Int) throws(StoreError) -> [UInt8]? {
    guard place > 0 else { return nil }
    var bytes =
      place < stored ? try read(place, Self.windowSize)[...] : rest[(place - stored)...]
    let count = bytes.prefix(Self.headSize).reversed().reduce(0) { $0 << 8 | Int($1) }
    let size = Self.headSize + count
    if bytes.count < size { bytes = try read(place, size)[...] }
    // What was kept and is not there must never pass for something empty, or unchanged.
    guard bytes.count >= size else {
      throw StoreError(SystemError(.read, path, code: SystemError.notFound))
    }
    return Array(bytes.prefix(size).dropFirst(Self.headSize))
  }

  /// Gives up everything.
  func remove() {
    if isInFile { try? context.fileSystem.remove(path) }
    (rest, stored) = ([0], 0)
  }

  private func read(_ place: Int, _ limit: Int) throws(StoreError) -> [UInt8] {
    try asking(try context.fileSystem.readFile(path, from: place, limit: limit)) ?? []
  }

  private func spill() throws(StoreError) {
    if !isInFile {
      try DocumentFiles(context).sweep(keepsImages: false)
      try asking(try context.fileSystem.createFile(path, [], mode: context.access.fileMode))
    }
    try asking(try context.fileSystem.append(rest, to: path, at: stored))
    stored += rest.count
    rest.removeAll(keepingCapacity: true)
  }
}
