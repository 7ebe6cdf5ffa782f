/// A kind of event that says all there is to it: what it tells stands in a row of ``all``, by which it
/// is read, written, judged and put into words (R33).
public struct EventType: Hashable, Sendable {
  /// Its name in JSON, a part of the command contract.
  public let name: String
  /// What it tells.
  public let keys: [Key]
  /// In words, with `{key}` where a value stands.
  public let words: Phrase
  /// The first version of documents that knows it.
  public let version: Int
  /// Whether somebody worked on the deal: what a head thinks of it is no work on it, or sending it
  /// back would end its silence (R42).
  let isWork: Bool
  /// Whether only a head does this to a deal.
  let isOfHead: Bool

  /// One value that an event tells.
  public struct Key: Hashable, Sendable {
    /// Its key in JSON.
    public let name: String
    /// What it is.
    public let form: Form

    /// What values are.
    public enum Form: Sendable {
      case text, login, contact, role, task, moment
      /// What may be missing.
      case day, direction, span, value, remark, meeting
      case activity

      /// Whether it may be missing.
      public var isOptional: Bool { Self.optional.contains(self) }

      private static let optional: Set<Form> = [
        .day, .direction, .span, .value, .remark, .meeting,
      ]
    }
  }

  private init(
    _ name: String, _ keys: [Key] = [], ru: String, en: String, version: Int = 1,
    isWork: Bool = true, isOfHead: Bool = false
  ) {
    self.name = name
    self.keys = keys
    words = Phrase(ru: ru, en: en)
    self.version = version
    self.isWork = isWork
    self.isOfHead = isOfHead
  }

  /// All of them, by name: every event of every document asks.
  public static let all = Dictionary(
    uniqueKeysWithValues: [
      deleted, restored, contactAdded, contactRemoved, reworkFixed, reworkAccepted, reworkReturned,
      taskAssigned, taskPassed, shared, unshared, joined, automationBlocked, dismissed, resumed,
      goalReached, noNext, logged, closingAsked, closingAccepted, closingReturned,
      closingWithdrawn, united, reconciled, renumbered, settled, processStarted, processEnded,
    ].map { ($0.name, $0) })

