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
    return Bytes(UnsafeRawBufferPointer(start: start, count: size)) { buffer in
      munmap(UnsafeMutableRawPointer(mutating: buffer.baseAddress), buffer.count)
    }
  }
}
