import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm pipeline list`.
struct PipelineList: Runnable {
  var prints: Printed { .list(.pipeline) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать воронки", en: "list pipelines"), PipelineList(), rows: [],
      examples: [Example("crm pipeline list", Text(ru: "все воронки", en: "all pipelines"))])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try snapshot.sortedPipelines()
    }
    try session.list(.pipeline, rows, presentation)
  }
}
