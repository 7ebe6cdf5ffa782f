package import CRMModel

/// A JSON number by its exact text: `12.10` stays `12.10`, `1e400` is not infinite.
///
/// Two numbers are equal when their texts are.
package struct JSONNumber: Hashable, Sendable {
  /// The digits as they are written in JSON.
  package let text: String

  /// The number of a text; `nil` unless it has the form of a JSON number (RFC 8259, section 6).
  package init?(text: String) {
    let length = text.utf8.withContiguousStorageIfAvailable { JSONNumber.length(in: $0, from: 0) }
    guard length == text.utf8.count else { return nil }
    self.text = text
  }

  /// A whole number.
  package init(_ value: some FixedWidthInteger) {
    text = String(value)
  }

  /// An amount in major units, exactly.
  package init(_ money: Money) {
    text = money.decimalText
  }

  /// The number of a text that is known to have the form.
  init(unchecked text: String) {
    self.text = text
  }

  /// The whole number; `nil` for a fraction or an exponent, and where it does not fit.
  package var int: Int? { Int(text) }

  /// How many bytes from `start` on are a number; `nil` where none begins there.
  ///
  /// What follows the number is not looked at.
  static func length(in input: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    func peek() -> UInt8 { index < input.count ? input[index] : 0 }
    func skipDigits() -> Bool {
      let first = index
      while peek() >= 0x30 && peek() <= 0x39 { index += 1 }
      return index > first
    }

    if peek() == UInt8(ascii: "-") { index += 1 }
    if peek() == UInt8(ascii: "0") {
      index += 1
    } else if !skipDigits() {
      return nil
    }
    if peek() == UInt8(ascii: ".") {
      index += 1
      guard skipDigits() else { return nil }
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      index += 1
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { index += 1 }
      guard skipDigits() else { return nil }
    }
    return index - start
  }
}
