/// Why the machine cannot tell the offsets of a time zone.
package enum TimeZoneError: Error, Equatable, Sendable {
  /// There is no zone of this name, or it is no name of a zone.
  case unknown(String)
  /// The machine has no descriptions of time zones in this folder.
  case noDatabase(String)
  /// The description of the zone cannot be read.
  case damaged(String)
}
