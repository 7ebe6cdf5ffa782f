/// What becomes of changes that were not flushed when the power is cut.
package enum PowerCut: Sendable {
  /// Every one is lost.
  case losesAll
  /// Every one reached the device.
  case keepsAll
  /// Each is kept or lost, and each write perhaps torn, in a way that the seed decides; so later
  /// changes may be there and earlier ones not.
  case seeded(UInt64)
}
