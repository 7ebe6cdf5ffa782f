/// A length of time as people type it: `5m`, `2h`, `1d`, `1w`, in Russian letters too.
public struct Span: Hashable, Sendable {
  /// How many seconds it has.
  public let seconds: Int64

  /// The span that a text stands for.
  ///
  /// - Throws: `ValueError` where it stands for none, or for one of more than 100,000 days.
  public init(parsing text: String) throws(ValueError) {
    let isCounted = text.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    // What is counted from now on, without the sign.
    let distance = isCounted == true ? try? TimeExpression(parsing: "+" + text) : nil
    let seconds: Int64? =
      switch distance?.meaning {
      case .secondsFromNow(let seconds)?: seconds
      case .daysFromToday(let days, nil)? where days <= 100_000: Int64(days) * 86_400
      default: nil
      }
    guard let seconds, seconds <= 100_000 * 86_400 else {
      throw ValueError(
        text, ru: "срок пишется как 5m, 2h, 1d или 1w",
        en: "a span is written as 5m, 2h, 1d or 1w")
    }
    self.seconds = seconds
  }

  /// In whole minutes, which is what it is typed in at the finest.
  public var minutes: Int { Int(seconds / 60) }

  /// As it is stored, in its greatest unit.
  public var text: String { "\(seconds / unit.size)\(unit.name.en.prefix(1))" }

  /// As people read it.
  public var phrase: Phrase {
    Phrase(
      ru: "\(seconds / unit.size) \(unit.name.ru)", en: "\(seconds / unit.size) \(unit.name.en)")
  }

  private var unit: (size: Int64, name: Phrase) {
    let units: [(size: Int64, name: Phrase)] = [
      (86_400, Phrase(ru: "д", en: "d")), (3_600, Phrase(ru: "ч", en: "h")),
    ]
    return units.first { seconds > 0 && seconds.isMultiple(of: $0.size) }
      ?? (60, Phrase(ru: "мин", en: "min"))
  }
}
