import CRMModel
import XCTest

/// R61: who is certainly, and who is possibly, here already.
final class MatchTests: XCTestCase {
  private let manager = Login(stored: "anna")
  private let ids = ["aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"]

  private func company(
    _ place: Int, _ name: String, phone: String? = nil, email: String? = nil, inn: String? = nil
  ) throws -> Company {
    var company = Company(
      id: try XCTUnwrap(CompanyID(ids[place])), name: name, manager: manager)
    company.phone = try phone.map { try PhoneNumber(typed: $0) }
    company.email = try email.map { try EmailAddress(parsing: $0) }
    company.taxNumber = try inn.map { try TaxNumber(parsing: $0) }
    return company
  }

  private func contact(
    _ place: Int, _ name: String, of company: Int = 0, phone: String? = nil, email: String? = nil
  ) throws -> Contact {
    var contact = Contact(
      id: try XCTUnwrap(ContactID(ids[place])), company: try XCTUnwrap(CompanyID(ids[company])),
      name: name, role: .other)
    contact.phone = try phone.map { try PhoneNumber(typed: $0) }
    contact.email = try email.map { try EmailAddress(parsing: $0) }
    return contact
  }

  private func reason(_ new: Company, _ other: Company) -> MatchReason? {
    MatchSubject(new).reason(MatchSubject(other))
  }

  private func reason(_ new: Contact, _ other: Contact) -> MatchReason? {
    MatchSubject(new).reason(MatchSubject(other))
  }

  func testCompanyIsCertainByTaxNumberEmailAndPhone() throws {
    let known = try company(
      0, "Кафе Пушкин", phone: "8 (495) 739-00-33", email: "info@pushkin.example",
      inn: "7707083893")
    XCTAssertEqual(reason(try company(1, "Иное", inn: "7707083893"), known), .taxNumber)
    XCTAssertEqual(reason(try company(1, "Иное", email: "INFO@Pushkin.example"), known), .email)
    XCTAssertEqual(reason(try company(1, "Иное", phone: "+74957390033"), known), .phone)
    XCTAssertNil(reason(try company(1, "Иное", phone: "+74957390034"), known))
    XCTAssertNil(reason(try company(1, "Иное"), try company(0, "Кафе Пушкин")), "nothing in common")
    let surest = try company(
      1, "Кафе Пушкин", phone: "84957390033", email: "info@pushkin.example", inn: "7707083893")
    XCTAssertEqual(reason(surest, known), .taxNumber)
    XCTAssertNil(reason(known, known), "nobody is his own duplicate")
    for certain in [MatchReason.taxNumber, .email, .phone] { XCTAssertTrue(certain.isCertain) }
    for possible in [MatchReason.sameName, .similarName, .sharedPhone] {
      XCTAssertFalse(possible.isCertain)
    }
  }

  func testNumberThatCannotBeReadIsNoMatch() throws {
    XCTAssertNil(
      reason(try company(1, "Иное", phone: "12-34"), try company(0, "Кафе", phone: "12-34")))
  }

  func testCompanyIsPossibleByItsName() throws {
    let table: [(String, String, MatchReason?)] = [
      ("Кафе Пушкин", "кафе  «пушкин»", .sameName),
      ("ООО «Ромашка»", "Ромашка", .similarName),
      ("О.О.О. Ромашка", "Ромашка, ИП", .similarName),
      ("Romashka Ltd.", "romashka", .similarName),
      ("ООО", "ИП", nil),
      // 6 letters: no slip; 7: one; 13: one; 14: two.
      ("Вершка", "Вершки", nil),
      ("Вершина", "Вершины", .similarName),
      ("Вершина", "Вершин", nil),
      ("Вершина", "Вершинам", .similarName),
      ("Вершина", "Вершнаи", nil),
      ("Вершина", "Вершниа", .similarName),
      ("Вершина", "Варшана", nil),
      ("Столовая Парк", "Сталовая Порк", nil),
      ("Столовая Парка", "Сталовая Порка", .similarName),
      ("Столовая Парка", "Сталовая Порко", nil),
      ("Столовая 12", "Столовая 13", nil),
      ("Столовая 12", "Столовоя 12", .similarName),
      ("Кафе", "Бар", nil),
    ]
    for (name, other, expected) in table {
      for (left, right) in [(name, other), (other, name)] {
        XCTAssertEqual(
          reason(try company(0, left), try company(1, right)), expected, "\(left) / \(right)")
      }
    }
  }

