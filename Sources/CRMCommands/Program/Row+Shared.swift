import CRMModel
import CommandLineKit

/// The arguments and options that several commands have: the same name, value and help everywhere.
extension Row {
  /// The deal that is meant.
  static func deal(
    isRequired: Bool = true, _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .argument(
      .reference("DEAL", "deal"), isRequired: isRequired, help: Text(ru: "сделка", en: "the deal"),
      store: store)
  }

  /// The contact that is meant.
  static func contact(
    isRequired: Bool = true, _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .argument(
      .reference("CONTACT", "contact"), isRequired: isRequired,
      help: Text(ru: "контакт", en: "the contact"), store: store)
  }

  /// The company that is meant.
  static func company(
    isRequired: Bool = true, _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .argument(
      .reference("COMPANY", "company"), isRequired: isRequired,
      help: Text(ru: "компания", en: "the company"), store: store)
  }

  /// The task that is meant.
  static func task(
    isRequired: Bool = true, _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .argument(
      .reference("TASK", "task"), isRequired: isRequired, help: Text(ru: "задача", en: "the task"),
      store: store)
  }

  /// What a user may do.
  static func role(
    isRequired: Bool = false, _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .option(
      "--role", value: .reference("ROLE", "role"), isRequired: isRequired,
      help: Text(
        ru: "manager, head, accountant, admin или своя роль",
        en: "manager, head, accountant, admin or a role of your own"),
      store: store)
  }

  /// To which department a user belongs.
  static func department(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option(
      "--department", value: .reference("D", "department"),
      help: Text(
        ru: "отдел; руководитель без отдела — над всеми",
        en: "the department; a head without one heads everybody"),
      store: store)
  }

  /// Only what is of one manager.
  static func ofManager(_ store: @escaping @Sendable (inout Options, Login) -> Void) -> Row {
    .option(
      "--manager", value: .login("USER"),
      help: Text(ru: "только этого менеджера", en: "only of this manager"), store: store)
  }

  /// Only what is of one pipeline.
  static func ofPipeline(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option(
      "--pipeline", value: .reference("P", "pipeline"),
      help: Text(ru: "только этой воронки", en: "only of this pipeline"), store: store)
  }

  /// Only what is of one company.
  static func ofCompany(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option(
      "--company", value: .reference("COMPANY", "company"),
      help: Text(ru: "только этой компании", en: "only of this company"), store: store)
  }

  /// Only where a text occurs.
  static func search(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option(
      "--search", value: .searched("TEXT"),
      help: Text(
        ru:
          "искать в названиях, именах, телефонах, e-mail, метках, прочих полях и номерах сделок amoCRM",
        en: "look in names, people's names, phones, e-mails, tags, other fields and ids in amoCRM"),
      store: store)
  }

  /// In which order.
  static func sort(_ store: @escaping @Sendable (inout Options, [String]) -> Void) -> Row {
    .option(
      "--sort", value: .names("F,-F", .order),
      help: Text(
        ru: "порядок: поля, как в --fields; с минусом — по убыванию: -createdAt,name",
        en: "order: fields as in --fields, with a minus for descending: -createdAt,name"),
      store: store
    )
  }

  /// One row for each thing, where a command prints them inside of others.
  static func flat(_ help: Text, _ store: @escaping @Sendable (inout Options) -> Void) -> Row {
    .flag("--flat", help: help, store: store)
  }

  /// How many at most.
  static func limit(_ store: @escaping @Sendable (inout Options, Int) -> Void) -> Row {
    .option(
      "--limit", value: .integer("N", in: 1...1_000_000),
      help: Text(ru: "не больше стольких", en: "no more than this many"), store: store)
  }

  /// When it happened.
  static func happenedAt(_ store: @escaping @Sendable (inout Options, TimeExpression) -> Void)
    -> Row
  {
    .option(
      "--at", value: .time("TIME", .past),
      help: Text(
        ru: "когда это произошло: вчера 18:00, -2h; иначе сейчас",
        en: "when it happened: yesterday 18:00, -2h; else now"),
      store: store)
  }

  /// The currency of a deal's sums.
  static func currency(_ store: @escaping @Sendable (inout Options, Currency) -> Void) -> Row {
    .option(
      "--currency", value: .currency("CODE"),
      help: Text(ru: "валюта сумм", en: "the currency of sums"), store: store)
  }

