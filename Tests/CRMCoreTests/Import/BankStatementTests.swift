import CRMModel
import XCTest

@testable import CRMCore

/// R80: files as banks make them, whatever they say of themselves.
final class BankStatementTests: XCTestCase {
  private static let account = "40702810900000000001"
  private static let head = [
    "1CClientBankExchange", "ВерсияФормата=1.03", "Кодировка=Windows", "РасчСчет=\(account)",
  ]

  private func document(_ number: Int) -> [String] {
    [
      "СекцияДокумент=Платежное поручение", "Номер=\(number)", "Дата=19.11.2026", "Сумма=100.00",
      "ПлательщикСчет=40702810100000000009", "ПолучательСчет=\(Self.account)",
      "НазначениеПлатежа=Оплата по счету \(number)", "КонецДокумента",
    ]
  }

  private func text(_ lines: [String]...) -> String { lines.joined().joined(separator: "\r\n") }

  private func table(_ rows: String...) throws -> BankStatement {
    try BankStatement(Array(rows.joined(separator: "\n").utf8))
  }

  /// A file that says Windows and is of DOS had no documents in it, and nobody was told.
  func testWordsTellTheCodePage() throws {
    let text = text(Self.head, document(1), ["КонецФайла"])
    for name in ["Windows", "DOS", "Dos", "dos", "866"] {
      let named = text.replacing("=Windows", with: "=\(name)")
      for bytes in [
        CodePage.windows.bytes(of: named), CodePage.dos.bytes(of: named), Array(named.utf8),
        [0xEF, 0xBB, 0xBF] + Array(named.utf8),
      ] {
        let statement = try BankStatement(bytes)
        XCTAssertEqual(statement.incoming.map(\.purpose), ["Оплата по счету 1"], name)
        XCTAssertTrue(statement.rejected.isEmpty)
      }
    }
  }

  /// What breaks off between two documents, or before the first one, looks like a whole statement.
  func testAStatementThatBreaksOffIsTold() throws {
    for (lines, problems) in [
      (text(Self.head, document(1), ["КонецФайла"]), 0), (text(Self.head, ["КонецФайла"]), 0),
      (text(Self.head, document(1)), 1), (text(Self.head), 1),
      (text(Self.head, document(1).dropLast()), 1),
    ] {
      let statement = try BankStatement(CodePage.windows.bytes(of: lines))
      XCTAssertEqual(statement.rejected.count, problems, lines)
    }
  }

  /// A thousand dollars were a thousand roubles.
  func testATableSaysItsCurrencies() throws {
    let rows = ["1500;USD", "1500;RUR", "1500;руб.", "1500;", "1500 €;"].map { "19.11.2026;\($0)" }
    let statement = try table("Дата;Сумма;Валюта", rows.joined(separator: "\n"))
    XCTAssertEqual(
      statement.incoming.map(\.sum.currency.code), ["USD", "RUB", "RUB", "RUB", "EUR"])
    XCTAssertEqual(Set(statement.incoming.map(\.sum.minorUnits)), [150_000])
  }

  func testThePayersNumberStandsInSeveralPlaces() throws {
    for (keys, number) in [
      (["ПлательщикИНН=7707083893"], "7707083893"),
      (["ПлательщикИНН=7707083893/770701001"], "7707083893"),
      (["ПлательщикИНН=", "Плательщик=ИНН 500100732259 ИП Иванов"], "500100732259"),
      (["ПлательщикИНН=0", "Плательщик=ООО Зерно"], nil),
    ] {
      let lines = document(1).dropLast() + keys + ["КонецДокумента"]
      let file = text(Self.head, Array(lines), ["КонецФайла"])
      let statement = try BankStatement(CodePage.windows.bytes(of: file))
      XCTAssertEqual(statement.incoming.first?.taxNumber?.text, number, "\(keys)")
    }
  }

  func testATableSaysTimesOfDays() throws {
    let statement = try table(
      "Дата операции;Сумма", "19.11.2026 12:13:14;5", "2026-11-19T12:13:14;6", "19.11.26;7")
    XCTAssertEqual(statement.incoming.map(\.day.text), Array(repeating: "2026-11-19", count: 3))
    XCTAssertTrue(statement.rejected.isEmpty)
  }
}
