import CRMCore
import CRMModel
import CRMTestSupport
import Foundation
import XCTest

/// Nothing of a row is lost: every cell of a file that is not empty is found again in what `--json`
/// prints of the deal, or the row is among the rejected ones.
final class ImportCellsTests: XCTestCase {
  /// Headers in the shapes of real files.
  private static let shapes = [
    "ID,Название сделки,Бюджет ,Ответственный,Дата создания сделки,Кем создана сделка,"
      + "Дата редактирования,Кем редактирована,Дата закрытия,Теги,Примечание,Примечание 2,"
      + "Этап сделки,Воронка,Полное имя контакта,Компания контакта,Ответственный за контакт,Компания,"
      + "Рабочий телефон,Рабочий прямой телефон,Мобильный телефон,Факс,Домашний телефон,"
      + "Другой телефон,Рабочий email,Личный email,Другой email,Город,Источник,Должность,Товар,Skype,"
      + "cid,uid,utm_source,roistat,roistat,Товар,Производитель,cid,Источник,domain",
    "ID,Название сделки,Бюджет ₽,Ответственный,Этап сделки,Воронка,Основной контакт,Имя,Фамилия,"
      + "Отчество,Рабочий телефон (контакт),Мобильный телефон (контакт),Должность (контакт),"
      + "Теги сделки,Дата создания,Дата закрытия,Ближайшая задача,Причина отказа",
    "ID,Название сделки,Бюджет сделки,Ответственный за сделку,Дата создания (сделка),"
      + "Кем создана сделка,Тег сделки,Примечание к сделке,Примечание к сделке,Статус сделки,"
      + "Полное имя (контакт),Должность (контакт),Рабочий телефон (контакт),Рабочий email (контакт),"
      + "Название (компания),Адрес (компания),Сайт компании,Рабочий телефон (компания),"
      + "Рабочий email (компания),Skype,Другой IM (контакт)",
  ]

  private var generator = SplitMix64(seed: 0)

  private func pick(_ texts: [String]) -> String {
    texts.randomElement(using: &generator) ?? ""
  }

  /// A cell as people fill such a column, at times with something else in it.
  private func cell(_ column: String, _ number: Int) -> String {
    let name = column.lowercased()
    let isRare = Int.random(in: 0..<20, using: &generator) == 0
    if column == "ID" { return isRare ? "" : "\(number)" }
    if name.contains("этап") || name.contains("статус") {
      return pick(["Переговоры", "Новая", "Успешно реализовано", "Закрыто и не реализовано"])
    }
    if pick(["", "x", "x", "x"]).isEmpty { return "" }
    switch name {
    case _ where name.hasPrefix("бюджет"):
      let sums = ["60000", "1,234.50", "$100", "100 грн", "55 000,50 р."]
      return isRare ? "много" : pick(sums)
    case _ where name.hasPrefix("дата закрытия"):
      return isRare ? "01.01.2020" : pick(["16.03.2022 13:32:00", "17.03.2022"])
    case _ where name.hasPrefix("дата создания"):
      return isRare ? "вчера" : pick(["16.03.2022 13:32:57", "15.03.2022 9:30:57", "15.03.2022"])
    case _ where name.contains("ответственный") || name.hasPrefix("кем"):
      return pick(["Иванов Пётр", "Орлова"])
    case "воронка": return pick(["Продажи", "Реклама"])
    case _ where name.contains("телефон") || name == "факс":
      let own = "+7 916 000-11-2\(number % 10)"
      return pick([own, "8 916 000-11-33, 8 916 000-11-44", "12-34", "нет"])
    case _ where name.contains("email"):
      return pick(["a\(number)@example.ru", "a@example.ru, b@example.ru", "кривой"])
    case _ where name.contains("полное имя") || name == "основной контакт":
      return pick(["Юрий", "Сидорова Анна", "Ли Анна Петровна"])
    case "имя": return pick(["Юрий", "Анна"])
    case _ where name.contains("компания"):
      return pick(["Кафе Ёж", "Бар «Юг»", "Ромашка \(number)"])
    default:
      return pick(["Слово \(number)", "два, слова", "с \"кавычкой\"", "в две\nстроки", "важно"])
    }
  }

  func testEveryCellIsFoundAgain() throws {
    for (seed, header) in Self.shapes.enumerated() {
      generator = SplitMix64(seed: UInt64(seed))
      let columns = header.components(separatedBy: ",")
      let rows = (1...40).map { number in columns.map { cell($0, number) } }
      try check(columns, rows)
    }
  }

