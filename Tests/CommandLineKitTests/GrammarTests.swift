import CommandLineKit
import XCTest

final class GrammarTests: XCTestCase {
  private func command(_ line: String, file: StaticString = #filePath, at: UInt = #line) throws
    -> any Sample.Runnable
  {
    let parsed = Sample.program.parse(try ShellWord.split(line))
    switch parsed.outcome {
    case .run(let command): return command
    case .failure(let error):
      XCTFail("\(line): \(error.message(.en))", file: file, line: at)
      throw error
    case .help, .version:
      XCTFail("\(line): help or version", file: file, line: at)
      throw CancellationError()
    }
  }

  func testEveryWayToWriteOptionsFillsTheSameCommand() throws {
    var letter = SendLetter(to: "anna", subject: "hi")
    let plain = letter
    letter.isUrgent = true
    letter.isDryRun = true
    let hurried = letter
    var numbered = plain
    numbered.subject = "-5"
    var dash = plain
    dash.subject = "-"
    var joined = plain
    joined.subject = "-x=y"
    var copied = plain
    copied.copies = ["b", "", "c"]
    var stamped = plain
    stamped.stamp = Stamp(price: 7, colour: "red")
    let table: [(String, SendLetter)] = [
      ("letter send anna --subject hi", plain),
      ("letter send anna --subject=hi", plain),
      ("letter send anna -s hi", plain),
      ("letter send -s hi anna", plain),
      ("letter send --subject hi -- anna", plain),
      ("--lang ru letter --json send -s hi anna", plain),
      ("letter send anna -s hi -u -n", hurried),
      ("letter send anna -uns hi", hurried),
      ("letter send anna -nus hi --urgent --dry-run -u", hurried),
      ("letter send anna -s -5", numbered),
      ("letter send anna -s -", dash),
      ("letter send anna --subject=-x=y", joined),
      ("letter send anna -s hi --copy b --copy '' --copy=c", copied),
      ("letter send anna -s hi --colour red --price 7", stamped),
    ]
    for (line, expected) in table {
      XCTAssertEqual(try command(line) as? SendLetter, expected, line)
    }
  }

  func testWordsByPlaceFillArgumentsInOrder() throws {
    let table: [(String, CountWords)] = [
      ("count a", CountWords(first: "a")),
      ("count a b", CountWords(first: "a", second: "b")),
      ("count a b c d", CountWords(first: "a", second: "b", rest: ["c", "d"])),
      ("count - -7 -- --x -y", CountWords(first: "-", second: "-7", rest: ["--x", "-y"])),
      ("count -- -- a", CountWords(first: "--", second: "a")),
      ("-- count a", CountWords(first: "a")),
      ("count a '' ''", CountWords(first: "a", second: "", rest: [""])),
    ]
    for (line, expected) in table {
      XCTAssertEqual(try command(line) as? CountWords, expected, line)
    }
  }

  func testAnArgumentGivesWayToWhatIsNoneOfItsChoices() throws {
    let table: [(String, FetchMail?)] = [
      ("fetch a.txt", FetchMail(file: "a.txt")),
      ("fetch spam a.txt", FetchMail(box: .spam, file: "a.txt")),
      ("fetch ./spam", FetchMail(file: "./spam")),
      // A word too many is a fault, and readings of the line are not looked for without an end.
      ("fetch span a.txt", nil), ("fetch spam a b", nil), ("fetch spam", nil),
    ]
    for (line, expected) in table {
      guard case .run(let run) = Sample.fetching.parse(try ShellWord.split(line)).outcome else {
        XCTAssertNil(expected, line)
        continue
      }
      XCTAssertEqual(run as? FetchMail, expected, line)
    }
  }

  func testValueMayStartWithHyphenOnlyWhereDeclaredOrNumeric() throws {
    XCTAssertEqual(
      try command("letter list --sort -date --limit -3") as? ListLetters,
      ListLetters(sort: "-date", limit: -3))
    XCTAssertEqual(
      try command("letter list --sort=--date") as? ListLetters, ListLetters(sort: "--date"))
  }

  func testFlagsSetTheirOwnValueOfASharedDestination() throws {
    XCTAssertEqual((try command("letter sort 1 --bin") as? SortLetter)?.fate, .binned)
    XCTAssertEqual((try command("letter sort 1 --keep") as? SortLetter)?.fate, .kept)
  }

  func testGlobalOptionsStandAnywhere() {
    let table: [(String, Sample.Globals)] = [
      ("letter list", Sample.Globals()),
      ("--lang ru letter list", Sample.Globals(language: .ru)),
      ("letter --wait 0 list", Sample.Globals(wait: 0)),
      ("letter list --data d --format=ids", Sample.Globals(format: .ids, data: "d")),
      ("-qw 5 letter list", Sample.Globals(format: .ids, wait: 5)),
      ("letter -q list -q", Sample.Globals(format: .ids)),
    ]
    for (line, expected) in table {
      let parsed = Sample.program.parse(line.split(separator: " ").map(String.init))
      guard case .run = parsed.outcome else {
        XCTFail(line)
        continue
      }
      XCTAssertEqual(parsed.globals, expected, line)
      XCTAssertEqual(parsed.path, ["letter", "list"], line)
    }
  }

  func testGlobalOptionsAreReadBehindAFault() {
    for line in [
      "lettr list --json --lang ru", "letter list --nope --json --lang ru extra",
      "--lang ru letter send --subject --json",
      "letter send anna --subject x --price no --json --lang ru",
    ] {
      let parsed = Sample.program.parse(line.split(separator: " ").map(String.init))
      guard case .failure = parsed.outcome else {
        XCTFail(line)
        continue
      }
      XCTAssertEqual(parsed.globals, Sample.Globals(language: .ru, format: .json), line)
    }
  }

  func testHelpAndVersionWinOverWhatIsMissing() {
    let table: [(String, [String], String)] = [
      ("--help", [], "help"), ("-h", [], "help"), ("letter -h", ["letter"], "help"),
      ("--help letter send", ["letter", "send"], "help"),
      ("letter send --subject --help", ["letter", "send"], "help"),
      ("letter send --price x -uh", ["letter", "send"], "help"),
      ("letter send --nope -h", ["letter", "send"], "help"),
      ("--version", [], "version"), ("letter list --version", ["letter", "list"], "version"),
      ("lettr --help", [], "failure"), ("count a -- --help", ["count"], "run"),
      ("letter list --sort=--help", ["letter", "list"], "run"),
    ]
    for (line, path, expected) in table {
      let parsed = Sample.program.parse(line.split(separator: " ").map(String.init))
      let outcome =
        switch parsed.outcome {
        case .run: "run"
        case .help: "help"
        case .version: "version"
        case .failure: "failure"
        }
      XCTAssertEqual(outcome, expected, line)
      XCTAssertEqual(parsed.path, path, line)
    }
  }

  func testTraitsOfTheCommandAreReported() {
    XCTAssertEqual(Sample.program.parse(["letter", "sort", "1", "--bin"]).traits, .writes)
    XCTAssertEqual(Sample.program.parse(["letter", "list"]).traits, [])
  }

  func testHiddenCommandRuns() throws {
    XCTAssertNotNil(try command("secret") as? ListLetters)
  }
}
