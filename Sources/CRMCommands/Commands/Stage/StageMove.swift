import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm stage move P STAGE --after S`.
struct StageMove: WritingRunnable {
  var pipeline = ""
  var stage = ""
  var after: String?
  var write = WriteOptions()
  var prints: Printed { .card(.pipelineStage) }

  static var command: CRMCommand {
    CRMCommand(
      "move", Text(ru: "переставить этап", en: "give a stage another place"), StageMove(),
      rows: [
        .pipeline { $0.pipeline = $1 },
        .stage { $0.stage = $1 },
        .after { $0.after = $1 },
        .first { $0.after = nil },
        .exactlyOne("--after", "--first"),
      ],
      examples: [
        Example(
          "crm stage move ads proposal --after decision-maker",
          Text(ru: "КП до встречи", en: "the proposal before the meeting"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportStage(write) { (transaction) throws(CRMError) in
      let pipeline = try transaction.pipeline(named: pipeline)
      let stage = try transaction.stage(stage, in: pipeline)
      let place = try transaction.stage(after, in: pipeline)
      return (try transaction.move(stage, after: place, in: pipeline), stage.id)
    }
  }
}
