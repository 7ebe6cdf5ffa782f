import CRMTestSupport
import XCTest

@testable import CRMModel

/// R115: what goes into the cell of a table comes out of it again.
final class SpreadsheetTextTests: XCTestCase {
  private static let pieces = [
    "=", "+", "-", "'", "\"", ";", "|", "\n", "\t", " ", "1", "a", ",", "＝",
  ]

  /// Texts of signs that mean something, from a seed that a failure prints.
  private func texts(_ count: Int) -> (seed: UInt64, texts: [String]) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SplitMix64(seed: seed)
    let texts = (0..<count).map { _ in
      (0..<Int.random(in: 0...7, using: &generator))
        .map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
    }
    return (seed, texts)
  }

  func testGuardedTextComesBack() {
    let (seed, texts) = texts(20_000)
    for text in texts {
      let guarded = SpreadsheetText.guarded(text)
      XCTAssertEqual(
        SpreadsheetText.unguarded(guarded).unicodeScalars.map(\.value),
        text.unicodeScalars.map(\.value), "seed \(seed): \(guarded.debugDescription)")
    }
  }

  /// A spreadsheet, and amoCRM, put the apostrophe before numbers too.
  func testApostropheOfOthersIsTakenAway() {
    XCTAssertEqual(SpreadsheetText.unguarded("'+79160000000"), "+79160000000")
    XCTAssertEqual(SpreadsheetText.unguarded("'=1+1"), "=1+1")
    XCTAssertEqual(SpreadsheetText.unguarded("О'Нил"), "О'Нил")
    XCTAssertEqual(SpreadsheetText.unguarded("'цитата'"), "'цитата'")
  }

  func testListComesBack() {
    let (seed, texts) = texts(20_000)
    for start in stride(from: 0, to: texts.count, by: 3) {
      let list = Array(texts[start..<min(start + 3, texts.count)])
      let cell = ListText.joined(list)
      XCTAssertEqual(ListText.parts(of: cell), list, "seed \(seed): \(cell.debugDescription)")
    }
  }

  func testPlainListsReadAsPeopleWriteThem() {
    XCTAssertEqual(ListText.joined(["сеть", "vip"]), "сеть, vip")
    XCTAssertEqual(ListText.joined(["a,b", "c"]), "\"a,b\", c")
    XCTAssertEqual(ListText.parts(of: "сеть;vip\nлето,"), ["сеть", "vip", "лето"])
    XCTAssertEqual(ListText.parts(of: "бар \"Ёж\", \"a\" b"), ["бар \"Ёж\"", "\"a\" b"])
    XCTAssertEqual(ListText.parts(of: " , ;"), [])
  }
}
