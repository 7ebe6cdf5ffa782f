import CRMModel
import CommandLineKit
import XCTest

@testable import CRMCommands

/// What is seen of a table on terminals of every width.
final class TableTests: XCTestCase {
  private func presentation(_ width: Int?) -> Presentation {
    Presentation(language: .ru, clock: nil, zone: nil, hasColor: false, width: width)
  }

  private var table: Table {
    Table(
      headings: [
        Table.Heading(title: "id", isWhole: true), Table.Heading(title: "название"),
        Table.Heading(title: "сумма", importance: 2, isWhole: true, isNumber: true),
        Table.Heading(title: "кто", importance: 1),
      ],
      rows: [
        ["7k3m9qa2", "Кафе Пушкин на Тверской", "60 000 ₽", "ivanov"],
        ["9ys9g82m", "Бар", "500 ₽", ""],
      ].map { $0.map { Table.Cell($0) } })
  }

  func testNothingIsCutWithoutALimit() {
    XCTAssertEqual(
      table.lines(presentation(nil)),
      [
        "id        название                    сумма  кто",
        "7k3m9qa2  Кафе Пушкин на Тверской  60 000 ₽  ivanov",
        "9ys9g82m  Бар                         500 ₽",
      ])
  }

  func testAMessageStandsUnderARowThatIsTooLong() {
    let table = Table(
      headings: [
        Table.Heading(title: "вид", importance: 0), Table.Heading(title: "файл"),
        Table.Heading(title: "что не так", isFolded: true),
      ],
      rows: [["permissions", "deals/7k", "это доступно другим пользователям"], ["x", "y", ""]]
        .map { $0.map { Table.Cell($0) } })
    XCTAssertEqual(
      table.lines(presentation(30)),
      [
        "вид          файл", "    что не так", "permissions  deals/7k",
        "    это доступно другим", "    пользователям", "x            y",
      ])
    XCTAssertEqual(table.lines(presentation(80)).count, 3)
  }

  func testLeastImportantColumnGoesFirstThenLongTextIsCut() {
    XCTAssertEqual(
      table.lines(presentation(38)),
      [
        "id        название               сумма",
        "7k3m9qa2  Кафе Пушкин на Тв…  60 000 ₽",
        "9ys9g82m  Бар                    500 ₽",
      ])
    XCTAssertEqual(
      table.lines(presentation(24)),
      ["id        название", "7k3m9qa2  Кафе Пушкин н…", "9ys9g82m  Бар"])
  }

  func testNoLineIsWiderThanTheTerminal() {
    for width in 12...80 {
      for line in table.lines(presentation(width)) {
        XCTAssertLessThanOrEqual(DisplayWidth.of(line), width, line)
        XCTAssertTrue(
          line.hasPrefix("id") || line.contains("7k3m9qa2") || line.contains("9ys9g82m"))
      }
    }
  }

  func testWidthOnTheScreen() {
    for (text, width) in [
      ("", 0), ("Кафе", 4), ("ё", 1), ("е\u{308}", 1), ("й", 1), ("и\u{306}", 1), ("日本", 4),
      ("👍", 2), ("👨‍👩‍👧‍👦", 2), ("🇷🇺", 2), ("❤\u{FE0F}", 2), ("❤", 1), ("⌚\u{FE0E}", 1), ("⌚", 2),
      ("1\u{FE0F}\u{20E3}", 2), ("👍🏽", 2), ("한국", 4), ("한", 2), ("a\u{200B}b", 2),
      ("60 000 ₽", 8), ("«…»", 3),
    ] {
      XCTAssertEqual(DisplayWidth.of(text), width, text)
    }
  }

  func testCutTextKeepsItsWidth() {
    for text in ["Кафе Пушкин", "日本日本日本", "👨‍👩‍👧‍👦👍🇷🇺❤\u{FE0F}"] {
      for width in 1..<DisplayWidth.of(text) {
        let cut = DisplayWidth.fitted(text, width)
        XCTAssertLessThanOrEqual(DisplayWidth.of(cut), width)
        XCTAssertTrue(cut.hasSuffix("…"))
      }
    }
  }

  func testTimesAsPeopleSayThem() throws {
    let zone = TimeZoneRules(identifier: "Moscow") { _ in 10_800 }
    let now = try Instant(parsing: "2026-11-20T07:00:00Z")
    for (language, times) in [
      (
        Presentation(
          language: .ru, clock: AuditClock(now: now, zone: zone), zone: zone,
          hasColor: false, width: nil),
        [
          "10.11.2026", "6 дней назад", "2 дня назад", "вчера 10:00", "сегодня 10:00",
          "завтра 10:00",
          "через 2 дня", "через 5 дней", "через 6 дней", "27.11.2026",
        ]
      ),
      (
        Presentation(
          language: .en, clock: AuditClock(now: now, zone: zone), zone: zone,
          hasColor: false, width: nil),
        [
          "2026-11-10", "6 days ago", "2 days ago", "yesterday 10:00", "today 10:00",
          "tomorrow 10:00", "in 2 days", "in 5 days", "in 6 days", "2026-11-27",
        ]
      ),
    ] {
      let said = [-10, -6, -2, -1, 0, 1, 2, 5, 6, 7].compactMap { days in
        now.adding(seconds: days * 86_400).map(language.spokenTime)
      }
      XCTAssertEqual(said, times)
    }
  }
}
