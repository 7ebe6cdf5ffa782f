import CRMModel

/// Kept evenings as they stand in `audits/2026-11-21.json`: counts a manager, then the findings, a
/// line each.
extension Evening {
  init(bytes: [UInt8], noting keys: KnownKeys? = nil) throws(DocumentError) {
    let fields = try DocumentVersion.checked(
      bytes, newest: DocumentVersion.second, noting: keys)
    var findings: [Login: [Kept]] = [:]
    for (manager, kept) in try fields.list("findings", Evening.kept) {
      findings[manager, default: []].append(kept)
    }
    let rows = try fields.list("managers") { (row) throws(DocumentError) in
      try Row(row, findings)
    }
    guard let day = try fields.optional("day", Day.init(parsing:)) else {
      throw fields.error("day", ru: "значения нет", en: "the value is missing")
    }
    self.init(day: day, rows: rows)
  }

  /// The document with this evening in place of its own; keys that nobody here knows stay.
  func json(over document: JSONObject) -> JSONObject {
    var object = document
    let isSecond = rows.contains { $0.findings.contains(where: \.subject.check.isOfSecondVersion) }
    object.set("schema", isSecond ? DocumentVersion.second : DocumentVersion.current)
    object.set("day", day.text)
    object["managers"] = .array(rows.map { .object($0.json) })
    object["findings"] = .array(
      rows.flatMap { row in row.findings.map { .object($0.json(of: row.manager)) } })
    return object
  }

  private static func kept(_ fields: DocumentFields) throws(DocumentError) -> (Login, Kept) {
    guard let since = try fields.optional("since", Day.init(parsing:)) else {
      throw fields.error("since", ru: "значения нет", en: "the value is missing")
    }
    let subject = Subject(
      check: AuditCheck.ID(rawValue: try fields.string("check")),
      deal: try fields.optionalIdentifier("deal"),
      company: try fields.optionalIdentifier("company"))
    return (try fields.login("manager"), Kept(subject, since: since))
  }
}

extension Evening.Row {
  fileprivate init(
    _ fields: DocumentFields, _ findings: [Login: [Evening.Kept]]
  ) throws(DocumentError) {
    let manager = try fields.login("manager")
    var atRisk: [Money] = []
    for item in try fields.list("atRisk", { $0 }) {
      let currency = try item.currency("currency") ?? .rub
      if let money = try item.money("amount", currency) { atRisk.append(money) }
    }
    self.init(
      manager: manager, at: try fields.instant("at"), by: try fields.login("by"),
      deals: try fields.count("deals"), open: try fields.count("open"),
      cleanOpen: try fields.count("cleanOpen", most: try fields.count("open")),
      errors: try fields.count("errors"),
      warnings: try fields.count("warnings"), atRisk: atRisk, findings: findings[manager] ?? [])
  }

  fileprivate var json: JSONObject {
    var object = JSONObject()
    object.set("manager", manager.text)
    object.set("at", at)
    object.set("by", by.text)
    object.set("deals", deals)
    object.set("open", open)
    object.set("cleanOpen", cleanOpen)
    object.set("errors", errors)
    object.set("warnings", warnings)
    object.set("atRisk", atRisk) { money in
      var item = JSONObject()
      item.set("amount", money)
      item.set("currency", money.currency.code)
      return item
    }
    return object
  }
}

extension Evening.Kept {
  fileprivate func json(of manager: Login) -> JSONObject {
    var object = JSONObject()
    object.set("manager", manager.text)
    object.set("check", subject.check.rawValue)
    object.set("deal", subject.deal?.text)
    object.set("company", subject.company?.text)
    object.set("since", since.text)
    return object
  }
}

extension DocumentFields {
  /// A count that can be added to others without overflowing.
  fileprivate func count(_ key: String, most: Int = 1_000_000_000) throws(DocumentError) -> Int {
    let count = try int(key)
    guard (0...most).contains(count) else {
      throw error(key, ru: "такого количества не бывает", en: "there is no such count")
    }
    return count
  }
}
