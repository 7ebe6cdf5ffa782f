/// Why the data directory cannot be used or a change was not made.
package enum StoreError: Error, Equatable, Sendable {
  /// What is wrong with a damaged file or folder.
  package enum Damage: Equatable, Sendable {
    /// A file stands where a folder belongs.
    case notAFolder
    /// Something that is no file stands where a document belongs.
    case notAFile
    /// The record of this operation cannot be read, and it is not a torn end.
    case badRecord(sequence: UInt64)
    /// Operations from this one on are missing, though they were committed.
    case missingOperation(sequence: UInt64)
  }

  /// There is no folder at the path.
  case noDataDirectory(String)
  /// There is something at the path already.
  case alreadyExists(String)
  /// Others held the lock for the whole time waited.
  case locked(waited: Duration)
  /// A file inside the data directory is not what the store left there.
  case damaged(path: String, Damage)
  /// A symbolic link stands inside the data directory; none is followed.
  case symbolicLink(String)
  /// The path is not one of a document.
  case invalidPath(String)
  /// A document or an operation is larger than its limit in bytes.
  case tooLarge(path: String, limit: Int)
  /// The system failed, and nothing was changed.
  case failed(SystemError)
  /// The system failed at the commit and again at taking it back: only a later look at the data
  /// tells whether the change was made.
  case uncertain(SystemError)
}

extension StoreError {
  /// Translates a refusal of the operating system at the store's edge.
  init(_ error: SystemError) {
    self =
      error.code == SystemError.symbolicLink ? .symbolicLink(error.path) : .failed(error)
  }
}

/// An error of a layer above that can carry an error of the store.
package protocol StoreErrorConvertible: Error {
  /// Wraps an error of the store.
  init(_ error: StoreError)
}

extension StoreError: StoreErrorConvertible {
  /// Keeps the error as it is.
  package init(_ error: StoreError) {
    self = error
  }
}

/// Makes one request of the operating system and translates its error.
func asking<Result>(
  _ request: @autoclosure () throws(SystemError) -> Result
) throws(StoreError) -> Result {
  do throws(SystemError) { return try request() } catch { throw StoreError(error) }
}
