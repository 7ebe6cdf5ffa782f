import CRMModel
import XCTest

/// T8: what stands for a value is known to be none.
final class PlaceholderTests: XCTestCase {
  func testEveryPlaceholderIsKnownInBothLanguages() {
    for placeholder in Placeholder.allCases {
      XCTAssertTrue(Placeholder.isOne(placeholder.phrase.ru))
      XCTAssertTrue(Placeholder.isOne(placeholder.phrase.en))
    }
  }

  func testWhatAPersonWritesIsNone() {
    for word in ["Должность", "должность", "ДОЛЖНОСТЬ.", "владелец", "", "ФИО Петров", "Sum"] {
      XCTAssertFalse(Placeholder.isOne(word), word)
    }
  }

  func testAnOptionAsksForItsOwn() {
    for (option, ru) in [
      ("--position", "ДОЛЖНОСТЬ"), ("--paid", "СУММА"), ("--name", "ФАМИЛИЯ ИМЯ ОТЧЕСТВО"),
      ("--nonsense", "ЗНАЧЕНИЕ"),
    ] {
      XCTAssertEqual(Placeholder(for: option).phrase.ru, ru)
    }
  }

  func testPlaceholdersStandInCapitals() {
    for placeholder in Placeholder.allCases {
      let phrase = placeholder.phrase
      XCTAssertEqual(phrase.ru, phrase.ru.uppercased())
      XCTAssertEqual(phrase.en, phrase.en.uppercased())
    }
  }
}
