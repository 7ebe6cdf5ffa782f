import CommandLineKit
import XCTest

final class HelpTopicTests: XCTestCase {
  private static func program(
    _ topics: [HelpTopic], choices: [String] = ["a"], name: String = "run", traits: Traits = []
  ) -> Program<Int, Void> {
    let text = Text(ru: "текст", en: "text")
    return Program(
      "tool", summary: text, globals: 0, rows: [], topics: topics,
      commands: [
        Command(
          name, summary: text, traits: traits, options: 0,
          rows: [
            .argument(
              ValueParser(ValueDescription(name: "A", kind: "choice", choices: choices)) { $0 },
              help: text
            ) { $0 = $1.count }
          ], examples: [Example("tool \(name) a", text)], action: { _ in })
      ])
  }

  private let topic = HelpTopic(
    "stamps", Text(ru: "Марки", en: "Stamps"),
    [
      .text(Text(ru: "Клей не нужен.", en: "They stick by themselves,\nalways.")),
      .list(
        Text(ru: "Цвета", en: "Colours"),
        [HelpTopic.Item("red", Text(ru: "срочно", en: "urgent letters and nothing else"))]),
      .examples([Example("tool run a", Text(ru: "так", en: "like this"))]),
    ])

  func testPageShowsItsBlocks() {
    XCTAssertEqual(
      topic.text(.en, width: 40),
      """
      Stamps

      They stick by themselves,
      always.

      Colours:
        red
            urgent letters and nothing else

      Examples:
        tool run a
            like this

      """)
    XCTAssert(topic.text(.ru, width: 80).contains("\n  red  срочно\n"))
  }

  func testProgramListsItsTopicsAndFindsThem() throws {
    let program = Self.program([topic])
    XCTAssertEqual(program.problems(), [])
    XCTAssertEqual(program.topic(named: "stamps"), topic)
    XCTAssertNil(program.topic(named: "run"))
    XCTAssert(try program.find([]).text(.en, width: 80).contains("Topics:\n  stamps  Stamps\n"))
    XCTAssertFalse(try program.find(["run"]).text(.en, width: 80).contains("Topics"))
  }

  func testMistypedTopicIsTheNearestName() {
    XCTAssertThrowsError(try Self.program([topic]).find(["stamp"])) { error in
      let error = error as? UsageError
      XCTAssertEqual(error?.nearest, "stamps")
      XCTAssertEqual(error?.hints(), ["tool help stamps", "tool help"])
    }
  }

  func testProblemsOfTopicsChoicesAndHiddenNames() {
    let text = Text(ru: "т", en: "t")
    XCTAssertEqual(
      Self.program([HelpTopic("run", text, [])]).problems(), ["tool: 'help run' means two things"])
    XCTAssertEqual(
      Self.program([HelpTopic("A b", text, [])]).problems(),
      ["tool: the topic 'A b' is not a lower case word"])
    XCTAssertEqual(
      Self.program([HelpTopic("a", text, [.examples([Example("tool rum", text)])])]).problems(),
      ["the example 'tool rum' of 'tool': unknown command 'rum'"])
    XCTAssertEqual(
      Self.program([], choices: ["a", "b c"]).problems(),
      ["tool run: the choice 'b c' of 'A' needs quotes in a shell"])
    XCTAssertEqual(Self.program([], name: "__run", traits: .hidden).problems(), [])
    XCTAssertEqual(
      Self.program([], name: "__run").problems(),
      ["tool: the command name '__run' is not a lower case word"])
  }
}
