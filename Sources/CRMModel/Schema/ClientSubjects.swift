/// A company as its properties are read.
public typealias CompanySubject = CompanyRecord

extension Property<CompanySubject> {
  /// The properties of every company, in the order of the table.
  public static let ofCompanies: [Property<CompanySubject>] = ofCard + ofTimes

  /// What stands on its card.
  public static let ofCard: [Property<CompanySubject>] =
    [id { $0.company.id.text }, revision { $0.revision }]
    + Company.card.flatMap { $0.properties { $0.company } }

  /// When it was made and changed.
  public static let ofTimes: [Property<CompanySubject>] = [
    moment("createdAt", Phrase(ru: "создана", en: "created")) { $0.createdAt },
    moment("updatedAt", Phrase(ru: "изменена", en: "updated")) { $0.updatedAt },
  ]

  /// What its card gathers (R67): every number and address, and the names of what was merged into it.
  public static let gathered: [Property<CompanySubject>] =
    ofReach { $0.company } + [
      Property("aliases", Phrase(ru: "прежние названия", en: "former names"), .lines) {
        .texts($0.company.united.dropFirst().map(\.name))
      }
    ]
}

extension Property {
  /// Every number and every address of somebody, the main one first (R67).
  fileprivate static func ofReach(
    _ client: @escaping @Sendable (Subject) -> some Reachable
  ) -> [Property] {
    [
      Property("phones", Phrase(ru: "все телефоны", en: "all phones"), .phones) {
        .texts(client($0).phones.map(\.display))
      },
      Property("emails", Phrase(ru: "все e-mail", en: "all e-mails"), .lines) {
        .texts(client($0).emails.map(\.text))
      },
    ]
  }
}

extension Property {
  /// What names it for ever.
  static func id(_ text: @escaping @Sendable (Subject) -> String) -> Property {
    Property("id", Phrase("id"), .line, table: .key) { .text(text($0)) }
  }

  /// How many operations changed it.
  static func revision(_ number: @escaping @Sendable (Subject) -> Int) -> Property {
    Property("revision", Phrase(ru: "версия", en: "revision"), .number) {
      ExactNumber(number($0)).map(Value.number)
    }
  }

  /// When something was.
  static func moment(
    _ key: String, _ name: Phrase, table prominence: Prominence? = nil,
    _ time: @escaping @Sendable (Subject) -> Instant?
  ) -> Property {
    Property(key, name, .moment, table: prominence) { time($0).map(Value.moment) }
  }
}

/// A contact with its company.
public struct ContactSubject: Sendable {
  /// The contact.
  public let record: ContactRecord
  /// Its company.
  public let company: CompanyRecord?

  /// A contact of a company.
  public init(record: ContactRecord, company: CompanyRecord?) {
    self.record = record
    self.company = company
  }
}

extension Property<ContactSubject> {
  /// The properties of every contact, in the order of the table.
  public static let ofContacts: [Property<ContactSubject>] = {
    let card = Contact.card.flatMap {
      $0.properties(of: { (subject: ContactSubject) in subject.record.contact })
    }
    return [id { $0.record.id.text }, revision { $0.record.revision }] + card.prefix(1) + [
      Property(
        "company", Phrase(ru: "компания", en: "company"), .reference, references: .company,
        table: .main
      ) {
        .reference(id: $0.record.company.text, name: $0.company?.company.name ?? "")
      }
    ] + card.dropFirst() + [
      Property("manager", Phrase(ru: "менеджер", en: "manager"), .user, references: .user) {
        ($0.company?.manager.text).map(Value.text)
      },
      moment("createdAt", Phrase(ru: "создан", en: "created")) { $0.record.createdAt },
      moment("updatedAt", Phrase(ru: "изменен", en: "updated")) { $0.record.updatedAt },
    ]
  }()

  /// What its card gathers (R67): every number and address.
  public static let gathered: [Property<ContactSubject>] = ofReach { $0.record.contact }
}

/// A task of a deal as its properties are read.
public struct TaskSubject: Sendable {
  /// The task.
  public let task: Task
  /// Its deal.
  public let deal: DealSubject

  /// A task of a deal.
  public init(task: Task, deal: DealSubject) {
    self.task = task
    self.deal = deal
  }
}

extension Property<TaskSubject> {
  /// The properties of every task, in the order of the table.
  public static let ofTasks: [Property<TaskSubject>] = [
    Property("id", Phrase("id"), .line, table: .main) {
      .text("\($0.deal.deal.id.text)/\($0.task.number)")
    },
    Property("deal", Phrase(ru: "сделка", en: "deal"), .line, table: .key) {
      .text($0.deal.deal.name)
    },
    Property("action", Phrase(ru: "действие", en: "action"), .line, table: .main) {
      .text($0.task.action)
    },
    Property("due", Phrase(ru: "срок", en: "due"), .moment, table: .key) { .moment($0.task.due) },
    Property(
      "assignee", Phrase(ru: "ответственный", en: "assignee"), .user, references: .user,
      table: .extra
    ) { .text($0.task.assignee.text) },
    Property(
      "state", Phrase(ru: "состояние", en: "state"), .choice,
      choices: [
        .init(Task.State.open.rawValue, Phrase(ru: "открыта", en: "open")),
        .init(Task.State.done.rawValue, Phrase(ru: "выполнена", en: "done")),
        .init(Task.State.cancelled.rawValue, Phrase(ru: "отменена", en: "cancelled")),
      ], table: .extra
    ) { .text($0.task.state.rawValue) },
    Property(
      "kind", Phrase(ru: "тип", en: "kind"), .choice,
      choices: Task.Kind.allCases.map { Choice($0.rawValue, $0.name) }
    ) { .text($0.task.kind.rawValue) },
    Property(
      "activity", Phrase(ru: "вид", en: "activity"), .choice,
      choices: Activity.allCases.map { Choice($0.rawValue, $0.name) }
    ) { .text($0.task.activity.rawValue) },
    Property("remind", Phrase(ru: "напомнить за", en: "remind"), .line) {
      ($0.task.remind?.text).map(Value.text)
    },
    Property("text", Phrase(ru: "текст", en: "text"), .prose) { $0.task.text.map(Value.text) },
    Property("result", Phrase(ru: "результат", en: "result"), .prose) {
      $0.task.result.map(Value.text)
    },
    Property("createdAt", Phrase(ru: "поставлена", en: "created"), .moment) {
      .moment($0.task.createdAt)
    },
    Property("doneAt", Phrase(ru: "завершена", en: "done"), .moment) {
      $0.task.doneAt.map(Value.moment)
    },
  ]
}
