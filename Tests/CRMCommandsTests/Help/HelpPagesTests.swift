import CRMCommands
import CRMCore
import CRMTestSupport
import CommandLineKit
import XCTest

final class HelpPagesTests: XCTestCase {
  private let tree = CommandTree.program.description

  func testTheTreeHasNoProblem() {
    XCTAssertEqual(CommandTree.program.problems(), [])
  }

  func testAloneItShowsTheDay() throws {
    let world = try TestWorld()
    for (words, language) in [([], "ru"), (["--lang", "en"], "en")] as [([String], String)] {
      let run = world.run(words)
      XCTAssertEqual(run.status, 0)
      XCTAssertEqual(run.err, "")
      XCTAssertEqual(run.out, world.run("help", "day", "--lang", language).out)
      XCTAssertEqual(run.out.split(separator: "\n").count { $0.hasPrefix("  crm ") }, 11)
    }
    // A program that forgot the command learns of it.
    XCTAssertEqual(world.run("--json").status, 2)
    XCTAssertEqual(world.run("deal").status, 2)
    XCTAssertEqual(world.run("--no-such-option").status, 2)
  }

  func testEveryCommandHasTheSamePageByEveryWay() throws {
    let world = try TestWorld()
    for command in tree.root.flattened where !command.traits.contains(.hidden) {
      for language in ["ru", "en"] {
        let page = world.run(["help"] + command.path + ["--lang", language])
        XCTAssertEqual(page.status, 0, "\(command.path)")
        XCTAssertEqual(page.err, "", "\(command.path)")
        for option in ["-h", "--help"] {
          let run = world.run(command.path + [option, "--lang", language])
          XCTAssertEqual(run.out, page.out, "\(command.path) \(option)")
          XCTAssertEqual(run.status, 0, "\(command.path) \(option)")
        }
      }
    }
  }

  func testTopicsAreListedAndReadInBothLanguages() throws {
    let world = try TestWorld()
    XCTAssertGreaterThanOrEqual(tree.topics.count, 8)
    for topic in tree.topics {
      for language in Language.allCases {
        let list = world.run("help", "--lang", language.rawValue).out
        XCTAssert(list.contains("  \(topic.name) "), topic.name)
        XCTAssert(list.contains(topic.summary[language]), topic.name)
        let run = world.run("help", topic.name, "--lang", language.rawValue)
        XCTAssertEqual(run.status, 0)
        XCTAssert(run.out.hasPrefix(topic.summary[language] + "\n"), topic.name)
        XCTAssert(language == .ru || !Self.hasCyrillicWords(topic, run.out), topic.name)
      }
      XCTAssertFalse(topic.examples.isEmpty && topic.name != "stages", topic.name)
    }
    XCTAssertEqual(world.run("help", "stagse").status, 2)
    XCTAssert(world.run("help", "stagse").err.contains("hint: crm help stage\n"))
    XCTAssertEqual(world.run("help", "stages", "more").status, 2)
  }

  /// Cyrillic outside of examples, quotes, and words that can be typed, which hints at a text that
  /// was not translated; stages are the department's own words.
  private static func hasCyrillicWords(_ topic: HelpTopic, _ page: String) -> Bool {
    let allowed = ["сегодня", "завтра", "пт", "руб", "ч", "д", "н"]
    let words = page.split(separator: "\n").filter { !$0.hasPrefix("  crm ") }
      .flatMap { $0.split { !$0.isLetter } }
      .filter { $0.unicodeScalars.contains { ("а"..."я").contains($0) } }
    return topic.name != "stages" && !words.allSatisfy { allowed.contains(String($0)) }
  }

  func testPagesFitTheirWidth() throws {
    let world = try TestWorld()
    let pages =
      tree.root.flattened.filter { !$0.traits.contains(.hidden) }.map(\.path)
      + tree.topics.map { [$0.name] } + [[]]
    for width in [40, 80, 200] {
      world.environment["COLUMNS"] = String(width)
      for page in pages {
        for language in ["ru", "en"] {
          for line in world.run(["help"] + page + ["--lang", language]).out.split(separator: "\n")
          where line.count > width && !line.hasPrefix("  crm ") {
            // One word alone may be longer than the line.
            XCTAssertFalse(line.drop { $0 == " " }.contains(" "), "\(page) at \(width): \(line)")
          }
        }
      }
    }
  }

  func testStagesAreThoseOfTheDataDirectory() throws {
    let world = try TestWorld()
    // Without data, the department that init makes.
    XCTAssert(world.run("help", "stages").out.contains("Вышел(а) на ЛПР (decision-maker)"))
    world.run("init", "--scenario", "sendpulse")
    let own = world.run("help", "stages").out
    XCTAssert(own.contains("На подпись"), own)
    XCTAssertFalse(own.contains("ЛПР"), own)
    // What cannot be read is explained by fsck, not by the help.
    try world.write("{", to: "data/pipelines/sales.json")
    XCTAssertEqual(world.run("help", "stages").status, 0)
  }

  func testStagesNameWhatOnlySomePipelinesAskFor() throws {
    let world = try TestWorld()
    world.environment["COLUMNS"] = "200"
    world.run("init")
    let page = world.run("help", "stages").out
    XCTAssert(page.contains("Реклама (ads), CRM (crm), SMM (smm):"), page)
    XCTAssert(
      page.contains(
        "бюджет от 55\u{A0}000 ₽ (Реклама); бюджет до 25\u{A0}000 ₽ (CRM); бюджет (SMM)"), page)
    XCTAssertEqual(page.components(separatedBy: "Звонок (call)").count, 2)
  }

  func testLinesOfTheStagesPageCanBeTyped() throws {
    for scenario in Scenario.all {
      let world = try TestWorld()
      world.run("init", "--scenario", scenario.name)
      let lines = world.run("help", "stages").out.split(separator: "\n")
        .filter { $0.hasPrefix("  crm ") }
      XCTAssertEqual(lines.count, 2)
      for line in lines {
        let words = try ShellWord.split(String(line)).dropFirst()
        guard case .run = CommandTree.program.parse(Array(words)).outcome else {
          XCTFail("\(line)")
          continue
        }
      }
      XCTAssertEqual(
        world.run(Array(try ShellWord.split(String(lines[1])).dropFirst())).status, 0)
      XCTAssertNoThrow(try scenario.pipelines())
    }
  }

  func testEveryVariableThatIsReadIsExplained() throws {
    let sources = RecordedFile("Sources").url
    var names: Set<String> = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /(?:nonEmptyVariable|environment)\("([A-Z_]+)"\)/) {
        names.insert(String(match.1))
      }
    }
    let page = try TestWorld().run("help", "environment").out
    XCTAssertGreaterThan(names.count, 7)
    for name in names { XCTAssert(page.contains(name), name) }
  }
}
