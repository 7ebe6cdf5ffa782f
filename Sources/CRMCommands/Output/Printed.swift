import CRMCore
import CRMModel

/// What a command prints, as the command declares it.
///
/// By this alone `--format`, `--fields` and `--sort` are judged, before the command decides anything,
/// and completed in a shell.
package struct Printed: Sendable {
  /// A name that `--fields` or `--sort` takes.
  struct Field {
    let key: String
    let title: Phrase
    /// The parts of the object that its value is, each of which can be asked for alone.
    var parts: [String] = []

    /// Whether a word means it: its key, what people read above its column, or one of its parts.
    func isMeant(by word: String) -> Bool {
      key == word || [title.ru, title.en].contains { Folding.fold($0) == Folding.fold(word) }
        || parts.contains(word)
    }
  }

  /// What `--fields` takes; `nil` where no rows are printed, or by other commands.
  var fields: [Field]? { columns?() }
  /// What `--sort` takes.
  var sortable: [Field] { order.columns() }
  /// Whether it can also be printed as a report, `--format html` and the like.
  private(set) var isReport = false
  /// Whether it can also be printed as a calendar (R56).
  private(set) var isCalendar = false
  private var isJudged = true

  // Looked up when asked for, so that a start does not cost the declarations of all columns.
  private var columns: (@Sendable () -> [Field])?
  private var owner: @Sendable () -> Kind? = { nil }
  private var order: (names: [String], columns: @Sendable () -> [Field]) = ([], { [] })

  private init() {}

  /// A text, or what the commands of a batch print.
  static var text: Printed { Printed() }

  /// Rows without the arrays of the card, in the order of `--sort`.
  static func list<Row>(
    _ noun: @autoclosure @escaping @Sendable () -> Noun<Row>, by names: [String] = []
  ) -> Printed {
    var printed = Printed()
    printed.columns = { noun().listed.map(\.field) }
    printed.owner = { noun().owner }
    return printed.sorting(noun(), by: names)
  }

  /// One thing with all there is to it.
  static func card<Row>(_ noun: @autoclosure @escaping @Sendable () -> Noun<Row>) -> Printed {
    var printed = Printed()
    printed.columns = { noun().columns.map(\.field) }
    printed.owner = { noun().owner }
    return printed
  }

  /// The same, also as a calendar.
  var alsoAsCalendar: Printed {
    var printed = self
    printed.isCalendar = true
    return printed
  }

  /// Whether it has a form.
  func has(_ form: FormatChoice) -> Bool {
    switch form {
    case .result: true
    case .report: isReport
    case .calendar: isCalendar
    }
  }

  /// The same with rows that are sorted, though others may be printed.
  func sorting<Row>(
    _ noun: @autoclosure @escaping @Sendable () -> Noun<Row>, by names: [String]
  ) -> Printed {
    var printed = self
    printed.order = (names, { noun().listed.map(\.field) })
    return printed
  }

  /// The same, also as a report.
  var alsoAsReport: Printed {
    var printed = self
    printed.isReport = true
    return printed
  }

  /// The same, of a command that runs another, which judges what it prints.
  var judgedByAnother: Printed {
    var printed = self
    printed.isJudged = false
    return printed
  }

  /// Refuses what could not be printed.
  ///
  /// - Parameters:
  ///   - options: What was asked for.
  ///   - path: The command's words.
  ///   - isOwn: Whether a name is that of a field of the department's own (R35).
  /// - Throws: `CRMError.usage` for a form that the command has not, and for an unknown field.
  func check(
    _ options: GlobalOptions, of path: [String], isOwn: (String, Kind) -> Bool
  ) throws(CRMError) {
    guard isJudged else { return }
    if let form = options.report.map(FormatChoice.report) ?? (options.isCalendar ? .calendar : nil)
    {
      guard has(form) else { throw .noForm(form, of: path) }
      guard options.fields.isEmpty else { throw .noFields(of: form) }
    }
    if !options.fields.isEmpty, let fields {
      let owner = owner()
      try Self.find(options.fields, among: fields) { name in
        owner.map { isOwn(name, $0) } ?? false
      }
    }
    guard !order.names.isEmpty else { return }
    try Self.find(
      order.names.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 }, among: sortable,
      option: "--sort: ")
  }

  /// Looks whether there is a field of each name.
  static func find(
    _ names: [String], among fields: [Field], option: String = "",
    isOwn: (String) -> Bool = { _ in false }
  ) throws(CRMError) {
    let known = fields.map(\.key).sorted()
    let stranger = names.first { name in
      !fields.contains { $0.isMeant(by: name) } && !isOwn(name)
    }
    guard let name = stranger else { return }
    let list = known.joined(separator: ", ")
    throw .usage(
      Phrase(
        ru: "\(option)нет поля '\(name)'; есть: \(list)",
        en: "\(option)no field '\(name)'; there are \(list)"),
      unknown: UnknownWord(name, known: known))
  }
}
