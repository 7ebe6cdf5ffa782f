import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// R80: a bank's statement in the format of 1C, as banks write it.
final class PaymentImportTests: XCTestCase {
  private static let ours = "40702810900000000001"

  /// A document as banks write it: empty keys, sums with a point, keys that nobody here needs.
  private func document(
    _ number: Int, _ sum: String, purpose: [String], inn: String = "7707083893",
    to account: String = ours, day: String = "20.11.2026",
    from payer: String = "40702810100000000009"
  ) -> String {
    let purposes =
      purpose.count == 1
      ? ["НазначениеПлатежа=\(purpose[0])"]
      : purpose.enumerated().map { "НазначениеПлатежа\($0 + 1)=\($1)" }
    let lines =
      [
        "СекцияДокумент=Платежное поручение", "Номер=\(number)", "Дата=19.11.2026",
        "Сумма=\(sum)", "КвитанцияДата=", "ПлательщикСчет=\(payer)",
        "ДатаСписано=", "Плательщик=ИНН \(inn) ООО \"Зерно\"", "ПлательщикИНН=\(inn)",
        "Плательщик1=ООО \"Зерно\"", "ПлательщикБИК=044525225", "ПолучательСчет=\(account)",
        "ДатаПоступило=\(day)", "Получатель1=ООО Кофе", "ВидОплаты=01", "Очередность=5",
      ] + purposes + ["КонецДокумента"]
    return lines.joined(separator: "\r\n")
  }

  private func statement(_ documents: [String], encoding: String = "Windows") -> String {
    ([
      "1CClientBankExchange", "ВерсияФормата=1.03", "Кодировка=\(encoding)",
      "Отправитель=Банк", "РасчСчет=\(Self.ours)", "СекцияРасчСчет", "РасчСчет=\(Self.ours)",
      "НачальныйОстаток=0.00", "КонецРасчСчет",
    ] + documents + ["КонецФайла", ""]).joined(separator: "\r\n")
  }

  private func bytes(_ text: String, dos: Bool = false) -> Data {
    Data(
      text.unicodeScalars.map { scalar -> UInt8 in
        let value = scalar.value
        switch value {
        case ..<0x80: return UInt8(value)
        case 0x410...0x43F: return UInt8(dos ? value - 0x410 + 0x80 : value - 0x410 + 0xC0)
        case 0x440...0x44F: return UInt8(dos ? value - 0x440 + 0xE0 : value - 0x410 + 0xC0)
        case 0x2116: return dos ? 0xFC : 0xB9
        case 0xAB: return 0xAB
        case 0xBB: return 0xBB
        default: return UInt8(ascii: "?")
        }
      })
  }

  private func write(_ data: Data, _ world: TestWorld) throws {
    try data.write(to: URL(fileURLWithPath: world.resolve("bank.txt")))
  }