  func testContactIsCertainByEmailOrByPhoneWithBothNames() throws {
    let known = try contact(
      0, "Белова Мария", phone: "8 921 000-11-22", email: "maria@pekarnya.example")
    XCTAssertEqual(
      reason(try contact(1, "Иное", of: 1, email: "Maria@pekarnya.example"), known), .email)
    for name in ["Мария Белова", "Белова Мария", "Белова Мария Петровна", "белова  мария"] {
      XCTAssertEqual(
        reason(try contact(1, name, of: 1, phone: "+79210001122"), known), .phone, name)
    }
    XCTAssertNil(reason(try contact(1, "Мария Белова", of: 1, phone: "+79210001123"), known))
    XCTAssertNil(reason(try contact(1, "Мария Белова"), known), "names alone")
    XCTAssertNil(reason(known, known))
  }

  func testFirstNameAloneIsNeverAMatch() throws {
    let known = try contact(0, "Мария", phone: "89210001122")
    XCTAssertNil(reason(try contact(1, "Мария", of: 1, phone: "89210001122"), known))
    XCTAssertNil(reason(try contact(1, "Мария Белова", of: 1, phone: "89210001122"), known))
    XCTAssertFalse(FullName.isSame("Мария", "Мария Белова"))
    XCTAssertFalse(FullName.isSame("Мария Белова", "Мария Орлова"))
  }

  func testPhoneOfTheCompanyOrAColleagueIsShared() throws {
    let known = try contact(0, "Орлов Петр", phone: "89210001122")
    let new = try contact(1, "Белова Мария", phone: "8 921 000 11 22")
    XCTAssertEqual(reason(new, known), .sharedPhone)
    XCTAssertEqual(
      MatchSubject(new).reason(MatchSubject(try company(0, "Кафе", phone: "+79210001122"))),
      .sharedPhone)
    XCTAssertNil(
      MatchSubject(new).reason(MatchSubject(try company(0, "Кафе", phone: "+79210001123"))))
    XCTAssertNil(
      reason(try contact(1, "Белова Мария", of: 1, phone: "89210001122"), known),
      "another company's")
  }

  /// R61: who writes without a name is who has the phone; with another name he only may be.
  func testALeadMatchesCompaniesAndContacts() throws {
    let person = try contact(0, "Белова Мария", phone: "89210001122", email: "m@pekarnya.example")
    var lead = MatchSubject(.lead)
    lead.phones = [try PhoneNumber(typed: "+7 921 000-11-22")]
    XCTAssertEqual(lead.reason(MatchSubject(person)), .phone)
    XCTAssertEqual(
      lead.reason(MatchSubject(try company(0, "Пекарня", phone: "89210001122"))), .phone)
    for (name, expected) in [
      ("Мария Белова", MatchReason.phone), ("Орлов Петр", .sharedPhone), ("Мария", .sharedPhone),
    ] {
      lead.person = name
      XCTAssertEqual(lead.reason(MatchSubject(person)), expected, name)
    }
    lead.phones = []
    lead.person = "Белова Мария"
    XCTAssertNil(lead.reason(MatchSubject(person)), "names alone")
    lead.emails = [try EmailAddress(parsing: "M@pekarnya.example")]
    XCTAssertEqual(lead.reason(MatchSubject(person)), .email)
    lead.company = ClientName("ООО «Пекарня»")
    XCTAssertEqual(lead.reason(MatchSubject(try company(0, "Пекарня"))), .similarName)
    lead.taxNumbers = [TaxIdentity(try TaxNumber(parsing: "7707083893"))]
    XCTAssertEqual(
      lead.reason(MatchSubject(try company(0, "Пекарня", inn: "7707083893"))), .taxNumber)
  }