  /// The budget.
  static func budget(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option(
      "--budget", value: .money("SUM"), help: Text(ru: "бюджет", en: "the budget"), store: store)
  }

  /// What was sold.
  static func soldPackage(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option(
      "--package", value: .line("PACKAGE", completion: .live("package")),
      help: Text(ru: "тип пакета", en: "what was sold"), store: store)
  }

  /// When the package ends.
  static func endDate(_ store: @escaping @Sendable (inout Options, TimeExpression) -> Void) -> Row {
    .option(
      "--end-date", value: .time("DAY", .due),
      help: Text(
        ru: "день окончания пакета: 28.02.2027", en: "the day the package ends: 2027-02-28"),
      store: store)
  }

  /// Who said that nothing comes of it.
  static func spokeWith(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option(
      "--spoke-with", value: .line("NAME"),
      help: Text(ru: "с кем общались: ФИО", en: "with whom you spoke: full name"), store: store)
  }

  /// What that person is.
  static func position(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option(
      "--position", value: .line("POSITION"),
      help: Text(ru: "его должность", en: "that person's position"), store: store)
  }

  /// Why.
  static func reason(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option("--reason", value: .prose("TEXT"), help: Text(ru: "почему", en: "why"), store: store)
      .meantByPlace
  }

  /// What was said (R55: the daily line's short options mean the same everywhere).
  static func comment(
    _ help: Text = Text(ru: "развернутый комментарий", en: "a substantive comment"),
    _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .option(
      "-m", "--comment", value: .prose("TEXT"), help: help, store: store
    ).meantByPlace
  }

  /// What came of a task.
  static func result(
    _ help: Text, _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .option("-r", "--result", value: .prose("TEXT"), help: help, store: store).meantByPlace
  }

  /// Which task a result belongs to.
  static func taskOfResult(_ store: @escaping @Sendable (inout Options, Int) -> Void) -> Row {
    .option(
      "--task", value: .integer("N", in: 1...Int.max),
      help: Text(ru: "результат задачи с этим номером", en: "the result is that of task N"),
      store: store)
  }

  /// What is to be done next.
  static func next(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option(
      "-t", "--next", value: .line("ACTION", completion: .live("action")),
      help: Text(ru: "следующая задача: что сделать", en: "the next task: what to do"),
      store: store
    ).meantByPlace
  }

  /// By when.
  static func due(
    _ help: Text = Text(
      ru: "срок: 25.11.2026 14:30, завтра, +2d, пт",
      en: "by when: 2026-11-25 14:30, tomorrow, +2d, fri"),
    _ store: @escaping @Sendable (inout Options, TimeExpression) -> Void
  ) -> Row {
    .option("-d", "--due", value: .time("WHEN", .due), help: help, store: store).meantByPlace
  }

  /// How far ahead yearly dates of clients are looked for (R56).
  static func daysAhead(_ store: @escaping @Sendable (inout Options, Int) -> Void) -> Row {
    .option(
      "--days", value: .integer("N", in: 0...366),
      help: Text(
        ru: "ежегодные даты клиентов на столько дней вперед; иначе только сегодня",
        en: "yearly dates of clients so many days ahead; else today's only"),
      store: store)
  }

  /// How long it took.
  static func duration(_ store: @escaping @Sendable (inout Options, Span) -> Void) -> Row {
    .option(
      "--duration", value: .span("TIME"), help: Text(ru: "сколько длилось", en: "how long it took"),
      store: store)
  }

  /// One section of the meeting report.
  static func report(_ store: @escaping @Sendable (inout Options, ReportEntry) -> Void) -> Row {
    .option(
      "--report", value: .reportEntry("SECTION=TEXT"), isRepeatable: true,
      help: Text(ru: "раздел отчета о встрече", en: "a section of the meeting report"), store: store
    )
  }
}

extension Text {
  /// Whose result it is (R54).
  static let ofOneTask = Text(
    ru: "результат задачи: встречи, где нужен отчет о ней, иначе ближайшей по сроку",
    en: "the result of a task: the meeting where its report is due, else the one due first")
}
