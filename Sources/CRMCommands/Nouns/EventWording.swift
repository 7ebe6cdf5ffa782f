import CRMModel

/// One event of a deal's history in words.
struct EventWording {
  private let event: Event
  private let row: DealRow

  init(_ event: Event, _ row: DealRow) {
    self.event = event
    self.row = row
  }

  func text(_ presentation: Presentation) -> String {
    let text = presentation.text(phrase(presentation))
    guard let rule = event.automation else { return text }
    // O6: what nobody did himself says so.
    return presentation.text(
      Phrase(ru: "по правилу \(rule): \(text)", en: "by rule \(rule): \(text)"))
  }

  private func stage(_ id: StageID) -> String { row.stageName(id, at: event) }

  private func task(_ number: Int) -> String {
    let action = row.document?.tasks.first { $0.number == number }?.action ?? ""
    return "\(row.record.id.text)/\(number) \(action)"
  }

  /// By when a task was due when it was set; it may have been put off since.
  private func due(_ number: Int, _ presentation: Presentation) -> String {
    let postponed = (row.document?.history ?? []).lazy.compactMap { event -> Instant? in
      guard case .taskRescheduled(number, let from, _, _) = event.kind else { return nil }
      return from
    }
    let due = postponed.first ?? row.document?.tasks.first { $0.number == number }?.due
    return due.map { ", \(presentation.time($0))" } ?? ""
  }

  /// A value that an event tells, as people call it.
  private func told(
    _ value: Value, _ form: EventType.Key.Form?, _ presentation: Presentation
  ) -> String {
    switch (form, value) {
    case (.contact, _): row.contacts.first { $0.id.text == value.text }?.name ?? value.text
    // What somebody is there is worth a word where it is something.
    case (.role, _):
      Role(rawValue: value.text).map { $0 == .other ? "" : ", " + presentation.text($0.name) } ?? ""
    case (.activity, _): Activity(rawValue: value.text).map { presentation.text($0.name) } ?? ""
    case (.direction, _):
      Communication.Direction(rawValue: value.text).map { ", " + presentation.text($0.name) } ?? ""
    case (.span, _):
      (try? Span(parsing: value.text)).map { ", " + presentation.text($0.phrase) } ?? ""
    case (.remark, _): ": " + value.text
    case (.meeting, _):
      (Int(value.text)).map {
        ", "
          + presentation.text(
            Phrase(ru: "напоминание о \(task($0))", en: "a reminder of \(task($0))"))
      } ?? ""
    case (.task, _): Int(value.text).map(task) ?? value.text
    case (_, .moment(let moment)): presentation.time(moment)
    case (.day, .day(let day)):
      presentation.text(
        Phrase(ru: " до \(presentation.day(day))", en: " until \(presentation.day(day))"))
    default: value.text
    }
  }

  private func same(_ text: String) -> Phrase { Phrase(ru: text, en: text) }

  private func because(_ reason: String?) -> String { reason.map { ": \($0)" } ?? "" }

  private func phrase(_ presentation: Presentation) -> Phrase {
    switch event.kind {
    case .created: Phrase(ru: "сделка заведена", en: "created")
    case .moved(let from, let to): same("\(row.stageName(from, before: event)) → \(stage(to))")
    case .migrated(let from, let to):
      Phrase(
        ru: "этап убран из воронки: \(stage(from)) → \(stage(to))",
        en: "the stage was removed: \(stage(from)) → \(stage(to))")
    case .closed(_, let to): Phrase(ru: "закрыта: \(stage(to))", en: "closed: \(stage(to))")
    case .reopened(_, let to, _):
      Phrase(ru: "возвращена в работу: \(stage(to))", en: "reopened: \(stage(to))")
    case .edited(let change, let reason):
      same(
        named(change).text(in: .deal, presentation, currency: row.currency(at: event))
          + because(reason))
    case .assigned(let from, let to, let reason):
      Phrase(
        ru: "передана: \(from.text) → \(to.text)\(because(reason))",
        en: "handed over: \(from.text) → \(to.text)\(because(reason))")
    case .commented(let comment): written(comment)
    case .taskSet(let number):
      Phrase(
        ru: "поставлена задача \(task(number))\(due(number, presentation))",
        en: "task set: \(task(number))\(due(number, presentation))")
    case .taskDone(let number, let result, let reason):
      Phrase(
        ru:
          "задача \(task(number)) выполнена: \(result)\(reason.map { "; без следующей: \($0)" } ?? "")",
        en: "task \(task(number)) done: \(result)\(reason.map { "; no next one: \($0)" } ?? "")")
    case .taskCancelled(let number, let reason, let noNext):
      Phrase(
        ru: "задача \(task(number)) отменена\(because(reason))\(noNext ? "; без следующей" : "")",
        en: "task \(task(number)) cancelled\(because(reason))\(noNext ? "; no next one" : "")")
    case .taskRescheduled(let number, _, let to, let reason):
      Phrase(
        ru: "задача \(task(number)) перенесена на \(presentation.time(to)): \(reason)",
        en: "task \(task(number)) put off to \(presentation.time(to)): \(reason)")
    case .sentBack(_, let due):
      Phrase(
        ru: "отправлена на доработку, срок \(presentation.time(due))",
        en: "sent back, to be mended by \(presentation.time(due))")
    case .told(.reconciled, let values):
      same(
        presentation.text(Phrase(ru: "слияние: ", en: "merged: "))
          + FieldChange(
            values["field"]?.text ?? "", old: values["dropped"]?.text, new: values["kept"]?.text
          ).text(in: .deal, presentation, currency: row.currency(at: event)))
    case .told(let type, let values):
      same(
        presentation.text(type.words).filling { name in
          let form = type.keys.first { $0.name == name }?.form
          return values[name].map { told($0, form, presentation) }
            ?? (form?.isOptional == true ? "" : nil)
        })
    case .undone: Phrase(ru: "последнее действие отменено", en: "the last command was undone")
    case .redone: Phrase(ru: "отмененное действие возвращено", en: "an undone command was redone")
    }
  }

  /// The change with what people call the pipelines that it tells of (R45).
  private func named(_ change: FieldChange) -> FieldChange {
    guard change.field == "pipeline" else { return change }
    func name(_ id: String?) -> String? {
      id.map {
        row.record.pipeline.text == $0 ? row.pipelineName : row.former[PipelineID($0)]?.name ?? $0
      }
    }
    return FieldChange(change.field, old: name(change.old), new: name(change.new))
  }

  private func written(_ comment: Comment) -> Phrase {
    let template = row.pipeline(at: event)?.stage(comment.stage)?.template
    let report = comment.report.map { entry in
      let title = template?.sections.first { $0.id == entry.section }?.title ?? entry.section
      return "\(title): \(entry.text)"
    }
    let text = ([comment.text].compactMap { $0 } + report).joined(separator: "; ")
    return Phrase(ru: "«\(text)»", en: "“\(text)”")
  }
}
