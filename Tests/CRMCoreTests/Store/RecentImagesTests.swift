import XCTest

@testable import CRMCore

/// What the journal's last segment holds of documents is found by their paths and contents.
final class RecentImagesTests: XCTestCase {
  private func change(_ path: String, _ after: String?) -> StoredChange {
    StoredChange(path: path, before: nil, after: after.map { Array($0.utf8) })
  }

  private func record(_ images: RecentImages, _ path: String, _ content: String) -> Int? {
    images.record(of: path, Array(content.utf8))
  }

  func testTheLastContentIsNamed() throws {
    var images = RecentImages("")
    try images.note(StoredChanges([change("deals/a", "1"), change("deals/b", "1")]), record: 5)
    try images.note(StoredChanges([change("deals/a", "2")]), record: 17)
    for images in [images, RecentImages(images.text)] {
      XCTAssertEqual(record(images, "deals/a", "2"), 17)
      XCTAssertNil(record(images, "deals/a", "1"), "another content came since")
      XCTAssertEqual(record(images, "deals/b", "1"), 5)
      XCTAssertNil(record(images, "deals/c", "1"))
    }
    try images.note(StoredChanges([change("deals/a", nil)]), record: 40)
    XCTAssertNil(record(images, "deals/a", "2"), "there is no such document any more")
    XCTAssertEqual(images.text.split(separator: " ").count, 1)
  }

  func testFewAreNamed() throws {
    var images = RecentImages("")
    let changes = (0..<65).map { change("deals/\($0)", "1") }
    try images.note(StoredChanges(changes), record: 0)
    XCTAssertEqual(images.text, "", "very many at once are not worth it")
    for (number, change) in changes.enumerated() {
      try images.note(StoredChanges([change]), record: number)
    }
    XCTAssertNil(record(images, "deals/0", "1"))
    XCTAssertEqual(record(images, "deals/1", "1"), 1)
    XCTAssertEqual(record(images, "deals/64", "1"), 64)
  }

  func testWordsOfAnotherKindNameNothing() throws {
    var images = RecentImages("")
    try images.note(StoredChanges([change("deals/a", "1")]), record: 7)
    let word = images.text
    for text in ["", "  ", "x", "@", "@@", "x@y@z", word + "0x", String(word.dropLast(2))] {
      XCTAssertNil(record(RecentImages(text), "deals/a", "1"), text)
    }
  }
}
