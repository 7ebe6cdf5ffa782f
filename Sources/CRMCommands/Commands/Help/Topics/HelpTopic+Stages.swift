import CRMModel
import CommandLineKit

extension HelpTopic {
  /// The part that is the same for every department; `explaining` adds its own stages.
  static var stages: HelpTopic {
    HelpTopic(
      "stages", Text(ru: "этапы и что нужно для каждого", en: "the stages and what each asks for"),
      [
        .text(
          Text(
            ru: """
              Этап — последнее, что уже произошло, а не план: сделка стоит на этапе «Звонок», когда \
              звонок состоялся. Планы — это задачи, и у открытой сделки всегда есть хотя бы одна.
              Чтобы перейти на этап (crm deal move) или закрыть сделку (crm deal close), нужно все, что \
              под этапом перечислено. Чего не хватает, программа скажет разом и ничего не изменит; \
              почти все недостающее можно дать в той же команде. Где этапы можно пропускать, нужно и то, \
              что пропущенные спрашивают дальше: бюджет, контакт, поля, но не их комментарии.
              """,
            en: """
              A stage is the last thing that has happened, never a plan: a deal stands at «Звонок» once \
              the call was made. Plans are tasks, and an open deal always has one.
              To enter a stage (crm deal move) or close a deal (crm deal close), everything listed \
              under the stage is needed. What is missing is said all at once and nothing is changed; \
              most of it can be given in the same command. Where stages may be skipped, so is what the \
              skipped ones go on asking: the budget, the contact, fields, but not their comments.
              """))
      ])
  }

  /// The same with the stages of a department and lines to paste.
  func explaining(_ pipelines: [Pipeline]) -> HelpTopic {
    let blocks = StageGroup.all(of: pipelines).map { group in
      Block.list(Text(ru: group.title, en: group.title), group.items)
    }
    guard let pipeline = pipelines.first, let stage = pipeline.stages.dropFirst().first else {
      return HelpTopic(name, summary, self.blocks + blocks)
    }
    let examples = Block.examples([
      Example(
        ShellWord.quote(["crm", "deal", "move", "Кафе Пушкин", stage.id.text, "--dry-run"]),
        Text(
          ru: "узнать, чего не хватает, ничего не меняя", en: "see what is missing, change nothing"
        )),
      Example(
        ShellWord.quote(["crm", "pipeline", "show", pipeline.id.text]),
        Text(ru: "этапы одной воронки подробно", en: "one pipeline's stages in detail")),
    ])
    return HelpTopic(name, summary, self.blocks + blocks + [examples])
  }
}
