package import CRMModel

/// What a bank says was paid (R80): in the format `1CClientBankExchange` (1C, "Стандарт обмена данными с
/// системами «Клиент банка»", v1.03), or a table.
package struct BankStatement: Sendable {
  /// One transfer.
  package struct Transfer: Sendable {
    /// The line of the file where it begins.
    package let line: Int
    /// The number of the bank's document.
    package let number: String
    /// When the money came, else of which day the document is.
    package let day: Day
    /// Of which day the document is, which is all that a statement has of money that is on its way.
    let documentDay: Day
    /// How much.
    package let sum: Money
    /// Who paid.
    package let payer: String
    /// That one's ИНН.
    package let taxNumber: TaxNumber?
    /// What for.
    package let purpose: String
    /// Both accounts, where the statement has them, and the number.
    let document: String

    /// By what the same document is known when it comes again.
    var key: String { key(of: day) }

    /// The same of a statement that came before the money did.
    var earlierKey: String { key(of: documentDay) }

    private func key(of day: Day) -> String { "\(document) \(day.text) \(sum.decimalText)" }
  }

  /// The most bytes of a statement.
  package static let largestFile = 64 << 20

  /// The transfers to the accounts that the statement is of.
  package private(set) var incoming: [Transfer] = []
  /// How many went the other way.
  package private(set) var outgoing = 0
  /// How many went from one account of ours to another, or from us to us.
  package private(set) var own = 0
  /// The documents that cannot be understood, by the line where they begin.
  package private(set) var rejected: [ImportResult.Rejection] = []

  private static let mark = "1CClientBankExchange"

  /// A statement in UTF-8, or in the code page of DOS or Windows.
  ///
  /// - Throws: `CRMError.usage` for what is none.
  package init(_ bytes: [UInt8]) throws(CRMError) {
    do throws(ImportError) {
      guard bytes.count <= Self.largestFile else { throw .tooLarge(limit: Self.largestFile) }
      let text = try TextDecoding.utf8(bytes).bytes
      let lines = Self.lines(of: text)
      guard lines.first == Self.mark else {
        try add(table: text)
        return
      }
      // Which page it is stands in the file, and not always rightly: its own words tell.
      let isDOS = !lines.contains { $0.hasPrefix("Кодировка") || $0.hasPrefix("РасчСчет") }
      add(exchange: isDOS ? Self.lines(of: CodePage.dos.utf8(bytes)) : lines)
    } catch {
      throw CRMError(error)
    }
  }

  private static func lines(of text: [UInt8]) -> [String] {
    String(decoding: text, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { String($0).trimmingBlanks() }
  }

  /// A purpose may go on in lines without a key.
  private mutating func add(exchange lines: [String]) {
    var accounts: Set<String> = []
    var documents: [(line: Int, values: [String: String], isWhole: Bool)] = []
    var (isOpen, isEnded) = (false, false)
    var lastKey = ""
    for (place, line) in lines.enumerated() {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = String(parts[0]).trimmingBlanks()
      let value = parts.count > 1 ? String(parts[1]).trimmingBlanks() : nil
      switch key {
      case "СекцияДокумент":
        documents.append((place + 1, [:], false))
        (isOpen, lastKey) = (true, "")
      case "КонецДокумента" where isOpen:
        documents[documents.count - 1].isWhole = true
        isOpen = false
      case "КонецФайла": (isOpen, isEnded) = (false, true)
      case "РасчСчет" where !isOpen: if let value { accounts.insert(value) }
      case _ where isOpen && !line.isEmpty:
        if let value {
          lastKey = key
          if !value.isEmpty { documents[documents.count - 1].values[key] = value }
        } else {
          documents[documents.count - 1].values[lastKey]?.append(" " + line)
        }
      default: break
      }
    }
    for (line, values, isWhole) in documents {
      let payees = ["ПолучательСчет", "ПолучательРасчСчет"].compactMap { values[$0] }
      if !isWhole {
        reject(
          values, at: line,
          Phrase(
            ru: "документ обрывается: нет строки КонецДокумента",
            en: "the document breaks off: there is no line КонецДокумента"))
      } else if let payee = payees.first(where: accounts.contains) {
        let payers = ["ПлательщикСчет", "ПлательщикРасчСчет"].compactMap { values[$0] }
        let isOurs = values["ПлательщикИНН"].map { $0 == values["ПолучательИНН"] } ?? false
        if isOurs || payers.contains(where: accounts.contains) {
          own += 1
        } else {
          add(values, to: payee, at: line)
        }
      } else {
        outgoing += 1
      }
    }
    // Where a download breaks off between two documents, nothing else tells that some are missing.
    if !isEnded, documents.last?.isWhole != false {
      reject(
        [:], at: lines.count,
        Phrase(
          ru: "выписка обрывается: нет строки КонецФайла",
          en: "the statement breaks off: there is no line КонецФайла"))
    }
  }

  /// The heads of a table, by what the format calls them.
  private static let heads = [
    "сумма": "Сумма", "sum": "Сумма", "сумма по кредиту": "Сумма", "кредит": "Сумма",
    "поступление": "Сумма", "приход": "Сумма", "сумма по дебету": spent, "дебет": spent,
    "списание": spent, "расход": spent, "дата": "Дата", "date": "Дата", "дата операции": "Дата",
    "дата проводки": "Дата", "номер": "Номер", "number": "Номер", "номер документа": "Номер",
    "№ документа": "Номер", "плательщик": "Плательщик", "payer": "Плательщик",
    "контрагент": "Плательщик", "инн": "ПлательщикИНН", "inn": "ПлательщикИНН",
    "инн плательщика": "ПлательщикИНН", "инн контрагента": "ПлательщикИНН",
    "назначение": "НазначениеПлатежа", "purpose": "НазначениеПлатежа",
    "назначение платежа": "НазначениеПлатежа", "валюта": currency, "валюта операции": currency,
    "валюта платежа": currency, "currency": currency,
  ]
  /// The column of what went the other way, where sums stand in two.
  private static let spent = "Списано"
  private static let currency = "Валюта"

  /// Sums below zero went the other way.
  private mutating func add(table text: [UInt8]) throws(ImportError) {
    guard let table = try? ImportTable(bytes: text) else { throw .noStatement }
    var rows = NamedRows(table, heads: Self.heads)
    guard rows.has("Сумма", "Дата") else { throw .noStatement }
    while let (line, values, problem) = rows.next() {
      if let problem {
        rejected.append(.init(line: line, reason: problem, row: ""))
      } else if values["Сумма"] == nil, values[Self.spent] != nil {
        outgoing += 1
      } else {
        add(values, to: "", at: line)
      }
    }
  }

  private mutating func add(_ values: [String: String], to payee: String, at line: Int) {
    do throws(ValueError) {
      let amount = values["Сумма"] ?? ""
      let ofAccount = try Currency(ofAccount: payee)
      let named = Currency(namedIn: values[Self.currency] ?? amount)
      let sum = try Money.parse(amount, currency: named ?? ofAccount)
      guard sum.isPositive else {
        outgoing += 1
        return
      }
      let day = try Self.day(of: values["ДатаПоступило"] ?? values["Дата"] ?? "")
      let documentDay = values["Дата"].flatMap { try? Self.day(of: $0) } ?? day
      let number = values["Номер"] ?? ""
      // A table has no accounts; who pays tells its rows apart.
      let payer =
        values["ПлательщикСчет"] ?? values["ПлательщикРасчСчет"] ?? values["ПлательщикИНН"]
        ?? values["Плательщик"] ?? ""
      let parts = (1...6).compactMap { values["НазначениеПлатежа\($0)"] }
      incoming.append(
        Transfer(
          line: line, number: number, day: day, documentDay: documentDay, sum: sum,
          payer: values["Плательщик1"] ?? values["Плательщик"] ?? "",
          taxNumber: Self.taxNumber(values),
          purpose: values["НазначениеПлатежа"] ?? parts.joined(separator: " "),
          document: [payer, payee, number].joined(separator: " ")))
    } catch {
      reject(values, at: line, error.problem)
    }
  }

  /// The payer's ИНН: by itself, before its КПП, or in front of the name, as some banks write it.
  private static func taxNumber(_ values: [String: String]) -> TaxNumber? {
    let payer = values["Плательщик"].flatMap {
      $0.hasPrefix("ИНН ") ? String($0.dropFirst(4)) : nil
    }
    return [values["ПлательщикИНН"], payer].lazy.compactMap { text in
      text.flatMap { try? TaxNumber(parsing: String($0.prefix { $0.isNumber })) }
    }.first
  }

  /// The day of a moment, as tables have it.
  private static func day(of text: String) throws(ValueError) -> Day {
    let word = text.prefix { $0 != " " && $0 != "T" }
    return try Day(parsing: String(word))
  }

  private mutating func reject(_ values: [String: String], at line: Int, _ reason: Phrase) {
    let row = values.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
    rejected.append(.init(line: line, reason: reason, row: row.joined(separator: "; ")))
  }
}

extension Currency {
  /// The currencies that stand in the numbers of accounts, by the digits there (ОК 014 and 810, the rouble
  /// of accounts).
  private static let ofAccounts = [
    "810": "RUB", "643": "RUB", "840": "USD", "978": "EUR", "156": "CNY", "826": "GBP",
    "392": "JPY",
    "756": "CHF", "398": "KZT", "933": "BYN", "784": "AED", "949": "TRY",
  ]

  /// The currency of an account of 20 digits, which its sixth to eighth name; the rouble where there is no
  /// such account.
  ///
  /// - Throws: `ValueError` for a currency that nobody here knows.
  fileprivate init(ofAccount number: String) throws(ValueError) {
    guard number.count == 20 else {
      self = .rub
      return
    }
    let digits = String(number.dropFirst(5).prefix(3))
    guard let currency = Self.ofAccounts[digits].flatMap(Currency.init(code:)) else {
      throw ValueError(
        number, ru: "валюта счета с кодом \(digits) неизвестна",
        en: "the account's currency \(digits) is not known")
    }
    self = currency
  }
}
