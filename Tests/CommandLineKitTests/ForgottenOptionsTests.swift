import CommandLineKit
import XCTest

/// C3: a line with words too many says which option was meant.
final class ForgottenOptionsTests: XCTestCase {
  private struct Options: Sendable {
    var words: [String] = []
    var count = 0
  }

  private static func text(_ word: String) -> Text { Text(ru: word, en: word) }

  private static func option(_ name: String) -> Row<Options> {
    .option(name, value: .text("TEXT"), help: text(name)) { $0.words.append($1) }
  }

  private let program = Program(
    "post", summary: text("posts"), globals: Options(), rows: [],
    commands: [
      Command(
        "send", summary: text("send"), options: Options(),
        rows: [
          .argument(.text("WHO"), help: text("who")) { $0.words.append($1) },
          option("--subject").meantByPlace,
          .option("--copies", value: .integer("N", in: 1...9), help: text("copies")) {
            $0.count = $1
          }.meantByPlace,
          .option("--tag", value: .text("TAG"), isRepeatable: true, help: text("tag")) {
            $0.words.append($1)
          },
          option("--note"),
          .flag("--fast", help: text("fast")) { $0.count += 1 },
        ]
      ) { _ in 0 },
      Command(
        "file", summary: text("file"), options: Options(),
        rows: [
          .argument(.text("WHAT"), help: text("what")) { $0.words.append($1) },
          .option("--box", value: .text("BOX"), isRequired: true, help: text("box")) {
            $0.words.append($1)
          },
        ]
      ) { _ in 0 },
    ])

  private func error(_ line: [String]) throws -> UsageError {
    guard case .failure(let error) = program.parse(line).outcome else {
      throw XCTSkip("\(line) is a command line")
    }
    return error
  }

  private func check(
    _ line: [String], _ hints: [String], meant: [String], file: StaticString = #filePath,
    at place: UInt = #line
  ) throws {
    let error = try error(line)
    XCTAssertEqual(error.hints(), hints.map { "post \($0)" }, file: file, line: place)
    guard case .unexpectedArgument(_, let names) = error.cause else {
      return XCTFail("\(error.cause)", file: file, line: place)
    }
    XCTAssertEqual(names, meant, file: file, line: place)
  }

  func testAQuotedTextIsTheOptionThatPeopleForget() throws {
    try check(
      ["send", "anna", "See you soon"],
      ["send anna --subject 'See you soon'", "help send"], meant: ["--subject"])
  }

  func testAWordThatOnlyOneOptionTakesIsThatOptions() throws {
    try check(
      ["send", "anna", "3"],
      ["send anna --copies 3", "help send"], meant: ["--copies"])
    try check(
      ["send", "anna", "3", "See you"],
      ["send anna --copies 3 --subject 'See you'", "help send"],
      meant: ["--copies", "--subject"])
  }

  func testANameWithoutQuotesIsLikelierThanATextOfOneWord() throws {
    try check(
      ["send", "anna", "maria"],
      ["send 'anna maria'", "send anna --subject maria", "help send"], meant: [])
  }

  func testManyWordsWithoutQuotesAreNoOptions() throws {
    try check(["send", "anna", "see", "you"], ["send 'anna see you'", "help send"], meant: [])
    try check(
      ["send", "anna", "--note", "see", "you"], ["send anna --note 'see you'", "help send"],
      meant: [])
  }

  func testWhatFollowsARepeatableOptionIsOneMoreOfIt() throws {
    try check(
      ["send", "anna", "--tag", "a", "b", "c d"],
      ["send anna --tag a --tag b --tag 'c d'", "help send"], meant: ["--tag"])
  }

  func testWhatFollowsAFlagIsNoValueOfIt() throws {
    try check(
      ["send", "anna", "--fast", "See you"],
      ["send anna --fast --subject 'See you'", "help send"], meant: ["--subject"])
  }

  func testARequiredOptionNeedsNoDeclaration() throws {
    try check(
      ["file", "letter", "old letters"],
      ["file letter --box 'old letters'", "help file"], meant: ["--box"])
  }

  func testAnOptionThatIsThereOrThatNobodyForgetsIsNotMeant() throws {
    try check(
      ["send", "anna", "--subject", "x", "See you"], ["help send"], meant: [])
    try check(
      ["send", "anna", "See you", "and more of it"], ["help send"], meant: [])
  }

  func testTheMessageNamesTheOption() throws {
    let error = try error(["send", "anna", "See you soon"])
    XCTAssertEqual(
      error.message(.en),
      "unexpected argument 'See you soon' for 'post send'; it may need '--subject' before it")
    XCTAssertEqual(
      error.message(.ru),
      "лишний аргумент 'See you soon' для 'post send'; возможно, перед ним нужен '--subject'")
  }
}
