/// An advisory lock that is held until `release` is called or the process ends.
package struct FileLock: Sendable {
  /// Whether other holders are let in.
  package enum Kind: Sendable {
    /// Any number of readers.
    case shared
    /// One writer and nobody else.
    case exclusive
  }

  /// Gives the lock up; to be called once.
  package let release: @Sendable () -> Void

  /// Wraps what gives the lock up.
  package init(release: @escaping @Sendable () -> Void) {
    self.release = release
  }
}
