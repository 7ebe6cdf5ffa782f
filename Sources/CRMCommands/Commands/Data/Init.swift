import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm init [DIR] [--scenario S] [--time-zone Z]`.
struct Init: WritingRunnable {
  var directory: String?
  /// The scenario of a new directory where none is named.
  static let usualScenario = "restaurant"
  var scenarios: [String] = []
  var timeZone: String?
  var write = WriteOptions()
  var prints: Printed { .card(.newDirectory) }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "init", Text(ru: "создать каталог данных", en: "make a data directory"),
      discussion: Text(
        ru: "Воронки и справочники сценария записываются в каталог; там их можно менять.",
        en: "The scenario's pipelines and dictionaries are written out and may be changed there."),
      category: category, Init(),
      rows: [
        .argument(
          .directory("DIR"), isRequired: false,
          help: Text(
            ru: "где; иначе --data, $CRM_DATA или ./.crm",
            en: "where; else --data, $CRM_DATA or ./.crm")
        ) { $0.directory = $1 },
        .option(
          "--scenario", value: .line("S", completion: .live("scenario")), isRepeatable: true,
          help: Text(
            ru: "как продает отдел: \(names); иначе restaurant",
            en: "how the department sells: \(names); else restaurant")
        ) { $0.scenarios.append($1) },
        .option(
          "--time-zone", value: .line("ZONE", completion: .live("time-zone")),
          help: Text(
            ru: "часовой пояс, например Europe/Moscow", en: "a time zone such as Europe/Moscow")
        ) { $0.timeZone = $1 },
      ],
      examples: [
        Example("crm init", Text(ru: "в этой папке", en: "in this folder")),
        Example(
          "crm init sales --scenario sendpulse", Text(ru: "другой сценарий", en: "another scenario")
        ),
      ])
  }

  private static var names: String { Scenario.all.map(\.name).joined(separator: ", ") }

  func run(in session: Session) throws(CRMError) {
    let typed = session.newDirectory(directory)
    let path = session.absolute(typed)
    var chosen: [Scenario] = []
    for name in scenarios.isEmpty ? [Self.usualScenario] : scenarios {
      chosen.append(try .named(name))
    }
    let scenario = Scenario.joined(chosen)
    if write.isDryRun {
      try session.refuseExisting(path)
    } else {
      try Workspace.create(
        at: path, scenario: scenario, timeZone: timeZone, files: session.world.files,
        environment: session.workspaceEnvironment)
      session.stored.append(path)
      session.tellOfLocks(
        try Workspace(
          path: path, files: session.world.files, environment: session.workspaceEnvironment,
          wait: .zero))
    }
    let row = NewDirectory(path: typed, scenario: scenario.name)
    let presentation = try session.presentation()
    let done = Phrase(
      ru: "создан каталог данных \(typed), сценарий \(scenario.name)",
      en: "made the data directory \(typed), scenario \(scenario.name)")
    try session.show(
      .newDirectory, row, presentation, done: session.dry(write) + presentation.text(done))
  }
}

extension Session {
  /// Where a new data directory is to lie: as it was typed, else as every command looks for one.
  func newDirectory(_ typed: String?) -> String {
    typed ?? options.data ?? nonEmptyVariable("CRM_DATA") ?? DataDirectory.defaultName
  }

  /// Refuses a place where something is.
  func refuseExisting(_ path: String) throws(CRMError) {
    let status: FileStatus?
    do throws(SystemError) { status = try world.files.status(path) } catch {
      throw .system(error)
    }
    if status != nil { throw .store(.alreadyExists(path)) }
  }
}

/// What `init` made.
struct NewDirectory {
  let path: String
  let scenario: String
}

extension Noun where Row == NewDirectory {
  static var newDirectory: Noun<NewDirectory> {
    Noun(
      id: \.path,
      [
        Column("data", Phrase(ru: "каталог", en: "data")) { .text($0.path) },
        Column("formatVersion", Phrase(ru: "версия формата", en: "format version")) { _ in
          .number(DataDirectory.formatVersion)
        },
        Column("scenario", Phrase(ru: "сценарий", en: "scenario")) { .text($0.scenario) },
      ])
  }
}
