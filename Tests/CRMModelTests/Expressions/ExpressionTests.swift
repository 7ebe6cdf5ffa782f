import CRMModel
import XCTest

/// R38: one small language for filters, requirements and checks.
final class ExpressionTests: XCTestCase {
  /// A thing with one property of every sort.
  private struct Thing: Sendable {
    var name: String? = "Кафе «Ёлки»"
    var budget: Money? = Money(minorUnits: 60_000_00, currency: .rub)
    var area: String? = "120.5"
    var due: Instant? = ExpressionTests.moment("2026-11-21T14:30:00Z")
    var end: Day? = Day(year: 2027, month: 2, day: 28)
    var isReady: Bool? = true
    var tags: [String] = ["партнер", "сеть"]
    var manager: String? = "ivanov"
    var stage = "ads/call"
  }

  private static func moment(_ text: String) -> Instant? { try? Instant(parsing: text) }

  private let vocabulary = Vocabulary<Thing>(
    .deal,
    [
      Property("name", Phrase(ru: "название", en: "name"), .line) { $0.name.map { .text($0) } },
      Property("budget", Phrase(ru: "бюджет", en: "budget"), .money) {
        $0.budget.map { .money($0) }
      },
      Property("fields.area", Phrase(ru: "площадь зала", en: "площадь зала"), .number) { thing in
        thing.area.flatMap { try? ExactNumber(parsing: $0) }.map { .number($0) }
      },
      Property("due", Phrase(ru: "срок", en: "due"), .moment) { $0.due.map { .moment($0) } },
      Property("end", Phrase(ru: "конец", en: "end"), .day) { $0.end.map { .day($0) } },
      Property("ready", Phrase(ru: "готово", en: "ready"), .flag) { $0.isReady.map { .flag($0) } },
      Property("tags", Phrase(ru: "метки", en: "tags"), .choices) { .texts($0.tags) },
      Property("manager", Phrase(ru: "менеджер", en: "manager"), .user, references: .user) {
        $0.manager.map { .text($0) }
      },
      Property("stage", Phrase(ru: "этап", en: "stage"), .reference, references: .stage) {
        .reference(id: $0.stage, name: "Звонок")
      },
      Property(
        "state", Phrase(ru: "состояние", en: "state"), .choice,
        choices: [
          .init("open", Phrase(ru: "в работе", en: "open")),
          .init("won", Phrase(ru: "успех", en: "won")),
        ]
      ) { _ in .text("open") },
    ])

  private func context(_ lists: [String: String] = [:]) -> ExpressionContext {
    let clock = AuditClock(
      now: Self.moment("2026-11-20T07:00:00Z") ?? .first,
      zone: .fixed(seconds: 10_800, identifier: "Europe/Moscow"))
    return ExpressionContext(
      values: ValueContext(clock: clock, currency: .rub), user: Login(stored: "ivanov")
    ) { kind, word in
      switch kind {
      case .stage:
        word == "call" || word == "Звонок" ? .ids(["ads/call"]) : .unknown(known: ["call"])
      case .list:
        lists[word].flatMap { try? Expression(parsing: $0) }.map { .list($0) }
          ?? .unknown(known: Array(lists.keys))
      case .user: ["ivanov", "petrov"].contains(word) ? .ids([word]) : .unknown(known: ["ivanov"])
      case .pipeline, .department, .company: .ids([word])
      }
    }
  }

  private func holds(_ text: String, _ change: (inout Thing) -> Void = { _ in }) throws -> Bool {
    var thing = Thing()
    change(&thing)
    return try Expression(parsing: text).condition(in: vocabulary, context()).holds(thing)
  }

  private func error(_ text: String, _ lists: [String: String] = [:]) -> ExpressionError? {
    do throws(ExpressionError) {
      _ = try Expression(parsing: text).condition(in: vocabulary, context(lists))
      return nil
    } catch {
      return error
    }
  }

