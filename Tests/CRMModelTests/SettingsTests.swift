import CRMModel
import XCTest

/// What the settings say of the department's own words (R15, C12).
final class SettingsTests: XCTestCase {
  private let payment = Phrase(ru: "Проверить оплату", en: "Check the payment")

  private func settings(_ actions: TaskAction...) -> Settings {
    Settings(timeZone: "Europe/Moscow", currency: .rub, taskActions: actions, people: [:])
  }

  func testTextsOfTheProgramAreInTheLanguageOfTheActions() {
    XCTAssertEqual(settings("Call", "Meeting").worded(payment), "Check the payment")
    XCTAssertEqual(settings("Звонок", "Demo").worded(payment), "Проверить оплату")
    XCTAssertEqual(settings().worded(payment), "Проверить оплату")
  }

  func testAnActionOfTheDepartmentIsTakenAsItWritesIt() {
    XCTAssertEqual(settings("Звонок", "Check The Payment").worded(payment), "Check The Payment")
  }

  func testAnEnglishNounGetsItsArticle() {
    for (noun, expected) in [
      ("invoice", "an invoice"), ("order", "an order"), ("act", "an act"), ("deal", "a deal"),
      ("", "a "),
    ] {
      XCTAssertEqual(Phrase(ru: "", en: noun).withArticle.en, expected)
    }
  }
}
