/// A company as its properties are read.
public typealias CompanySubject = CompanyRecord

extension Property<CompanySubject> {
  /// The properties of every company, in the order of the table.
  public static let ofCompanies: [Property<CompanySubject>] = [
    Property("id", Phrase("id"), .line, table: .key) { .text($0.company.id.text) },
    Property("revision", Phrase(ru: "версия", en: "revision"), .number) {
      ExactNumber($0.revision).map(Value.number)
    },
    Property("name", Phrase(ru: "название", en: "name"), .line, table: .key) {
      .text($0.company.name)
    },
    Property("phone", Phrase(ru: "телефон", en: "phone"), .phone, table: .main) {
      $0.company.phone.map { .text($0.display) }
    },
    Property("phoneTyped", Phrase(ru: "телефон, как введен", en: "phone as typed"), .line) {
      $0.company.phone.map { .text($0.typed) }
    },
    Property("email", Phrase("e-mail"), .email, table: .extra) {
      $0.company.email.map { .text($0.text) }
    },
    Property("address", Phrase(ru: "адрес", en: "address"), .line, table: .extra) {
      $0.company.address.map(Value.text)
    },
    Property("city", Phrase(ru: "город", en: "city"), .line) { $0.company.city.map(Value.text) },
    Property("inn", Phrase(ru: "ИНН", en: "INN"), .taxNumber) {
      $0.company.taxNumber.map { .text($0.text) }
    },
    Property("site", Phrase(ru: "сайт", en: "site"), .url) { $0.company.site.map(Value.text) },
    Property(
      "manager", Phrase(ru: "менеджер", en: "manager"), .user, references: .user, table: .useful
    ) {
      .text($0.company.manager.text)
    },
    Property("tags", Phrase(ru: "метки", en: "tags"), .choices) { .texts($0.company.tags) },
    Property("createdAt", Phrase(ru: "создана", en: "created"), .moment) {
      $0.createdAt.map(Value.moment)
    },
    Property("updatedAt", Phrase(ru: "изменена", en: "updated"), .moment) {
      $0.updatedAt.map(Value.moment)
    },
  ]
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
  public static let ofContacts: [Property<ContactSubject>] = [
    Property("id", Phrase("id"), .line, table: .key) { .text($0.record.id.text) },
    Property("revision", Phrase(ru: "версия", en: "revision"), .number) {
      ExactNumber($0.record.revision).map(Value.number)
    },
    Property("name", Phrase(ru: "имя", en: "name"), .line, table: .key) { .text($0.record.name) },
    Property(
      "company", Phrase(ru: "компания", en: "company"), .reference, references: .company,
      table: .main
    ) {
      .reference(id: $0.record.company.text, name: $0.company?.company.name ?? "")
    },
    text("position", Phrase(ru: "должность", en: "position"), .line, table: .extra) { $0.position },
    text("phone", Phrase(ru: "телефон", en: "phone"), .phone, table: .main) { $0.phone?.display },
    text("phoneTyped", Phrase(ru: "телефон, как введен", en: "phone as typed"), .line) {
      $0.phone?.typed
    },
    text("email", Phrase("e-mail"), .email, table: .extra) { $0.email?.text },
    text("messenger", Phrase(ru: "мессенджер", en: "messenger"), .line) { $0.messenger },
    Property(
      "role", Phrase(ru: "роль", en: "role"), .choice,
      choices: Role.allCases.map { .init($0.rawValue, $0.name) }, table: .useful
    ) { .text($0.record.contact.role.rawValue) },
  ]

  private static func text(
    _ key: String, _ name: Phrase, _ type: ValueType, table prominence: Prominence? = nil,
    _ text: @escaping @Sendable (Contact) -> String?
  ) -> Property {
    Property(key, name, type, table: prominence) { text($0.record.contact).map(Value.text) }
  }
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
      choices: Task.Kind.allCases.map { .init($0.rawValue, Phrase($0.rawValue)) }
    ) { .text($0.task.kind.rawValue) },
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
