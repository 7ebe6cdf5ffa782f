import CRMTestSupport
import XCTest

@testable import CRMModel

final class FullNameTests: XCTestCase {
  /// R113: a cell that names several people is no one person's name; what may be anything else stays whole.
  func testSeveralPeopleOfOneCell() {
    let cells: [(String, [String])] = [
      ("Иванов И., Петров П. П.", ["Иванов И.", "Петров П. П."]),
      ("Анна Ли; Борис", ["Анна Ли", "Борис"]),
      ("Анна Ли\nO'Brien Pat", ["Анна Ли", "O'Brien Pat"]),
      ("Ли Анна Петровна, Кац Борис", ["Ли Анна Петровна", "Кац Борис"]),
    ]
    for (cell, names) in cells { XCTAssertEqual(FullName.several(cell), names) }
    for whole in [
      "Ли Анна", "Ли Анна, директор", "Ли Анна; +7 916 000-11-22", "Smith Jones, Mary Ann",
      "Ли, Анна",
      "Анна Ли, ООО Ель", "Ли Анна;", "Анна и Борис", ";",
    ] {
      XCTAssertEqual(FullName.several(whole), [whole])
    }
  }

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
