import CRMModel

/// Writes a backup into a new folder or archive, whole or not at all: it is made beside its place and
/// renamed into it once it is on the device.
struct BackupWriter {
  private static let bufferSize = 1 << 20

  private let files: any FileSystem
  private let path: String
  private let isArchive: Bool
  private let time: Instant
  /// What has been made, in this order.
  private var made: [String] = []
  private var folders: Set<String> = []
  private var buffer: [UInt8] = []
  private var size = 0

  /// Where it is made.
  private let draft: String

  /// Begins with a backup that does not exist yet.
  init(
    _ path: String, isArchive: Bool, at time: Instant, _ files: any FileSystem
  ) throws(StoreError) {
    self.files = files
    self.path = path
    self.isArchive = isArchive
    self.time = time
    guard try asking(try files.status(path)) == nil else { throw .alreadyExists(path) }
    draft = try Self.makeDraft(path, isArchive: isArchive, files)
    made.append(draft)
  }

  /// Makes an empty file or folder beside the place; what is in the way, as a killed command's, is passed
  /// over, since it may be somebody's.
  private static func makeDraft(
    _ path: String, isArchive: Bool, _ files: any FileSystem
  ) throws(StoreError) -> String {
    var failure = SystemError(.makeFolder, path, code: SystemError.alreadyExists)
    for number in 1...100 {
      let draft = number == 1 ? "\(path).part" : "\(path).part-\(number)"
      do throws(SystemError) {
        if isArchive {
          try files.createFile(draft, [], mode: StoreAccess.owner.fileMode)
        } else {
          try files.makeFolder(draft, mode: StoreAccess.owner.folderMode)
        }
        return draft
      } catch {
        failure = error
        guard error.code == SystemError.alreadyExists else { break }
      }
    }
    throw StoreError(failure)
  }

  /// Adds a file with the folders it needs.
  mutating func add(_ name: String, _ bytes: [UInt8]) throws(StoreError) {
    for folder in StoreLayout.folders(of: name) where folders.insert(folder).inserted {
      try add(folder: folder)
    }
    guard isArchive else {
      made.append("\(draft)/\(name)")
      return try asking(
        try files.createFile("\(draft)/\(name)", bytes, mode: StoreAccess.owner.fileMode))
    }
    buffer += Tar.file(name, bytes, at: time)
    if buffer.count > Self.bufferSize { try writeOut() }
  }

  private mutating func add(folder: String) throws(StoreError) {
    guard !isArchive else { return buffer += Tar.folder(folder, at: time) }
    made.append("\(draft)/\(folder)")
    try asking(try files.makeFolder("\(draft)/\(folder)", mode: StoreAccess.owner.folderMode))
  }

  private mutating func writeOut() throws(StoreError) {
    try asking(try files.append(buffer, to: draft, at: size))
    size += buffer.count
    buffer = []
  }

  /// Puts the backup in its place.
  mutating func finish() throws(StoreError) {
    if isArchive {
      buffer += Tar.end
      try writeOut()
      try asking(try files.flush(draft))
    } else {
      try asking(try files.flushFileSystem(draft))
    }
    // Another backup may have got there first.
    guard try asking(try files.status(path)) == nil else { throw .alreadyExists(path) }
    try asking(try files.rename(draft, to: path))
    made = []
    try asking(try files.flushFolder(Store.parent(of: path)))
  }

  /// Takes away what was made of a backup that cannot be finished.
  func discard() {
    for path in made.reversed() { try? files.remove(path) }
  }
}
