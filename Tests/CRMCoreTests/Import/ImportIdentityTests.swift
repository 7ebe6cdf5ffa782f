import CRMModel
import XCTest

@testable import CRMCore

/// R61: a first name is nobody; a number, an address or the company is.
final class ImportIdentityTests: XCTestCase {
  private func row(_ id: String, _ cells: [String: String] = [:]) -> [String: String] {
    AmoCRMExport.row(id, cells)
  }

  private func person(_ id: String, _ name: String, _ cells: [String: String] = [:])
    -> [String: String]
  {
    row(id, ["Компания": "", "Полное имя контакта": name].merging(cells) { $1 })
  }

  /// The contact of a deal.
  private func contact(_ scene: ImportScene, _ id: String) throws -> Contact {
    let link = try XCTUnwrap(try scene.deal(id).contacts.first)
    return try scene.workspace.read { (snapshot) throws(CRMError) in
      try snapshot.get(link.contact)
    }
  }

  func testTwoPeopleOfOneNameAreTwoPeople() throws {
    let scene = try ImportScene()
    try scene.take([
      person("1", "Юрий", ["Мобильный телефон": "+7 916 000-11-22"]),
      person("2", "Юрий", ["Мобильный телефон": "+7 916 000-11-33"]),
      person("3", "Юрий"), person("4", "Юрий"),
    ])
    XCTAssertEqual(try scene.counts(), [4, 4, 4])
    XCTAssertEqual(try contact(scene, "1").phone?.e164, "+79160001122")
    XCTAssertEqual(try contact(scene, "2").phone?.e164, "+79160001133")
    XCTAssertNil(try contact(scene, "3").phone)
  }

  func testANumberOrAnAddressMakesOnePersonOfSeveralRows() throws {
    let scene = try ImportScene()
    try scene.take([
      person("1", "Юрий", ["Мобильный телефон": "+7 916 000-11-22"]),
      person(
        "2", "ЮРИЙ", ["Рабочий телефон": "8 (916) 000 11 22", "Рабочий email": "u@example.ru"]),
      person("3", "Юрий", ["Личный email": "U@example.ru"]),
      person("4", "Анна", ["Мобильный телефон": "+7 916 000-11-22"]),
      person("5", "Ли Анна", ["Мобильный телефон": "+7 916 000-11-44, +7 916 000-11-55"]),
      person("6", "Анна Ли", ["Домашний телефон": "89160001155"]),
    ])
    let people = try (1...6).map { try contact(scene, "\($0)").id }
    XCTAssertEqual(people[0], people[1])
    XCTAssertEqual(people[0], people[2], "known by the address that the second row brought")
    XCTAssertNotEqual(people[0], people[3], "the same number, but another name")
    XCTAssertEqual(people[4], people[5], "two names in either order")
    XCTAssertEqual(try scene.counts(), [3, 3, 6])
  }

  func testAtACompanyAFullNameIsEnoughAndAFirstNameWhereNothingSpeaksAgainstIt() throws {
    let scene = try ImportScene()
    func at(_ id: String, _ name: String, _ phone: String) -> [String: String] {
      row(id, ["Полное имя контакта": name, "Мобильный телефон": phone])
    }
    try scene.take([
      at("1", "Сидорова Анна", "89160001122"), at("2", "Сидорова Анна", "89160001133"),
      at("3", "Юрий", ""), at("4", "Юрий", "89160001144"), at("5", "Юрий", "89160001155"),
      at("6", "Юрий", ""),
    ])
    let people = try (1...6).map { try contact(scene, "\($0)").id }
    XCTAssertEqual(people[0], people[1])
    XCTAssertEqual(
      try scene.contact("Сидорова Анна").otherPhones.map(\.typed), ["89160001133"], "one more")
    XCTAssertEqual(people[2], people[3], "of whom no number was known")
    XCTAssertNotEqual(people[3], people[4])
    XCTAssertEqual(people[5], people[2], "the first of them")
    XCTAssertEqual(try scene.counts(), [1, 3, 6])
  }

