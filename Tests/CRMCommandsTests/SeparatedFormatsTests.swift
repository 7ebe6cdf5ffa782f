import CRMTestSupport
import XCTest

/// Comma and tab separated output that spreadsheets and `cut` take as it is meant.
final class SeparatedFormatsTests: XCTestCase {
  private func cell(_ address: String, format: String) throws -> String {
    let world = try TestWorld()
    try world.make("init")
    try world.make("company", "add", "Кафе", "--address=\(address)")
    let lines = world.run("company", "list", "--format", format, "--fields", "address").out
    return String(lines.split(separator: format == "csv" ? "\r\n" : "\n")[1])
  }

  func testFormulasAreNeutralized() throws {
    for (address, expected) in [
      ("=1+1", "'=1+1"), ("+7 (495) 1", "'+7 (495) 1"), ("@SUM(A1)", "'@SUM(A1)"),
      ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"), ("=", "'="), ("=12", "'=12"), ("@1", "'@1"),
      ("＝1", "'＝1"), ("-", "'-"),
      ("-12.5", "-12.5"), ("+74951234567", "+74951234567"), ("Тверская, 1", "\"Тверская, 1\""),
      ("дом \"А\"", "\"дом \"\"А\"\"\""), ("a=b", "a=b"), ("＝1+1", "'＝1+1"),
      ("Бар;=1+1", "Бар;'=1+1"), ("Бар; ＠x", "Бар; '＠x"), ("Бар,=1", "\"Бар,=1\""),
      ("Бар|-cmd", "Бар|'-cmd"), ("Бар;\"=1\"", "\"Бар;\"\"'=1\"\"\""),
      ("5;-12.5;+7", "5;-12.5;+7"),
      ("Бар;x=1", "Бар;x=1"), ("Бар;-", "Бар;'-"), ("5;-1a", "5;'-1a"), ("\"=1", "\"\"\"'=1\""),
    ] {
      XCTAssertEqual(try cell(address, format: "csv"), expected)
    }
  }

  func testWhatATerminalWouldObeyIsShown() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let path = try XCTUnwrap(world.documents().keys.first { $0.contains(deal) })
    let text = String(decoding: try XCTUnwrap(world.documents()[path]), as: UTF8.self)
    try world.write(
      text.replacingOccurrences(of: "Кафе Пушкин", with: "К\\u001b[31m\\u200b\\u202eа\\u0085"),
      to: "data/" + path)
    for format in ["csv", "tsv"] {
      let run = world.run("deal", "show", deal, "--format", format, "--fields", "name")
      // A backslash of a cell is doubled in tsv.
      let escape = format == "csv" ? "\\" : "\\\\"
      XCTAssertTrue(
        run.out.contains("К\(escape)u{1b}[31m\(escape)u{200b}\(escape)u{202e}а\(escape)u{85}"),
        run.out)
    }
  }

  func testTabsAndBackslashesAreEscaped() throws {
    XCTAssertEqual(try cell("C:\\temp", format: "tsv"), "C:\\\\temp")
    XCTAssertEqual(try cell("=1+1", format: "tsv"), "'=1+1")
    XCTAssertEqual(try cell("Бар;＋7a", format: "tsv"), "Бар;'＋7a")
    XCTAssertEqual(try cell("Бар,=1", format: "tsv"), "Бар,'=1")
  }

  func testEveryLineHasAsManyCellsAsTheHeader() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.make("comment", "add", deal, "Первая строка\nвторая\tстрока достаточно длинная")
    for words in [
      ["deal", "list"], ["deal", "show", deal], ["task", "list"], ["log"], ["audit"],
    ] {
      let lines = world.run(words + ["--format", "tsv"]).out.split(separator: "\n")
      let counts = Set(
        lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).count })
      XCTAssertEqual(counts.count, 1, "\(words)")
    }
  }

  func testFieldsStandInTheAskedOrder() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    for format in ["csv", "tsv"] {
      let run = world.run("deal", "list", "--format", format, "--fields", "stage,id,name")
      let sign: Character = format == "csv" ? "," : "\t"
      let header = run.out.split { $0.isNewline }.first?.split(separator: sign)
      XCTAssertEqual(header, ["stage", "id", "name"])
    }
    let line = world.run("deal", "list", "--format", "ndjson", "--fields", "stage,id").out
    XCTAssertTrue(line.hasPrefix("{\"stage\":"), line)
  }
}
