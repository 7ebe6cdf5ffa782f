import CRMCore
import CRMModel
import CommandLineKit

/// The arrays of a deal's card, which lists leave out.
extension Noun where Row == DealRow {
  static var card: [Column<DealRow>] {
    Property.ofPapers.map { Column($0, cardOnly: true) { $0.subject } } + [
      Column("contacts", Phrase(ru: "контакты", en: "contacts"), cardOnly: true) { row in
        .array(row.contactRoles.map { contactJSON($0.contact, $0.role) })
      },
      Column(
        "chainParts", Phrase(ru: "части оплаты", en: "parts of the payment"), cardOnly: true
      ) { row in
        .array(row.parts.map(row.partJSON))
      },
      Column("tasks", Phrase(ru: "задачи", en: "tasks"), cardOnly: true) { row in
        let tasks = row.document?.tasks ?? []
        return .array(tasks.map { .object($0.json(in: row.record.id, row.clock.zone)) })
      },
      Column("comments", Phrase(ru: "комментарии", en: "comments"), cardOnly: true) { row in
        .array((row.document?.comments ?? []).map { commentJSON($0.event, $0.comment, row) })
      },
      Column("rework", Phrase(ru: "доработка", en: "rework"), cardOnly: true) { row in
        row.document?.rework.map { .object($0.card) } ?? .null
      },
      pending(cardOnly: true),
      Column("goals", Phrase(ru: "цели", en: "goals"), cardOnly: true) { row in
        let reached = row.document?.goalsReached ?? []
        return .array(
          (row.pipeline?.goals ?? []).map { goal, stage in
            [
              "id": .string(goal.id), "name": .string(goal.name), "stage": .string(stage.id.text),
              "stageName": .string(stage.name), "reached": .bool(reached.contains(goal.id)),
            ]
          })
      },
      Column("automation", Phrase(ru: "сработали правила", en: "rules"), cardOnly: true) { row in
        .array(row.automation)
      },
      Column("history", Phrase(ru: "история", en: "history"), cardOnly: true) { row in
        .array((row.document?.history ?? []).map(row.json))
      },
    ]
  }

  /// The closing that waits for a head's word (R53): where to, why, and who asked for it when.
  private static func pending(cardOnly: Bool) -> Column<DealRow> {
    Column(
      "pending", Phrase(ru: "ждет согласования", en: "waits for approval"),
      table: cardOnly ? nil : .main, cardOnly: cardOnly,
      shown: { row, presentation in
        guard let document = row.document, let pending = document.pending else { return "" }
        let facts = [
          document.lostReason, pending.by.text, presentation.spokenTime(pending.at),
        ]
        return facts.compactMap(\.self).joined(separator: ", ")
      }
    ) { row in
      guard let document = row.document, let pending = document.pending else { return .null }
      return [
        "to": .string(pending.stage.text),
        "toName": .text(row.pipeline?.stageName(pending.stage)),
        "reason": .text(document.lostReason),
        "by": .string(pending.by.text), "at": .time(pending.at),
      ]
    }
  }

  /// Deals whose closing waits, as whoever decides about them reads them.
  static var pendingDeal: Noun<DealRow> {
    Noun(id: deal.id, owner: deal.owner, deal.listed + [pending(cardOnly: false)])
  }

  private static func contactJSON(_ contact: Contact, _ role: Role) -> JSONValue {
    [
      "id": .string(contact.id.text), "name": .string(contact.name),
      "role": .string(role.rawValue), "position": .text(contact.position),
      "phone": .text(contact.phone?.display), "email": .text(contact.email?.text),
    ]
  }

  private static func commentJSON(
    _ event: Event, _ comment: Comment, _ row: DealRow
  ) -> JSONValue {
    var report = JSONObject()
    for entry in comment.report { report[entry.section] = .string(entry.text) }
    return [
      "at": .time(event.at), "by": .string(event.by.text), "stage": .string(comment.stage.text),
      "stageName": .string(row.stageName(comment.stage, at: event)), "text": .text(comment.text),
      "report": .object(report),
    ]
  }
}

extension DealRow {
  /// A part of the payment chain, as a link (R20).
  fileprivate func partJSON(_ part: DealRecord) -> JSONValue {
    [
      "id": .string(part.id.text), "part": part.chain.map { .number($0.part) } ?? .null,
      "name": .string(part.name), "stage": .string(part.stage.text),
      "stageName": .text(pipeline?.stageName(part.stage)),
      "state": .string(part.shownState.rawValue), "budget": .money(part.budget),
    ]
  }

  /// An event with the names of the stages that it tells of.
  fileprivate func json(_ event: Event) -> JSONValue {
    var object = event.card
    if let (from, to) = event.stageChange {
      object[from == nil ? "stageName" : "toName"] = .string(stageName(to, at: event))
      if let from { object["fromName"] = .string(stageName(from, before: event)) }
    }
    return .object(object)
  }
}

extension Event {
  /// The event with every key that its kind has: documents leave out what is missing, the command
  /// contract never does.
  var card: JSONObject {
    var object = json
    for key in optionalKeys where object[key] == nil { object[key] = .null }
    object["undone"] = .bool(isUndone)
    return object
  }

  private var optionalKeys: [String] {
    switch kind {
    case .created: ["stage"]
    case .edited: ["new", "old", "reason"]
    case .assigned: ["reason"]
    case .commented: ["report", "text"]
    case .taskDone: ["noNextReason"]
    case .taskCancelled: ["reason"]
    case .told(let type, _): type.keys.map(\.name)
    case .moved, .migrated, .closed, .reopened, .taskSet, .taskRescheduled, .sentBack, .undone,
      .redone:
      []
    }
  }
}

extension DealRow {
  /// The linked contacts with their roles in this deal.
  var contactRoles: [(contact: Contact, role: Role)] {
    record.contacts.compactMap { link in
      contacts.first { $0.id == link.contact }.map { ($0, link.role) }
    }
  }
}

extension Task {
  /// A task as the contract has it: every key, the id with the deal's.
  func json(in deal: DealID, _ zone: TimeZoneRules) -> JSONObject {
    var object = JSONObject()
    object["id"] = .string("\(deal.text)/\(number)")
    object["kind"] = .string(kind.rawValue)
    object["action"] = .string(action)
    object["activity"] = .string(activity.rawValue)
    object["remind"] = .text(remind?.text)
    object["process"] = .text(process)
    object["text"] = .text(text)
    object["assignee"] = .string(assignee.text)
    object["due"] = .time(due)
    object["allDay"] = .bool(zone.isEndOfDay(due))
    object["state"] = .string(state.rawValue)
    object["result"] = .text(result)
    object["createdAt"] = .time(createdAt)
    object["doneAt"] = .time(doneAt)
    return object
  }
}

extension AutomationStep {
  /// A step as the contract has it.
  func json(_ language: Language) -> JSONValue {
    [
      "rule": .string(rule), "step": .string(step), "done": .bool(why == nil),
      "why": .text(why?[language]),
    ]
  }
}
