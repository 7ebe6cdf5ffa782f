import CRMCore
import CRMModel
import CommandLineKit

/// How words of the command line become checked values.
extension ValueParser {
  /// A value that a type of the model understands.
  static func model(
    _ name: String, _ kind: String, _ completion: Completion = .none, note: Text? = nil,
    hyphen: Bool = false,
    _ parse: @escaping @Sendable (String) throws(ValueError) -> Value
  ) -> ValueParser {
    ValueParser(
      ValueDescription(
        name: name, kind: kind, completion: completion, note: note ?? completion.note,
        mayStartWithHyphen: hyphen)
    ) { (word) throws(ValueProblem) in
      do throws(ValueError) {
        return try parse(word)
      } catch {
        // The parser names the word itself.
        let word = "'\(error.text)': "
        throw ValueProblem(
          Text(
            ru: String(error.problem.ru.trimmingPrefix(word)),
            en: String(error.problem.en.trimmingPrefix(word))))
      }
    }
  }
}

extension ValueParser {
  /// The same, with what was probably meant by a word that is no value.
  fileprivate func suggesting(_ nearest: @escaping @Sendable (String) -> String?) -> ValueParser {
    ValueParser(description) { (word) throws(ValueProblem) in
      do throws(ValueProblem) { return try parse(word) } catch {
        throw ValueProblem(error.text, nearest: error.nearest ?? nearest(word))
      }
    }
  }
}

extension Completion {
  /// What help says of values that only the data directory knows.
  fileprivate var note: Text? {
    switch self {
    case .live(let kind): LiveKind(rawValue: kind)?.note
    case .none, .file, .directory, .commands: nil
    }
  }
}

extension ValueParser where Value == TimeExpression {
  static func time(_ name: String, _ offered: LiveKind? = nil) -> ValueParser {
    .model(name, "time", offered.map { .live($0.rawValue) } ?? .none, hyphen: true) {
      (word) throws(ValueError) in
      try TimeExpression(parsing: word)
    }.suggesting { word in
      // Each word of it for itself: «завтро 15:00».
      let words = word.split(separator: " ").map(String.init).map {
        NearestName.find($0, among: TimeExpression.names) ?? $0
      }
      let meant = words.joined(separator: " ")
      return (try? TimeExpression(parsing: meant)) == nil ? nil : meant
    }
  }
}

extension ValueParser where Value == String {
  /// A label that cards are given (R63).
  static func tag(_ name: String) -> ValueParser {
    .model(name, "line", .live(LiveKind.tag.rawValue)) { (word) throws(ValueError) in
      try TagTree.checked(word)
    }
  }
}

extension ValueParser where Value == Span {
  /// A length of time.
  static func span(_ name: String) -> ValueParser {
    .model(name, "span", note: Text(ru: "5m, 2h, 1d, 1w", en: "5m, 2h, 1d, 1w")) {
      (word) throws(ValueError) in try Span(parsing: word)
    }
  }
}

extension ValueParser where Value == Int {
  /// Whole days as `14d` or `2w` (R38).
  static func days(_ name: String) -> ValueParser {
    .model(name, "days", note: Text(ru: "14d, 2w", en: "14d, 2w"), hyphen: true) {
      (word) throws(ValueError) in
      let units: [Character: Int] = ["d": 1, "w": 7]
      guard let unit = word.last.flatMap({ units[$0] }), let count = Int(word.dropLast()),
        (1...Stage.days.upperBound / unit).contains(count)
      else {
        throw ValueError(
          word, ru: "срок пишется в днях или неделях: 14d, 2w",
          en: "a number of days is written as 14d or 2w")
      }
      return count * unit
    }
  }
}

extension ValueParser where Value == CalendarSpan {
  /// A month, quarter, half or year, as plans name them (R92).
  static func span(_ name: String) -> ValueParser {
    .model(
      name, "period",
      note: Text(ru: "2026-11, 2026-Q4, 2026-H2, 2026", en: "2026-11, 2026-Q4, 2026-H2, 2026")
    ) {
      (word) throws(ValueError) in try CalendarSpan(parsing: word)
    }
  }
}

extension ValueParser where Value == Experiment.Metric {
  /// What a change is to have changed (R97).
  static func metric(_ name: String) -> ValueParser {
    .model(
      name, "metric",
      note: Text(ru: "pass:ЭТАП, cycle, win-rate", en: "pass:STAGE, cycle, win-rate")
    ) {
      (word) throws(ValueError) in try Experiment.Metric(parsing: word)
    }
  }
}

extension ValueParser where Value == SalesCycle.Start {
  /// `created`, `lead` or `stage STAGE`.
  static func cycleStart(_ name: String) -> ValueParser {
    .model(
      name, "cycle-start",
      note: Text(ru: "created, lead, stage ЭТАП", en: "created, lead, stage STAGE")
    ) { (word) throws(ValueError) in try SalesCycle.Start(parsing: word) }
  }
}

