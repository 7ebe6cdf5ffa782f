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
enum FormatChoice: RawRepresentable, CaseIterable, Sendable {
  /// A form of every command.
  case result(Format)
  /// A form of reports alone.
  case report(ReportFormat)

  static var allCases: [FormatChoice] {
    Format.allCases.map(result) + ReportFormat.allCases.map(report)
  }

  init?(rawValue: String) {
    if let format = Format(rawValue: rawValue) {
      self = .result(format)
    } else if let format = ReportFormat(rawValue: rawValue) {
      self = .report(format)
    } else {
      return nil
    }
  }

  var isReport: Bool {
    switch self {
    case .result: false
    case .report: true
    }
  }

  var rawValue: String {
    switch self {
    case .result(let format): format.rawValue
    case .report(let format): format.rawValue
    }
  }
}

extension CRMError {
  /// The command's result is no report.
  static func noReport(_ form: ReportFormat, of path: [String]) -> CRMError {
    let name = path.joined(separator: " ")
    return .usage(
      Phrase(
        ru: "у '\(name)' нет вида '\(form.rawValue)': это вид отчета",
        en: "'\(name)' has no form '\(form.rawValue)', which is one of reports"),
      hints: [
        Phrase(ru: "crm audit --format \(form.rawValue)", en: "crm audit --format \(form.rawValue)")
      ])
  }

  /// A report has no fields to choose from.
  static func noFields(of form: ReportFormat) -> CRMError {
    .usage(
      Phrase(
        ru: "--fields не бывает с --format \(form.rawValue)",
        en: "--fields does not go with --format \(form.rawValue)"),
      hints: [])
  }
}
