/// A part of a whole, exactly (R87).
public struct Share: Hashable, Sendable {
  /// The part.
  public let part: Int64
  /// The whole; there is no share of nothing.
  public let whole: Int64

  /// A share of counts or of amounts of one currency.
  public init(_ part: some BinaryInteger, of whole: some BinaryInteger) {
    self.part = Int64(part)
    self.whole = Int64(whole)
  }

  /// In tenths of a per cent, halves rounded up; `nil` for a share of nothing.
  public var tenths: Int? { whole > 0 ? Tenths.of(part, times: 1_000, over: whole) : nil }

  /// Whether the whole is too small for the share to mean anything (R87).
  public var isSmallSample: Bool { whole < Self.enough }

  /// From how many deals on people are shown a rate.
  static let enough = 10

  /// Between minus this and this lie 95 % of a normal distribution.
  static let quantile = 1.959_964

  /// The 95 % interval of a rate, in tenths of a per cent.
  ///
  /// Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
  /// 1927.
  public var interval: ClosedRange<Int>? {
    guard whole > 0, (0...whole).contains(part) else { return nil }
    let (count, rate, quantile) = (Double(whole), Double(part) / Double(whole), Self.quantile)
    let square = quantile * quantile
    let middle = rate + square / (2 * count)
    let spread =
      quantile * (rate * (1 - rate) / count + square / (4 * count * count)).squareRoot()
    func tenths(_ value: Double) -> Int {
      Int((min(max(value / (1 + square / count), 0), 1) * 1_000).rounded())
    }
    return tenths(middle - spread)...tenths(middle + spread)
  }
}

/// Numbers with one digit behind the point, halves rounded up (R87).
enum Tenths {
  /// A quotient in tenths of a unit that is so many of the quotient's.
  static func of(_ number: Int64, times unit: Int64, over divisor: Int64) -> Int {
    let (doubled, whole) = (2 * Int128(number) * Int128(unit), 2 * Int128(divisor))
    let (quotient, rest) = (doubled + Int128(divisor)).quotientAndRemainder(dividingBy: whole)
    return Int(rest < 0 ? quotient - 1 : quotient)
  }
}

/// Lengths of time of several deals, in days (R89).
struct Durations {
  private let seconds: [Int64]

  init(_ seconds: [Int64]) { self.seconds = seconds }

  /// The sum over the count.
  var mean: ReportCell {
    seconds.isEmpty
      ? .none
      : .days(Tenths.of(seconds.reduce(0, +), times: 10, over: 86_400 * Int64(seconds.count)))
  }

  /// The same with its 95 % interval, which two lengths at least have.
  var meanWithin: ReportCell {
    guard case .days(let tenths, _) = mean, seconds.count > 1 else { return mean }
    let count = Double(seconds.count)
    let middle = seconds.reduce(0) { $0 + Double($1) } / count
    let squares = seconds.reduce(0) { $0 + (Double($1) - middle) * (Double($1) - middle) }
    let spread = Share.quantile * (squares / (count - 1) / count).squareRoot()
    func day(_ seconds: Double) -> Int { Int((seconds / 8_640).rounded()) }
    return .days(tenths, within: day(middle - spread)...day(middle + spread))
  }

  /// The nearest rank: the smallest length that so many of a hundred do not exceed.
  func percentile(_ percent: Int) -> ReportCell {
    Self.days(rank(percent))
  }

  /// The same in seconds.
  func rank(_ percent: Int) -> Int64? {
    seconds.isEmpty ? nil : seconds.selected((seconds.count * percent + 99) / 100 - 1)
  }

  /// A length as reports show it.
  static func days(_ seconds: Int64?) -> ReportCell {
    seconds.map { .days(Tenths.of($0, times: 10, over: 86_400)) } ?? .none
  }

  /// The columns that every report of lengths has.
  static let columns = [
    ReportColumn("mean", Phrase(ru: "среднее, дней", en: "mean, days")),
    ReportColumn("median", Phrase(ru: "медиана", en: "median")),
    ReportColumn("p90", Phrase(ru: "90 % не дольше", en: "90 % within"), .useful),
  ]

  /// Their cells.
  var cells: [ReportCell] { [mean, percentile(50), percentile(90)] }
}

extension [Int64] {
  /// What would stand at a place if all were sorted, for which there is no need to sort them.
  ///
  /// Source: C. A. R. Hoare, "Algorithm 65: Find", 1961.
  fileprivate func selected(_ place: Int) -> Int64 {
    var (numbers, low, high) = (self, 0, count - 1)
    while low < high {
      var (left, right) = (low, high)
      let middle = numbers[place]
      repeat {
        while numbers[left] < middle { left += 1 }
        while numbers[right] > middle { right -= 1 }
        guard left <= right else { break }
        numbers.swapAt(left, right)
        (left, right) = (left + 1, right - 1)
      } while left <= right
      if right < place { low = left }
      if left > place { high = right }
    }
    return numbers[place]
  }
}