extension ValueParser where Value == Currency {
  /// The code of a currency, in any case.
  static func currency(_ name: String) -> ValueParser {
    .model(name, "currency") { (word) throws(ValueError) in try Currency(parsing: word) }
  }
}

extension ValueParser where Value == Expression {
  /// A filter (R38).
  static func expression(_ name: String) -> ValueParser {
    .model(name, "expression") { (word) throws(ValueError) in
      do throws(ExpressionError) { return try Expression(parsing: word) } catch {
        throw ValueError(word, ru: error.placedProblem.ru, en: error.placedProblem.en)
      }
    }
  }
}

extension ValueParser {
  /// A value that an empty word takes away (R36).
  static func emptiable<Filled>(
    _ parser: ValueParser<Filled>
  ) -> ValueParser where Value == Filled? {
    ValueParser(parser.description) { (word) throws(ValueProblem) in
      word.isEmpty ? nil : try parser.parse(word)
    }
  }
}

extension ValueParser where Value == Login {
  static func login(_ name: String) -> ValueParser {
    .model(name, "user", .live("user")) { (word) throws(ValueError) in try Login(parsing: word) }
  }
}

extension ValueParser where Value == PhoneNumber {
  static func phone(_ name: String) -> ValueParser {
    .model(name, "phone", note: Text(ru: "в любой записи", en: "however written")) {
      (word) throws(ValueError) in try PhoneNumber(written: word)
    }
  }
}

extension ValueParser where Value == EmailAddress {
  static func email(_ name: String) -> ValueParser {
    .model(name, "email") { (word) throws(ValueError) in try EmailAddress(parsing: word) }
  }
}

extension ValueParser where Value == TaxNumber {
  static func taxNumber(_ name: String) -> ValueParser {
    .model(name, "inn", note: Text(ru: "10 или 12 цифр", en: "10 or 12 digits")) {
      (word) throws(ValueError) in try TaxNumber(parsing: word)
    }
  }
}

extension ValueParser where Value == String {
  /// The longest line that is taken, in characters.
  private static var longestLine: Int { 500 }
  /// The longest text that is taken, in characters.
  private static var longestText: Int { 50_000 }

  /// What names a deal, company, contact, task, pipeline or stage.
  ///
  /// What a shell offers is named where it is not all there is of the kind.
  static func reference(
    _ name: String, _ kind: String, offering offered: LiveKind? = nil
  ) -> ValueParser {
    .model(name, kind, .live(offered?.rawValue ?? kind)) { (word) throws(ValueError) in
      try checked(word, limit: longestLine)
    }
  }

  /// One line of text: trimmed, not empty, without control characters.
  static func line(_ name: String, completion: Completion = .none) -> ValueParser {
    .model(name, "line", completion) { (word) throws(ValueError) in
      try filledIn(checked(word, limit: longestLine), name)
    }
  }

  /// A text that is looked for, and may be any.
  static func searched(_ name: String) -> ValueParser {
    .model(name, "line") { (word) throws(ValueError) in try checked(word, limit: longestLine) }
  }

  /// Any text; a lone `-` is read from standard input by the command.
  static func prose(_ name: String) -> ValueParser {
    .model(name, "text") { (word) throws(ValueError) in try filledIn(checkedProse(word), name) }
  }

  /// Any text, wherever it comes from.
  static func checkedProse(_ word: String) throws(ValueError) -> String {
    try filledIn(checked(word, limit: longestText, allowsBreaks: true))
  }

  /// A suggested command or a line of the help that was pasted as it stands says nothing: neither a
  /// placeholder nor the value's own name in the help is data.
  private static func filledIn(
    _ text: String, _ name: String? = nil
  ) throws(ValueError) -> String {
    guard text != name, !Placeholder.isOne(text) else {
      throw ValueError(
        text, ru: "это место для значения: подставьте свое",
        en: "this stands for a value: put yours in its place")
    }
    return text
  }

  /// A sum; its currency is the pipeline's, so the command makes it `Money`.
  static func money(_ name: String) -> ValueParser {
    .model(
      name, "money", note: Text(ru: "55000 или '55 000'", en: "55000 or '55 000'"), hyphen: true
    ) { (word) throws(ValueError) in
      try checked(word, limit: 64)
    }
  }

