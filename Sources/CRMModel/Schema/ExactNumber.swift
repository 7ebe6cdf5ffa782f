/// An exact decimal number with up to six digits after the point (R34).
public struct ExactNumber: Hashable, Comparable, Sendable {
  /// The number in millionths.
  public let millionths: Int64

  /// How many digits after the point there are room for.
  private static let places = 6

  /// A number of so many millionths.
  public init(millionths: Int64) {
    self.millionths = millionths
  }

  /// A whole number; `nil` where it does not fit.
  public init?(_ whole: Int) {
    let (millionths, overflow) = Int64(whole).multipliedReportingOverflow(by: 1_000_000)
    guard !overflow else { return nil }
    self.millionths = millionths
  }

  /// The number that a text stands for: `120`, `1 200,5`, `-0.25`, `35%`, which is 35 as a person sees it.
  ///
  /// - Throws: ``ValueError`` for another form, for more than six digits after the point, and where
  ///   the number does not fit.
  public init(parsing text: String) throws(ValueError) {
    let error = ValueError(
      text, ru: "это не число; годится 120, '1 200' или 0,5 — до 6 знаков после запятой",
      en: "not a number; write 120, '1 200' or 0.5, with up to 6 digits after the point")
    var rest = text.trimmingBlanks()[...]
    let isNegative = rest.first == "-" || rest.first == "\u{2212}"
    if isNegative { rest.removeFirst() }
    if rest.last == "%" { rest = String(rest.dropLast()).trimmingBlanks()[...] }
    let parts = rest.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    let groups = parts[0].split(omittingEmptySubsequences: false) {
      $0.isWhitespace || $0 == "'" || $0 == "\u{2019}"
    }
    let fraction = parts.count > 1 ? parts[1] : "0"
    let isGrouped =
      groups.count == 1 || groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
    guard parts.count <= 2, isGrouped, (1...Self.places).contains(fraction.utf8.count),
      (groups + [fraction]).allSatisfy({
        !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      }),
      let millionths = Int64(
        (isNegative ? "-" : "") + (groups + [fraction]).map(String.init).joined()
          + String(repeating: "0", count: Self.places - fraction.utf8.count))
    else { throw error }
    self.millionths = millionths
  }

  /// The number as JSON has it, without zeros at the end: `120`, `0.5`.
  public var text: String {
    let whole = String(millionths.magnitude / 1_000_000)
    let sign = millionths < 0 ? "-" : ""
    let rest = millionths.magnitude % 1_000_000
    guard rest > 0 else { return sign + whole }
    var digits = String(rest)
    digits = String(repeating: "0", count: Self.places - digits.utf8.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return sign + whole + "." + digits
  }

  /// The largest number that there is room for.
  static let largest = ExactNumber(millionths: .max)

  /// What stands before the point.
  var whole: Int64 { millionths / 1_000_000 }

  /// By size.
  public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    left.millionths < right.millionths
  }
}

extension Money {
  /// The sum as documents keep it among other values; `nil` for one that could not be read again (R34).
  var exact: ExactNumber? { try? ExactNumber(parsing: decimalText) }
}
