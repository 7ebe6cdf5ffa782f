import CRMCommands
import CRMCore
import CRMModel
import CRMTestDisk

/// A machine in memory whose clock stands still, with a department of one deal.
struct Machine {
  let disk: FaultyFileSystem

  /// The machine that every input starts from.
  static let prepared = Machine()

  private init() {
    disk = FaultyFileSystem()
    run(["init", "/data"])
    let next = "--next Встреча --due +1d"
    let lines = """
      company add Бар --phone +74951234567 --address Тверская
      contact add Бар --name 'Петрова Анна' --role decision-maker --email anna@elki.example
      deal add Бар --pipeline ads \(next)
      """
    precondition(run(["batch"], input: Array(lines.utf8)) == 0, "the department must be made")
  }

  private init(_ disk: FaultyFileSystem) { self.disk = disk }

  /// The same machine again, to be changed.
  var copy: Machine { Machine(disk.afterDeath()) }

  /// The path of the only deal.
  var deal: String { disk.files(below: "/data/deals").first ?? "" }

  var environment: WorkspaceEnvironment {
    WorkspaceEnvironment(
      zone: { .fixed(seconds: 10_800, identifier: $0) }, random: { .random(in: .min ... .max) },
      now: { .first })
  }

  @discardableResult
  func run(_ words: [String], input: [UInt8] = []) -> Int32 {
    let now = Instant(secondsSinceEpoch: 1_795_000_000) ?? .first
    return Tool.run(
      World(
        arguments: words, environment: { $0 == "CRM_DATA" ? "/data" : nil }, now: { now },
        random: { .random(in: .min ... .max) }, login: { "anna" }, currentFolder: { "/" },
        zone: { .fixed(seconds: 10_800, identifier: $0) }, files: disk,
        readFile: { (path, _) throws(SystemError) in
          throw SystemError(.read, path, code: SystemError.notFound)
        },
        readInput: { (_) throws(SystemError) in input }, write: { (_, _) throws(SystemError) in },
        isTerminal: { _ in false }, terminalWidth: { nil }))
  }
}
