import CRMCore
import CRMModel
import CommandLineKit

/// A deal's card for people: what, how much, which stage and since when, the next task, who, what
/// the next stage misses; then what happened, by stage.
struct DealCard {
  let row: DealRow
  let presentation: Presentation
  /// The stage that comes next; `nil` for a closed deal.
  let nextStage: Stage?
  /// What refuses the step there; `nil` where all is there.
  let refusal: Refusal?
  /// Whether the part's payment is what comes next.
  let isAwaitedPart: Bool
  /// Whether the history has also what was undone (R37).
  var hasUndone = false

  var lines: [String] {
    [presentation.title(row.record.name, row.record.id.text)] + facts + next + timeline
  }

  private func text(_ ru: String, _ en: String) -> String {
    presentation.text(Phrase(ru: ru, en: en))
  }

  // MARK: Facts

  private var facts: [String] {
    (state + tasks + goals + people + sale + papers + custom).lines(presentation)
  }

  /// What was reached, and what can be (R50).
  private var goals: [Fact] {
    let reached = row.document?.goalsReached ?? []
    return (row.pipeline?.goals ?? []).map { goal, _ in
      let title =
        reached.contains(goal.id)
        ? text("цель достигнута", "goal reached") : text("цель", "goal")
      return Fact(title, goal.name)
    }
  }

  private var state: [Fact] {
    let record = row.record
    let pipeline = row.pipelineName
    let stage = row.stageName
    let since = record.stageEnteredAt.map { ", \(presentation.spokenTime($0))" } ?? ""
    return [
      Fact(text("этап", "stage"), "\(pipeline): \(stage)\(since)"),
      Fact(text("закрытие", "closing"), pending, color: .yellow),
      Fact(text("бюджет", "budget"), record.budget.map(presentation.money)),
      Fact(text("доработка", "rework"), rework, color: .red),
    ]
  }

  /// Since when its closing waits for approval, and who closed it (R53).
  private var pending: String? {
    row.document?.pending.map { pending in
      let stage = row.pipeline?.stageName(pending.stage) ?? pending.stage.text
      let state = presentation.text(DealState.pending.name)
      return "\(stage), \(state), \(pending.by.text), \(presentation.spokenTime(pending.at))"
    }
  }

  /// How far the rework is that still goes on, and until when.
  private var rework: String? {
    guard let rework = row.document?.rework, rework.state != .accepted else { return nil }
    let due = rework.state.isDue ? ", " + presentation.time(rework.due) : ""
    return presentation.text(rework.state.name) + due
  }

  /// The open tasks, the one due first in front, which says how urgent the deal is (R27).
  private var tasks: [Fact] {
    let health = row.record.health(at: row.clock)
    let open = (row.document?.tasks ?? []).filter { $0.state == .open }
      .sorted { ($0.due, $0.number) < ($1.due, $1.number) }
    let none =
      health == Health.none
      ? Fact(title, presentation.text(Health.none.name), color: Health.none.color) : nil
    return [none].compactMap { $0 }
      + open.map { task in
        let isNext = task.number == open.first { $0.kind == .task }?.number
        let assignee = task.assignee == row.record.manager ? "" : ", \(task.assignee.text)"
        let note = task.text.map { " — \($0)" } ?? ""
        let alarm = isNext && health == .red ? ", \(presentation.text(Health.red.name))" : ""
        return Fact(
          title,
          "\(task.action), \(presentation.spokenTime(task.due))\(alarm)\(assignee)\(note)"
            + " (\(row.record.id.text)/\(task.number))",
          color: isNext ? health?.color : nil)
      }
  }

  private var title: String { text("задача", "task") }

  private var people: [Fact] {
    let company = row.companyName == row.record.name ? nil : row.companyName
    return [
      Fact(text("менеджер", "manager"), row.record.manager.text),
      Fact(text("компания", "company"), company),
      Fact(text("телефон", "phone"), phones),
    ]
      + row.contactRoles.map { contact, role in
        let parts =
          [contact.name, contact.position].compactMap(\.self) + contact.phones.map(\.display)
          + contact.emails.map(\.text) + [contact.messenger].compactMap(\.self)
        return Fact(presentation.text(role.name), parts.joined(separator: ", "))
      }
  }

  /// The company's, the main one in front: people's stand beside their names.
  private var phones: String? {
    row.subject.company?.record.company.phones.map(\.display).joined(separator: ", ")
  }

  private var sale: [Fact] {
    let record = row.record
    return [
      Fact(text("тип пакета", "package"), row.packageLine(presentation)),
      Fact(text("дата окончания", "end date"), record.endDate.map(presentation.day)),
      Fact(text("разбивка", "split payment"), row.chainLine(presentation)),
    ] + row.parts.map(part) + [
      Fact(text("причина", "loss reason"), record.lostReason),
      Fact(text("с кем общались", "spoke with"), record.spokeWith?.line),
    ]
      + row.lines.map {
        Fact(text("строка", "line"), $0.text(.included, row.currency, presentation))
      }
  }

