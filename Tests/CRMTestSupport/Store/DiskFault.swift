/// What goes wrong at the nth call, counted from 1.
package struct DiskFault: Sendable {
  /// How it goes wrong.
  package enum Kind: Sendable {
    /// The call fails with this code and does nothing; later calls work again.
    case refuse(Int32)
    /// A write stops in its middle with this code, any other call does nothing.
    case tear(Int32)
    /// The process ends before the call: nothing has an effect any more.
    case die
    /// The process ends in the middle of a write.
    case dieInside
  }

  /// The call that goes wrong.
  package var call: Int
  /// How it goes wrong.
  package var kind: Kind

  /// Describes a fault.
  package init(at call: Int, _ kind: Kind) {
    self.call = call
    self.kind = kind
  }
}