  static let deleted = EventType(
    "deleted", [Key(name: "reason", form: .text)], ru: "удалена: {reason}", en: "deleted: {reason}")
  static let restored = EventType("restored", ru: "восстановлена", en: "restored")
  package static let contactAdded = EventType(
    "contact-added", [Key(name: "contact", form: .contact), Key(name: "role", form: .role)],
    ru: "контакт: {contact}{role}", en: "contact: {contact}{role}")
  static let contactRemoved = EventType(
    "contact-removed", [Key(name: "contact", form: .contact)], ru: "контакт убран: {contact}",
    en: "contact removed: {contact}")
  static let reworkFixed = EventType(
    "rework-fixed", [Key(name: "note", form: .text)], ru: "доработка исправлена: {note}",
    en: "rework fixed: {note}")
  static let reworkAccepted = EventType(
    "rework-accepted", ru: "доработка принята", en: "rework accepted", isWork: false,
    isOfHead: true)
  static let reworkReturned = EventType(
    "rework-returned", [Key(name: "due", form: .moment), Key(name: "reason", form: .text)],
    ru: "доработка возвращена, срок {due}: {reason}",
    en: "rework returned, to be mended by {due}: {reason}", isWork: false, isOfHead: true)
  static let shared = EventType(
    "shared", [Key(name: "until", form: .day), Key(name: "user", form: .login)],
    ru: "участвует {user}{until}", en: "{user} takes part{until}", version: 2)
  static let unshared = EventType(
    "unshared", [Key(name: "user", form: .login)], ru: "больше не участвует {user}",
    en: "{user} takes part no longer", version: 2)
  static let joined = EventType(
    "joined", [Key(name: "user", form: .login)], ru: "подключился руководитель {user}",
    en: "{user} joined as a head", version: 2, isWork: false)
  static let automationBlocked = EventType(
    "automation-blocked",
    [
      Key(name: "rule", form: .text), Key(name: "step", form: .text),
      Key(name: "why", form: .text), Key(name: "whyEnglish", form: .text),
    ],
    ru: "не сделано '{step}': {why}", en: "'{step}' was not done: {whyEnglish}", version: 2,
    isWork: false)
  static let dismissed = EventType(
    "dismissed", [Key(name: "rule", form: .text)], ru: "правило {rule} больше не ждут",
    en: "rule {rule} is waited for no more", version: 2, isWork: false, isOfHead: true)
  static let noNext = EventType(
    "no-next", [Key(name: "reason", form: .text)], ru: "без следующей задачи: {reason}",
    en: "no next task: {reason}", version: 2)
  static let logged = EventType(
    "logged",
    [
      Key(name: "activity", form: .activity), Key(name: "direction", form: .direction),
      Key(name: "duration", form: .span), Key(name: "task", form: .meeting),
    ], ru: "{activity}{direction}{duration}{task}", en: "{activity}{direction}{duration}{task}",
    version: 2)
  static let closingAsked = EventType(
    "closing-asked", [Key(name: "result", form: .text), Key(name: "to", form: .text)],
    ru: "закрытие ждет согласования", en: "its closing waits for approval", version: 2)
  static let closingAccepted = EventType(
    "closing-accepted", ru: "закрытие согласовано", en: "its closing was approved", version: 2,
    isWork: false, isOfHead: true)
  static let closingReturned = EventType(
    "closing-returned", ru: "закрытие не согласовано", en: "its closing was not approved",
    version: 2, isWork: false, isOfHead: true)
  static let closingWithdrawn = EventType(
    "closing-withdrawn", ru: "закрытие отозвано", en: "its closing was withdrawn", version: 2)
  /// Two machines gave a property two values (R121); one was kept.
  package static let reconciled = EventType(
    "reconciled",
    [
      Key(name: "field", form: .text), Key(name: "kept", form: .value),
      Key(name: "dropped", form: .value),
    ], ru: "расхождение: {field} — осталось «{kept}», отброшено «{dropped}»",
    en: "reconciled: {field} stays “{kept}”, dropped “{dropped}”", version: 2, isWork: false)
  /// Two machines changed a list; what both did to it stands (R121).
  package static let united = EventType(
    "united", [Key(name: "field", form: .text), Key(name: "value", form: .value)],
    ru: "слияние: {field} — «{value}»", en: "merged: {field} is “{value}”", version: 2,
    isWork: false)
  /// Two machines gave two tasks one number; this one got another (R121).
  package static let renumbered = EventType(
    "renumbered", [Key(name: "task", form: .task), Key(name: "from", form: .text)],
    ru: "задача {from} получила номер: {task}", en: "task {from} got another number: {task}",
    version: 2, isWork: false)
  /// Somebody has looked at what was reconciled (R121).
  static let settled = EventType(
    "settled", ru: "расхождения рассмотрены", en: "what was reconciled is settled", version: 2,
    isWork: false)
  static let goalReached = EventType(
    "goal-reached", [Key(name: "goal", form: .text)], ru: "достигнута цель {goal}",
    en: "goal {goal} reached", version: 2)
  static let processStarted = EventType(
    "process-started", [Key(name: "process", form: .text)], ru: "запущен процесс {process}",
    en: "process {process} started", version: 2)
  static let processEnded = EventType(
    "process-ended", [Key(name: "process", form: .text), Key(name: "reason", form: .remark)],
    ru: "процесс {process} завершен{reason}", en: "process {process} ended{reason}", version: 2)
  static let resumed = EventType(
    "resumed", [Key(name: "rule", form: .text)], ru: "правило {rule} выполнено",
    en: "rule {rule} was carried out", version: 2)
  static let taskAssigned = EventType(
    "task-assigned",
    [
      Key(name: "from", form: .login), Key(name: "task", form: .task),
      Key(name: "to", form: .login),
    ],
    ru: "задача {task} передана: {from} → {to}", en: "task {task} handed over: {from} → {to}")
  /// The same with why (R70), which version 1 has no room for.
  static let taskPassed = EventType(
    "task-passed", taskAssigned.keys + [Key(name: "reason", form: .text)],
    ru: "задача {task} передана: {from} → {to}, {reason}",
    en: "task {task} handed over: {from} → {to}, {reason}", version: 2)
}

