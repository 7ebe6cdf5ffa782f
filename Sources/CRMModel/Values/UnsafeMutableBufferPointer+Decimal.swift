extension UnsafeMutableBufferPointer<UInt8> {
  /// Writes the digits of a number that is not negative, with leading zeros.
  func writeDecimal(_ value: Int, in place: Range<Int>) {
    var rest = value
    for index in place.reversed() {
      self[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
  }
}
