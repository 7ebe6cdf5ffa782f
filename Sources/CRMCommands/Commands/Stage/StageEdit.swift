import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm stage edit P STAGE …`.
struct StageEdit: WritingRunnable {
  var pipeline = ""
  var stage = ""
  var fields = StageFields()
  var write = WriteOptions()
  var prints: Printed { .card(.pipelineStage) }

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить этап", en: "edit a stage"),
      discussion: Text(
        ru: "Пустое значение убирает описание, вероятность или норму.",
        en: "An empty value takes the description, the probability or a norm away."),
      StageEdit(),
      rows: [
        .pipeline { $0.pipeline = $1 },
        .stage { $0.stage = $1 },
        .atLeastOne(of: [
          .option("--name", value: .line("NAME"), help: Text(ru: "название", en: "its name")) {
            $0.fields.name = $1
          },
          .group(StageOptions.rows) { options, fill in fill(&options.fields) },
        ]),
      ],
      examples: [
        Example(
          "crm stage edit ads call --require budget --norm 3d",
          Text(ru: "нужен бюджет; стоять не больше трех дней", en: "a budget; three days at most")),
        Example(
          #"crm stage edit ads call --require '{"id":"large","where":"budget >= 100000","#
            + #""say":"от ста тысяч","supply":"--budget"}'"#,
          Text(ru: "свое требование", en: "a requirement of your own")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportStage(write) { (transaction) throws(CRMError) in
      let pipeline = try transaction.pipeline(named: pipeline)
      let stage = try transaction.stage(stage, in: pipeline)
      return (try transaction.edit(stage, fields, in: pipeline), stage.id)
    }
  }
}
