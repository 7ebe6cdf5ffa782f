import XCTest

@testable import CRMModel

/// R84: sums written out in both languages, with the right cases.
final class SumInWordsTests: XCTestCase {
  private func words(_ sum: String, _ code: String = "RUB") throws -> Phrase {
    SumInWords(try Money.parse(sum, currency: Currency(parsing: code))).phrase
  }

  func testRussianCases() throws {
    for (sum, words) in [
      ("121000.50", "Сто двадцать одна тысяча рублей 50 копеек"), ("0", "Ноль рублей 00 копеек"),
      ("240000", "Двести сорок тысяч рублей 00 копеек"), ("1", "Один рубль 00 копеек"),
      ("2.02", "Два рубля 02 копейки"), ("5.01", "Пять рублей 01 копейка"),
      ("11.11", "Одиннадцать рублей 11 копеек"), ("14", "Четырнадцать рублей 00 копеек"),
      ("21.21", "Двадцать один рубль 21 копейка"), ("112", "Сто двенадцать рублей 00 копеек"),
      ("1000", "Одна тысяча рублей 00 копеек"), ("2000", "Две тысячи рублей 00 копеек"),
      ("12000", "Двенадцать тысяч рублей 00 копеек"),
      ("22122", "Двадцать две тысячи сто двадцать два рубля 00 копеек"),
      ("1000001", "Один миллион один рубль 00 копеек"),
      ("2003000", "Два миллиона три тысячи рублей 00 копеек"),
      ("-1", "Минус один рубль 00 копеек"),
    ] {
      XCTAssertEqual(try self.words(sum).ru, words, sum)
    }
  }

  func testEnglish() throws {
    for (sum, words) in [
      ("121000.50", "One hundred twenty-one thousand roubles 50 kopecks"),
      ("0.01", "Zero roubles 01 kopeck"), ("1", "One rouble 00 kopecks"),
      ("15", "Fifteen roubles 00 kopecks"), ("1000019", "One million nineteen roubles 00 kopecks"),
    ] {
      XCTAssertEqual(try self.words(sum).en, words, sum)
    }
  }

  func testOtherCurrencies() throws {
    XCTAssertEqual(try words("3", "USD").ru, "Три доллара США 00 центов")
    XCTAssertEqual(try words("21.22", "EUR").ru, "Двадцать один евро 22 цента")
    XCTAssertEqual(try words("5", "CNY").ru, "Пять юаней 00 фыней")
    XCTAssertEqual(try words("5", "CHF").ru, "Пять CHF 00")
    XCTAssertEqual(try words("5", "JPY").ru, "Пять JPY")
    XCTAssertEqual(try words("1.005", "KWD").en, "One KWD 005")
  }

  func testTheLargestSumHasWords() {
    let most = SumInWords(Money(minorUnits: .max, currency: .rub)).phrase
    XCTAssertTrue(most.ru.hasPrefix("Девяносто два квадриллиона"), most.ru)
    let least = SumInWords(Money(minorUnits: .min, currency: .rub)).phrase
    XCTAssertTrue(least.ru.hasSuffix("08 копеек"), least.ru)
  }
}
