import CRMTestSupport
import XCTest

@testable import CRMModel

final class FullNameTests: XCTestCase {
  /// The quick way says of every name what the definition says.
  func testBothWaysAgree() {
    let parts = [
      "Анна", "ё", "O", "-", ".", " ", "\t", "\u{301}", "\u{A0}", "7", "'", "日", "🙂", "",
    ]
    var generator = SplitMix64(seed: 5)
    var full = 0
    for _ in 0..<5_000 {
      let count = Int.random(in: 0...5, using: &generator)
      let name = (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
      if FullName.isFull(name) { full += 1 }
      XCTAssertEqual(FullName.isFull(name), FullName.isFull(inAnyScript: name), name)
    }
    XCTAssertGreaterThan(full, 100)
  }
}