  private func check(_ columns: [String], _ rows: [[String]]) throws {
    let world = try TestWorld()
    try world.make("init")
    let quoted = ([columns] + rows).map { row in
      row.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }.joined(separator: ",")
    }
    try world.write(quoted.joined(separator: "\n"), to: "deals.csv")
    let answer = world.run("import", "amocrm", world.folder + "/deals.csv", "--create", "--json")
    XCTAssertEqual(answer.status, 0, answer.err)
    let rejected = (answer.json.at("rejected").array ?? []).compactMap { $0.object?["row"]?.string }
    XCTAssertEqual(answer.json.at("created").number?.int, rows.count - rejected.count)
    XCTAssertLessThan(rejected.count, rows.count / 3, "the rows are mostly good ones")

    let people = answer.json.at("mapping", "people")
    let deals = try cards(world)
    for (row, line) in zip(rows, quoted.dropFirst()) where !rejected.contains(line) {
      let known = try XCTUnwrap(deals[row[0]], row[0])
      for (column, cell) in zip(columns, row) where !cell.isEmpty {
        let login = people.at(cell).string
        for part in parts(cell, of: column) {
          XCTAssertTrue(
            known.contains { $0 == login || says($0, part, of: column) },
            "\(row[0]) \(column): \(part)\n\(known)")
        }
      }
    }
  }

  /// What a cell says, be it in several places: numbers, addresses and labels stand by themselves.
  private func parts(_ cell: String, of column: String) -> [String] {
    let name = column.lowercased()
    if name.contains("телефон"), let number = try? PhoneNumber(typed: cell), number.e164 == nil {
      let numbers = PhoneNumber.all(in: cell).map(\.typed)
      return numbers.isEmpty ? [cell] : numbers
    }
    return name.contains("email") || name.hasPrefix("тег") ? ListText.parts(of: cell) : [cell]
  }

  /// All texts that are printed of each deal, its contacts, company and pipeline, by the deal's ID.
  private func cards(_ world: TestWorld) throws -> [String: [String]] {
    let pipelines = texts(world.run("pipeline", "list", "--json").json)
    let deals = world.run("deal", "list", "--state", "all", "--json").json.array ?? []
    let lines = deals.flatMap { deal in
      [
        "deal show \(deal.at("id").string ?? "")",
        "company show \(deal.at("company", "id").string ?? "")",
      ]
    }
    world.input = Array(lines.joined(separator: "\n").utf8)
    let printed = world.run("batch").out.split(separator: "\n").map {
      ((try? JSONReader.parse(Array($0.utf8))) ?? .null)
    }
    XCTAssertEqual(printed.count, lines.count)
    let contacts = world.run("contact", "list", "--json").json.array ?? []
    var cards: [String: [String]] = [:]
    for (number, deal) in deals.enumerated() {
      let id = try XCTUnwrap(deal.at("origin", "id").string)
      let people = contacts.filter { $0.at("company", "id") == deal.at("company", "id") }
      cards[id] = (printed[2 * number...2 * number + 1] + people).flatMap(texts) + pipelines
    }
    return cards
  }

  private func texts(_ value: JSONValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .number(let number): [number.text]
    case .array(let values): values.flatMap(texts)
    case .object(let object): object.members.flatMap { texts($0.value) }
    case .bool, .null: []
    }
  }

  /// Whether a printed text says what a cell does, in whatever form such a thing is printed.
  private func says(_ text: String, _ cell: String, of column: String) -> Bool {
    if Folding.fold(text).contains(Folding.fold(cell)) { return true }
    let name = column.lowercased()
    if name.hasPrefix("бюджет"), let currency = Currency(namedIn: cell) ?? Optional(.rub) {
      return (try? Money.parse(cell, currency: currency))?.decimalText == text
    }
    if name.hasPrefix("дата"), let time = try? TimeExpression(parsing: cell),
      let moment = try? time.resolve(
        now: .first, zone: .fixed(seconds: 10_800, identifier: "Europe/Moscow"), dayMeans: .start)
    {
      // Closed within the minute, or on the day, in which it was made.
      return text.hasPrefix(time.isDayOnly ? moment.text.prefix(7) : moment.text.prefix(16))
    }
    return (try? PhoneNumber(typed: cell))?.e164 == text
  }
}
