import CRMModel
import XCTest

final class MoneyTests: XCTestCase {
  func testAmountsAreReadExactly() throws {
    let table: [(String, Int64)] = [
      ("55000", 5_500_000), ("55 000", 5_500_000), ("55\u{A0}000", 5_500_000),
      ("1\u{202F}055\u{2009}000", 105_500_000), ("55 000,50", 5_500_050), ("55000.50", 5_500_050),
      ("55000.5", 5_500_050), ("55000,500000", 5_500_050), ("+10", 1000), ("-0.05", -5),
      (" 7 ", 700), ("7₽", 700), ("7 ₽", 700), ("7 руб", 700), ("7 РУБ.", 700),
      ("7 rub", 700), ("7 RUB", 700), ("0", 0), ("-0", 0), ("007", 700), ("0.050", 5),
      ("92233720368547758.07", .max), ("-92233720368547758.07", -.max), ("100 000.00", 10_000_000),
      ("1000.500", 100_050),
      ("1,234.50", 123_450), ("1.234,50", 123_450), ("1,234,567", 123_456_700),
      ("1.234.567,8", 123_456_780),
      ("\u{2212}500", -50_000), ("1'234.50", 123_450), ("1\u{2019}234\u{2019}567,5", 123_456_750),
      ("100 р.", 10_000), ("100р", 10_000), ("₽ 100", 10_000), ("RUB 1,234.50", 123_450),
    ]
    for (text, minorUnits) in table {
      XCTAssertEqual(try Money.parse(text, currency: .rub).minorUnits, minorUnits, text)
    }
  }

  func testWhatIsNotAnAmountIsRefused() {
    let table = [
      "", " ", "5 5000", "55  000", "1234 567", "55 00", " - ", "+", "-", "--5", "+-5", "1.2.3",
      "1,2,3", "1.5,5", ".5", "5.", "5,", "12abc", "55000.505", "0,001", "1e5", "٥", "５", "5 €",
      "5 USD", "₽", "руб", "0x10", "55,000", "1.000", "55.500", "100.500",
      "999,999", "92233720368547758.08", "5\n", "5\u{0}",
      "99999999999999999999999999", "1 ,5", "nan", "NaN", "inf", "- 5", "5₽₽",
      "1,23.50", "1,234.5.6", "1,234.567,8", "12a345", "$5", "5 $", "₽5₽", "5 р..", "5..",
      "1234,567.00", "12'34", "1'234'5", "'5", "5'", "\u{2212}\u{2212}5",
    ]
    for text in table {
      XCTAssertThrowsError(try Money.parse(text, currency: .rub), "'\(text)'") { error in
        XCTAssertTrue((error as? ValueError)?.problem.ru.hasPrefix("'") == true, text)
      }
    }
  }

  func testDigitsAfterThePointFollowTheCurrency() throws {
    let yen = try XCTUnwrap(Currency(code: "JPY"))
    let dinar = try XCTUnwrap(Currency(code: "KWD"))
    XCTAssertEqual(try Money.parse("500", currency: yen).minorUnits, 500)
    XCTAssertEqual(try Money.parse("500.00", currency: yen).minorUnits, 500)
    XCTAssertThrowsError(try Money.parse("500.5", currency: yen))
    XCTAssertThrowsError(try Money.parse("500 ₽", currency: yen))
    XCTAssertEqual(try Money.parse("5.125 kwd", currency: dinar).minorUnits, 5125)
    XCTAssertEqual(Money(minorUnits: 500, currency: yen).decimalText, "500")
    XCTAssertEqual(Money(minorUnits: 5125, currency: dinar).decimalText, "5.125")
  }

