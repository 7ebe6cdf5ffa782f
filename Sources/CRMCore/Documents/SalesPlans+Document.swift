package import CRMModel

extension SalesPlans {
  /// The plans of `plans.json` (R92).
  ///
  /// - Throws: `DocumentError` where the document is none.
  init(bytes: [UInt8], noting keys: KnownKeys? = nil) throws(DocumentError) {
    let fields = try DocumentVersion.checked(bytes, noting: keys)
    self.init(
      try fields.list("plans") { (item) throws(DocumentError) in
        let holder: SalesPlan.Holder
        if let department = try item.optionalString("department") {
          holder = .department(DepartmentID(department))
        } else {
          holder = .user(try item.login("user"))
        }
        let span = try item.optional("period") { (text) throws(ValueError) in
          try CalendarSpan(parsing: text)
        }
        guard let span, let currency = try item.currency("currency"),
          let sum = try item.money("sum", currency)
        else {
          throw item.error(
            "period", ru: "нужны срок, сумма и валюта",
            en: "a period, a sum and a currency are needed")
        }
        return SalesPlan(
          holder, span, pipeline: try item.optionalString("pipeline").map { PipelineID($0) },
          sum: sum,
          count: try item.optionalInt("count", in: 0...Int.max))
      })
  }

  /// The document; keys of the one it replaces that nobody here knows are kept.
  func document(over before: JSONObject?) -> JSONObject {
    var object = before ?? JSONObject()
    object.set("schema", DocumentVersion.current)
    object["plans"] = .array(
      plans.map { plan in
        var item = JSONObject()
        switch plan.holder {
        case .user(let login): item.set("user", login.text)
        case .department(let id): item.set("department", id.text)
        }
        item.set("period", plan.span.name)
        item.set("pipeline", plan.pipeline?.text)
        item["sum"] = .number(JSONNumber(plan.sum))
        item.set("currency", plan.sum.currency.code)
        item["count"] = plan.count.map { .number(JSONNumber($0)) }
        return .object(item)
      })
    return object
  }
}

extension Snapshot {
  /// The plans; none where nobody has set one.
  package func plans() throws(CRMError) -> SalesPlans {
    try optional(DataDirectory.plansPath) { (bytes) throws(DocumentError) in
      try SalesPlans(bytes: bytes)
    } ?? SalesPlans()
  }
}

extension Transaction {
  /// Keeps a plan.
  ///
  /// - Throws: `CRMError.notPermitted` for everybody but the heads of whose plan it is, and admins (R47).
  package func set(_ plan: SalesPlan, isGone: Bool = false) throws(CRMError) {
    let people = try people()
    try permitted { () throws(Denial) in
      try people.require(planning: plan.holder, by: context.user)
    }
    var plans = try plans()
    if isGone { plans.remove(plan) } else { plans.set(plan) }
    let path = DataDirectory.plansPath
    try put(plans.document(over: document(at: path)), at: path)
  }
}
