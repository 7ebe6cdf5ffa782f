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
      rows: [
        .argument(
          .reference("PIPELINE", "pipeline"), help: Text(ru: "воронка", en: "the pipeline")
        ) { $0.pipeline = $1 }
      ],
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
    for stage in pipeline.stages {
      lines.append("")
      lines.append(presentation.colored("\(stage.name) (\(stage.id.text))", .bold))
      for phrase in pipeline.asks(for: stage) {
        lines += Wrapping.lines(
          presentation.text(phrase), after: "  - ", width: presentation.width)
      }
    }
    return lines.map { SafeText.visible($0, breaks: .blank) }
  }
}
