import CommandLineKit
import XCTest

final class ProblemsTests: XCTestCase {
  private struct Options: Sendable {
    var text = ""
    var texts: [String] = []
    var optional: String?
    var flag = false
    var choice = Choice.one
  }

  private enum Choice: String, CaseIterable, Sendable { case one, two }

  private typealias Rows = [Row<Options>]

  private let help = Text(ru: "текст", en: "text")

  private func leaf(
    _ name: String = "run", traits: Traits = [], examples: [Example]? = nil,
    rows: @escaping @Sendable () -> Rows = { [] }
  ) -> Command<Void> {
    let own = examples ?? [Example("tool \(name)", help)]
    return Command(
      name, summary: help, traits: traits, options: Options(), rows: rows(), examples: own
    ) { _ in }
  }

  private func problems(_ commands: [Command<Void>], globals: Rows = []) -> [String] {
    Program("tool", summary: help, globals: Options(), rows: globals, commands: commands).problems()
  }

  private func text(_ name: String) -> Row<Options> {
    .option(name, value: .text("T"), help: help) { $0.text = $1 }
  }

  func testSampleHasNoProblem() {
    XCTAssertEqual(Sample.program.problems(), [])
  }

  func testNamesAreUniqueAndPlain() {
    XCTAssertEqual(problems([leaf(), leaf()]), ["tool: command 'run' exists twice"])
    XCTAssertEqual(
      problems([leaf("Run", examples: [Example("tool Run", help)])]),
      ["tool: the command name 'Run' is not a lower case word"])
    let help = help
    XCTAssertEqual(
      problems([
        leaf {
          [
            .flag("-a", "--aa", help: help) { $0.flag = true },
            .flag("-a", "--bb", help: help) { $0.flag = true },
          ]
        }
      ]),
      ["tool run: option '-a' exists twice"])
    XCTAssertEqual(
      problems([leaf { [.flag("--help", help: help) { $0.flag = true }] }]),
      ["tool run: option '--help' exists twice"])
    XCTAssertEqual(
      problems([leaf()], globals: [.flag("-h", help: help) { $0.flag = true }]),
      ["tool: option '-h' exists twice", "tool run: option '-h' exists twice"])
    for name in ["--Aa", "--", "-5", "-ab", "aa", "--a_b", "-", "--é"] {
      XCTAssertEqual(
        problems([leaf { [.flag(name, help: help) { $0.flag = true }] }]),
        ["tool run: the option name '\(name)' is malformed"])
    }
  }

  func testArgumentsCanBeToldApart() {
    let help = help
    XCTAssertEqual(
      problems([
        leaf(examples: [Example("tool run a", help)]) {
          [
            .argument(.text("ALL"), isRequired: false, isRepeatable: true, help: help) {
              $0.texts.append($1)
            },
            .argument(.text("LAST"), isRequired: false, help: help) { $0.optional = $1 },
          ]
        }
      ]),
      ["tool run: the repeating argument 'ALL' is not the last"])
    XCTAssertEqual(
      problems([
        leaf(examples: [Example("tool run a b", help)]) {
          [
            .argument(.text("SOME"), isRequired: false, help: help) { $0.optional = $1 },
            .argument(.text("ONE"), help: help) { $0.text = $1 },
          ]
        }
      ]),
      ["tool run: the required argument 'ONE' follows an optional one"])
    XCTAssertEqual(
      problems([
        leaf(examples: [Example("tool run a b", help)]) {
          [
            .argument(.text("ONE"), help: help) { $0.text = $1 },
            .argument(.text("ONE"), help: help) { $0.text = $1 },
          ]
        }
      ]),
      ["tool run: argument 'ONE' exists twice"])
  }

  func testSameOptionIsSpelledTheSameEverywhere() {
    let help = help
    let table: [Row<Options>] = [
      .flag("-a", "--all", help: help) { $0.flag = true },
      .flag("-x", "--all", help: help) { $0.flag = true },
      .option("--all", value: .text("T"), help: help) { $0.text = $1 },
    ]
    for row in table {
      XCTAssertEqual(
        problems([leaf { [.flag("--all", help: help) { $0.flag = true }] }, leaf("walk") { [row] }]
        ),
        ["tool walk: option '--all' differs from that of 'tool run'"])
    }
  }

