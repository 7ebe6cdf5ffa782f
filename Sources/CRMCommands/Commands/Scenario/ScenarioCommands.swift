import CRMCore
import CRMModel
import CommandLineKit

/// `crm scenario …`: ways of selling that come with the program (R104).
enum ScenarioCommands {
  static func group(_ category: Text) -> CRMCommand {
    CRMCommand(
      group: "scenario",
      summary: Text(ru: "сценарии: как продают другие", en: "scenarios: how others sell"),
      category: category,
      commands: [
        ScenarioList.command, ScenarioShow.command,
        ScenarioTake.command(
          "add", Text(ru: "взять сценарий в этот каталог", en: "take a scenario in"),
          Text(
            ru: "Что с этим именем уже есть, остается как есть; справочники дополняются.",
            en: "What has its name already stays as it is; dictionaries are added to."),
          isUpdate: false),
        ScenarioTake.command(
          "update", Text(ru: "взять новую версию сценария", en: "take over its newer version"),
          Text(
            ru: "Заменяется только то, что отдел не менял; об остальном сказано, чем отличается.",
            en:
              "Only what the department has not changed is replaced; of the rest it is said where "
              + "it differs."), isUpdate: true),
      ])
  }
}

extension Scenario {
  /// The scenario of a name.
  ///
  /// - Throws: `CRMError.notFound` with those that there are.
  static func named(_ name: String) throws(CRMError) -> Scenario {
    guard let scenario = all.first(where: { $0.name == name }) else {
      throw .notFound(.scenario, name, nearest: all.map(\.name))
    }
    return scenario
  }
}

extension Row {
  fileprivate static func scenario(
    _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .argument(
      .line("SCENARIO", completion: .live("scenario")),
      help: Text(ru: "сценарий", en: "the scenario"), store: store)
  }
}

/// The command `crm scenario list`.
struct ScenarioList: Runnable {
  var prints: Printed { .list(.scenario) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать сценарии", en: "list scenarios"), ScenarioList(), rows: [],
      examples: [Example("crm scenario list", Text(ru: "какие есть", en: "those that there are"))])
  }

  func run(in session: Session) throws(CRMError) {
    var rows: [ScenarioRow] = []
    for scenario in Scenario.all { rows.append(try ScenarioRow(scenario)) }
    try session.list(.scenario, rows, session.presentation())
  }
}

/// The command `crm scenario show SCENARIO`.
struct ScenarioShow: Runnable {
  var scenario = ""
  var prints: Printed { .card(.scenario) }

  static var command: CRMCommand {
    CRMCommand(
      "show", Text(ru: "показать сценарий", en: "show a scenario"), ScenarioShow(),
      rows: [.scenario { $0.scenario = $1 }],
      examples: [
        Example("crm scenario show 1c", Text(ru: "воронки и этапы", en: "pipelines and stages"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.show(.scenario, ScenarioRow(.named(scenario)), session.presentation())
  }
}

/// The commands `crm scenario add SCENARIO` and `crm scenario update SCENARIO`.
struct ScenarioTake: WritingRunnable {
  let isUpdate: Bool
  var scenario = ""
  var write = WriteOptions()
  var prints: Printed { .list(.scenarioFile) }

  static func command(
    _ verb: String, _ summary: Text, _ discussion: Text, isUpdate: Bool
  ) -> CRMCommand {
    CRMCommand(
      verb, summary, discussion: discussion, ScenarioTake(isUpdate: isUpdate),
      rows: [.scenario { $0.scenario = $1 }],
      examples: [
        Example(
          "crm scenario \(verb) odoo",
          Text(ru: "рядом с тем, что есть", en: "beside what is there"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let scenario = try Scenario.named(scenario)
    let (files, presentation) = try session.writeToShow(write) { (transaction) throws(CRMError) in
      try isUpdate ? transaction.update(scenario) : transaction.add(scenario)
    }
    try session.list(.scenarioFile, files, presentation)
  }
}

/// A scenario with its pipelines.
struct ScenarioRow {
  let name: String
  let pipelines: [Pipeline]

  init(_ scenario: Scenario) throws(CRMError) {
    name = scenario.name
    pipelines = try scenario.pipelines()
  }
}

extension Noun where Row == ScenarioRow {
  /// Scenarios: the keys are a part of the command contract.
  static var scenario: Noun<ScenarioRow> {
    Noun(
      id: \.name,
      [
        Column("name", Phrase(ru: "сценарий", en: "scenario"), table: .key) { .text($0.name) },
        Column(
          "pipelines", Phrase(ru: "воронки", en: "pipelines"), table: .useful,
          shown: { row, _ in
            row.pipelines.map { pipeline in
              "\(pipeline.name): \(pipeline.stages.map(\.name).joined(separator: " → "))"
            }.joined(separator: "; ")
          }
        ) { .array($0.pipelines.map(Noun<Pipeline>.pipeline.json)) },
      ])
  }
}

extension Noun where Row == ScenarioFile {
  /// What became of a scenario's documents.
  static var scenarioFile: Noun<ScenarioFile> {
    Noun(
      id: \.path,
      [
        Column("path", Phrase(ru: "файл", en: "file"), table: .key) { .text($0.path) },
        Column(
          "state", Phrase(ru: "что стало", en: "what became of it"), table: .key,
          shown: { file, presentation in presentation.text(file.state.name) }
        ) { .text($0.state.rawValue) },
        Column(
          "differences", Phrase(ru: "отличается", en: "differs in"), table: .useful,
          shown: { file, _ in file.differences.joined(separator: ", ") }
        ) { .array($0.differences.map(JSONValue.string)) },
      ])
  }
}

extension ScenarioFile.State {
  fileprivate var name: Phrase {
    switch self {
    case .added: Phrase(ru: "добавлен", en: "added")
    case .merged: Phrase(ru: "дополнен", en: "added to")
    case .updated: Phrase(ru: "обновлен", en: "updated")
    case .kept: Phrase(ru: "оставлен как есть", en: "kept as it is")
    case .same: Phrase(ru: "уже такой", en: "as it is")
    }
  }
}