  private func office() throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init")
    try world.make("company", "add", "Зерно", "--inn", "7707083893")
    return world
  }

  private func invoices(_ sums: [Int], _ world: TestWorld) throws {
    let lines = sums.map { "invoice add --company Зерно --line 'Монтаж; 1; \($0)'" }
    try world.write(lines.joined(separator: "\n"), to: "batch")
    XCTAssertEqual(world.run("batch", world.resolve("batch")).status, 0)
  }

  /// A purpose goes on in lines without a key; a document that breaks off is told, and is nobody's.
  func testPurposeOverLinesAndAStatementThatBreaksOff() throws {
    let world = try office()
    try invoices([100, 200], world)
    let whole = document(
      1, "100.00", purpose: ["Оплата за монтаж\r\nпо счету СЧ-2026-1\r\nбез НДС"])
    let broken = document(2, "200.00", purpose: ["Оплата по счету СЧ-2026-2"])
      .components(separatedBy: "\r\n").prefix(12).joined(separator: "\r\n")
    let text = statement([whole, broken]).replacing("КонецФайла", with: "")
    try write(bytes(text), world)
    let run = world.run("import", "payments", world.resolve("bank.txt"), "--json")
    XCTAssertEqual(run.json.at("entered").array?.count, 1, run.out)
    XCTAssertEqual(run.json.at("rejected").array?.count, 1, run.out)
    XCTAssertEqual(run.json.at("outgoing").number?.int, 0)
    XCTAssertEqual(
      world.run("invoice", "list", "--where", "state = paid", "--format", "ids").out
        .split(separator: "\n").count, 1)
  }

  func testTwoHundredDocumentsOfAWindowsBank() throws {
    let world = try office()
    try invoices((1...200).map { $0 * 10 }, world)
    let documents = (1...200).map { number in
      document(
        number, "\(number * 10).00",
        purpose: number.isMultiple(of: 2)
          ? ["Оплата по счету № СЧ-2026-\(number)", "от 20.11.2026 за монтаж", "НДС не облагается"]
          : ["Оплата по счету СЧ-2026-\(number), НДС не облагается"])
    }
    try write(bytes(statement(documents)), world)
    let run = world.run("import", "payments", world.resolve("bank.txt"), "--json")
    XCTAssertEqual(run.json.at("entered").array?.count, 200, run.err)
    XCTAssertEqual(run.json.at("doubtful").array?.count, 0)
    XCTAssertEqual(run.json.keys, ["doubtful", "entered", "known", "outgoing", "own", "rejected"])
    let paid = world.run("invoice", "list", "--where", "state = paid", "--json").json.array
    XCTAssertEqual(paid?.count, 200)
    let before = try world.documents()
    let again = world.run("import", "payments", world.resolve("bank.txt"), "--json").json
    XCTAssertEqual(again.at("known").number?.int, 200)
    XCTAssertEqual(try world.documents(), before, "the same statement changes nothing")
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  func testDOSAndUTF8() throws {
    for isDOS in [true, false] {
      let world = try office()
      try invoices([100], world)
      let text = statement(
        [document(7, "100.00", purpose: ["За монтаж"])], encoding: isDOS ? "DOS" : "UTF-8")
      try write(isDOS ? bytes(text, dos: true) : Data(text.utf8), world)
      let run = world.run("import", "payments", world.resolve("bank.txt"), "--json")
      XCTAssertEqual(run.json.at("entered").array?.count, 1, "\(isDOS) \(run.err)")
      let payment = world.run("payment", "show", "ОП-2026-1", "--json").json
      XCTAssertEqual(payment.at("note").string, "За монтаж")
      XCTAssertEqual(payment.at("date").string, "2026-11-20")
      XCTAssertEqual(payment.at("ref").string, "7")
    }
  }

  func testWhatIsNotCertainIsListed() throws {
    let world = try office()
    try invoices([100, 100, 50, 12, 100], world)
    let documents = [
      // Two invoices fit; one by its number; more than is left; a stranger; no number like another's.
      document(1, "100.00", purpose: ["Оплата"]),
      document(2, "100.00", purpose: ["Оплата СЧ-2026-2"]),
      document(3, "60.00", purpose: ["Оплата СЧ-2026-3"]),
      document(4, "50.00", purpose: ["Оплата СЧ-2026-3"], inn: "500100732259"),
      document(5, "12.00", purpose: ["Оплата СЧ-2026-12"]),
      document(6, "5.00", purpose: ["Комиссия"], to: "40702810500000000000"),
      document(7, "сто", purpose: ["Оплата"]),
      document(8, "50.00", purpose: ["Оплата СЧ-2026-3"], day: "01.12.2026"),
    ]
    try write(bytes(statement(documents)), world)
    let answer = world.run("import", "payments", world.resolve("bank.txt"), "--json").json
    XCTAssertEqual(answer.at("entered").array?.count, 2)
    XCTAssertEqual(answer.at("outgoing").number?.int, 1)
    XCTAssertEqual(answer.at("rejected").array?.count, 1)
    XCTAssertEqual(answer.at("rejected", 0).keys, ["line", "reason", "row"])
    let doubts = answer.at("doubtful").array ?? []
    XCTAssertEqual(doubts.compactMap { $0.at("number").string }, ["1", "3", "4", "8"])
    XCTAssertEqual(doubts.map { $0.at("candidates").array?.count }, [4, 1, 1, 0])
    XCTAssertEqual(
      doubts[0].keys,
      ["candidates", "date", "inn", "line", "number", "payer", "purpose", "reason", "sum"])
  }

  /// A bank need not name who pays: what the person has to know stands in capitals.
  func testAPayerWithoutANameIsAskedFor() throws {
    let world = try office()
    let nameless = document(9, "50.00", purpose: ["Оплата"], inn: "500100732259")
      .split(separator: "\r\n").filter {
        !$0.hasPrefix("Плательщик1=") && !$0.hasPrefix("Плательщик=")
      }
      .joined(separator: "\r\n")
    try write(bytes(statement([nameless])), world)
    let run = world.run("import", "payments", world.resolve("bank.txt"))
    XCTAssertTrue(run.out.contains(" ₽: плательщик неизвестен"), run.out)
    XCTAssertTrue(run.out.hasSuffix("$ crm company add НАЗВАНИЕ --inn 500100732259\n"), run.out)
  }

  /// One transfer may pay several invoices, where it names them and is as much as they come to.
  func testATransferPaysSeveralInvoices() throws {
    let world = try office()
    try invoices([100, 250, 30], world)
    try world.make("payment", "add", "--invoice", "СЧ-2026-2", "--sum", "50")
    let documents = [
      document(1, "300.00", purpose: ["Оплата по счетам № СЧ-2026-1 от 20.11.2026, № СЧ-2026-2"]),
      document(2, "31.00", purpose: ["СЧ-2026-3 и СЧ-2026-1"]),
    ]
    try write(bytes(statement(documents)), world)
    let run = world.run("import", "payments", world.resolve("bank.txt"), "--json").json
    XCTAssertEqual(run.at("entered").array?.count, 2)
    XCTAssertEqual(run.at("doubtful").array?.count, 1)
    let payments = world.run("payment", "list", "--sort", "number", "--json").json.array ?? []
    XCTAssertEqual(payments.map { $0.at("total").number?.text }, ["50", "100", "200"])
    let again = world.run("import", "payments", world.resolve("bank.txt"), "--json").json
    XCTAssertEqual(again.at("known").number?.int, 1)
    XCTAssertEqual(again.at("entered").array?.count, 0)
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  func testWhatWasEnteredByHandIsKnown() throws {
    let world = try office()
    try invoices([100, 100], world)
    try write(bytes(statement([document(1, "100.00", purpose: ["Оплата"])])), world)
    let doubt = world.run("import", "payments", world.resolve("bank.txt"))
    XCTAssertTrue(doubt.out.contains("решать вам: 1"), doubt.out)
    try world.make(
      "payment", "add", "--invoice", "СЧ-2026-2", "--sum", "100", "--date", "2026-11-20", "--ref",
      "1")
    let again = world.run("import", "payments", world.resolve("bank.txt"), "--json").json
    XCTAssertEqual(again.at("known").number?.int, 1)
    XCTAssertEqual(again.at("doubtful").array?.count, 0)
  }

  private func take(_ documents: [String], _ world: TestWorld) throws -> JSONValue {
    try write(bytes(statement(documents)), world)
    return world.run("import", "payments", world.resolve("bank.txt"), "--json").json
  }

  /// What the printed command divides into a payment and an advance is one document all the same.
  func testADocumentEnteredInPartsIsKnown() throws {
    let world = try office()
    try invoices([120, 150], world)
    let paid = document(17, "150.00", purpose: ["Оплата СЧ-2026-1"])
    XCTAssertEqual(try take([paid], world).at("doubtful").array?.count, 1)
    try world.make(
      "payment", "add", "--invoice", "СЧ-2026-1", "--sum", "150", "--date", "2026-11-20", "--ref",
      "17", "--advance")
    XCTAssertEqual(try take([paid], world).at("known").number?.int, 1)
  }

  /// Before the money has come a statement has the document's own day alone; corrected, it has another sum.
  func testAStatementOfTheSameDocumentLater() throws {
    let world = try office()
    try invoices([400], world)
    let purpose = ["Оплата СЧ-2026-1"]
    let first = try take([document(18, "150.00", purpose: purpose, day: "")], world)
    XCTAssertEqual(first.at("entered").array?.count, 1)
    let known = try take([document(18, "150.00", purpose: purpose)], world)
    XCTAssertEqual(known.at("known").number?.int, 1)
    let corrected = [document(18, "155.00", purpose: purpose)]
    XCTAssertEqual(try take(corrected, world).at("doubtful").array?.count, 1)
    try world.make("payment", "cancel", "ОП-2026-1")
    XCTAssertEqual(try take(corrected, world).at("entered").array?.count, 1)
    let other = document(18, "10.00", purpose: purpose, from: "40702810100000000008")
    XCTAssertEqual(try take([other], world).at("entered").array?.count, 1)
  }

  func testAnImportThatWasTakenBackIsDoneAgain() throws {
    let world = try office()
    try invoices([100], world)
    let paid = [document(1, "100.00", purpose: ["Оплата СЧ-2026-1"])]
    XCTAssertEqual(try take(paid, world).at("entered").array?.count, 1)
    try world.make("undo")
    XCTAssertEqual(try take(paid, world).at("entered").array?.count, 1)
    try world.make("payment", "cancel", "ОП-2026-2")
    XCTAssertEqual(try take(paid, world).at("known").number?.int, 1)
  }

  /// Who pays an invoice twice has paid no other one by that.
  func testAnInvoicePaidTwiceIsDoubtful() throws {
    let world = try office()
    try invoices([100, 100], world)
    let paid = (1...2).map { document($0, "100.00", purpose: ["Оплата СЧ-2026-1"]) }
    let answer = try take(paid, world)
    XCTAssertEqual(answer.at("entered").array?.count, 1)
    XCTAssertEqual(answer.at("doubtful", 0).at("candidates").array?.count, 1)
  }

  /// The printed command keeps the currency, and asks for no number where the bank gave none.
  func testAnAdvanceInDollarsIsOne() throws {
    let world = try office()
    let paid = document(
      9, "100.00", purpose: ["Advance"], to: "40702840900000000001", from: "40702840100000000009"
    )
    .replacing("Номер=9", with: "Номер=")
    let text = statement([paid]).replacing(Self.ours, with: "40702840900000000001")
    try write(bytes(text), world)
    let run = world.run("import", "payments", world.resolve("bank.txt"))
    XCTAssertTrue(
      run.out.hasSuffix("--sum 100 --date 2026-11-20 --currency USD --advance\n"), run.out)
  }

  func testATableOfPayments() throws {
    let world = try office()
    try invoices([1250], world)
    let rows = [
      "Дата;Номер;Сумма;ИНН;Плательщик;Назначение;Остаток",
      "19.11.2026;8;1250,00;7707083893;ООО Зерно;По счету СЧ-2026-1, НДС не облагается;1",
      "19.11.2026;9;-10;;Банк;Комиссия;2", ";;;;;;",
    ]
    try write(Data(rows.joined(separator: "\r\n").utf8), world)
    let answer = world.run("import", "payments", world.resolve("bank.txt"), "--json").json
    XCTAssertEqual(answer.at("entered").array?.count, 1)
    XCTAssertEqual(answer.at("outgoing").number?.int, 1)
    XCTAssertEqual(answer.at("rejected").array?.count, 0)
    let again = world.run("import", "payments", world.resolve("bank.txt"), "--json").json
    XCTAssertEqual(again.at("known").number?.int, 1)
  }

  /// Two clients may pay the same on one day by documents of one number; a bank has two columns of sums.
  func testRowsOfATableAreToldApartByWhoPays() throws {
    let world = try office()
    try invoices([500], world)
    try world.make("company", "add", "Ручей", "--inn", "500100732259")
    try world.make("invoice", "add", "--company", "Ручей", "--line", "Монтаж; 1; 500")
    let rows = [
      "Дата проводки;№ документа;Сумма по дебету;Сумма по кредиту;ИНН контрагента;Контрагент;"
        + "Назначение платежа",
      "19.11.2026;1;;500,00;7707083893;ООО Зерно;За монтаж",
      "19.11.2026;1;;500,00;500100732259;ИП Ручей;За монтаж",
      "19.11.2026;2;70,00;;7736050003;Банк;Комиссия",
    ]
    try write(Data(rows.joined(separator: "\r\n").utf8), world)
    let answer = world.run("import", "payments", world.resolve("bank.txt"), "--json").json
    XCTAssertEqual(answer.at("entered").array?.count, 2)
    XCTAssertEqual(answer.at("known").number?.int, 0)
    XCTAssertEqual(answer.at("outgoing").number?.int, 1)
    XCTAssertEqual(answer.at("rejected").array?.count, 0)
  }

  /// What goes from one of our accounts to another is no client's, nor what we pay in ourselves.
  func testWhatGoesBetweenOwnAccountsIsNobodys() throws {
    let world = try office()
    let other = "40702810900000000002"
    let inside = document(1, "100.00", purpose: ["Перевод"], from: other)
    let paidIn = document(2, "50.00", purpose: ["Пополнение"])
      .replacing("ПолучательСчет", with: "ПолучательИНН=7707083893\r\nПолучательСчет")
    let text = statement([inside, paidIn])
      .replacing("СекцияРасчСчет", with: "РасчСчет=\(other)\r\nСекцияРасчСчет")
    try write(bytes(text), world)
    let answer = world.run("import", "payments", world.resolve("bank.txt"), "--json").json
    XCTAssertEqual(answer.at("own").number?.int, 2)
    XCTAssertEqual(answer.at("outgoing").number?.int, 0)
    XCTAssertEqual(answer.at("doubtful").array?.count, 0)
    let table = world.run("import", "payments", world.resolve("bank.txt"), "--lang", "en").out
    XCTAssertTrue(table.contains("between own accounts: 2"), table)
  }

  /// An account's number says its currency: a thousand dollars pay no invoice in roubles.
  func testAnAccountSaysItsCurrency() throws {
    let world = try office()
    try invoices([1000], world)
    for (account, entered, rejected) in [
      ("40702840900000000001", 0, 0), ("40702999900000000001", 0, 1), (Self.ours, 1, 0),
    ] {
      let text = statement([document(1, "1000.00", purpose: ["Монтаж"], to: account)])
        .replacing(Self.ours, with: account)
      try write(bytes(text), world)
      let answer = world.run("import", "payments", world.resolve("bank.txt"), "--json").json
      XCTAssertEqual(answer.at("entered").array?.count, entered, account)
      XCTAssertEqual(answer.at("rejected").array?.count, rejected, account)
    }
  }

  func testANumberStandsByItself() throws {
    for (purpose, isCertain) in [
      ("счет 7 от 19.11", true), ("счет №7.", true), ("(7)", true), ("счет 17", false),
      ("счет 7а", false), ("19.7.2026", false), ("2026-7", false), ("17 и 7", true),
      // As clients write it.
      ("Оплата по счету N7 от 01.11.2026", true), ("сч.№7 НДС 22%-7-21", true), ("СЧЕТ7", true),
      ("по счетам № 5 от 01.11.2026, № 7 от 02.11.2026", true), ("сч-ф 7 частично", true),
      ("счет № 7 к договору поставки № 5", true), ("счет от 07.11.2026 № 7", true),
      // Shares, sums, spans, dates, other papers.
      ("за монтаж, НДС 7%", false), ("НДС 7 % - 40.00", false), ("НДС 7", false),
      ("Сумма 7 000-00", false), ("сумма 7-00", false), ("7 руб. 00 коп.", false),
      ("аренда за 7 месяцев", false), ("счет 5 от 7 ноября", false), ("7 ноября", false),
      ("по договору 7", false), ("договор поставки № 7 от 01.11.2026", false), ("акт №7", false),
    ] {
      let world = try office()
      try world.make(
        "invoice", "add", "--company", "Зерно", "--number", "7", "--line", "Монтаж; 1; 100")
      try write(bytes(statement([document(1, "40.00", purpose: [purpose])])), world)
      let answer = world.run("import", "payments", world.resolve("bank.txt"), "--json").json
      XCTAssertEqual(answer.at("entered").array?.count, isCertain ? 1 : 0, purpose)
    }
  }

  func testWhatIsNoStatementIsRefused() throws {
    let world = try office()
    for text in ["", "что-то\n", "1CClientBankExchangeX\n"] {
      try write(Data(text.utf8), world)
      XCTAssertEqual(world.run("import", "payments", world.resolve("bank.txt")).status, 2, text)
    }
  }
}
