/// Bytes that stay where they are for as long as anybody looks at them: a mapped file, or a copy.
package final class Bytes: @unchecked Sendable {
  // Never written after `init`, so looking at it from several threads at once is safe.
  let buffer: UnsafeRawBufferPointer
  private let forget: @Sendable (UnsafeRawBufferPointer) -> Void
  private let release: @Sendable (UnsafeRawBufferPointer) -> Void

  /// Takes over memory that `release` gives back; `forget` does so with a part that the file can
  /// always fill again.
  package init(
    _ buffer: UnsafeRawBufferPointer,
    forget: @escaping @Sendable (UnsafeRawBufferPointer) -> Void = { _ in },
    release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
  ) {
    self.buffer = buffer
    self.forget = forget
    self.release = release
  }

  /// A copy of bytes.
  package convenience init(copying bytes: some Collection<UInt8>) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    copy.copyBytes(from: bytes)
    self.init(UnsafeRawBufferPointer(copy)) { $0.deallocate() }
  }

  /// Lets go of the memory from an offset on; it is read again when somebody looks.
  func forget(from offset: Int) {
    forget(UnsafeRawBufferPointer(rebasing: buffer[min(max(offset, 0), buffer.count)...]))
  }

  deinit { release(buffer) }
}
