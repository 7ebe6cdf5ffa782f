import CRMModel
import CommandLineKit

/// The options of every command.
package struct GlobalOptions: Sendable {
  var data: String?
  var user: Login?
  var now: TimeExpression?
  var format = Format.table
  /// Whether that was asked for by its name.
  var hasFormat = false
  /// Set where the result is wanted as a report.
  var report: ReportFormat?
  /// Set where the result is wanted as a calendar (R56).
  var isCalendar = false
  var fields: [String] = []
  var language: Language?
  var color = Color.auto
  var hasNoPager = false
  var wait = 10

  /// When to colour.
  enum Color: String, CaseIterable, Sendable {
    case auto, always, never
  }

  static var rows: [Row<GlobalOptions>] {
    [
      .option(
        "--data", value: .directory("DIR"),
        help: Text(
          ru: "каталог данных; иначе $CRM_DATA, иначе ближайший .crm здесь или выше",
          en: "the data directory; else $CRM_DATA, else the nearest .crm here or above")
      ) { $0.data = $1 },
      .option(
        "--as", value: .login("USER"),
        help: Text(
          ru: "от чьего имени; иначе $CRM_USER, иначе логин в системе; когда есть пользователи — "
            + "только руководителю и администратору",
          en: "act as this user; else $CRM_USER, else the system's login; once there are users, "
            + "for heads and admins only")
      ) { $0.user = $1 },
      .option(
        "--now", value: .time("TIME"),
        help: Text(
          ru: "считать, что сейчас это время (как его писать: crm help times); иначе $CRM_NOW, "
            + "иначе часы",
          en: "take this as the present time (how to write it: crm help times); else $CRM_NOW, "
            + "else the clock")
      ) { $0.now = $1 },
      .option(
        "--format", value: .choice(of: FormatChoice.self, "F", completion: .live("format")),
        help: Text(
          ru: "вид результата; иначе table; html и markdown — у audit и report, ics — у задач",
          en: "the form of the result; else table; html and markdown for audit and report, ics for "
            + "tasks")
      ) { options, choice in
        options.hasFormat = true
        switch choice {
        case .result(let format): options.format = format
        case .report(let format): options.report = format
        case .calendar: options.isCalendar = true
        }
      },
      .flag(
        "--json",
        help: Text(ru: "то же, что --format json", en: "the same as --format json")
      ) { $0.format = .json },
      .flag(
        "-q", "--quiet",
        help: Text(ru: "то же, что --format ids", en: "the same as --format ids")
      ) { $0.format = .ids },
      .option(
        "--fields", value: .names("A,B", .field),
        help: Text(
          ru: "только эти поля, в этом порядке; имена — как в --json",
          en: "only these fields, in this order; named as in --json")
      ) { $0.fields = $1 },
      .option(
        "--lang", value: .choice(of: Language.self, "LANG"),
        help: Text(
          ru: "язык сообщений и таблиц; иначе $CRM_LANG, иначе LC_ALL, LC_MESSAGES, LANG",
          en: "language of messages and tables; else $CRM_LANG, else LC_ALL, LC_MESSAGES, LANG")
      ) { $0.language = $1 },
      .option(
        "--color", value: .choice(of: Color.self, "WHEN"),
        help: Text(
          ru: "раскрашивать вывод; иначе auto: на терминале",
          en: "colour the output; else auto: on a terminal")
      ) { $0.color = $1 },
      .flag(
        "--no-pager",
        help: Text(
          ru: "не листать длинный вывод; программа — $CRM_PAGER, иначе $PAGER, иначе less",
          en: "show long output at once; the pager is $CRM_PAGER, else $PAGER, else less")
      ) { $0.hasNoPager = true },
      .option(
        "--wait", value: .integer("SECONDS", in: 0...86_400),
        help: Text(
          ru: "сколько секунд ждать, пока пишет другая команда; иначе 10",
          en: "how many seconds to wait while another command writes; else 10")
      ) { $0.wait = $1 },
      .atMostOne("--format", "--json", "--quiet"),
    ]
  }
}