  /// A part of the payment chain: how to get there, and what became of it.
  private func part(_ part: DealRecord) -> Fact {
    let number = part.chain.map { " \($0.part)" } ?? ""
    let facts = [
      row.pipeline?.stageName(part.stage) ?? part.stage.text, part.budget.map(presentation.money),
      part.shownState.isToldByStage ? nil : presentation.text(part.shownState.name),
    ].compactMap(\.self)
    return Fact(
      text("часть", "part") + number,
      "\(part.id.text) \(part.name): \(facts.joined(separator: ", "))")
  }

  /// What is based on what, with states and sums (R74).
  private var papers: [Fact] {
    PaperTree(row.subject.papers).rows.map { paper, depth in
      let sum = paper.total.isZero ? "" : ", \(presentation.money(paper.total))"
      let line = presentation.text(paper.stateLine)
      return Fact(
        text("документ", "paper"), String(repeating: "· ", count: depth) + line + sum)
    }
  }

  private var custom: [Fact] {
    Property.ofFacts.filter { $0.key != Field<Deal>.lines.key }.map { property in
      let value = property.value(row.subject)
      let text = value.map { presentation.text($0, among: property.choices) }
      return Fact(
        presentation.text(property.name),
        property.key == Field<Deal>.participants.key ? participants : text)
    }
      + presentation.own(row.record.fields).map { Fact($0.name, $0.text) }
      + [row.record.origin].compactMap { $0 }.map { Fact($0.system, $0.id) }
  }

  /// Who takes part today, and until which day (M4).
  private var participants: String {
    let today = row.clock.zone.day(of: row.clock.now)
    return row.record.participations.filter { $0.lasts(on: today) }.map { participation in
      let until = participation.lastDay.map {
        let day = presentation.day($0)
        return " (\(text("по \(day)", "until \(day)")))"
      }
      return participation.login.text + (until ?? "")
    }.joined(separator: ", ")
  }

  // MARK: The next stage

  /// What is missing, and the commands that supply it, as a refused move would say it.
  private var next: [String] {
    guard let nextStage else { return [] }
    let id = row.record.id.text
    let move =
      nextStage.kind == .open
      ? ["deal", "move", id, nextStage.id.text] : ["deal", "close", id, "--won"]
    let report = refusal.map { ErrorReport(.refused($0)).completing(move) }
    let title =
      report == nil
      ? text("Для этапа '\(nextStage.name)' все есть:", "All is there for '\(nextStage.name)':")
      : text("Для этапа '\(nextStage.name)' не хватает:", "Missing for '\(nextStage.name)':")
    let payment = Remedy("split-pay", id).asking("--paid").phrase
    let commands =
      isAwaitedPart ? [payment] : report?.hints ?? [Remedy(words: move).phrase]
    return [""] + Wrapping.lines(SafeText.visible(title), width: presentation.width)
      + gaps.flatMap {
        Wrapping.lines(
          SafeText.visible(presentation.text($0)), after: "  - ", width: presentation.width)
      } + commands.map { "  $ " + SafeText.visible(presentation.text($0)) }
  }

  /// What is missing, the sections of a report in one line: the command below names the option of each;
  /// else the rule that refuses.
  private var gaps: [Phrase] {
    guard let refusal else { return [] }
    let missing = refusal.missing
    guard !missing.isEmpty else { return [refusal.message] }
    let sections = missing.compactMap(\.section).joined(separator: ", ")
    let report = Phrase(
      ru: "в отчете о встрече не заполнено: \(sections)",
      en: "the meeting report lacks: \(sections)")
    return missing.filter { $0.section == nil }.map(\.message) + (sections.isEmpty ? [] : [report])
  }

  // MARK: What happened

  /// The history grouped by stage, oldest first.
  private var timeline: [String] {
    guard let deal = row.document else { return [] }
    let events = deal.history.filter { hasUndone || !$0.isUndone }
    let width = events.map { DisplayWidth.of(presentation.time($0.at)) }.max() ?? 0
    return events.flatMap { event in
      let stage =
        event.isUndone
        ? nil
        : event.stageChange.map {
          ["", presentation.colored(SafeText.visible(row.stageName($0.to, at: event)), .bold)]
        }
      let time = presentation.time(event.at)
      let blanks = String(repeating: " ", count: width - DisplayWidth.of(time))
      let person = presentation.person(event.by, actor: event.actor)
      let start = SafeText.visible("  \(time)\(blanks)  \(person)")
      let undone = event.isUndone ? "(\(presentation.text(.undone))) " : ""
      let text = SafeText.visible(undone + EventWording(event, row).text(presentation))
      return (stage ?? []) + entry(text, after: start)
    }
  }

  /// An event; on a narrow terminal its text stands under its time.
  private func entry(_ text: String, after start: String) -> [String] {
    guard let width = presentation.width, width - DisplayWidth.of(start) < Self.narrowest else {
      return Wrapping.lines(text, after: start + "  ", width: presentation.width)
    }
    return [start] + Wrapping.lines(text, after: "    ", width: width)
  }

  /// Columns in which a comment can be read.
  private static var narrowest: Int { 36 }
}

extension DealState {
  /// Whether the stage that a deal stands at says it too.
  fileprivate var isToldByStage: Bool {
    switch self {
    case .open, .won, .lost: true
    case .pending, .deleted: false
    }
  }
}

extension Phrase {
  /// What stands before something that was taken back.
  static var undone: Phrase { Phrase(ru: "отменено", en: "undone") }
}
