import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm pipeline show P`.
struct PipelineShow: Runnable {
  var pipeline = ""
  var prints: Printed { .card(.pipeline) }

  static var command: CRMCommand {
    CRMCommand(
      "show",
      Text(ru: "показать этапы и что для них нужно", en: "show the stages and what they ask for"),
      PipelineShow(),
      rows: [.pipeline { $0.pipeline = $1 }],
      examples: [
        Example("crm pipeline show ads", Text(ru: "этапы рекламы", en: "the stages of ads"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (pipeline, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try snapshot.pipeline(named: self.pipeline)
    }
    try session.show(.pipeline, pipeline, presentation) { lines(pipeline, presentation) }
  }

  private func lines(_ pipeline: Pipeline, _ presentation: Presentation) -> [String] {
    var lines = [presentation.colored("\(pipeline.name) (\(pipeline.id.text))", .bold)]
    lines += pipeline.norms.map { "  - \(presentation.text($0))" }
    for stage in pipeline.stages {
      lines.append("")
      lines.append(presentation.colored("\(stage.name) (\(stage.id.text))", .bold))
      if let description = stage.description {
        lines += Wrapping.lines(description, after: "  ", width: presentation.width)
      }
      for phrase in stage.ways + pipeline.asks(for: stage) + stage.norms + stage.tasks.map(\.phrase)
      {
        lines += Wrapping.lines(
          presentation.text(phrase), after: "  - ", width: presentation.width)
      }
    }
    if !pipeline.automation.isEmpty { lines.append("") }
    for rule in pipeline.automation {
      let condition = rule.condition.map { ", \($0)" } ?? ""
      let steps = rule.steps.map(\.text).joined(separator: ", ")
      lines += Wrapping.lines(
        "\(rule.when)\(condition) → \(steps)", after: "\(rule.id): ", width: presentation.width)
    }
    return lines.map { SafeText.visible($0, breaks: .blank) }
  }
}

extension StageTask {
  /// That the stage sets it, by when, and whether it keeps the deal there (R51).
  fileprivate var phrase: Phrase {
    let due = details["due"].map { ", \($0)" } ?? ""
    return Phrase(
      ru: "ставит задачу '\(action)'\(due)" + (isExit ? "; без нее дальше нельзя" : ""),
      en: "sets the task '\(action)'\(due)" + (isExit ? "; no deal goes on without it" : ""))
  }
}

extension Stage {
  /// Which deals walk through it (R44), and who has to agree (R53).
  fileprivate var ways: [Phrase] {
    [
      condition.map {
        Phrase(ru: "только для сделок, где \($0.text)", en: "for deals only where \($0.text)")
      },
      approval.map { _ in
        Phrase(ru: "согласует руководитель", en: "a head has to approve it")
      },
    ].compactMap(\.self)
  }

  /// What the evening audit asks of the days that a deal spends there (R42).
  fileprivate var norms: [Phrase] {
    [
      norm.map(CountedNoun.days.genitive).map {
        Phrase(ru: "стоять не дольше \($0.ru)", en: "to stand here for \($0.en) at most")
      },
      gap.map(CountedNoun.days.genitive).map {
        Phrase(ru: "до задачи не больше \($0.ru)", en: "the next task within \($0.en)")
      },
    ].compactMap(\.self)
  }
}

extension Pipeline {
  /// What the evening audit asks of every open deal (R42), and what else is worth knowing.
  fileprivate var norms: [Phrase] {
    [
      isArchived ? Phrase(ru: "в архиве", en: "archived") : nil,
      requiresResult
        ? Phrase(
          ru: "дальше — только с результатом открытой задачи",
          en: "no deal goes on without the result of its open task") : nil,
      remindsClients
        ? Phrase(
          ru: "о встречах клиенту напоминают", en: "clients are reminded of meetings") : nil,
      silence.map(CountedNoun.days.genitive).map {
        Phrase(ru: "молчать не дольше \($0.ru)", en: "silent for \($0.en) at most")
      },
      oldest.map(CountedNoun.days.genitive).map {
        Phrase(ru: "сделка открыта не дольше \($0.ru)", en: "a deal is open for \($0.en) at most")
      },
    ].compactMap(\.self)
  }
}
