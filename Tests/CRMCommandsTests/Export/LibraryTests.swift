import CRMCore
import CRMModel
import CRMTestSupport
import XCTest

/// R117: a program of somebody's own works on the data by the library, and follows what happens.
final class LibraryTests: XCTestCase {
  func testAProgramChangesTheDataAsACommandDoes() throws {
    let world = try TestWorld()
    try world.make("init")
    let data = try DepartmentData(at: world.data, user: "anna")
    let company = try data.change(["site", "order", "17"]) { (change) throws(LibraryError) in
      try change.add(company: "Кафе Ёлки", CardEdit())
    }
    let shown = world.run("company", "show", "Кафе Ёлки", "--json").json
    XCTAssertEqual(shown.at("id").string, company.id.text)
    XCTAssertEqual(shown.at("manager").string, "anna")
    let operation = try XCTUnwrap(data.operations().last)
    XCTAssertEqual(operation.command, ["site", "order", "17"])
    XCTAssertEqual(try data.operations(after: operation.id).count, 0)
    let events = world.run("events", "--format", "csv", "--fields", "kind,document.id").out
    XCTAssertTrue(events.contains("created,\(company.id.text)"), events)
    try world.make("undo", "--as", "anna")
    XCTAssertEqual(world.run("company", "list", "-q").out, "")
  }

  func testWhatFailsChangesNothing() throws {
    let world = try TestWorld()
    try world.make("init")
    let data = try DepartmentData(at: world.data, user: "anna")
    let before = try world.documents()
    XCTAssertThrowsError(
      try data.change(["order"]) { (change) throws(LibraryError) in
        _ = try change.add(company: "Кафе", CardEdit())
        _ = try change.now.deal("нет такой")
      }
    ) { error in XCTAssertTrue(error is LibraryError, "\(error)") }
    XCTAssertEqual(try world.documents(), before)
    XCTAssertThrowsError(try DepartmentData(at: world.resolve("nothing"), user: "anna"))
  }
}