  func testOnlyWhatAnEditChangedIsLookedFor() throws {
    let before = try company(
      0, "Кафе", phone: "89210001122", email: "a@b.example", inn: "7707083893")
    XCTAssertTrue(MatchSubject(before).news(since: MatchSubject(before)).channelKeys.isEmpty)
    var after = before
    after.name = "Бар"
    after.phone = try PhoneNumber(typed: "89210001133")
    let news = MatchSubject(after).news(since: MatchSubject(before))
    XCTAssertEqual(news.phones.map(\.e164), ["+79210001133"])
    XCTAssertTrue(news.emails.isEmpty && news.taxNumbers.isEmpty)
    let person = try contact(0, "Орлов Петр", phone: "89210001122", email: "a@b.example")
    var changed = person
    changed.email = try EmailAddress(parsing: "c@b.example")
    let contactNews = MatchSubject(changed).news(since: MatchSubject(person))
    XCTAssertEqual(contactNews.emails.map(\.text), ["c@b.example"])
    XCTAssertTrue(contactNews.phones.isEmpty)
    XCTAssertEqual(contactNews.person, "Орлов Петр")
  }

  /// R61: whoever matches has a key in common, so that an index finds all and nothing has to be scanned.
  func testWhoeverMatchesIsFoundByAKey() throws {
    var chance = SplitMix64(seed: 61)
    let letters = Array("абвё 1")
    func slipped(_ name: [Character]) -> [Character] {
      var name = name
      let place = Int.random(in: 0..<name.count, using: &chance)
      let letter = letters[Int.random(in: 0..<letters.count, using: &chance)]
      switch Int.random(in: 0...3, using: &chance) {
      case 0: name.insert(letter, at: place)
      case 1: name.remove(at: place)
      case 2: name[place] = letter
      default: name.swapAt(place, max(place - 1, 0))
      }
      return name
    }
    var similar = 0
    for count in 3...24 {
      for _ in 0..<150 {
        let name = (0..<count).map { _ in letters[Int.random(in: 0...5, using: &chance)] }
        let slips = Int.random(in: 0...2, using: &chance)
        let other = (0..<slips).reduce(name) { other, _ in slipped(other) }
        let pair = [
          MatchSubject(try company(0, String(name))),
          MatchSubject(try company(1, String(other))),
        ]
        let isMatch = pair[0].reason(MatchSubject(try company(1, String(other)))) != nil
        guard isMatch else { continue }
        similar += 1
        for (new, known) in [(pair[0], pair[1]), (pair[1], pair[0])] {
          let sought = try XCTUnwrap(new.company)
          XCTAssertFalse(
            Set(sought.soughtKeys()).isDisjoint(with: known.keys),
            "\(String(name)) / \(String(other))")
          let letters = try XCTUnwrap(known.company).oddLetters ^ sought.oddLetters
          XCTAssertLessThanOrEqual(letters.nonzeroBitCount, sought.mostOddLetters)
        }
      }
    }
    XCTAssertGreaterThan(similar, 1_000)
    let known = MatchSubject(
      try company(0, "", phone: "8 921 000-11-22", email: "A@b.example", inn: "7707083893"))
    for other in [
      try company(1, "", phone: "+79210001122"), try company(1, "", email: "a@B.example"),
      try company(1, "", inn: "7707083893"),
    ] {
      XCTAssertFalse(Set(MatchSubject(other).channelKeys).isDisjoint(with: known.keys))
    }
  }
}