  /// Trims and checks a text.
  static func checked(
    _ word: String, limit: Int, allowsBreaks: Bool = false
  ) throws(ValueError) -> String {
    let scalars = word.unicodeScalars
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else {
      throw ValueError(word, ru: "текст пуст", en: "the text is empty")
    }
    let trimmed = String(scalars[first...last])
    let hasControl = trimmed.unicodeScalars.contains { scalar in
      (scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value)
        && !(allowsBreaks && (scalar == "\n" || scalar == "\t" || scalar == "\r"))
    }
    guard !hasControl else {
      throw ValueError(
        word, ru: "в тексте есть управляющие символы", en: "the text has control characters")
    }
    // Counting characters is slow, and none is shorter than a byte.
    guard trimmed.utf8.count <= limit || trimmed.count <= limit else {
      throw ValueError(
        word, ru: "текст длиннее \(limit) знаков", en: "the text is over \(limit) characters long")
    }
    return trimmed
  }
}

extension ValueParser where Value == [String] {
  /// Names separated by commas.
  static func names(_ name: String, _ offered: LiveKind) -> ValueParser {
    .model(name, "names", .live(offered.rawValue), hyphen: true) { (word) throws(ValueError) in
      let names = word.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard names.allSatisfy({ !$0.isEmpty }) else {
        throw ValueError(
          word, ru: "имена полей через запятую", en: "names of fields, separated by commas")
      }
      return names
    }
  }
}

/// A name and what is set to it: `FIELD=VALUE`.
struct FieldWord: Hashable, Sendable {
  let name: String
  let text: String
}

extension ValueParser where Value == TypedLine {
  /// A line of a paper (R72).
  static func paperLine(_ name: String) -> ValueParser {
    .model(name, "paper-line") { (word) throws(ValueError) in
      // The placeholder of a hint is no line.
      try TypedLine(parsing: ValueParser<String>.checkedProse(word))
    }
  }
}

extension ValueParser where Value == [String] {
  /// When an order is to be paid, part by part (R78); what its parts come to, the order tells.
  static func schedule(_ name: String) -> ValueParser {
    .model(name, "schedule") { (word) throws(ValueError) in
      try PaymentSchedule.parts(
        parsing: ValueParser<String>.checked(word, limit: ValueParser<String>.longestLine))
    }
  }
}

extension ValueParser where Value == [Int] {
  /// Numbers of lines: `1,3`.
  static func lineNumbers(_ name: String) -> ValueParser {
    .model(name, "line-numbers") { (word) throws(ValueError) in
      let numbers = word.split(separator: ",").map { Int(String($0).trimmingBlanks()) ?? 0 }
      guard !numbers.isEmpty, numbers.allSatisfy({ $0 > 0 }) else {
        throw ValueError(
          word, ru: "нужны номера строк: 1,3", en: "the numbers of lines are needed: 1,3")
      }
      return numbers
    }
  }
}

extension ValueParser where Value == (number: Int, quantity: Int64) {
  /// So much of an order's line: `1=2` (R81).
  static func lineQuantity(_ name: String) -> ValueParser {
    .model(name, "line-quantity") { (word) throws(ValueError) in
      let parts = word.split(separator: "=").map(String.init)
      guard parts.count == 2, let number = Int(parts[0]),
        let quantity = try? ExactNumber(parsing: parts[1]),
        quantity.millionths > 0, quantity.millionths.isMultiple(of: 1_000)
      else {
        throw ValueError(
          word, ru: "нужен номер строки и количество: 1=2",
          en: "the number of a line and a quantity are needed: 1=2")
      }
      return (number, quantity.millionths / 1_000)
    }
  }
}

extension ValueParser where Value == FieldWord {
  /// `FIELD=VALUE`; an empty value empties (R36).
  static func assignment(_ name: String, completion: Completion = .none) -> ValueParser {
    .model(name, "assignment", completion) { (word) throws(ValueError) in
      guard let sign = word.firstIndex(of: "=") else {
        throw ValueError(word, ru: "нужно \(name)", en: "\(name) is needed")
      }
      let text = String(word[word.index(after: sign)...])
      return FieldWord(
        name: try ValueParser<String>.checked(String(word[..<sign]), limit: 100),
        text: text.isEmpty ? "" : try ValueParser<String>.checkedProse(text))
    }
  }
}

extension ValueParser where Value == ReportEntry {
  /// `SECTION=TEXT`.
  static func reportEntry(_ name: String) -> ValueParser {
    .model(name, "report", .live("section")) { (word) throws(ValueError) in
      guard let sign = word.firstIndex(of: "=") else {
        throw ValueError(word, ru: "нужно РАЗДЕЛ=ТЕКСТ", en: "SECTION=TEXT is needed")
      }
      let text = String(word[word.index(after: sign)...])
      return ReportEntry(
        section: try ValueParser<String>.checked(String(word[..<sign]), limit: 100),
        text: text.isEmpty ? "" : try ValueParser<String>.checkedProse(text))
    }
  }
}
