import CRMModel
import XCTest

final class IdentifierTests: XCTestCase {
  private enum Thing {}

  func testTextSurvives() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let identifier = Identifier<Thing>(random: &generator)
      XCTAssertEqual(identifier.text.utf8.count, 8)
      XCTAssertEqual(Identifier<Thing>(identifier.text), identifier)
      XCTAssertEqual(Identifier<Thing>(bits: identifier.bits), identifier)
    }
  }

  func testNewIdentifiersBeginInOneOf256Ways() throws {
    var random = SplitMix64(seed: 7)
    var beginnings: [String: Int] = [:]
    for _ in 0..<25_600 {
      beginnings[String(Identifier<Thing>(random: &random).text.prefix(2)), default: 0] += 1
    }
    XCTAssertEqual(beginnings.count, 256, "a folder each, of which commands look at every one")
    XCTAssertTrue(beginnings.values.allSatisfy { (50...150).contains($0) }, "\(beginnings)")
  }

  func testNothingElseOfWhatWasDrawnIsLost() throws {
    struct Given: RandomNumberGenerator {
      let number: UInt64
      func next() -> UInt64 { number << 26 }
    }
    var seen: Set<String> = []
    for bit in 0..<38 {
      var given = Given(number: 1 << bit)
      seen.insert(Identifier<Thing>(random: &given).text)
    }
    XCTAssertEqual(seen.count, 38)
    var all = Given(number: 1 << 38 - 1)
    XCTAssertEqual(Identifier<Thing>(random: &all).text, "zwzzzzzz")
  }

  func testEveryCharacterOfTheAlphabetHasItsPlace() throws {
    for (value, character) in "0123456789abcdefghjkmnpqrstvwxyz".enumerated() {
      let text = "0000000" + String(character)
      XCTAssertEqual(Identifier<Thing>(text)?.bits, UInt64(value))
      XCTAssertEqual(Identifier<Thing>(bits: UInt64(value))?.text, text)
    }
    XCTAssertEqual(Identifier<Thing>("zzzzzzzz")?.bits, 1 << 40 - 1)
    XCTAssertNil(Identifier<Thing>(bits: 1 << 40))
    XCTAssertNil(Identifier<Thing>(bits: .max))
  }

  func testOrderIsTheOrderOfTheTexts() {
    var generator = SystemRandomNumberGenerator()
    let identifiers = (0..<500).map { _ in Identifier<Thing>(random: &generator) }
    XCTAssertEqual(identifiers.sorted().map(\.text), identifiers.map(\.text).sorted())
  }

  func testOtherTextIsRefused() {
    let table = [
      "", "7k3m9qa", "7k3m9qa22", "7K3M9QA2", "7k3m9qai", "7k3m9qal", "7k3m9qao", "7k3m9qau",
      "../../ab", "7k3m9qa ", "7k3m9qé", "кккк", "7k3m9qa\u{0}",
    ]
    for text in table { XCTAssertNil(Identifier<Thing>(text), text) }
  }
}