  func testAnAmountMayNameItsCurrency() throws {
    let table = [
      ("$100", "USD"), ("100 $", "USD"), ("1,234.50 USD", "USD"), ("100 грн", "UAH"),
      ("100 грн.", "UAH"), ("₴100", "UAH"), ("€ 5", "EUR"), ("5 тг", "KZT"), ("100 р.", "RUB"),
      ("100 РУБ", "RUB"), ("100 RUR", "RUB"), ("150000.00 Российский рубль", "RUB"),
      ("7 рублей", "RUB"), ("5.00 US Dollar", "USD"), ("5 Доллар США", "USD"), ("5 евро", "EUR"),
      ("5 Казахстанский тенге", "KZT"), ("5 Белорусский рубль", "BYN"),
    ]
    for (text, code) in table {
      let currency = try XCTUnwrap(Currency(namedIn: text), text)
      XCTAssertEqual(currency.code, code, text)
      XCTAssertNoThrow(try Money.parse(text, currency: currency), text)
    }
    for text in ["100", "", "100 сум", "-5", "1,234.50"] {
      XCTAssertNil(Currency(namedIn: text), text)
    }
  }

  func testDecimalTextHasNoZerosAtTheEnd() {
    let table: [(Int64, String)] = [
      (5_500_000, "55000"), (5_500_050, "55000.5"), (5_500_005, "55000.05"), (-5, "-0.05"),
      (0, "0"), (10, "0.1"), (100, "1"), (.max, "92233720368547758.07"),
      (.min, "-92233720368547758.08"),
    ]
    for (minorUnits, text) in table {
      XCTAssertEqual(Money(minorUnits: minorUnits, currency: .rub).decimalText, text)
    }
  }

  func testDecimalTextIsReadBack() throws {
    for minorUnits in [Int64.max, -.max, 0, 1, -1, 99, 100, 101, 5_500_050] {
      let money = Money(minorUnits: minorUnits, currency: .rub)
      XCTAssertEqual(try Money.parse(money.decimalText, currency: .rub), money)
    }
  }

  func testTwoCurrenciesAreNeverAdded() throws {
    let roubles = Money(minorUnits: 100, currency: .rub)
    let euros = Money(minorUnits: 100, currency: try XCTUnwrap(Currency(code: "EUR")))
    XCTAssertNil(roubles.adding(euros))
    XCTAssertNil(roubles.subtracting(euros))
    XCTAssertNil(roubles.isLess(than: euros))
    XCTAssertNotEqual(roubles, euros)
  }

  func testArithmeticIsChecked() {
    let most = Money(minorUnits: .max, currency: .rub)
    let least = Money(minorUnits: .min, currency: .rub)
    let one = Money(minorUnits: 1, currency: .rub)
    XCTAssertNil(most.adding(one))
    XCTAssertNil(least.subtracting(one))
    XCTAssertNil(one.subtracting(least))
    XCTAssertEqual(most.subtracting(one)?.adding(one), most)
    XCTAssertEqual(one.isLess(than: most), true)
    XCTAssertEqual(one.isLess(than: one), false)
    XCTAssertTrue(one.isPositive)
    XCTAssertFalse(least.isPositive)
    XCTAssertTrue(Money(minorUnits: 0, currency: .rub).isZero)
  }

  func testCurrencyCodesAreThreeUpperCaseLetters() {
    for code in ["", "RU", "rub", "RUBL", "РУБ", "R1B", "₽"] {
      XCTAssertNil(Currency(code: code), code)
    }
    XCTAssertEqual(Currency(code: "RUB"), .rub)
  }

  /// C7: thousands and millions in a word, with what stands behind the point exact.
  func testSumsAreUnderstoodAsPeopleWriteThem() throws {
    let table: [(String, Int64)] = [
      ("60k", 6_000_000), ("60 К", 6_000_000), ("20 тыс", 2_000_000), ("20 тыс. руб.", 2_000_000),
      ("1,5 млн ₽", 150_000_000), ("-2 тысячи", -200_000),
      ("1 000 тыс", 100_000_000),
    ]
    for (text, minorUnits) in table {
      XCTAssertEqual(try Money.parse(text, currency: .rub).minorUnits, minorUnits, text)
    }
    XCTAssertEqual(try Money.parse("1.23456k", currency: .rub).minorUnits, 123_456)
    for text in ["k", "60 k k", "60 тыс тыс", "60kg", "1.234567k", "60 кот"] {
      XCTAssertThrowsError(try Money.parse(text, currency: .rub), text)
    }
  }
}
