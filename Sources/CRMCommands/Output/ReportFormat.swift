import CRMCore
import CRMModel

/// The forms of a report that is looked at or passed on; only commands that make one have them.
enum ReportFormat: String, CaseIterable, Sendable {
  /// One page for a browser, with everything it needs in it.
  case html
  /// CommonMark with GitHub's tables, for chats and mail.
  case markdown
}

/// What `--format` can ask for.
enum FormatChoice: RawRepresentable, CaseIterable, Equatable, Sendable {
  /// A form of every command.
  case result(Format)
  /// A form of reports alone.
  case report(ReportFormat)
  /// A calendar for other programs, of tasks alone (R56).
  case calendar

  static var allCases: [FormatChoice] {
    Format.allCases.map(result) + ReportFormat.allCases.map(report) + [.calendar]
  }

  init?(rawValue: String) {
    if let format = Format(rawValue: rawValue) {
      self = .result(format)
    } else if let format = ReportFormat(rawValue: rawValue) {
      self = .report(format)
    } else if rawValue == Self.calendar.rawValue {
      self = .calendar
    } else {
      return nil
    }
  }

  var rawValue: String {
    switch self {
    case .result(let format): format.rawValue
    case .report(let format): format.rawValue
    case .calendar: "ics"
    }
  }
}

extension CRMError {
  /// The command's result has no such form.
  static func noForm(_ form: FormatChoice, of path: [String]) -> CRMError {
    let name = path.joined(separator: " ")
    let isCalendar = form == .calendar
    let owner = isCalendar ? Phrase(ru: "задач", en: "tasks") : Phrase(ru: "отчета", en: "reports")
    return .usage(
      Phrase(
        ru: "у '\(name)' нет вида '\(form.rawValue)': это вид \(owner.ru)",
        en: "'\(name)' has no form '\(form.rawValue)', which is one of \(owner.en)"),
      hints: [
        Remedy(words: (isCalendar ? ["task", "list"] : ["audit"]) + ["--format", form.rawValue])
          .phrase
      ])
  }

  /// Such a form has no fields to choose from.
  static func noFields(of form: FormatChoice) -> CRMError {
    .usage(
      Phrase(
        ru: "--fields не бывает с --format \(form.rawValue)",
        en: "--fields does not go with --format \(form.rawValue)"),
      hints: [])
  }
}
