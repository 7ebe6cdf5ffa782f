import CommandLineKit
import XCTest

final class UsageErrorTests: XCTestCase {
  private func failure(_ words: [String], file: StaticString = #filePath, line: UInt = #line)
    -> UsageError?
  {
    guard case .failure(let error) = Sample.program.parse(words).outcome else {
      XCTFail("\(words.prefix(9)) is a command line", file: file, line: line)
      return nil
    }
    return error
  }

  func testMessageSaysWhatIsWrongAndHintsCanBePasted() throws {
    let table: [(line: String, en: String, ru: String, hints: [String])] = [
      (
        "", "a command must follow 'post': letter, count",
        "после 'post' нужна команда: letter, count", ["post help"]
      ),
      (
        "lettr list --json", "unknown command 'lettr'", "неизвестная команда 'lettr'",
        ["post letter list --json", "post help"]
      ),
      (
        "letter", "a command must follow 'post letter': send, list, sort",
        "после 'post letter' нужна команда: send, list, sort", ["post help letter"]
      ),
      (
        "letter snd anna -s x", "unknown command 'snd' of 'post letter'",
        "неизвестная команда 'snd' в 'post letter'",
        ["post letter send anna -s x", "post help letter"]
      ),
      ("secre", "unknown command 'secre'", "неизвестная команда 'secre'", ["post help"]),
      ("xyz", "unknown command 'xyz'", "неизвестная команда 'xyz'", ["post help"]),
      (
        "letter list --limt 3", "unknown option '--limt' of 'post letter list'",
        "у 'post letter list' нет параметра '--limt'",
        ["post letter list --limit 3", "post help letter list"]
      ),
      (
        "letter list --limt=3", "unknown option '--limt' of 'post letter list'",
        "у 'post letter list' нет параметра '--limt'",
        ["post letter list --limit=3", "post help letter list"]
      ),
      (
        "letter list -z", "unknown option '-z' of 'post letter list'",
        "у 'post letter list' нет параметра '-z'", ["post help letter list"]
      ),
      (
        "letter list -qz", "unknown option '-z' of 'post letter list'",
        "у 'post letter list' нет параметра '-z'", ["post help letter list"]
      ),
      (
        "-qz letter list", "unknown option '-z' of 'post'", "у 'post' нет параметра '-z'",
        ["post help"]
      ),
      (
        "letter list -zq", "unknown option '-zq' of 'post letter list'",
        "у 'post letter list' нет параметра '-zq'", ["post help letter list"]
      ),
      (
        "letter list -limit", "unknown option '-limit' of 'post letter list'",
        "у 'post letter list' нет параметра '-limit'",
        ["post help letter list"]
      ),
      (
        "letter send anna --subject", "option '--subject' needs a value TEXT",
        "параметру '--subject' нужно значение TEXT", ["post help letter send"]
      ),
      (
        "letter send anna --subject --urgent", "option '--subject' needs a value TEXT",
        "параметру '--subject' нужно значение TEXT", ["post help letter send"]
      ),
      (
        "letter send --subject '-5% off' anna", "option '--subject' needs a value TEXT",
        "параметру '--subject' нужно значение TEXT",
        ["post letter send \'--subject=-5% off\' anna", "post help letter send"]
      ),
      (
        "letter send anna -sx", "option '-s' needs a value TEXT",
        "параметру '-s' нужно значение TEXT", ["post help letter send"]
      ),
      (
        "letter send anna -nsu x", "option '-s' needs a value TEXT",
        "параметру '-s' нужно значение TEXT", ["post help letter send"]
      ),
      (
        "letter list --limit 100",
        "malformed value '100' for '--limit': a whole number from -9 to 9 is needed",
        "неверное значение '100' для '--limit': нужно целое число от -9 до 9",
        ["post help letter list"]
      ),
      (
        "--format jsn letter list",
        "malformed value 'jsn' for '--format': choose one of: table, json, ids",
        "неверное значение 'jsn' для '--format': возможны: table, json, ids",
        ["post --format json letter list", "post help letter list"]
      ),
      (
        "--format=jsn letter list",
        "malformed value 'jsn' for '--format': choose one of: table, json, ids",
        "неверное значение 'jsn' для '--format': возможны: table, json, ids",
        ["post --format=json letter list", "post help letter list"]
      ),
      (
        "letter send -s x", "missing argument 'PERSON'", "не указан аргумент 'PERSON'",
        ["post help letter send"]
      ),
      ("count", "missing argument 'FILE'", "не указан аргумент 'FILE'", ["post help count"]),
      (
        "letter send anna", "missing option '--subject'", "не указан параметр '--subject'",
        ["post help letter send"]
      ),
      (
        "letter sort 7", "one of '--keep', '--bin' is needed",
        "нужен один из параметров '--keep', '--bin'", ["post help letter sort"]
      ),
      (
        "letter sort 7 --keep --bin", "options '--keep', '--bin' exclude each other",
        "параметры '--keep', '--bin' исключают друг друга", ["post help letter sort"]
      ),
      (
        "letter send anna -s x --colour red", "option '--colour' needs option '--price'",
        "параметру '--colour' нужен параметр '--price'", ["post help letter send"]
      ),
      (
        "letter list a",
        "unexpected argument 'a' for 'post letter list'; words with blanks are quoted",
        "лишний аргумент 'a' для 'post letter list'; слова с пробелами берут в кавычки",
        ["post help letter list"]
      ),
      (
        "letter list --limit 1 --limit 2", "option '--limit' is given twice",
        "параметр '--limit' указан дважды", ["post help letter list"]
      ),
      (
        "-w 1 letter list --wait 2", "option '--wait' is given twice",
        "параметр '--wait' указан дважды", ["post help letter list"]
      ),
      (
        "--json letter list --format csv --quiet",
        "options '--format', '--json', '--quiet' exclude each other",
        "параметры '--format', '--json', '--quiet' исключают друг друга", ["post help letter list"]
      ),
      (
        "--json letter list -q", "options '--json', '--quiet' exclude each other",
        "параметры '--json', '--quiet' исключают друг друга", ["post help letter list"]
      ),
      (
        "letter list --json=true", "option '--json' takes no value",
        "параметр '--json' не принимает значения",
        ["post letter list --json", "post help letter list"]
      ),
      (
        "count ''", "malformed value '' for 'FILE': the path is empty",
        "неверное значение '' для 'FILE': путь пуст", ["post help count"]
      ),
      (
        "--dry-run letter list", "unknown option '--dry-run' of 'post'",
        "у 'post' нет параметра '--dry-run'", ["post help"]
      ),
      (
        "letter list --format", "option '--format' needs a value F",
        "параметру '--format' нужно значение F", ["post help letter list"]
      ),
      ("--= letter", "unknown option '--' of 'post'", "у 'post' нет параметра '--'", ["post help"]),
      (
        "letter list '-\u{301}'", "unknown option '-\u{301}' of 'post letter list'",
        "у 'post letter list' нет параметра '-\u{301}'", ["post help letter list"]
      ),
      (
        "letter list '--lim\u{1B}[2Jit'",
        "unknown option '--lim\\u{1B}[2Jit' of 'post letter list'",
        "у 'post letter list' нет параметра '--lim\\u{1B}[2Jit'", ["post help letter list"]
      ),
    ]
    for row in table {
      let error = failure(try ShellWord.split(row.line))
      XCTAssertEqual(error?.message(.en), row.en, row.line)
      XCTAssertEqual(error?.message(.ru), row.ru, row.line)
      XCTAssertEqual(error?.hints(), row.hints, row.line)
    }
  }

  func testAnUnquotedNameIsQuotedInTheHint() {
    let table: [(line: String, hints: [String])] = [
      ("letter send Anna the Great -s x", ["post letter send 'Anna the Great' -s x"]),
      ("letter send anna -s see you soon", ["post letter send anna -s 'see you soon'"]),
      ("letter send anna -s see you -n now", []), ("letter send anna -s=see you", []),
      ("letter list a b", []), ("letter list -n a", []),
    ]
    for row in table {
      let words = row.line.split(separator: " ").map(String.init)
      guard case .failure(let error) = Sample.program.parse(words).outcome else {
        XCTFail(row.line)
        continue
      }
      XCTAssertEqual(error.hints().dropLast(), row.hints[...], row.line)
    }
  }

  func testCorrectedLineOfAHintIsACommandLine() throws {
    for line in ["lettr list", "letter list --limt=3", "--format jsn letter list"] {
      let hint = try XCTUnwrap(failure(try ShellWord.split(line))?.hints().first)
      let words = try ShellWord.split(hint)
      guard case .run = Sample.program.parse(Array(words.dropFirst())).outcome else {
        return XCTFail(hint)
      }
    }
  }

  /// T7: what is suggested is a command line, or nothing is.
  func testACorrectedLineThatIsNoCommandLineIsNotSuggested() throws {
    let table: [(line: String, hints: [String])] = [
      ("lettr lst", ["post letter list", "post help"]),
      ("lettr list --limt 3", ["post letter list --limit 3", "post help"]),
      ("lettr send", ["post help"]), ("letter lits --nonsense", ["post help letter"]),
      ("letter lits more", ["post help letter"]),
      ("letter list --jsn --format ids", ["post help letter list"]),
    ]
    for row in table {
      XCTAssertEqual(failure(try ShellWord.split(row.line))?.hints(), row.hints, row.line)
    }
  }

  func testAWordThatPeopleTypeForACommandIsKnown() throws {
    let table: [(line: String, hint: String)] = [
      ("version", "post --version"), ("-V", "post --version"),
      ("letter latest --json", "post letter list --limit=1 --json"),
    ]
    for row in table {
      XCTAssertEqual(failure(try ShellWord.split(row.line))?.hints().first, row.hint, row.line)
    }
    XCTAssertEqual(failure(["letter", "version"])?.hints(), ["post help letter"])
  }

  func testOnlyUsableCorrectionsAreHinted() throws {
    let error = failure(try ShellWord.split("letter lst"))
    XCTAssertEqual(
      error?.hints { $0 == ["letter", "list"] }, ["post letter list", "post help letter"])
    XCTAssertEqual(error?.hints { _ in false }, ["post help letter"])
  }

  func testErrorCarriesCausePlaceAndNearestName() {
    let error = failure(["letter", "list", "--limit", "1", "--srt", "x"])
    XCTAssertEqual(error?.cause, .unknownOption("--srt"))
    XCTAssertEqual(error?.command, ["post", "letter", "list"])
    XCTAssertEqual(error?.words, 4..<5)
    XCTAssertEqual(error?.nearest, "--sort")
  }

  func testNearestNameForgivesATypingSlipAndNoMore() {
    let table: [(String, String?)] = [
      ("lettre", "letter"), ("LETTER", "letter"), ("leter", "letter"),
      ("letterx", "letter"), ("xletter", "letter"), ("let", nil), ("counter", "count"),
      ("coutn", "count"), ("c", nil), ("", nil), ("письмо", nil),
      ("secre", nil),
    ]
    for (word, expected) in table {
      XCTAssertEqual(failure([word])?.nearest, expected, word)
    }
  }

  func testHostileWordsEndInShortErrors() {
    let long = String(repeating: "я", count: 5_000_000)
    let table: [([String], String)] = [
      ([long], "word 1 is too long: 10000000 bytes, at most 1048576"),
      (["count", "--", long], "word 3 is too long: 10000000 bytes, at most 1048576"),
      (["--data", long], "word 2 is too long: 10000000 bytes, at most 1048576"),
      (Array(repeating: "count", count: 100_000), "too many words: 100000, at most 65536"),
      (["count", "caf\u{FFFD}"], "word 2 is not valid UTF-8"),
      (["--data", "\u{FFFD}", "count"], "word 2 is not valid UTF-8"),
      (Array(repeating: "--nope", count: 60_000), "unknown option '--nope' of 'post'"),
      (Array(repeating: "nope", count: 60_000), "unknown command 'nope'"),
      (
        [String(repeating: "a", count: 1_000_000)],
        "unknown command '" + String(repeating: "a", count: 60) + "…'"
      ),
      (
        ["-" + String(repeating: "q", count: 200_000) + "Z"], "unknown option '-Z' of 'post'"
      ),
      (
        ["letter", "list", "--limit", "99999999999999999999"],
        "malformed value '99999999999999999999' for '--limit': a whole number from -9 to 9 is needed"
      ),
      (["letter\u{202E}"], "unknown command 'letter\\u{202E}'"),
      (["\0"], "unknown command '\\u{0}'"),
    ]
    for (words, message) in table {
      let error = failure(words)
      XCTAssertEqual(error?.message(.en), message)
      XCTAssertLessThan(error?.message(.ru).utf8.count ?? .max, 400)
      XCTAssertTrue(error?.hints().allSatisfy { $0.utf8.count < 400 } ?? false)
    }
  }

  func testManyValuesAreReadInOrder() {
    let copies = (0..<60_000).map(String.init)
    let words = ["letter", "send", "anna", "-s", "x"] + copies.map { "--copy=" + $0 }
    guard case .run(let command) = Sample.program.parse(words).outcome else {
      return XCTFail("not a command line")
    }
    XCTAssertEqual((command as? SendLetter)?.copies, copies)
  }

  func testRandomWordsNeverStopTheProgram() {
    var generator = SeededGenerator(seed: 20_261_121)
    let pieces = [
      "letter", "send", "list", "count", "-", "--", "=", "q", "-qw", "--data", "--copy", "-s", "5",
      "\u{301}", "é", "\r\n", "\0", "'", "👩‍👩‍👧", "--help", " ", "\u{FFFD}", "-n", "x", "--keep",
    ]
    var outcomes: Set<String> = []
    for _ in 0..<20_000 {
      let words = (0..<Int.random(in: 0...7, using: &generator)).map { _ in
        (0..<Int.random(in: 1...2, using: &generator)).map { _ in
          pieces[Int.random(in: pieces.indices, using: &generator)]
        }.joined()
      }
      switch Sample.program.parse(words).outcome {
      case .run: outcomes.insert("run")
      case .help: outcomes.insert("help")
      case .version: outcomes.insert("version")
      case .failure(let error):
        outcomes.insert("failure")
        XCTAssertFalse(error.message(.ru).contains("\0"), "\(words)")
      }
    }
    XCTAssertTrue(outcomes.isSuperset(of: ["run", "help", "failure"]), "\(outcomes)")
  }
}
