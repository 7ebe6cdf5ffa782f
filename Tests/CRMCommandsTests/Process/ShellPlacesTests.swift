import XCTest

/// What shells put in the place of files, as `<(…)` does: pipes and devices.
final class ShellPlacesTests: XCTestCase {
  /// R114: where no file can stand beside it, rejected rows keep the others from nothing.
  func testRowsOfAPipeGoInThoughOneIsRejected() throws {
    let scene = try ProcessScene(deals: 0)
    let run = try scene.shell(
      """
      mkfifo rows
      printf 'name,phone\\nКафе Ива,+79210001122\\nКафе Дуб,abc\\n' > rows &
      "$CRM" import csv company rows
      """)
    XCTAssertEqual(run.status, 0, run.error)
    XCTAssertEqual(
      try scene.run(["company", "list", "--format", "tsv", "--fields", "name"]).output,
      "name\nКафе Ива\n")
  }

  func testAReportTakesNoPipeAway() throws {
    let scene = try ProcessScene(deals: 0)
    let run = try scene.shell(
      """
      mkfifo page
      "$CRM" report sales --format html --out page
      test $? = 2 && test -p page
      """)
    XCTAssertEqual(run.status, 0, run.error)
  }

  func testAHyphenIsStandardOutput() throws {
    let scene = try ProcessScene(deals: 0)
    let run = try scene.run(["report", "sales", "--format", "markdown", "--out", "-"])
    XCTAssertEqual(run.status, 0, run.error)
    XCTAssertTrue(run.output.contains("|"), run.output)
  }
}
