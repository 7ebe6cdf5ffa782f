import CRMModel
import XCTest

/// C6: what is shown may be typed.
final class SeenNameTests: XCTestCase {
  private let stages = [
    "В работу", "Звонок", "Вышел(а) на ЛПР", "Провел(а) встречу", "Отправил(а) КП",
    "Договор и счет",
  ]

  func testNamesAreFoundAsPeopleTypeThem() {
    let table = [
      "звонок": "Звонок", "Вышел(а) на ЛПР": "Вышел(а) на ЛПР",
      "вышел на лпр": "Вышел(а) на ЛПР", "вышела на лпр": "Вышел(а) на ЛПР",
      "провела встречу": "Провел(а) встречу", "лпр": "Вышел(а) на ЛПР", "кп": "Отправил(а) КП",
      "дог": "Договор и счет", "счет": "Договор и счет", "в работу": "В работу",
    ]
    for (typed, name) in table {
      XCTAssertEqual(SeenName.find(typed, among: stages), name, typed)
    }
  }

  func testWhatFitsSeveralOrNoneIsNone() {
    for typed in ["ечу", "встреча", "а", "", "на кп"] {
      XCTAssertNil(SeenName.find(typed, among: stages), typed)
    }
    XCTAssertNil(SeenName.find("звон", among: ["Звонок", "Звонок повторный"]))
    XCTAssertNil(SeenName.find("на", among: ["Выход на ЛПР", "Выход на КП"]))
  }

  func testAWholeNameBeatsABeginning() {
    let names = ["Звонок повторный", "Звонок", "Повторный звонок"]
    XCTAssertEqual(SeenName.find("звонок", among: names), "Звонок")
    XCTAssertEqual(SeenName.find("повторный", among: names), "Повторный звонок")
    XCTAssertEqual(
      SeenName.find("встреча", among: ["Встреча (вторая)", "Встреча у нас"]), "Встреча (вторая)")
  }

  func testOneLetterIsNoBeginning() {
    XCTAssertNil(SeenName.find("з", among: stages))
    XCTAssertEqual(SeenName.find("зв", among: stages), "Звонок")
  }
}
