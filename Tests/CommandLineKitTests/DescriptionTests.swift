import CommandLineKit
import XCTest

final class DescriptionTests: XCTestCase {
  func testTreeIsComplete() {
    let description = Sample.program.description
    XCTAssertEqual(description.formatVersion, 1)
    XCTAssertEqual(description.name, "post")
    XCTAssertEqual(
      description.root.flattened.map { $0.path.joined(separator: " ") },
      ["", "letter", "letter send", "letter list", "letter sort", "count", "secret"])
    XCTAssertEqual(
      description.globalOptions.map(\.title),
      ["--data", "--format", "--json", "--quiet", "--lang", "--wait", "--help", "--version"])
    XCTAssertEqual(description.globalRules, [.atMostOne(["--format", "--json", "--quiet"])])
    XCTAssertEqual(description.exitStatuses.map(\.code), [0, 2])
  }

  func testRowsCarryWhatGeneratorsNeed() throws {
    let all = Sample.program.description.root.flattened
    let send = try XCTUnwrap(all.first { $0.name == "send" })
    XCTAssertEqual(send.traits, .writes)
    XCTAssertEqual(send.arguments.map(\.value?.completion), [.live("person")])
    XCTAssertEqual(send.rules, [.needs("--colour", "--price")])
    XCTAssertEqual(
      send.options.map(\.names),
      [
        ["-s", "--subject"], ["--copy"], ["--price"], ["--colour"], ["-u", "--urgent"],
        ["-n", "--dry-run"],
      ])
    XCTAssertEqual(send.options.map(\.isRequired), [true, false, false, false, false, false])
    XCTAssertEqual(send.options.map(\.isRepeatable), [false, true, false, false, true, true])
    XCTAssertEqual(
      send.options.map(\.value?.kind), ["text", "text", "integer", "text", nil, nil])

    let count = try XCTUnwrap(all.first { $0.name == "count" })
    XCTAssertEqual(count.arguments.map(\.isRequired), [true, false, false])
    XCTAssertEqual(count.arguments.map(\.isRepeatable), [false, false, true])
    XCTAssertEqual(count.arguments.first?.value?.completion, .file(extensions: ["txt"]))

    let globals = Sample.program.description.globalOptions
    XCTAssertEqual(globals[0].value?.completion, .directory)
    XCTAssertEqual(globals[1].value?.choices, ["table", "json", "ids"])
  }

  func testOneCommandDoesNotBuildTheRowsOfOthers() {
    struct Options: Sendable {
      var flag = false
    }
    let text = Text(ru: "я", en: "x")
    @Sendable func unbuilt(_ name: String) -> [Row<Options>] {
      XCTFail("rows of '\(name)' were built")
      return []
    }
    @Sendable func command(_ name: String, rows: @escaping @Sendable () -> [Row<Options>])
      -> Command<Bool>
    {
      Command(name, summary: text, options: Options(), rows: rows()) { $0.flag }
    }
    let program = Program<Options, Bool>(
      "tool", summary: text, globals: Options(), rows: [],
      commands: [
        command("one") { unbuilt("one") },
        command("two") { [.flag("-a", "--all", help: text) { $0.flag = true }] },
        Command(group: "three", summary: text, commands: [command("four") { unbuilt("four") }]),
      ])
    guard case .run(true) = program.parse(["two", "-a"]).outcome else { return XCTFail() }
    XCTAssertNoThrow(try program.find(["two"]))
    guard case .failure = program.parse(["fourr"]).outcome else { return XCTFail() }
  }
}
