import Glibc

/// Reading files and folders, one after the other or a folder at once.
extension PosixSystem {
  // A pipe put where a document belongs must not make the program wait for a writer.
  private static var forReading: Int32 { O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC }

  package func readFile(
    _ path: String, from offset: Int, limit: Int
  ) throws(SystemError) -> [UInt8]? {
    try content(of: retrying { open(path, Self.forReading) }, path, from: offset, limit: limit)?
      .bytes
  }

  package func readWithStatus(
    _ path: String, limit: Int
  ) throws(SystemError) -> (bytes: [UInt8], status: FileStatus)? {
    try content(of: retrying { open(path, Self.forReading) }, path, from: 0, limit: limit)
  }

  package func readWithStatus(
    _ names: [String], in folder: String, limit: Int
  ) throws(SystemError) -> [(bytes: [UInt8], status: FileStatus)?] {
    guard let descriptor = try descriptor(ofFolder: folder, .read) else {
      return names.map { _ in nil }
    }
    defer { _ = close(descriptor) }
    return try names.map { (name) throws(SystemError) in
      try content(
        of: retrying { openat(descriptor, name, Self.forReading) }, "\(folder)/\(name)", from: 0,
        limit: limit)
    }
  }

  /// Reads and closes what was opened; `nil` where there was nothing to open.
  private func content(
    of descriptor: Int32, _ path: @autoclosure () -> String, from offset: Int, limit: Int
  ) throws(SystemError) -> (bytes: [UInt8], status: FileStatus)? {
    if descriptor < 0 && (errno == ENOENT || errno == ENOTDIR) { return nil }
    guard descriptor >= 0 else { throw failure(.read, path()) }
    defer { _ = close(descriptor) }
    var found = stat()
    guard fstat(descriptor, &found) == 0 else { throw failure(.read, path()) }
    let status = status(of: found)
    guard status.kind == .file else {
      throw SystemError(.read, path(), code: status.kind == .folder ? EISDIR : EINVAL)
    }
    let remaining = Swift.min(Swift.max(status.size - offset, 0), limit)
    guard remaining > 0 else { return ([], status) }
    if offset > 0, lseek(descriptor, offset, SEEK_SET) < 0 { throw failure(.read, path()) }
    return (try bytes(of: descriptor, path(), limit: remaining), status)
  }

  func bytes(
    of descriptor: Int32, _ path: @autoclosure () -> String, limit: Int
  ) throws(SystemError) -> [UInt8] {
    var content: [UInt8] = []
    while content.count < limit {
      let room = Swift.min(limit - content.count, Swift.max(content.count, 1 << 14))
      var count = 0
      let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        count = retrying { read(descriptor, buffer.baseAddress, room) }
        filled = Swift.max(count, 0)
      }
      guard count >= 0 else { throw failure(.read, path()) }
      if count == 0 { break }
      if content.isEmpty { content = piece } else { content += piece }
    }
    return content
  }

  package func statuses(
    of names: [String], in folder: String, _ take: (_ name: String, FileStatus?) -> Void
  ) throws(SystemError) {
    guard let descriptor = try descriptor(ofFolder: folder, .status) else {
      return names.forEach { take($0, nil) }
    }
    defer { _ = close(descriptor) }
    for name in names {
      var found = stat()
      if name.withCString({ name in
        retrying { fstatat(descriptor, name, &found, AT_SYMLINK_NOFOLLOW) }
      }) == 0 {
        take(name, status(of: found))
      } else if errno == ENOENT {
        take(name, nil)
      } else {
        throw failure(.status, "\(folder)/\(name)")
      }
    }
  }

  package func listFolder(_ path: String) throws(SystemError) -> [FolderEntry]? {
    let descriptor = openFolder(path)
    if descriptor < 0 && errno == ENOENT { return nil }
    guard descriptor >= 0 else { throw failure(.list, path) }
    guard let folder = fdopendir(descriptor) else {
      defer { _ = close(descriptor) }
      throw failure(.list, path)
    }
    defer { closedir(folder) }
    var entries: [FolderEntry] = []
    errno = 0
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
        let length = buffer.firstIndex(of: 0) ?? buffer.count
        return String(decoding: buffer[..<length], as: UTF8.self)
      }
      let type = Int(entry.pointee.d_type)
      if name != "." && name != ".." {
        // Some file systems do not tell the kind along with the name.
        let kind =
          try type == Int(DT_UNKNOWN) ? status(path + "/" + name)?.kind : kind(ofEntry: type)
        if let kind { entries.append(FolderEntry(name: name, kind: kind)) }
      }
      errno = 0
    }
    guard errno == 0 else { throw failure(.list, path) }
    return entries
  }

  /// An open folder, to be closed; `nil` where there is none.
  ///
  /// Of a thousand names in one folder, the way to it is walked once.
  private func descriptor(
    ofFolder path: String, _ operation: SystemError.Operation
  ) throws(SystemError) -> Int32? {
    let descriptor = openFolder(path)
    if descriptor < 0 && (errno == ENOENT || errno == ENOTDIR) { return nil }
    guard descriptor >= 0 else { throw failure(operation, path) }
    return descriptor
  }

  private func openFolder(_ path: String) -> Int32 {
    retrying { open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
  }
}
