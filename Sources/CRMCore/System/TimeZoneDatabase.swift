/// The machine's descriptions of time zones, read without the `TZ` variable of the process.
///
/// Glibc knows a named zone only through a variable that all threads share, and takes an unknown one
/// for Greenwich. The files are small and their format is fixed (RFC 8536), so they are read here:
/// no lock, any number of zones at once, and an unknown zone is an error.
package struct TimeZoneDatabase: Sendable {
  /// Where Linux keeps the descriptions, unless `TZDIR` says otherwise.
  package static let usualFolder = "/usr/share/zoneinfo"

  /// No description is larger.
  private static let greatestSize = 1 << 20

  private let folder: String
  private let readFile: @Sendable (String, Int) throws(SystemError) -> [UInt8]

  /// Names the folder of the descriptions; reads nothing yet.
  ///
  /// - Parameters:
  ///   - folder: the value of `TZDIR`, or `usualFolder`.
  ///   - readFile: reads a file of at most so many bytes; it follows links, as zones often are.
  package init(
    folder: String, readFile: @escaping @Sendable (String, Int) throws(SystemError) -> [UInt8]
  ) {
    self.folder = folder
    self.readFile = readFile
  }

  /// Reads the description of a zone.
  ///
  /// - Parameter identifier: such as `Europe/Moscow`; `UTC` is known without any file.
  /// - Throws: `TimeZoneError`.
  /// - Returns: the offset from UTC in seconds, positive to the east, at a time in seconds since 1970.
  package func offsets(
    of identifier: String
  ) throws(TimeZoneError) -> @Sendable (Int64) -> Int {
    if identifier == "UTC" { return { _ in 0 } }
    guard isPlain(identifier) else { throw .unknown(identifier) }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try readFile(folder + "/" + identifier, Self.greatestSize)
    } catch {
      switch error.code {
      case SystemError.notFound, SystemError.notAFolder, SystemError.isAFolder:
        // Every database has this one.
        guard (try? readFile(folder + "/Etc/UTC", Self.greatestSize)) != nil else {
          throw .noDatabase(folder)
        }
        throw .unknown(identifier)
      default: throw .damaged(identifier)
      }
    }
    guard let zone = ZoneDescription(bytes) else { throw .damaged(identifier) }
    return { zone.offset(at: $0) }
  }

  /// Whether the name can only be that of a file below the folder.
  private func isPlain(_ identifier: String) -> Bool {
    let parts = identifier.utf8.split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return identifier.utf8.count <= 100
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
              UInt8(ascii: "0")...UInt8(ascii: "9"):
              true
            default: "_+-".utf8.contains(byte)
            }
          }
      }
  }
}
