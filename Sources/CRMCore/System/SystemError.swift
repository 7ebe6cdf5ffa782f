/// A request that the operating system refused.
///
/// The numbers are Linux's, the same on x86-64 and ARM64; a test compares them with Glibc's.
package struct SystemError: Error, Equatable, Sendable {
  /// What was asked of the operating system.
  package enum Operation: String, Sendable {
    case append, create, flush, list, lock, makeFolder, read, remove, rename, run, setMode
    case status, truncate, write
  }

  /// What was asked of the operating system.
  package let operation: Operation
  /// The path as it was given, or the name of a stream.
  package let path: String
  /// The value of `errno`.
  package let code: Int32

  /// Names a refused request.
  package init(_ operation: Operation, _ path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// The caller may not do this (`EPERM`).
  package static let notPermitted: Int32 = 1
  /// There is no such file or folder (`ENOENT`).
  package static let notFound: Int32 = 2
  /// The device failed (`EIO`).
  package static let deviceFailed: Int32 = 5
  /// The permission bits forbid it (`EACCES`).
  package static let accessDenied: Int32 = 13
  /// It exists already (`EEXIST`).
  package static let alreadyExists: Int32 = 17
  /// A part of the path is no folder (`ENOTDIR`).
  package static let notAFolder: Int32 = 20
  /// A file was expected and a folder found (`EISDIR`).
  package static let isAFolder: Int32 = 21
  /// The request makes no sense for this file (`EINVAL`).
  package static let invalid: Int32 = 22
  /// More bytes than the caller's limit (`EFBIG`).
  package static let tooLarge: Int32 = 27
  /// The disk is full (`ENOSPC`).
  package static let noSpace: Int32 = 28
  /// The file system is mounted read-only (`EROFS`).
  package static let readOnly: Int32 = 30
  /// Nobody reads what is written (`EPIPE`): the program ends quietly, as if by the signal.
  package static let brokenPipe: Int32 = 32
  /// The folder still holds something (`ENOTEMPTY`).
  package static let notEmpty: Int32 = 39
  /// A symbolic link stands where none is followed (`ELOOP`).
  package static let symbolicLink: Int32 = 40

  /// There is nothing to be read (`ENODATA`).
  package static let noData: Int32 = 61

  /// Whether the place cannot be written by this user, whatever is tried again later.
  package var isReadOnly: Bool {
    [Self.notPermitted, Self.accessDenied, Self.readOnly].contains(code)
  }
}
