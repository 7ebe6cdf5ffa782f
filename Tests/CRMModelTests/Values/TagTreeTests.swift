import CRMModel
import CRMTestSupport
import XCTest

/// R63: labels are a tree.
final class TagTreeTests: XCTestCase {
  func testALabelIsInItsOwnBranchAndInThoseAbove() {
    for (tag, branch, expected) in [
      ("партнер", "партнер", true), ("партнер/серебро", "Партнёр", true),
      ("партнер/серебро/юг", "партнер/серебро", true), ("партнеры", "партнер", false),
      ("партнер", "партнер/серебро", false), ("сеть/партнер", "партнер", false),
    ] {
      XCTAssertEqual(TagTree.isIncluded(tag, in: branch), expected, "\(tag) in \(branch)")
    }
    XCTAssertEqual(TagTree.branches(of: "а/б/в"), ["а", "а/б", "а/б/в"])
    XCTAssertEqual(TagTree.branches(of: "а"), ["а"])
  }

  func testABranchMovesWithAllBelowIt() throws {
    var company = Company(
      id: try XCTUnwrap(CompanyID("aaaaaaaa")), name: "Кафе", manager: Login(stored: "anna"))
    company.tags = ["Партнер/Серебро", "партнер", "партнеры", "сеть"]
    var department = CRMTestSupport.Department()
    let context = department.context()
    func tags(renaming branch: String, to name: String?) -> Value? {
      let edit = CardEdit(renaming: branch, to: name, in: .tags, of: company)
      return edit.flatMap { Field<Company>.tags.get($0.apply(to: company, in: context)) }
    }
    XCTAssertEqual(
      tags(renaming: "партнер", to: "друг/старый"),
      .texts(["друг/старый", "друг/старый/Серебро", "партнеры", "сеть"]))
    XCTAssertEqual(tags(renaming: "партнер", to: nil), .texts(["партнеры", "сеть"]))
    XCTAssertEqual(
      tags(renaming: "Партнер/серебро", to: "сеть"), .texts(["партнер", "партнеры", "сеть"]))
    XCTAssertNil(CardEdit(renaming: "серебро", to: nil, in: .tags, of: company))
  }

  /// R63: there is a word before and behind each `/`.
  func testALabelHasNoEmptyWords() throws {
    XCTAssertEqual(try TagTree.checked(" партнер / серебро "), "партнер/серебро")
    for text in ["", "/", "партнер//серебро", "/партнер", "партнер/ ", "а\nб"] {
      XCTAssertThrowsError(try TagTree.checked(text), "'\(text)'")
    }
  }
}
