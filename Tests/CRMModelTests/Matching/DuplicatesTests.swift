import CRMModel
import XCTest

/// R64: who was added twice.
final class DuplicatesTests: XCTestCase {
  private func company(_ place: Int, _ name: String, phone: String? = nil, email: String? = nil)
    throws -> MatchSubject
  {
    var subject = MatchSubject(.company)
    subject.id = "\(place)"
    subject.company = ClientName(name)
    subject.phones = try [phone].compactMap { $0 }.map { try PhoneNumber(typed: $0) }
    subject.emails = try [email].compactMap { $0 }.map { try EmailAddress(parsing: $0) }
    return subject
  }

  func testGroupsAreWholeAndTheCertainOnesComeFirst() throws {
    let clients = try [
      company(0, "Вершина"), company(1, "Кафе Ель", phone: "84951234567"),
      company(2, "ООО Вершины"), company(3, "Бар Сосна", phone: "+74951234567", email: "a@b.ru"),
      company(4, "Столовая 12"), company(5, "Столовая 13"), company(6, "Клуб", email: "A@b.ru"),
      company(7, "ИП Вершина"), company(8, "Кафе Ель"),
    ]
    let groups = clients.duplicates()
    XCTAssertEqual(groups.map(\.members), [[1, 3, 6], [1, 8], [0, 2, 7]])
    XCTAssertEqual(groups.map(\.isCertain), [true, false, false])
    XCTAssertEqual(groups.map(\.reasons), [[.email, .phone], [.sameName], [.similarName]])
    XCTAssertEqual(clients.prefix(1).map { $0 }.duplicates(), [])
    XCTAssertEqual([MatchSubject]().duplicates(), [])
  }

  func testWhoIsTheSameForCertainIsNotAlsoPossible() throws {
    let twins = try [
      company(0, "Вершина", phone: "84951234567"), company(1, "Вершины", phone: "84951234567"),
    ]
    XCTAssertEqual(twins.duplicates().map(\.reasons), [[.phone]])
  }

  func testPeopleOfOnePhoneAreDuplicatesOnlyByName() throws {
    func person(_ place: Int, _ name: String) throws -> MatchSubject {
      var subject = MatchSubject(.contact)
      (subject.id, subject.person) = ("\(place)", name)
      subject.phones = [try PhoneNumber(typed: "84951234567")]
      return subject
    }
    let people = try [
      person(0, "Белова Мария"), person(1, "Орлов Петр"), person(2, "Мария Белова"),
    ]
    XCTAssertEqual(people.duplicates().map(\.members), [[0, 2]])
  }

  /// I13: who writes twice gives the same name, if only the first one, or another one.
  func testLeadsOfOnePhoneAreTheSameByNameAndElseMayBe() throws {
    func lead(_ place: Int, _ name: String, _ phone: String) throws -> MatchSubject {
      var subject = MatchSubject(.lead)
      (subject.id, subject.person) = ("\(place)", name)
      subject.phones = [try PhoneNumber(typed: phone)]
      return subject
    }
    let leads = try [
      lead(0, "Иван", "89041112233"), lead(1, "Петр", "89041112200"),
      lead(2, "иван", "+79041112233"), lead(3, "Иван", "89041112299"),
      lead(4, "Мария", "+79041112200"),
    ]
    let groups = leads.duplicates()
    XCTAssertEqual(groups.map(\.members), [[0, 2], [1, 4]])
    XCTAssertEqual(groups.map(\.reasons), [[.phone], [.sharedPhone]])
  }

  /// Whatever is found by keys is what looking at every pair finds.
  func testNoPairIsMissed() throws {
    let words = ["Вершина", "Вершниа", "Столовая Парковая", "Столовая Паркавая", "Кафе", "Ель"]
    var chance = SplitMix64(seed: 64)
    let clients = try (0..<60).map { place in
      let name = (0...Int.random(in: 0...1, using: &chance)).map { _ in
        words[Int.random(in: 0..<words.count, using: &chance)]
      }
      return try company(place, name.joined(separator: " "))
    }
    let groups = clients.duplicates()
    for (place, client) in clients.enumerated() {
      for other in place + 1..<clients.count where client.reason(clients[other]) != nil {
        XCTAssertTrue(
          groups.contains { $0.members.contains(place) && $0.members.contains(other) },
          "\(place) \(other)")
      }
    }
    XCTAssertGreaterThan(groups.count, 3)
  }
}
