import CRMCore
import CRMModel
import CRMTestSupport
import XCTest

/// A department on a faulty disk, on which commands run as they are typed.
///
/// A command does the same, to the byte, whenever it runs on the same disk in the same scene.
struct CommandScene {
  /// Every document by its path.
  typealias Documents = [String: [UInt8]]

  /// A command as it is typed, and what it reads from standard input.
  struct Line {
    let words: [String]
    var input = ""

    /// The words, for a failure's message.
    var name: String { words.prefix(2).joined(separator: " ") }
  }

  static let data = "/data"

  let disk: FaultyFileSystem
  /// Counts what happened, so that clock and chance are never the same again.
  private let turn: Int

  private init(_ disk: FaultyFileSystem, _ turn: Int) {
    self.disk = disk
    self.turn = turn
  }

  /// A department with a deal that waits for money, one that has just begun, and a last operation to
  /// undo.
  init() throws {
    var scene = CommandScene(FaultyFileSystem(), 0)
    for line in [
      Line(words: ["init"]), Line(words: ["batch", "-q"], input: Self.department),
      Line(words: ["backup", "/copy"]),
      Line(words: ["comment", "add", "Кафе Ёлки", "Ждут договор до пятницы."]),
    ] {
      let run = try scene.run(line)
      XCTAssertEqual(run.status, 0, run.err)
      scene = scene.later(scene.disk)
    }
    self = scene
  }

  /// The same department an hour later, with other ids to come.
  func later(_ disk: FaultyFileSystem) -> CommandScene { CommandScene(disk, turn + 1) }

  /// The same moment on another disk.
  func on(_ disk: FaultyFileSystem) -> CommandScene { CommandScene(disk, turn) }

  /// Runs a command in this process.
  @discardableResult
  func run(_ line: Line) throws -> TestRun {
    let now = try Instant(parsing: "2026-11-20T10:00:00+03:00").adding(seconds: Int64(turn) * 3_600)
    let world = try TestWorld(seed: UInt64(turn), now: XCTUnwrap(now).text)
    world.environment = ["CRM_DATA": Self.data, "CRM_LANG": "en"]
    world.input = Array(line.input.utf8)
    world.files = disk
    return world.run(line.words)
  }

  /// Every document as the next command finds it.
  func documents() throws -> Documents {
    let list = try run(Line(words: ["deal", "list", "--state", "all", "-q"]))
    XCTAssertEqual(list.status, 0, list.err)
    return files.filter { !$0.key.hasPrefix(Self.data + "/local/") }
  }

  /// Every file, without what any command would do first.
  var files: Documents {
    var files: Documents = [:]
    for path in disk.files(below: Self.data) { files[path] = disk.content(path) }
    return files
  }

  // MARK: The department and its twelve commands

  private static let talk = "'Подробно поговорили о размещении и сроках, ждут шага'"
  private static let next = "--result Да --next Встреча --due +1d"

  private static let department: String = {
    let report = ["met", "need", "objections", "agreed", "next"]
      .map { "--report '\($0)=Обсудили с управляющей'" }.joined(separator: " ")
    let beginnings = [("'Кафе Ёлки'", 1), ("'Бар Полночь'", 2)].flatMap { name, number in
      [
        "company add \(name) --phone +7495123456\(number) --address 'Тверская, 1'",
        "contact add \(name) --name 'Петрова Анна' --role decision-maker --phone +7916000112\(number)"
          + " --email anna\(number)@elki.example --position управляющая",
        "deal add \(name) --pipeline ads --next Встреча --due +1d",
      ]
    }
    let walk = [
      "call --comment \(talk)", "decision-maker --comment \(talk)", "meeting \(report)",
      "proposal --budget 60000 --comment \(talk)", "contract --comment \(talk)",
    ].map { "deal move 'Кафе Ёлки' \($0) \(next)" }
    return (beginnings + walk).joined(separator: "\n")
  }()

  /// What a day of work consists of.
  static let commands = [
    Line(words: ["company", "add", "Гриль", "--phone", "+74957654321"]),
    Line(words: ["contact", "add", "Бар Полночь", "--name", "Орлов Пётр", "--role", "influencer"]),
    Line(
      words: ["deal", "add", "Бар Полночь", "--pipeline", "smm"] + words("--next Встреча --due +1d")
    ),
    Line(words: ["deal", "move", "Бар Полночь", "call", "--comment", talked] + words(next)),
    Line(
      words: ["deal", "close", "Кафе Ёлки", "--won", "--package", "Стандарт"]
        + words("--end-date 2027-01-31 --result Да")),
    Line(words: ["deal", "edit", "Кафе Ёлки", "--budget", "65000", "--package", "Премиум"]),
    Line(
      words: ["split-pay", "Кафе Ёлки", "--paid", "20000", "--total", "60000"]
        + words("--package Стандарт --end-date 2027-01-31") + words(next)),
    Line(words: ["task", "done", "Бар Полночь"] + words(next)),
    Line(words: ["comment", "add", "Бар Полночь", talked]),
    Line(words: ["undo"]),
    Line(
      words: ["import", "amocrm", "-", "--create"],
      input: """
        ID,Название сделки,Бюджет,Этап сделки,Воронка,Компания
        1,А,60000,Отправил(а) КП,Реклама,А
        2,Б,,Звонок,Реклама,Б

        """),
    Line(
      words: ["batch"],
      input: """
        company add 'Гриль' --phone +74957654321
        comment add 'Бар Полночь' \(talk)
        split-pay 'Кафе Ёлки' --paid 20000 --total 60000 --package Стандарт --end-date 2027-01-31 \(next)
        """),
    Line(words: ["batch"], input: sale("Бар Полночь")),
    Line(words: ["restore", "/copy"]),
  ]

  /// From an order to its money, which come in whole or not at all (R86).
  static func sale(_ deal: String) -> String {
    """
    order add --deal '\(deal)' --line 'Печь; 2; 100' --schedule '50% today; 50% +14d'
    order confirm ЗК-2026-1
    invoice add --order ЗК-2026-1
    payment add --invoice СЧ-2026-1 --sum 250 --advance
    shipment add --order ЗК-2026-1 --line 1=1
    """
  }

  private static var talked: String { String(talk.dropFirst().dropLast()) }

  private static func words(_ line: String) -> [String] {
    line.split(separator: " ").map(String.init)
  }
}