  func testChoicesHaveDistinctValues() {
    let help = help
    let choice = { @Sendable (choices: [String]) -> Rows in
      let value = ValueDescription(name: "C", kind: "choice", choices: choices)
      return [.option("--pick", value: ValueParser(value) { $0 }, help: help) { $0.text = $1 }]
    }
    XCTAssertEqual(
      problems([leaf { choice([]) }]), ["tool run: the choice '--pick' has no values"])
    XCTAssertEqual(
      problems([leaf { choice(["a", "b", "a"]) }]),
      ["tool run: the choice '--pick' has 'a' twice"])
    XCTAssertEqual(problems([leaf { choice(["a", "b"]) }]), [])
    XCTAssertEqual(
      problems([leaf { [.option("--pick", value: .text(""), help: help) { $0.text = $1 }] }]),
      ["tool run: a value of '--pick' has no name"])
  }

  func testWritingCommandHasDryRun() {
    let help = help
    XCTAssertEqual(
      problems([leaf(traits: .writes)]), ["tool run: it writes, but has no '--dry-run'"])
    XCTAssertEqual(
      problems([leaf(traits: .writes) { [.flag("-n", "--dry-run", help: help) { $0.flag = true }] }]
      ), [])
  }

  func testTextsAreThereInBothLanguages() {
    let halves = [(Text(ru: "", en: "x"), "ru"), (Text(ru: "я", en: " "), "en")]
    let help = help
    for (half, language) in halves {
      XCTAssertEqual(
        problems([leaf { [.flag("--aa", help: half) { $0.flag = true }] }]),
        ["tool run: the help of '--aa' is missing in '\(language)'"])
      XCTAssertEqual(
        problems([leaf(examples: [Example("tool run", half)])]),
        ["tool run: an example is missing in '\(language)'"])
      XCTAssertEqual(
        problems([leaf()], globals: [.flag("--aa", help: half) { $0.flag = true }]),
        ["tool: the help of '--aa' is missing in '\(language)'"])
      XCTAssertEqual(
        problems([
          Command(
            group: "all", summary: half, discussion: half, category: half, commands: [])
        ]),
        [
          "tool all: the summary is missing in '\(language)'",
          "tool all: a text is missing in '\(language)'",
          "tool all: a text is missing in '\(language)'", "tool all: the group is empty",
        ])
      let one = leaf()
      let program = Program<Options, Void>(
        "tool", summary: help, globals: Options(), rows: [], exitStatuses: [ExitStatus(1, half)],
        commands: [one])
      XCTAssertEqual(
        program.problems(), ["tool: an exit status is missing in '\(language)'"])
    }
  }

  func testExamplesAreCommandLinesOfTheirCommand() {
    let table: [(String, [String])] = [
      ("tool run", []), ("tool run | wc -l", []), ("tool run && tool run", []),
      ("tool run # why", []), ("tool run --help", []),
      ("tool walk", ["the example 'tool walk' of 'tool run' calls another command"]),
      ("run", ["the example 'run' of 'tool run' does not start with the program's name"]),
      ("", ["the example '' of 'tool run' does not start with the program's name"]),
      (
        "tool run x",
        [
          "the example 'tool run x' of 'tool run': unexpected argument 'x' for 'tool run'; words with blanks are quoted"
        ]
      ),
      (
        "tool run '",
        ["the example 'tool run '' of 'tool run': the single quote at column 10 is not closed"]
      ),
    ]
    for (line, expected) in table {
      XCTAssertEqual(
        problems([leaf(examples: [Example(line, help)]), leaf("walk")]), expected, line)
    }
    XCTAssertEqual(problems([leaf(examples: [])]), ["tool run: it has no example"])
    XCTAssertEqual(problems([leaf(traits: .hidden, examples: [])]), [])
  }

  func testRulesNameKnownOptions() {
    let rules: [Row<Options>] = [
      .exactlyOne("--aa", "--bb"), .atMostOne("--bb", "--aa"), .option("--bb", needs: "--aa"),
      .option("--bb", replaces: []), .option("--aa", replaces: ["--bb"]),
    ]
    let row = text("--aa")
    for rule in rules {
      XCTAssertEqual(
        problems([leaf(traits: .hidden, examples: []) { [row, rule] }]),
        ["tool run: a rule names the unknown option '--bb'"])
    }
    XCTAssertEqual(
      problems([leaf()], globals: [.atMostOne("--bb")]),
      ["tool: a rule names the unknown option '--bb'"])
  }
}