  /// Lists of deals leave out what lists of people have; a short name that two people have is neither's.
  func testAtACompanyANameIsFoundWithAndWithoutItsPatronymic() throws {
    let scene = try ImportScene()
    let names = [
      "Иванова Ольга Игоревна", "Ольга Иванова", "Кац Борис", "Борис Львович Кац",
      "Ли Анна Петровна",
      "Ли Анна Ивановна", "Анна Ли", "Кац Борис Ильич",
    ]
    try scene.take(
      names.enumerated().map { row("\($0)", ["Полное имя контакта": $1, "Мобильный телефон": ""]) })
    let people = try names.indices.map { try contact(scene, "\($0)").id }
    XCTAssertEqual(people[0], people[1])
    XCTAssertEqual(people[2], people[3])
    XCTAssertEqual(Set(people[4...6]).count, 3)
    XCTAssertEqual(try scene.counts(), [1, 5, 8], "\(names[7]) is taken for the one without")
  }

  /// R64: a row whose company is here for certain uses it; what it is called there is not lost.
  func testACompanyIsFoundByItsNumberOrAddressWhereItsNameIsAnother() throws {
    let scene = try ImportScene()
    let export = Array(
      """
      ID,Этап сделки,Компания,Телефон компании,Email компании
      1,Звонок,Кафе Ель,8 495 123-45-67,
      2,Звонок,Ель и сосна,+74951234567,
      3,Звонок,Кафе Ель,,a@el.example
      4,Звонок,"Ель, второй зал",,A@EL.example
      5,Звонок,Ель и сосна,,
      6,Звонок,Кафе Ель,8 495 123-45-68,
      """.utf8)
    try scene.take(bytes: export)
    let companies = try (1...6).map { try scene.deal("\($0)").company }
    XCTAssertEqual(companies[0], companies[1], "by phone")
    XCTAssertEqual(companies[0], companies[5], "the name goes first")
    XCTAssertNotEqual(companies[0], companies[4], "a name alone is another company")
    XCTAssertEqual(try scene.deal("2").fields["Компания"], "Ель и сосна")
    XCTAssertNil(try scene.deal("1").fields["Компания"])
    XCTAssertEqual(try scene.deal("4").company, companies[2], "by an address, whatever its case")
    XCTAssertEqual(try scene.take(bytes: export).skipped, 6)
  }

  func testAnotherImportKnowsPeopleByWhatIsHere() throws {
    let scene = try ImportScene()
    let first = [
      person("1", "Юрий", ["Мобильный телефон": "+7 916 000-11-22"]),
      person("2", "Юрий", ["Мобильный телефон": "+7 916 000-11-33"]),
    ]
    try scene.take(first)
    let documents = try scene.documents()
    XCTAssertEqual(try scene.take(first).skipped, 2)
    XCTAssertEqual(try scene.documents(), documents)
    let more = person("3", "Юрий", ["Другой телефон": "8-916-000-11-33"])
    try scene.take(first + [more])
    XCTAssertEqual(try contact(scene, "3").id, try contact(scene, "2").id)
    XCTAssertEqual(try scene.counts(), [2, 2, 3])
    // The number of one of them changes; he stays who he is, and nobody else changes.
    try scene.take([person("1", "Юрий", ["Мобильный телефон": "+7 916 000-11-99"])])
    XCTAssertEqual(try contact(scene, "1").phone?.e164, "+79160001199")
    XCTAssertEqual(try contact(scene, "2").phone?.e164, "+79160001133")
    XCTAssertEqual(try scene.counts(), [2, 2, 3])
  }

  func testASharedCardIsNotChangedInSilence() throws {
    let scene = try ImportScene()
    let (old, new) = (["Мобильный телефон": "89160001122"], ["Мобильный телефон": "89160001133"])
    try scene.take([row("1", old), row("2", old), row("3", ["Компания": "Бар Юг"])])
    let shared = try scene.take([row("1", new)])
    XCTAssertEqual(try contact(scene, "2").phone?.e164, "+79160001133")
    XCTAssertEqual(
      shared.sharedCards,
      [.init(kind: .contact, name: "Сидорова Анна", columns: ["Мобильный телефон"], deals: 2)])
    let own = try scene.take([row("3", ["Компания": "Бар Юг"].merging(new) { $1 })])
    XCTAssertEqual(own.updated, 1)
    XCTAssertTrue(own.sharedCards.isEmpty, "nobody else has it")
  }

