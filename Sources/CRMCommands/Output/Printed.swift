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

  /// The names that `--fields` or `--sort` take.
  struct Names: Sendable {
    /// Those of columns.
    let columns: [Field]
    /// Those of whatever else `--where` knows, by the department's schema (R67).
    var asked: @Sendable (Schema) -> [Field] = { _ in [] }
    /// Whether one is meant by a name.
    var isAsked: @Sendable (String, Schema) -> Bool = { _, _ in false }

    init(_ columns: [Field] = []) { self.columns = columns }

    init<Row>(_ noun: Noun<Row>, _ columns: [Column<Row>]) {
      self.columns = columns.map(\.field)
      guard let asked = noun.asked else { return }
      self.asked = asked.fields
      isAsked = { asked.find($0, $1) != nil }
    }

    /// All of them, as completion offers them.
    func all(_ schema: Schema?) -> [Field] {
      columns
        + (schema.map(asked) ?? []).filter { field in
          !columns.contains { $0.key == field.key || $0.parts.contains(field.key) }
        }
    }
  }

  /// What `--fields` takes; `nil` where no rows are printed, or by other commands.
  var fields: Names? { columns?() }
  /// What `--sort` takes.
  var sortable: Names { order.columns() }
  /// Whether it can also be printed as a report, `--format html` and the like.
  private(set) var isReport = false
  /// Whether it can also be printed as a calendar (R56).
  private(set) var isCalendar = false
  private var isJudged = true

  // Looked up when asked for, so that a start does not cost the declarations of all columns.
  private var columns: (@Sendable () -> Names)?
  private var order: (names: [String], columns: @Sendable () -> Names) = ([], { Names() })

  private init() {}

  /// A text, or what the commands of a batch print.
  static var text: Printed { Printed() }

  /// Rows without the arrays of the card, in the order of `--sort`.
  static func list<Row>(
    _ noun: @autoclosure @escaping @Sendable () -> Noun<Row>, by names: [String] = []
  ) -> Printed {
    var printed = Printed()
    printed.columns = { Names(noun(), noun().listed) }
    return printed.sorting(noun(), by: names)
  }

  /// One thing with all there is to it.
  static func card<Row>(_ noun: @autoclosure @escaping @Sendable () -> Noun<Row>) -> Printed {
    var printed = Printed()
    printed.columns = { Names(noun(), noun().columns) }
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
    printed.order = (names, { Names(noun(), noun().listed) })
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
  ///   - session: Which knows what else the department's things can be asked for.
  /// - Throws: `CRMError.usage` for a form that the command has not, and for an unknown field.
  func check(
    _ options: GlobalOptions, of path: [String], _ session: Session
  ) throws(CRMError) {
    guard isJudged else { return }
    if let form = options.report.map(FormatChoice.report) ?? (options.isCalendar ? .calendar : nil)
    {
      guard has(form) else { throw .noForm(form, of: path) }
      guard options.fields.isEmpty else { throw .noFields(of: form) }
    }
    if !options.fields.isEmpty, let fields { try Self.find(options.fields, among: fields, session) }
    guard !order.names.isEmpty else { return }
    try Self.find(
      order.names.map(\.withoutSign), among: sortable, option: "--sort: ", session)
  }

  /// Whether anything is to be printed, or to be sorted by, that no column holds.
  func asksFurther(_ options: GlobalOptions) -> Bool {
    func isFurther(_ name: String, _ names: Names) -> Bool {
      !names.columns.contains { $0.isMeant(by: name) }
    }
    return options.fields.contains { name in fields.map { isFurther(name, $0) } ?? false }
      || order.names.contains { isFurther($0.withoutSign, sortable) }
  }

  /// Looks whether there is a field of each name.
  static func find(
    _ wanted: [String], among names: Names, option: String = "", _ session: Session? = nil
  ) throws(CRMError) {
    let strangers = wanted.filter { name in !names.columns.contains { $0.isMeant(by: name) } }
    guard !strangers.isEmpty else { return }
    let unknown = strangers.first { name in
      session?.asked { names.isAsked(name, $0) ? true : nil } == nil
    }
    guard let name = unknown else { return }
    let fields = names.all(session?.schema)
    let known = fields.flatMap { [$0.key] + $0.parts }.sorted()
    // What stands behind a point is found by the help, there is so much of it.
    let list = known.filter { !$0.contains(".") }.joined(separator: ", ")
    throw .usage(
      Phrase(
        ru: "\(option)нет поля '\(name)'; есть: \(list)",
        en: "\(option)no field '\(name)'; there are \(list)"),
      unknown: UnknownWord(name, known: known))
  }
}

extension String {
  /// The name of a field by which `--sort` orders, without the sign of a descending one.
  var withoutSign: String { hasPrefix("-") ? String(dropFirst()) : self }
}
