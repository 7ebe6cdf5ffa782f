extension Setting {
  /// Every setting, in the order in which people read them.
  public static let all: [Setting] =
    calendar
    + [
      Setting(
        "task-actions", ru: "действия задач", en: "actions of tasks",
        .words(isList: true, { $0.taskActions.map(\.text) }) {
          (settings, words, mode) throws(ValueError) in
          settings.taskActions = try actions(words, mode, settings.taskActions)
        }),
      Setting(
        "max-contacts", ru: "контактов у сделки", en: "contacts of a deal",
        .number(Settings.contactLimits, usual: Settings.usualContacts, { $0.maxContacts }) {
          $0.maxContacts = $1
        }),
    ] + papers + figures
    + [
      Setting(
        "responsible", ru: "ответственные по умолчанию", en: "responsible by default",
        .pairs(
          Pairs(
            bounds: nil,
            wanted: Phrase(
              ru: "нужны воронка и логин: ads=ivanov",
              en: "a pipeline and a login are needed: ads=ivanov"),
            read: { ($0, (try? Login(parsing: $1)).map { .text($0.text) }) },
            get: { settings in
              Dictionary(
                keepingFirst: settings.responsible.map { ($0.key.text, .text($0.value.text)) })
            },
            set: { settings, logins in
              settings.responsible = Dictionary(
                keepingFirst: logins.map { (PipelineID($0.key), Login(stored: $0.value.text)) })
            }))),
      Setting("logo", ru: "логотип", en: "logo", .file({ $0.logo }) { $0.logo = $1 }),
      Setting(
        "ask", ru: "спрашивать недостающее", en: "ask for what is missing",
        .flag({ $0.asks }) { $0.asks = $1 }),
    ]

  private static var calendar: [Setting] {
    [
      Setting(
        "time-zone", ru: "часовой пояс", en: "time zone",
        .words(isList: false, { [$0.timeZone] }) { (settings, words, _) throws(ValueError) in
          settings.timeZone = try one(words)
        }),
      Setting(
        "currency", ru: "валюта", en: "currency",
        .words(isList: false, { [$0.currency.code] }) { (settings, words, _) throws(ValueError) in
          settings.currency = try Currency(parsing: one(words))
        }),
      Setting(
        "work-days", ru: "рабочие дни", en: "working days",
        .words(isList: true, { $0.workCalendar.days.map(\.rawValue) }) {
          (settings, words, mode) throws(ValueError) in
          let days = try separate(words).map(Weekday.days).joined()
          try settings.setCalendar(
            days: mode.applied(to: Set(settings.workCalendar.days), days))
        }),
      Setting(
        "work-hours", ru: "рабочие часы", en: "working hours",
        .words(isList: false, { [$0.workCalendar.hours.text] }) {
          (settings, words, _) throws(ValueError) in
          try settings.setCalendar(hours: WorkHours(parsing: one(words)))
        }),
      Setting(
        "holidays", ru: "праздники", en: "holidays",
        .words(isList: true, { $0.workCalendar.holidays.map(\.text) }) {
          (settings, words, mode) throws(ValueError) in
          let days = try separate(words).map(Day.days).joined()
          try settings.setCalendar(
            holidays: mode.applied(to: Set(settings.workCalendar.holidays), days))
        }),
    ]
  }

  private static var papers: [Setting] {
    [
      Setting(
        "paper-numbers", ru: "номера документов", en: "numbers of papers",
        .pairs(
          Pairs(
            bounds: nil,
            wanted: Phrase(
              ru: "нужны вид и шаблон с {n}: invoice=СЧ-{year}-{n}",
              en: "a type and a template with {n} are needed: invoice=INV-{year}-{n}"),
            read: { noun, template in
              PaperType.all.first { [$0.id, $0.noun].contains(noun) }
                .map { ($0.id, template.contains("{n}") ? .text(template) : nil) }
            },
            get: { $0.paperNumbers.mapValues(Value.text) },
            set: { $0.paperNumbers = $1.mapValues(\.text) }))),
      Setting(
        "seller", ru: "исполнитель", en: "the seller", .lines({ $0.seller }) { $0.seller = $1 }),
      Setting(
        "invoice-days", ru: "дней на счет", en: "days for an invoice",
        .number(Settings.invoiceDayLimits, usual: Settings.usualInvoiceDays, { $0.invoiceDays }) {
          $0.invoiceDays = $1
        }),
    ]
  }

  private static var figures: [Setting] {
    [
      Setting(
        "abc-shares", ru: "доли A и B, %", en: "shares of A and B, %",
        .words(isList: false, { [CompanyClasses.text($0.companyClasses.shares)] }) {
          (settings, words, _) throws(ValueError) in
          settings.companyClasses.shares = try CompanyClasses.bounds(words.joined(separator: " "))
        }),
      Setting(
        "abc-variations", ru: "разброс X и Y, %", en: "variations of X and Y, %",
        .words(isList: false, { [CompanyClasses.text($0.companyClasses.variations)] }) {
          (settings, words, _) throws(ValueError) in
          settings.companyClasses.variations = try CompanyClasses.bounds(
            words.joined(separator: " "))
        }),
      Setting(
        "statuses", ru: "статусы клиентов", en: "statuses of clients",
        .words(isList: true, { $0.statuses.map(\.text) }) {
          (settings, words, mode) throws(ValueError) in
          settings.statuses = try statuses(words, mode, settings.statuses)
        }),
      Setting(
        "base-profile", ru: "вес полей карточки", en: "weights of a card's fields",
        .pairs(
          Pairs(
            bounds: Settings.weights,
            wanted: Phrase(
              ru: "нужны свойство и вес от 1 до 100: phone=3",
              en: "a property and a weight of 1 to 100 are needed: phone=3"),
            read: { ($0, Int($1).flatMap { Settings.weights.contains($0) ? .whole($0) : nil }) },
            get: { $0.baseProfile.mapValues(Value.whole) },
            set: { $0.baseProfile = $1.compactMapValues { Int($0.text) } }))),
    ]
  }

  private static func separate(_ words: [String]) -> [String] {
    words.flatMap { $0.split(separator: ",").map(String.init) }
  }

  /// `lost=Потерян=lastWon < -365d` for each; one of a known id takes its place (R68).
  private static func statuses(
    _ words: [String], _ mode: Mode, _ known: [ClientStatus]
  ) throws(ValueError) -> [ClientStatus] {
    guard mode != .remove else { return known.filter { !words.contains($0.id) } }
    var statuses = mode == .replace ? [] : known
    for word in words {
      let status = try ClientStatus(parsing: word)
      if let place = statuses.firstIndex(where: { $0.id == status.id }) {
        statuses[place] = status
      } else {
        statuses.append(status)
      }
    }
    return statuses
  }

  /// A task needs an action, so the last one stays.
  private static func actions(
    _ words: [String], _ mode: Mode, _ known: [TaskAction]
  ) throws(ValueError) -> [TaskAction] {
    var actions: [TaskAction] = []
    for word in words { actions.append(try TaskAction(parsing: word)) }
    let named = Set(actions.map { Folding.fold($0.name) })
    let others = known.filter { !named.contains(Folding.fold($0.name)) }
    let kept =
      switch mode {
      case .replace: actions
      case .add: others + actions
      case .remove: others
      }
    guard !kept.isEmpty else {
      throw ValueError(
        words.joined(separator: ", "), ru: "это последнее действие",
        en: "no other action would be left")
    }
    return kept
  }
}

extension Settings {
  fileprivate mutating func setCalendar(
    days: Set<Weekday>? = nil, hours: WorkHours? = nil, holidays: Set<Day>? = nil
  ) throws(ValueError) {
    workCalendar = try WorkCalendar(
      days: days ?? Set(workCalendar.days), hours: hours ?? workCalendar.hours,
      holidays: holidays ?? Set(workCalendar.holidays))
  }
}

extension Setting.Mode {
  fileprivate func applied<Value>(
    to known: Set<Value>, _ values: some Sequence<Value>
  ) -> Set<Value> {
    switch self {
    case .replace: Set(values)
    case .add: known.union(values)
    case .remove: known.subtracting(values)
    }
  }
}
