package import CRMModel

extension ExchangeRates {
  /// The rates of `rates.json`.
  ///
  /// - Throws: `DocumentError` where the document is none.
  init(bytes: [UInt8], noting keys: KnownKeys? = nil) throws(DocumentError) {
    let fields = try DocumentVersion.checked(bytes, noting: keys)
    self.init(
      try fields.list("rates") { (item) throws(DocumentError) in
        guard let currency = try item.currency("currency") else {
          throw item.error("currency", ru: "значения нет", en: "the value is missing")
        }
        let day = try item.day("on")
        guard let number = item.value("rate")?.number,
          let rate = try? ExchangeRate(currency, on: day, parsing: number.text)
        else {
          throw item.error(
            "rate", ru: "здесь должен быть курс, такой как 92.50",
            en: "a rate such as 92.50 is expected here")
        }
        return rate
      })
  }

  /// The document; keys of the one it replaces that nobody here knows are kept.
  func document(over before: JSONObject?) -> JSONObject {
    var object = before ?? JSONObject()
    object.set("schema", DocumentVersion.current)
    object["rates"] = .array(
      rates.map { rate in
        var item = JSONObject()
        item.set("currency", rate.currency.code)
        item.set("on", rate.day.text)
        item["rate"] = JSONNumber(text: rate.text).map(JSONValue.number)
        return .object(item)
      })
    return object
  }
}

extension Snapshot {
  /// The dated rates; none where nobody has set one.
  package func rates() throws(CRMError) -> ExchangeRates {
    try optional(DataDirectory.ratesPath) { (bytes) throws(DocumentError) in
      try ExchangeRates(bytes: bytes)
    } ?? ExchangeRates([])
  }

  /// How sums of several currencies become one at a moment.
  package func conversion(_ clock: AuditClock) throws(CRMError) -> CurrencyConversion {
    CurrencyConversion(try rates(), to: try settings().currency, clock)
  }
}

extension Transaction {
  /// Keeps the rates.
  package func put(_ rates: ExchangeRates) throws(CRMError) {
    let path = DataDirectory.ratesPath
    try put(rates.document(over: document(at: path)), at: path)
  }
}
