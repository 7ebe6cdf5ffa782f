package import CRMModel

extension Settings {
  /// Settings from `settings.json`.
  ///
  /// - Throws: `DocumentError` where the document is none.
  package init(bytes: [UInt8], noting keys: KnownKeys? = nil) throws(DocumentError) {
    let fields = try DocumentVersion.checked(
      bytes, newest: DocumentVersion.second, noting: keys)
    self.init(
      timeZone: try fields.string("timeZone"), currency: try fields.currency("currency") ?? .rub,
      taskActions: try fields.actions("taskActions"), people: try fields.dictionary("people"),
      workCalendar: try fields.object("workCalendar").map(WorkCalendar.init) ?? .standard,
      asks: try fields.bool("ask"),
      maxContacts: try fields.optionalInt("maxContacts", in: Settings.contactLimits)
        ?? Settings.usualContacts,
      paperNumbers: try fields.dictionary("paperNumbers"),
      seller: try fields.strings("seller"),
      invoiceDays: try fields.optionalInt("invoiceDays", in: Settings.invoiceDayLimits)
        ?? Settings.usualInvoiceDays,
      companyClasses: CompanyClasses(
        shares: try fields.optional("abcShares", CompanyClasses.bounds)
          ?? CompanyClasses.standard.shares,
        variations: try fields.optional("abcVariations", CompanyClasses.bounds)
          ?? CompanyClasses.standard.variations),
      statuses: try fields.list("statuses", ClientStatus.init),
      baseProfile: try fields.weights("baseProfile"), logo: try fields.optionalString("logo"))
    for (pipeline, login) in try fields.dictionary("responsible") {
      responsible[PipelineID(pipeline)] = Login(stored: login)
    }
  }

  /// The document with these settings in place of its own; keys that nobody here knows stay.
  func json(over document: JSONObject) -> JSONObject {
    var object = document
    object.set("timeZone", timeZone)
    object.set("currency", currency.code)
    // Version 1 knows their names only (R55).
    let isSecond = taskActions.contains { !$0.isPlain }
    object.set("schema", isSecond ? DocumentVersion.second : DocumentVersion.current)
    object["taskActions"] = .array(taskActions.map(\.json))
    var calendar = object["workCalendar"]?.object ?? JSONObject()
    calendar.set("days", workCalendar.days.map(\.rawValue))
    calendar.set("from", workCalendar.hours.fromText)
    calendar.set("until", workCalendar.hours.untilText)
    calendar.set("holidays", workCalendar.holidays.map(\.text))
    object["workCalendar"] = .object(calendar)
    if maxContacts != Settings.usualContacts || object["maxContacts"] != nil {
      object.set("maxContacts", maxContacts)
    }
    if invoiceDays != Settings.usualInvoiceDays || object["invoiceDays"] != nil {
      object.set("invoiceDays", invoiceDays)
    }
    if asks || object["ask"] != nil { object["ask"] = .bool(asks) }
    let numbers = paperNumbers.mapValues(Value.text)
    object["paperNumbers"] = numbers.isEmpty ? nil : JSONValue(numbers)
    let usual = CompanyClasses.standard
    for (key, bounds, usual) in [
      ("abcShares", companyClasses.shares, usual.shares),
      ("abcVariations", companyClasses.variations, usual.variations),
    ] {
      object[key] = bounds == usual ? nil : .string(CompanyClasses.text(bounds))
    }
    object["statuses"] =
      statuses.isEmpty ? nil : .array(statuses.map { .object($0.json) })
    object["baseProfile"] =
      baseProfile.isEmpty
      ? nil : JSONValue(baseProfile.compactMapValues { ExactNumber($0).map(Value.number) })
    let logins = responsible.map { ($0.key.text, Value.text($0.value.text)) }
    object["responsible"] =
      logins.isEmpty ? nil : JSONValue(Dictionary(keepingFirst: logins))
    object["logo"] = logo.map(JSONValue.string)
    object["seller"] = seller.isEmpty ? nil : .array(seller.map(JSONValue.string))
    return object
  }
}

extension TaskAction {
  /// A plain one is its name (R55).
  fileprivate var json: JSONValue {
    guard !isPlain else { return .string(name) }
    var object = JSONObject()
    object.set("name", name)
    object.set("activity", activity.rawValue)
    object.set("remind", remind?.text)
    return .object(object)
  }
}

extension ClientStatus {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      id: try fields.string("id"), name: try fields.string("name"),
      condition: try fields.expression("where"))
  }

  fileprivate var json: JSONObject {
    var object = JSONObject()
    object.set("id", id)
    object.set("name", name)
    object.set("where", condition.text)
    return object
  }
}

extension DocumentFields {
  /// The dictionary of actions.
  fileprivate func actions(_ key: String) throws(DocumentError) -> [TaskAction] {
    try value(key)?.elements?.contains(where: \.isObject) != true
      ? strings(key).map { TaskAction($0) }
      : items(key) { (item) throws(DocumentError) in
        if let name = item.string { return TaskAction(name) }
        let fields = try DocumentFields(item)
        return TaskAction(
          try fields.string("name"),
          activity: try fields.optional("activity", choice: Activity.self) ?? .task,
          remind: try fields.optional("remind", Span.init(parsing:)))
      }
  }

  /// Weights by the keys of properties.
  fileprivate func weights(_ key: String) throws(DocumentError) -> [String: Int] {
    guard let fields = try object(key) else { return [:] }
    var weights: [String: Int] = [:]
    for name in fields.names { weights[name] = try fields.optionalInt(name, in: Settings.weights) }
    return weights
  }
}

extension WorkCalendar {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    let standard = WorkCalendar.standard
    let isUsualWeek = fields.value("days") == nil
    let days = isUsualWeek ? standard.days.map(\.rawValue) : try fields.strings("days")
    let from = try fields.optionalString("from") ?? standard.hours.fromText
    let until = try fields.optionalString("until") ?? standard.hours.untilText
    let holidays = try fields.strings("holidays")
    do throws(ValueError) {
      try self.init(
        days: Set(days.map(Weekday.days).joined()), hours: WorkHours(parsing: "\(from)-\(until)"),
        holidays: Set(holidays.map(Day.days).joined()))
    } catch {
      throw DocumentError("workCalendar", ru: error.problem.ru, en: error.problem.en)
    }
  }
}