  func testR38TextsCompareFolded() throws {
    for text in [
      "name = 'кафе елки'", "name = \"КАФЕ ЁЛКИ\"", "название ~ ЕЛКИ", "name != бар",
      "name !~ бар", "name in (бар, «Кафе Ёлки»)", "name not in (бар)", "name не в (бар)",
      "name is set", "name задано", "not name empty", "NAME = 'Кафе Ёлки'",
    ] { XCTAssertTrue(try holds(text), text) }
    for text in ["name = елки", "name ~ бар", "name is empty", "name пусто", "name in (бар)"] {
      XCTAssertFalse(try holds(text), text)
    }
  }

  func testR38AnEmptyPropertyFailsEveryTestButFive() throws {
    for text in ["name is empty", "name != x", "name !~ x", "name not in (x)", "budget != 5"] {
      XCTAssertTrue(try holds(text) { ($0.name, $0.budget) = (nil, nil) }, text)
    }
    for text in [
      "name = x", "name ~ x", "name in (x)", "name is set", "budget > 0", "budget < 1", "ready",
      "end <= 2030-01-01",
    ] {
      XCTAssertFalse(
        try holds(text) { ($0.name, $0.budget, $0.isReady, $0.end) = (nil, nil, nil, nil) }, text)
    }
  }

  func testR38NumbersAndSumsCompareExactly() throws {
    let table = [
      ("area > 120", true), ("area >= '120,5'", true), ("area > 120.5", false),
      ("area < 120.500001", true), ("area <= 120.499999", false), ("area = 120.50", true),
      ("budget >= 60000", true), ("budget > 60000", false), ("budget = '60 000,00'", true),
      ("budget < 60000.01", true), ("budget = '60000 RUB'", true), ("budget = '60000 USD'", false),
      ("budget != '60000 USD'", true),
    ]
    for (text, expected) in table { XCTAssertEqual(try holds(text), expected, text) }
    // A bare number is in the entity's own currency.
    XCTAssertTrue(
      try holds("budget = 60000") {
        $0.budget = Currency(code: "USD").map { Money(minorUnits: 60_000_00, currency: $0) }
      })
  }

  func testR38MomentsAgainstDays() throws {
    // 21 November 17:30 in Moscow; today is the 20th.
    let table = [
      ("due = tomorrow", true), ("due < tomorrow", false), ("due <= tomorrow", true),
      ("due > tomorrow", false), ("due >= tomorrow", true), ("due > today", true),
      ("due <= today", false), ("due < 22.11.2026", true), ("due >= 2026-11-22", false),
      ("due < 'tomorrow 17:31'", true), ("due < 'tomorrow 17:30'", false),
      ("due = 'tomorrow 17:30'", true), ("due <= +1d", true), ("due <= +2h", false),
      ("end = 28.02.2027", true), ("end > 2027-02-27", true), ("end < 2027-02-28", false),
    ]
    for (text, expected) in table { XCTAssertEqual(try holds(text), expected, text) }
  }

  func testR38OneOfManyValuesIsEnoughAndDenialsAreExact() throws {
    let table = [
      ("tag = партнер", true), ("tags = СЕТЬ", true), ("tag ~ парт", true), ("tag = vip", false),
      ("tag != партнер", false), ("tag != vip", true), ("tag !~ парт", false),
      ("tag in (vip, сеть)", true), ("tag not in (vip, сеть)", false), ("tag is set", true),
    ]
    for (text, expected) in table { XCTAssertEqual(try holds(text), expected, text) }
    XCTAssertTrue(try holds("tag is empty") { $0.tags = [] })
    XCTAssertTrue(try holds("tag != партнер") { $0.tags = [] })
  }

  func testR38OrBindsLooserThanAndLooserThanNot() throws {
    let table = [
      ("ready or name = x and name = x", true), ("(ready or name = x) and name = x", false),
      ("not ready or ready", true), ("not (ready or ready)", false), ("not not ready", true),
      ("ready и не name = x", true), ("name = x или ready", true), ("READY AND NOT name = x", true),
    ]
    for (text, expected) in table { XCTAssertEqual(try holds(text), expected, text) }
  }