extension Event.Kind {
  /// Whether it is an event of a type.
  package func tells(_ type: EventType) -> Bool {
    if case .told(type, _) = self { true } else { false }
  }

  /// Put away; restorable for 30 days.
  public static func deleted(reason: String) -> Event.Kind {
    .told(.deleted, ["reason": .text(reason)])
  }

  /// Taken back from the deleted ones.
  public static let restored = Event.Kind.told(.restored, [:])

  /// A contact now belongs to the deal, or has another role in it.
  public static func contactAdded(_ contact: ContactID, role: Role) -> Event.Kind {
    .told(.contactAdded, ["contact": .text(contact.text), "role": .text(role.rawValue)])
  }

  /// A contact no longer belongs to the deal.
  public static func contactRemoved(_ contact: ContactID) -> Event.Kind {
    .told(.contactRemoved, ["contact": .text(contact.text)])
  }

  /// The manager says what was corrected.
  public static func reworkFixed(note: String) -> Event.Kind {
    .told(.reworkFixed, ["note": .text(note)])
  }

  /// The head agrees that it is mended.
  public static let reworkAccepted = Event.Kind.told(.reworkAccepted, [:])

  /// The head does not.
  public static func reworkReturned(reason: String, due: Instant) -> Event.Kind {
    .told(.reworkReturned, ["reason": .text(reason), "due": .moment(due)])
  }

  /// A task was given to somebody else.
  public static func taskAssigned(
    number: Int, from: Login, to: Login, because reason: String? = nil
  ) -> Event.Kind {
    var values: [String: Value] = [
      "task": .whole(number), "from": .text(from.text), "to": .text(to.text),
    ]
    values["reason"] = reason.map(Value.text)
    return .told(reason == nil ? .taskAssigned : .taskPassed, values)
  }

  /// Somebody takes part from now on, up to a day (M4).
  public static func shared(_ login: Login, until day: Day?) -> Event.Kind {
    var values = ["user": Value.text(login.text)]
    values["until"] = day.map(Value.day)
    return .told(.shared, values)
  }

  /// Somebody takes part no longer.
  public static func unshared(_ login: Login) -> Event.Kind {
    .told(.unshared, ["user": .text(login.text)])
  }

  /// A head takes part from now on (H12).
  public static func joined(_ login: Login) -> Event.Kind {
    .told(.joined, ["user": .text(login.text)])
  }

  /// Something was done and, where that is worth saying, who began it, how long it took (R55), and of
  /// which meeting the client was reminded by it (R56).
  static func logged(_ communication: Communication) -> Event.Kind {
    var values = ["activity": Value.text(communication.activity.rawValue)]
    values["direction"] = communication.direction.map { .text($0.rawValue) }
    values["duration"] = communication.duration.map { .text($0.text) }
    values["task"] = communication.meeting.map(Value.whole)
    return .told(.logged, values)
  }

  /// What was done and how long it took, where that was logged (R55).
  public var communication: Communication? {
    guard case .told(.logged, let values) = self,
      let activity = (values["activity"]?.text).flatMap(Activity.init)
    else { return nil }
    var communication = Communication(activity)
    communication.direction = values["direction"].flatMap { .init(rawValue: $0.text) }
    communication.duration = values["duration"].flatMap { try? Span(parsing: $0.text) }
    communication.meeting = values["task"].flatMap { Int($0.text) }
    return communication
  }

  /// Up to which day somebody takes part by it; nothing where it is of something else.
  func participation(of login: Login) -> Day?? {
    guard case .told(let type, let values) = self, type == .shared || type == .joined,
      values["user"]?.text == login.text
    else { return nil }
    guard case .day(let day)? = values["until"] else { return .some(nil) }
    return .some(day)
  }

  /// The contact that left the deal by it.
  public var removedContact: ContactID? {
    guard case .told(.contactRemoved, let values) = self else { return nil }
    return values["contact"].flatMap { ContactID($0.text) }
  }
}
