extension [UInt8] {
  /// Appends a number that is not negative, with leading zeros up to `width` digits.
  mutating func appendDecimal(_ value: Int, width: Int) {
    var unit = 1
    for _ in 1..<width { unit *= 10 }
    while unit > 0 {
      append(UInt8(ascii: "0") + UInt8(value / unit % 10))
      unit /= 10
    }
  }
}
