import CRMCore
import CRMModel

/// Much output, which is written while the lock is held.
extension Session {
  /// Prints what is written, once the lock has been given up: a slow reader of a pipe holds nobody up.
  ///
  /// Until then it lies among this machine's own files, locked, so that what a killed command left there
  /// is known by its free lock and taken away. Where nothing can be written, nobody waits for the lock
  /// either.
  func spooling(_ body: (Output) throws(CRMError) -> Void) throws(CRMError) {
    let folder = "\(try workspace().root)/local/tmp"
    removeSpools(in: folder)
    let spool = "\(folder)/export-\(world.random())"
    guard let lock = try? world.files.tryLock(spool, .exclusive, mode: 0o600) else {
      return try body(output)
    }
    defer {
      try? world.files.remove(spool)
      lock.release()
    }
    try fill(spool, body)
    var place = 0
    while let piece = try piece(of: spool, from: place), !piece.isEmpty {
      try output.append(piece)
      place += piece.count
    }
  }

  /// Takes away what commands left that were killed.
  private func removeSpools(in folder: String) {
    guard let entries = try? world.files.listFolder(folder) else { return }
    for entry in entries where entry.name.hasPrefix("export-") {
      let path = "\(folder)/\(entry.name)"
      guard let lock = try? world.files.tryLock(path, .exclusive, mode: 0o600) else { continue }
      try? world.files.remove(path)
      lock.release()
    }
  }

  private func piece(of path: String, from place: Int) throws(CRMError) -> [UInt8]? {
    do throws(SystemError) {
      return try world.files.readFile(path, from: place, limit: 1 << 20)
    } catch { throw .system(error) }
  }

  /// Writes a file that the user named, which is replaced as a whole; what holds no data others may
  /// read.
  func writing(
    to file: String, mode: UInt32 = 0o600, _ body: (Output) throws(CRMError) -> Void
  ) throws(CRMError) {
    let path = absolute(file)
    try requirePlaceOfFile(file)
    // Of a command that was killed before it could rename it.
    try? world.files.remove("\(path).crm-new")
    do throws(SystemError) {
      try world.files.createFile("\(path).crm-new", [], mode: mode)
    } catch {
      throw .system(error)
    }
    do throws(CRMError) { try fill("\(path).crm-new", body) } catch {
      try? world.files.remove("\(path).crm-new")
      throw error
    }
    do throws(SystemError) { try world.files.rename("\(path).crm-new", to: path) } catch {
      throw .system(error)
    }
  }

  /// Refuses the place of what is no file: a device or a pipe that a file is put in the place of would be
  /// gone for everybody.
  private func requirePlaceOfFile(_ file: String) throws(CRMError) {
    guard isPipeOrDevice(file) else { return }
    throw .usage(
      Phrase(
        ru: "'\(file)' — не файл; без --out все идет на стандартный вывод",
        en: "'\(file)' is no file; without --out all goes to standard output"))
  }

  /// Whether a name is that of a pipe or a device, as what shells put in the place of a file (`<(…)`): no
  /// file is put there or beside it.
  func isPipeOrDevice(_ file: String) -> Bool {
    let path = absolute(file)
    return ["/dev/", "/proc/"].contains(where: path.hasPrefix)
      || (try? world.files.status(path))?.kind == .other
  }

  private func fill(_ path: String, _ body: (Output) throws(CRMError) -> Void) throws(CRMError) {
    let files = world.files
    let output = Output { (bytes) throws(SystemError) in
      try files.append(bytes, to: path, at: files.status(path)?.size ?? 0)
    }
    try body(output)
    try output.flush()
  }

  /// Makes the folders above a file that holds no data, those that are not there.
  func makeFolders(above file: String) throws(CRMError) {
    guard let slash = file.lastIndex(of: "/"), slash != file.startIndex else { return }
    let folder = String(file[..<slash])
    guard (try? world.files.status(absolute(folder))) == nil else { return }
    try makeFolders(above: folder)
    try makeFolder(folder, mode: 0o755)
  }

  /// Makes a folder that the user named, unless it is there.
  func makeFolder(_ folder: String, mode: UInt32 = 0o700) throws(CRMError) {
    do throws(SystemError) {
      guard try world.files.status(absolute(folder)) == nil else { return }
      try world.files.makeFolder(absolute(folder), mode: mode)
    } catch {
      throw .system(error)
    }
  }
}
