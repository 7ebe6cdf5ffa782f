import CRMModel

/// A deal's card for people: what, who, how much, stage and since when, next task, then the timeline.
struct DealCard {
  let row: DealRow
  let presentation: Presentation
  /// What the next stage asks for and the deal does not have yet.
  let missing: [Missing]

  var lines: [String] {
    head + facts + people + tasks + lacking + timeline
  }

  private func text(_ ru: String, _ en: String) -> String {
    presentation.text(Phrase(ru: ru, en: en))
  }

  private func stageName(_ id: StageID) -> String { row.pipeline?.stage(id)?.name ?? id.text }

  private var head: [String] {
    let record = row.record
    let pipeline = row.pipeline?.name ?? record.pipeline.text
    let name = presentation.colored(SafeText.visible(record.name), .bold)
    let since = record.stageEnteredAt.map { text(" с ", " since ") + presentation.time($0) } ?? ""
    return [
      "\(name)  \(record.id.text)",
      SafeText.visible("\(pipeline): \(stageName(record.stage))\(since)"),
    ]
  }

  private var facts: [String] {
    let record = row.record
    let health = record.health(at: row.clock).map {
      presentation.colored(presentation.text($0.name), $0.color)
    }
    let facts: [(String, String?)] = [
      (text("компания", "company"), row.companyName),
      (text("менеджер", "manager"), record.manager.text),
      (text("бюджет", "budget"), record.budget.map(presentation.money)),
      (text("тип пакета", "package"), row.packageLine(presentation)),
      (text("дата окончания", "end date"), record.endDate.map(presentation.day)),
      (text("разбивка", "split payment"), row.chainLine(presentation)),
      (text("причина", "loss reason"), record.lostReason),
      (text("с кем общались", "spoke with"), record.spokeWith?.line),
      (text("доработка", "rework"), rework),
    ]
    let shown = facts.compactMap { title, value in
      value.flatMap { $0.isEmpty ? nil : "  \(title): \(SafeText.visible($0))" }
    }
    return shown + (health.map { ["  \(text("светофор", "health")): \($0)"] } ?? [])
      + record.fields.sorted { $0.key < $1.key }.map {
        "  \(SafeText.visible($0.key)): \(SafeText.visible($0.value))"
      }
  }

  /// How far the rework is that still goes on, and until when.
  private var rework: String? {
    guard let rework = row.document?.rework, rework.state != .accepted else { return nil }
    let due = rework.state.isDue ? ", " + presentation.time(rework.due) : ""
    return presentation.text(rework.state.name) + due
  }

  private var people: [String] {
    row.contactRoles.map { contact, role in
      let parts = [
        contact.name, contact.position, contact.phone?.display, contact.email?.text,
        contact.messenger,
      ]
      let line = parts.compactMap { $0 }.joined(separator: ", ")
      return SafeText.visible("  \(presentation.text(role.name)): \(line)")
    }
  }

  private var tasks: [String] {
    let open = (row.document?.tasks ?? []).filter { $0.state == .open }
    return open.map { task in
      let reference = "\(row.record.id.text)/\(task.number)"
      let note = task.text.map { " — \($0)" } ?? ""
      return SafeText.visible(
        "  \(text("задача", "task")) \(reference): \(task.action), "
          + "\(presentation.time(task.due)), \(task.assignee.text)\(note)")
    }
  }

  private var lacking: [String] {
    guard !missing.isEmpty else { return [] }
    return ["  " + text("для следующего этапа не хватает:", "missing for the next stage:")]
      + missing.map { "    - " + SafeText.visible(presentation.text($0.message)) }
  }

  /// The history grouped by stage, oldest first.
  private var timeline: [String] {
    guard let deal = row.document else { return [] }
    var lines: [String] = []
    let times = deal.effectiveHistory.map { DisplayWidth.of(presentation.time($0.at)) }
    let width = times.max() ?? 0
    for event in deal.effectiveHistory {
      if let change = event.stageChange {
        lines.append("")
        lines.append(presentation.colored(stageName(change.to), .bold))
      }
      let time = presentation.time(event.at)
      let blanks = String(repeating: " ", count: width - DisplayWidth.of(time))
      lines.append(
        SafeText.visible(
          "  \(time)\(blanks)  \(presentation.person(event.by, actor: event.actor))  "
            + EventWording(event, row).text(presentation)))
    }
    return lines
  }
}

extension Role {
  /// What people read.
  var name: Phrase {
    switch self {
    case .decisionMaker: Phrase(ru: "ЛПР", en: "decision-maker")
    case .influencer: Phrase(ru: "ЛВПР", en: "influencer")
    case .other: Phrase(ru: "контакт", en: "contact")
    }
  }
}
