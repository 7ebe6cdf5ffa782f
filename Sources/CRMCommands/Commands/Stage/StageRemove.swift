import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm stage remove P STAGE [--move-to S]`.
struct StageRemove: WritingRunnable {
  var pipeline = ""
  var stage = ""
  var target: String?
  var write = WriteOptions()
  var prints: Printed { .card(.pipeline) }

  static var command: CRMCommand {
    CRMCommand(
      "remove", Text(ru: "убрать этап", en: "take a stage away"),
      discussion: Text(
        ru: "Сделки, которые на нем стоят, идут на другой этап без его требований; чего им там не "
          + "хватает, найдет аудит. В истории этап остается под своим названием.",
        en: "The deals that stand there go to another stage without its requirements; what they "
          + "lack there is found by the audit. The history keeps the stage's name."),
      StageRemove(),
      rows: [
        .pipeline { $0.pipeline = $1 },
        .stage { $0.stage = $1 },
        .option(
          "--move-to", value: .reference("STAGE", "stage"),
          help: Text(ru: "на какой этап идут его сделки", en: "where its deals go")
        ) { $0.target = $1 },
      ],
      examples: [
        Example(
          "crm stage remove ads contract --move-to proposal",
          Text(ru: "сделки — к КП", en: "its deals go to the proposal"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (result, presentation) = try session.writeToShow(write) {
      (transaction) throws(CRMError) in
      let pipeline = try transaction.pipeline(named: pipeline)
      let stage = try transaction.stage(stage, in: pipeline)
      let target = try transaction.stage(target, in: pipeline)
      let (change, moved) = try transaction.remove(stage, movingTo: target, in: pipeline)
      return (stage: stage, target: target, change: change, moved: moved)
    }
    session.notice(result.change.notices)
    var words = [Phrase(ru: "этап убран", en: "removed")]
    if let target = result.target, result.moved > 0 {
      let count = CountedNoun.deals.counted(result.moved)
      words.append(
        Phrase(
          ru: "\(count.ru) — на этап '\(target.name)'", en: "\(count.en) went to '\(target.name)'"))
    }
    let done = session.changed(
      result.stage.id.text, result.stage.name, words.map(presentation.text), write, presentation)
    try session.show(.pipeline, result.change.after, presentation, done: done)
  }
}
