/// Reads the pieces of a strict ASCII form from the start of a text.
///
/// A method that does not find its piece returns `nil` or `false`; the caller gives up then, so
/// where the scanner stands afterwards does not matter.
struct ByteScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: some StringProtocol) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { index == bytes.count }

  var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard let next, next == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func digit() -> Int? {
    guard let next, next >= 0x30, next <= 0x39 else { return nil }
    index += 1
    return Int(next) - 0x30
  }

  /// A number of exactly this many digits, at most nine.
  mutating func digits(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// A number of one digit or two.
  mutating func shortNumber() -> Int? {
    guard let first = digit() else { return nil }
    return digit().map { first * 10 + $0 } ?? first
  }

  /// A number of one digit or more; `nil` also where it does not fit.
  mutating func number() -> Int? {
    guard var value = digit() else { return nil }
    while let digit = digit() {
      let tens = value.multipliedReportingOverflow(by: 10)
      let sum = tens.partialValue.addingReportingOverflow(digit)
      if tens.overflow || sum.overflow { return nil }
      value = sum.partialValue
    }
    return value
  }
}
