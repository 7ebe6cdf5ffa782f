import XCTest

@testable import CRMCore

final class AmoCRMColumnsTests: XCTestCase {
  private func uses(_ header: String) throws -> [ExportColumns.Use] {
    var reader = CSVReader(Array(header.utf8))
    let record = try reader.next().unwrapped("header")
    return try ExportColumns(record, .amoCRM, encoding: "UTF-8").uses
  }

  func testTheHeaderOf2022IsUnderstood() throws {
    let uses = try uses(AmoCRMExport.header)
    XCTAssertEqual(uses.count, 76)
    let expected: [Int: ExportColumns.Use] = [
      0: .known(.id), 1: .known(.name), 2: .known(.budget), 3: .known(.manager),
      4: .known(.createdAt), 5: .known(.author), 6: .field("Дата редактирования"),
      8: .known(.closedAt), 9: .known(.tags), 10: .note, 14: .note, 15: .known(.stage),
      16: .known(.pipeline), 17: .known(.contact), 18: .known(.contactCompany),
      19: .field("Ответственный за контакт"), 20: .known(.company), 21: .known(.workPhone),
      22: .known(.directPhone), 23: .known(.mobilePhone), 24: .field("Факс"),
      27: .known(.workEmail), 31: .field("Источник"), 32: .known(.position), 33: .field("Товар"),
      41: .field("cid"), 52: .field("roistat"), 64: .field("roistat (2)"), 69: .field("Товар (2)"),
      71: .field("cid (2)"), 74: .field("Источник (2)"), 75: .field("domain"),
    ]
    for (index, use) in expected { XCTAssertEqual(uses[index], use, "column \(index)") }
    let fields = uses.compactMap { if case .field(let name) = $0 { name } else { nil } }
    XCTAssertEqual(Set(fields).count, fields.count, "no two fields share a name")
  }

  func testHeadersAreMatchedByAlias() throws {
    let cases: [(String, ExportColumns.Use)] = [
      ("Бюджет", .known(.budget)), ("БЮДЖЕТ ₽", .known(.budget)), ("Бюджет, руб.", .known(.budget)),
      ("Бюджет сделки", .known(.budget)), ("Рабочий телефон (контакт)", .known(.workPhone)),
      ("Мобильный телефон (контакт)", .known(.mobilePhone)),
      ("Должность (контакт)", .known(.position)), ("Теги сделки", .known(.tags)),
      ("Тег сделки", .known(.tags)), ("Дата создания", .known(.createdAt)),
      ("Дата создания (сделка)", .known(.createdAt)), ("Ответственный за сделку", .known(.manager)),
      ("Полное имя (контакт)", .known(.contact)), ("Основной контакт", .known(.contact)),
      ("Название (компания)", .known(.company)), ("Адрес (компания)", .known(.companyAddress)),
      ("Рабочий телефон (компания)", .known(.companyPhone)),
      ("Рабочий email (компания)", .known(.companyEmail)),
      ("Сайт компании", .known(.companySite)), ("Примечание к сделке", .note),
      ("Примечание 3", .note), ("Примечание менеджера", .field("Примечание менеджера")),
      ("Фамилия", .known(.lastName)), ("utm_source", .field("utm_source")),
      ("", .field("Столбец 4")),
      ("ID", .spare(.id, "ID (2)")),
    ]
    for (name, use) in cases {
      XCTAssertEqual(try uses("ID,Статус сделки,Имя,\(name),x")[3], use, name)
    }
  }

  func testAMissingColumnIsNamed() {
    let cases: [(String, [String])] = [
      ("Название сделки;Этап;Компания", ["ID"]),
      ("ID;Название сделки", ["Этап сделки", "Компания", "Полное имя контакта"]),
      ("ID;Этап;Название сделки", ["Компания", "Полное имя контакта"]),
    ]
    for (header, names) in cases {
      XCTAssertThrowsError(try uses(header)) {
        XCTAssertEqual($0 as? ImportError, .missingColumns(names, encoding: "UTF-8"))
      }
    }
  }

  func testAHostileHeaderIsAnError() {
    for header in [
      String(repeating: "x,", count: 1_000_000), String(repeating: "x", count: 2_000_000),
      "ID,Этап,Компания," + String(repeating: "x", count: 201), "ID,\"Этап",
    ] {
      XCTAssertThrowsError(try uses(header)) {
        guard case .header? = $0 as? ImportError else { return XCTFail("\($0)") }
      }
    }
  }
}
