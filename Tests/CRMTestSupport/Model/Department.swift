package import CRMModel

/// A sales department in memory: one company, its people, and a clock that ticks with each command.
package struct Department: Sendable {
  /// A comment that says something (R12).
  package static let talk = "Подробно поговорили о размещении и сроках, ждут следующего шага"

  /// The time of the last command.
  package var now: Instant
  /// Who gives the commands.
  package var user = Login(stored: "ivanov")
  /// The dictionary of actions and the zone.
  package var settings = Settings(
    timeZone: "Europe/Moscow", currency: .rub,
    taskActions: ["Связаться с клиентом", "Встреча", "Отправить КП", "Проверить оплату"],
    people: [:])
  /// Three hours east of UTC, all year.
  package let zone = TimeZoneRules.fixed(seconds: 10_800, identifier: "Europe/Moscow")
  /// The client, with a complete card.
  package var company: Company
  /// Its people; the first is a decision-maker with a complete card.
  package var contacts: [Contact]
  private var commands: UInt64 = 0
  private var identifiers: UInt64 = 0

  /// A department on 20 November 2026, a Friday, at 10:00.
  package init() {
    now = Department.time("2026-11-20T10:00:00+03:00")
    company = Company(
      id: Department.identifier(900), name: "Кафе «Ёлки»", manager: Login(stored: "ivanov"))
    company.phone = try? PhoneNumber(typed: "+74951234567")
    company.address = "Москва, Тверская, 1"
    contacts = []
    contacts.append(person("Петрова Анна Сергеевна", role: .decisionMaker))
  }

  /// A moment written in ISO 8601.
  package static func time(_ text: String) -> Instant { (try? Instant(parsing: text)) ?? .first }

  /// The identifier of a small number.
  package static func identifier<Subject>(_ number: UInt64) -> Identifier<Subject> {
    guard let identifier = Identifier<Subject>(bits: number) else {
      fatalError("a test counts to a few thousand, never to 2⁴⁰")
    }
    return identifier
  }

  /// A new identifier.
  package mutating func identifier<Subject>() -> Identifier<Subject> {
    identifiers += 1
    return Department.identifier(identifiers)
  }

  /// A contact of the company with a complete card.
  package mutating func person(_ name: String, role: Role) -> Contact {
    var contact = Contact(id: identifier(), company: company.id, name: name, role: role)
    contact.phone = try? PhoneNumber(typed: "+79160001122")
    contact.email = try? EmailAddress(parsing: "anna@elki.example")
    contact.position = "управляющая"
    return contact
  }

  /// What the next command knows; it is given a minute after the last one.
  package mutating func context() -> ActionContext {
    commands += 1
    now = after(minutes: 1)
    return ActionContext(
      now: now, user: user, operation: Department.identifier(commands), zone: zone,
      settings: settings, taskKeySeed: commands)
  }

  /// The moment so many minutes from now.
  package func after(minutes: Int64) -> Instant { now.adding(seconds: minutes * 60) ?? .last }

  /// The moment so many days from now.
  package func after(days: Int64) -> Instant { after(minutes: days * 1440) }
}
