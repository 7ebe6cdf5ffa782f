import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm stage list P`.
struct StageList: Runnable {
  var pipeline = ""
  var prints: Printed { .list(.pipelineStage) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать этапы воронки", en: "list the stages of a pipeline"), StageList(),
      rows: [.pipeline { $0.pipeline = $1 }],
      examples: [
        Example("crm stage list ads", Text(ru: "по порядку", en: "in their order")),
        Example(
          "crm stage list ads --fields id,norm,requires --format csv",
          Text(ru: "нормы и требования", en: "norms and requirements")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let pipeline = try snapshot.pipeline(named: pipeline)
      return pipeline.stages.compactMap { StageRow($0.id, in: pipeline) }
    }
    try session.list(.pipelineStage, rows, presentation)
  }
}
