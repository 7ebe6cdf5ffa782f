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

  /// R36: an empty word empties a list of values; an action there always is.
  func testAnEmptyWordEmpties() throws {
    var settings = settings("Звонок")
    settings.baseProfile = ["phone": 3]
    settings.statuses = [try ClientStatus(parsing: "lost=Потерян=openDeals = 0")]
    for id in ["base-profile", "statuses", "holidays", "seller"] {
      let setting = try XCTUnwrap(Setting.all.first { $0.id == id })
      try setting.set([""], .replace, in: &settings)
      XCTAssertEqual(setting.words(of: settings), [], id)
    }
    let actions = try XCTUnwrap(Setting.all.first { $0.id == "task-actions" })
    XCTAssertThrowsError(try actions.set([""], .replace, in: &settings))
  }

  /// R34: numbers and sums lie between whole numbers, both ends included.
  func testNumbersLieWithinTheirBounds() throws {
    let bounds = NumberBounds(least: 0, most: 10)
    for inside in ["0", "9.5", "10"] {
      try bounds.check(.number(ExactNumber(parsing: inside)), typed: inside)
    }
    for outside in ["-4", "10.000001", "15"] {
      let value = Value.number(try ExactNumber(parsing: outside))
      XCTAssertThrowsError(try bounds.check(value, typed: outside), outside)
    }
    let debt = Value.money(Money(minorUnits: -1, currency: .rub))
    XCTAssertThrowsError(try NumberBounds(least: 0).check(debt, typed: "-0,01"))
    try NumberBounds().check(debt, typed: "-0,01")
  }
}
