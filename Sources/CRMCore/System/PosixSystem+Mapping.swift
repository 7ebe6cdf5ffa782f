import Glibc

/// Files that are looked at where they lie, without being copied.
extension PosixSystem {
  package func mapFile(_ path: String) throws(SystemError) -> Bytes? {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let descriptor = retrying { open(path, flags) }
    if descriptor < 0 && (errno == ENOENT || errno == ENOTDIR) { return nil }
    guard descriptor >= 0 else { throw failure(.read, path) }
    defer { _ = close(descriptor) }
    var found = stat()
    guard fstat(descriptor, &found) == 0 else { throw failure(.read, path) }
    guard kind(ofMode: found.st_mode) == .file, found.st_size > 0 else {
      return Bytes(copying: [])
    }
    let size = Int(found.st_size)
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { throw failure(.read, path) }
    // Else a look at one byte can hold two megabytes.
    madvise(start, size, MADV_NOHUGEPAGE)
    return Bytes(UnsafeRawBufferPointer(start: start, count: size), forget: Self.forget) { buffer in
      munmap(UnsafeMutableRawPointer(mutating: buffer.baseAddress), buffer.count)
    }
  }

  /// Gives the whole pages of a part back to the system, which has them in the file.
  private static func forget(_ part: UnsafeRawBufferPointer) {
    let page = sysconf(Int32(_SC_PAGESIZE))
    guard let address = part.baseAddress, page > 0 else { return }
    let start = (Int(bitPattern: address) + page - 1) / page * page
    let end = Int(bitPattern: address) + part.count
    guard start < end else { return }
    madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, MADV_DONTNEED)
  }
}
