import CRMCore
import CRMModel
import CommandLineKit

extension Noun where Row == [ReportCell] {
  /// The rows of a report: its columns, and two more where a rate has an interval (R87).
  static func report(
    _ columns: [ReportColumn], by slice: String? = nil, hiding hidden: Set<Int> = [],
    whole: Set<Int> = [], bar: (@Sendable ([ReportCell]) -> Int?)? = nil
  ) -> Noun<[ReportCell]> {
    let cut = slice.map { [ReportColumn(slice: $0)] } ?? []
    let all = (cut + columns).enumerated().flatMap { place, column in
      let own = Column<[ReportCell]>(
        column.key, column.heading, table: hidden.contains(place) ? nil : column.prominence,
        whole: whole.contains(place),
        shown: { row, presentation in presentation.text(row[place], isRate: column.isRate) }
      ) { $0[place].json }
      if column.isNamed { return [own].naming(own.key) { $0[place].name } }
      guard column.isRate else { return [own] }
      let (low, high) = (
        Phrase(ru: "не меньше", en: "at least"), Phrase(ru: "не больше", en: "at most")
      )
      return [
        own,
        Column(column.key + "Low", low) { .tenths($0[place].interval?.lowerBound) },
        Column(column.key + "High", high) { .tenths($0[place].interval?.upperBound) },
      ]
    }
    let bars = bar.map { bar in
      // The first column to go where there is no room (R100).
      Column<[ReportCell]>(
        "bar", Phrase(""), table: .extra, whole: true,
        shown: { row, _ in String(repeating: "▇", count: ((bar(row) ?? 0) + 49) / 50) }
      ) { _ in .null }
    }
    return Noun(
      id: { row in row.first { $0 != .none }.map { Separated.text($0.json) } ?? "" },
      all + [bars].compactMap(\.self))
  }
}

extension ReportCell {
  /// The exact value (R87): shares and days with one digit, what there is not as `null`.
  var json: JSONValue {
    switch self {
    case .none, .total: .null
    case .value(let value, _): JSONValue(value)
    case .named(let id, _): .string(id)
    case .count(let count): .number(count)
    case .days(let tenths, _): .tenths(tenths)
    case .share(let share): .tenths(share.tenths)
    case .money(let sums): .sums(sums)
    case .counts(let counted):
      .object(
        counted.reduce(into: JSONObject()) { object, one in object[one.id] = .number(one.count) })
    }
  }

  /// What an id of the data is called: the same in every language.
  fileprivate var name: String? {
    if case .named(_, let name) = self { name.en } else { nil }
  }
}

extension JSONValue {
  /// A number with one digit behind the point, left out where it is nothing.
  static func tenths(_ tenths: Int?) -> JSONValue {
    tenths.flatMap { JSONNumber(text: $0.tenthsText) }.map(JSONValue.number) ?? .null
  }
}

extension Int {
  /// So many tenths: `66.7`, `100`.
  fileprivate var tenthsText: String {
    let digit = magnitude % 10
    return "\(self < 0 ? "-" : "")\(magnitude / 10)\(digit == 0 ? "" : ".\(digit)")"
  }
}

extension Presentation {
  /// A figure as people read it; a rate of a small sample is none (R87).
  func text(_ cell: ReportCell, isRate: Bool = false) -> String {
    switch cell {
    case .none: return ""
    case .total: return text(Phrase(ru: "всего", en: "total"))
    case .value(let value, let choices): return text(value, among: choices)
    case .named(_, let name): return text(name)
    case .count(let count): return String(count)
    case .days(let tenths, nil): return number(tenths)
    case .days(let tenths, let interval?): return "\(number(tenths)) \(text(interval))"
    case .money(let sums): return sums.isEmpty ? "–" : self.sums(sums)
    case .counts(let counted):
      return counted.filter { $0.count > 0 }.map { "\($0.name) \($0.count)" }
        .joined(separator: ", ")
    case .share(let share):
      guard let tenths = share.tenths else { return "–" }
      if isRate, share.isSmallSample {
        return text(Phrase(ru: "мало данных", en: "too few deals"))
      }
      guard isRate, let interval = share.interval else { return percent(tenths) }
      return "\(percent(tenths)) \(text(interval))"
    }
  }

  private func text(_ interval: ClosedRange<Int>) -> String {
    "(\(number(interval.lowerBound))–\(number(interval.upperBound)))"
  }

  private func percent(_ tenths: Int) -> String {
    language == .ru ? "\(number(tenths))\u{A0}%" : "\(number(tenths))%"
  }

  private func number(_ tenths: Int) -> String {
    language == .ru ? tenths.tenthsText.replacing(".", with: ",") : tenths.tenthsText
  }

  /// The days of a report.
  func days(_ days: ClosedRange<Day>) -> String {
    days.lowerBound == days.upperBound
      ? day(days.lowerBound) : "\(day(days.lowerBound)) – \(day(days.upperBound))"
  }
}

extension Text {
  /// The model's words, where the command line's are asked for.
  init(_ phrase: Phrase) { self.init(ru: phrase.ru, en: phrase.en) }
}