  /// R61, R113: a private client of whom rows say the full name alone is one for each responsible person.
  func testAPrivateClientOfOneNameAndOneResponsibleIsOne() throws {
    let scene = try ImportScene()
    let other = ["Ответственный": "Орлова Ия"]
    let rows = [
      person("1", "Сидорова Анна"), person("2", "Анна Сидорова"),
      person("3", "Сидорова Анна", other),
      person("4", "Сидорова Анна", ["Мобильный телефон": "8 916 000-11-22"]),
      person("5", "Сидорова Анна", ["Мобильный телефон": "8 916 000-11-33"]),
    ]
    try scene.take(rows)
    let people = try (1...5).map { try contact(scene, "\($0)").id }
    XCTAssertEqual(people[0], people[1])
    XCTAssertNotEqual(people[0], people[2], "somebody else looks after her")
    XCTAssertEqual(people[0], people[3], "nothing speaks against it")
    XCTAssertNotEqual(people[3], people[4], "another number")
    XCTAssertEqual(try scene.counts(), [3, 3, 5])
    XCTAssertEqual(try scene.take(rows).skipped, 5)
    // What is here counts as well; of two the one of whom no number is known, and neither where both are.
    try scene.take([person("6", "Сидорова Анна", other), person("7", "Сидорова Анна")])
    XCTAssertEqual(try contact(scene, "6").id, people[2])
    XCTAssertEqual(try scene.counts(), [4, 4, 7])
    try scene.take([person("8", "Сидорова Анна")])
    XCTAssertEqual(try contact(scene, "8").id, try contact(scene, "7").id)
  }

  /// R61: whom the export knows by two ids are two people; who works somewhere is no private client.
  func testAPrivateClientIsNobodyWithAnotherIDOrAtACompany() throws {
    let scene = try ImportScene()
    let text = """
      ID,Этап сделки,Ответственный,Компания,ID контакта,Полное имя контакта
      1,Звонок,Орлова Ия,,101,Сидорова Анна
      2,Звонок,Орлова Ия,,102,Сидорова Анна
      3,Звонок,Орлова Ия,Кафе Ель,,Ли Борис
      4,Звонок,Орлова Ия,,,Ли Борис
      """
    try scene.take(bytes: Array(text.utf8))
    XCTAssertEqual(try scene.counts(), [4, 4, 4])
  }

  func testADealThatNamesNobodyIsItsOwnClient() throws {
    let scene = try ImportScene()
    let empty = ["Компания": "", "Полное имя контакта": ""]
    let rows = ["1", "2"].map { row($0, empty.merging(["Название сделки": "Заявка"]) { $1 }) }
    let result = try scene.take(rows + [row("3", empty.merging(["Название сделки": ""]) { $1 })])
    XCTAssertEqual([result.created, result.rejectedCount], [3, 0])
    XCTAssertEqual(try scene.counts(), [3, 0, 3])
    XCTAssertNotEqual(try scene.deal("1").company, try scene.deal("2").company)
    XCTAssertEqual(try scene.deal("3").name, "Сделка #3")
    XCTAssertEqual(try scene.company("Сделка #3").id, try scene.deal("3").company)
    let client = try scene.deal("1").company
    try scene.take([row("1", empty.merging(["Название сделки": "Заявка с сайта"]) { $1 })])
    XCTAssertEqual(try scene.deal("1").company, client, "renamed, still its own client")
    try scene.take([row("1", ["Название сделки": "Заявка с сайта"])])
    XCTAssertEqual(try scene.deal("1").company, try scene.company("Кафе Пушкин").id)
  }
}
