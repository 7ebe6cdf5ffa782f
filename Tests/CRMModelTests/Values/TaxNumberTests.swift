import CRMModel
import XCTest

/// R32: an ИНН is checked by its control digits.
final class TaxNumberTests: XCTestCase {
  func testNumbersWithRightControlDigitsAreTaken() throws {
    // Gazprom, Sberbank, Yandex; the example of a person's number in Wikipedia.
    for text in ["7736050003", "7707083893", "7736207543", "500100732259"] {
      XCTAssertEqual(try TaxNumber(parsing: " \(text) ").text, text)
    }
  }

  func testEveryWrongDigitIsNoticed() throws {
    for text in ["7707083893", "500100732259"] {
      let digits = Array(text)
      for index in digits.indices {
        for digit in "0123456789" where digit != digits[index] {
          var wrong = digits
          wrong[index] = digit
          // A remainder of 10 counts as 0, so a few wrong control digits are right by chance.
          guard (try? TaxNumber(parsing: String(wrong))) != nil else { continue }
          XCTAssertNotEqual(String(wrong), text)
          XCTAssertLessThan(index, digits.count - (digits.count == 12 ? 2 : 1))
        }
      }
    }
    XCTAssertThrowsError(try TaxNumber(parsing: "7707083894"))
    XCTAssertThrowsError(try TaxNumber(parsing: "500100732258"))
    XCTAssertThrowsError(try TaxNumber(parsing: "500100732269"))
  }

  func testOtherTextIsRefused() {
    let table = [
      "", "0000000000", "000000000000", "770708389", "77070838933", "77O7083893", "7707 083893",
      "٧٧٠٧٠٨٣٨٩٣", "-707083893", "7707083893\u{0}", "/707083893", ":707083893",
    ]
    for text in table { XCTAssertThrowsError(try TaxNumber(parsing: text), text) }
  }
}
