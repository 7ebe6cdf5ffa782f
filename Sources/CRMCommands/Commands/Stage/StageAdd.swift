import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm stage add P NAME [--after S] …`.
struct StageAdd: WritingRunnable {
  var pipeline = ""
  var name = ""
  var after: String?
  var isFirst = false
  var fields = StageFields()
  var write = WriteOptions()
  var prints: Printed { .card(.pipelineStage) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "добавить открытый этап", en: "add an open stage"),
      discussion: Text(
        ru: "Как везде, на этапе нужна открытая задача; --unrequire next-task это снимает.",
        en: "As everywhere, an open task is required there; --unrequire next-task waives it."),
      StageAdd(),
      rows: [
        .pipeline { $0.pipeline = $1 },
        .argument(.line("NAME"), help: Text(ru: "название", en: "its name")) { $0.name = $1 },
        .after { $0.after = $1 },
        .first { $0.isFirst = true },
        .atMostOne("--after", "--first"),
        .group(StageOptions.rows) { options, fill in fill(&options.fields) },
      ],
      examples: [
        Example(
          "crm stage add smm Дегустация --after call --description 'Пробуют меню' --norm 7d",
          Text(ru: "еще один этап после звонка", en: "one more stage behind the call"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportStage(write) { (transaction) throws(CRMError) in
      let pipeline = try transaction.pipeline(named: pipeline)
      var fields = fields
      fields.name = name
      let place = try transaction.stage(after, in: pipeline)
      return try transaction.addStage(
        fields, after: isFirst ? .some(nil) : place.map(Optional.some), to: pipeline)
    }
  }
}

extension Row {
  /// The pipeline that is meant.
  static func pipeline(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .argument(
      .reference("PIPELINE", "pipeline"), help: Text(ru: "воронка", en: "the pipeline"),
      store: store)
  }

  /// The stage that is meant.
  static func stage(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .argument(.reference("STAGE", "stage"), help: Text(ru: "этап", en: "the stage"), store: store)
  }

  /// Behind which stage.
  static func after(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .option(
      "--after", value: .reference("STAGE", "stage"),
      help: Text(ru: "после какого этапа", en: "behind which stage"), store: store)
  }

  /// In front of all stages.
  static func first(_ store: @escaping @Sendable (inout Options) -> Void) -> Row {
    .flag("--first", help: Text(ru: "перед всеми этапами", en: "in front of all"), store: store)
  }
}
