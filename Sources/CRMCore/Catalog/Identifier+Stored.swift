import CRMModel

extension Identifier {
  /// The identifier of a stored number; what a damaged catalog names is cut to its 40 bits.
  init(stored bits: UInt64) {
    guard let identifier = Identifier(bits: bits & 0xFF_FFFF_FFFF) else {
      // The mask leaves what is below 2⁴⁰.
      fatalError("40 bits are no identifier")
    }
    self = identifier
  }
}
