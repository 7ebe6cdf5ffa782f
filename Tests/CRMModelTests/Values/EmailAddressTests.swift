import CRMModel
import XCTest

/// R32: e-mail addresses are checked for form and compared in lower case.
final class EmailAddressTests: XCTestCase {
  func testAddressesAreKeptAsTyped() throws {
    let table = [
      "Anna@Elki.example", "a.b+c_d%e@x-y.example.com", "почта@пример.рф", "o'neil@example.ie",
      "1@2.ru", String(repeating: "a", count: 64) + "@example.com",
    ]
    for text in table { XCTAssertEqual(try EmailAddress(parsing: " \(text)\n").text, text) }
  }

  func testOtherTextIsRefused() {
    let label = String(repeating: "a", count: 63)
    let table = [
      "", "@", "anna", "anna@", "@example.com", "anna@example", "a@b@c.com", "an na@example.com",
      "anna@exam ple.com", "anna@.com", "anna@example.", "anna@example..com", ".anna@example.com",
      "anna.@example.com", "an..na@example.com", "anna@-example.com", "anna@example-.com",
      "Anna <anna@example.com>", "a@b.ru, c@d.ru", "a@b.ru;c@d.ru", "anna@example.com\u{0}",
      "an\u{1b}na@example.com", "anna\u{202E}@example.com", "anna@exam_ple.com", "anna@[1.2.3.4]",
      "mailto:anna@example.com", String(repeating: "a", count: 65) + "@example.com",
      "anna@" + label + "a.com", "anna@" + [label, label, label, label].joined(separator: "."),
      "anna@пример\u{200B}.рф", "an\u{200B}na@example.com",
    ]
    for text in table { XCTAssertThrowsError(try EmailAddress(parsing: text), text) }
  }

  func testCaseDoesNotMatterWhenCompared() throws {
    let upper = try EmailAddress(parsing: "ANNA@Пример.РФ")
    let lower = try EmailAddress(parsing: "anna@пример.рф")
    XCTAssertEqual(upper, lower)
    XCTAssertEqual(Set([upper, lower]).count, 1)
    XCTAssertEqual(upper.comparisonText, "anna@пример.рф")
    XCTAssertNotEqual(lower, try EmailAddress(parsing: "anna@primer.ru"))
  }
}