  func testR38NamesPeopleStagesAndChoices() throws {
    let table = [
      ("manager = me", true), ("manager = я", true), ("manager = petrov", false),
      ("manager != me", false), ("stage = call", true), ("этап = Звонок", true),
      ("stage != call", false), ("state = 'в работе'", true), ("state = won", false),
      ("\"площадь зала\" > 100", true), ("ready = да", true), ("ready = нет", false),
    ]
    for (text, expected) in table { XCTAssertEqual(try holds(text), expected, text) }
    // Quoted, it is a login like any other.
    XCTAssertEqual(error("manager = \"me\"")?.missing, .user)
  }

  func testR38QuotationMarksAreDoubled() throws {
    XCTAssertTrue(try holds("name = 'д''Артаньян'") { $0.name = "д'Артаньян" })
    XCTAssertTrue(try holds("name = «a»»b»") { $0.name = "a»b" })
    // A quoted word is never a keyword.
    XCTAssertTrue(try holds("name = 'and'") { $0.name = "and" })
    XCTAssertTrue(try holds("name = or") { $0.name = "or" })
  }

  func testR38SavedListsAreExpressionsAndNeverRunInACircle() throws {
    let lists = ["большие": "budget > 50000 and ready", "круг": "list = круг"]
    let big = try Expression(parsing: "list = большие").condition(in: vocabulary, context(lists))
    XCTAssertTrue(big.holds(Thing()))
    XCTAssertEqual(big.reads, ["budget", "ready"])
    XCTAssertEqual(error("list = круг", lists)?.range, 7..<11)
    XCTAssertEqual(error("list = нет", lists)?.missing, .list(of: .deal))
  }

  func testR38ErrorsShowThePlace() {
    let table: [(String, Range<Int>)] = [
      ("naem = x", 0..<4), ("name = x and naem = y", 13..<17), ("(name = x", 0..<1),
      ("name = 'x", 7..<9), ("name = x )", 9..<10), ("name ! x", 5..<6), ("name = ", 7..<7),
      ("", 0..<0), ("name", 0..<4), ("name < x", 7..<8), ("budget ~ 5", 9..<10),
      ("budget > много", 9..<14), ("name in x", 8..<9), ("name in (x y)", 11..<12),
      ("name is x", 8..<9), ("and", 0..<3), ("state = gone", 8..<12), ("stage = zvonok", 8..<14),
      ("due < вчерась", 6..<13), ("name = x name = y", 9..<13), ("»", 0..<1),
    ]
    for (text, range) in table { XCTAssertEqual(error(text)?.range, range, text) }
    XCTAssertEqual(error("stage = zvonok")?.missing, .stage)
    XCTAssertEqual(error("naem = x")?.unknown?.typed, "naem")
    XCTAssertEqual(error("naem = x")?.unknown?.known.contains("name"), true)
  }

  func testR38IsBounded() {
    let tests = { (count: Int) in
      Array(repeating: "ready", count: count).joined(separator: " or ")
    }
    XCTAssertNil(error(tests(200)))
    XCTAssertNotNil(error(tests(201)))
    let nested = { (depth: Int) in
      String(repeating: "(", count: depth) + "ready" + String(repeating: ")", count: depth)
    }
    XCTAssertNil(error(nested(31)))
    XCTAssertNotNil(error(nested(32)))
    XCTAssertNil(error("name = '\(String(repeating: "x", count: 3_991))'"))
    XCTAssertNotNil(error("name = '\(String(repeating: "x", count: 3_992))'"))
  }

  func testR34NumbersAreExact() throws {
    let table = [
      ("120", "120"), ("0.5", "0.5"), ("0,50", "0.5"), ("-3", "-3"), ("-0.000001", "-0.000001"),
      ("1 200 000,25", "1200000.25"), ("\u{2212}1'200", "-1200"), ("35%", "35"), ("7,5 %", "7.5"),
      ("00", "0"), ("9000000000000", "9000000000000"),
    ]
    for (text, shown) in table {
      XCTAssertEqual(try ExactNumber(parsing: text).text, shown, text)
    }
    for text in [
      "", "x", "1.2.3", "0.1234567", "1,", ".5", "12 34", "99999999999999", "1e5", "+5", "%", "5%%",
    ] {
      XCTAssertThrowsError(try ExactNumber(parsing: text), text)
    }
  }
}
