extension [UInt8] {
  /// Appends a number that is not negative, with leading zeros up to `width` digits.
  mutating func appendDecimal(_ value: Int, width: Int) {
    let start = count
    var rest = value
    for _ in 0..<width {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    self[start...].reverse()
  }
}
