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
      companyClasses: CompanyClasses(
        shares: try fields.optional("abcShares", CompanyClasses.bounds)
          ?? CompanyClasses.standard.shares,
        variations: try fields.optional("abcVariations", CompanyClasses.bounds)
          ?? CompanyClasses.standard.variations),
      statuses: try fields.list("statuses", ClientStatus.init))
    for setting in Setting.all { try setting.read(fields, into: &self) }
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
    let usual = CompanyClasses.standard
    for (key, bounds, usual) in [
      ("abcShares", companyClasses.shares, usual.shares),
      ("abcVariations", companyClasses.variations, usual.variations),
    ] {
      object[key] = bounds == usual ? nil : .string(CompanyClasses.text(bounds))
    }
    object["statuses"] =
      statuses.isEmpty ? nil : .array(statuses.map { .object($0.json) })
    for setting in Setting.all { setting.write(self, into: &object) }
    return object
  }
}

extension Setting {
  /// Takes the value of its key from the document, where its form alone says how that is kept.
  fileprivate func read(
    _ fields: DocumentFields, into settings: inout Settings
  ) throws(DocumentError) {
    switch form {
    case .number(let limits, let usual, _, let set):
      set(&settings, try fields.optionalInt(key, in: limits) ?? usual)
    case .flag(_, let set): set(&settings, try fields.bool(key))
    case .file(_, let set): set(&settings, try fields.optionalString(key))
    case .lines(_, let set): set(&settings, try fields.strings(key))
    case .pairs(let pairs):
      guard let limits = pairs.bounds else {
        return pairs.set(&settings, try fields.dictionary(key).mapValues(Value.text))
      }
      guard let numbers = try fields.object(key) else { return pairs.set(&settings, [:]) }
      var values: [String: Value] = [:]
      for name in numbers.names {
        values[name] = try numbers.optionalInt(name, in: limits).map(Value.whole)
      }
      pairs.set(&settings, values)
    case .words: break
    }
  }

  /// Writes it where there is something to say that the document would not say without it.
  fileprivate func write(_ settings: Settings, into object: inout JSONObject) {
    switch form {
    case .number(_, let usual, let get, _):
      let number = get(settings)
      if number != usual || object[key] != nil { object.set(key, number) }
    case .flag(let get, _):
      let flag = get(settings)
      if flag || object[key] != nil { object[key] = .bool(flag) }
    case .file(let get, _): object[key] = get(settings).map(JSONValue.string)
    case .lines(let get, _):
      let lines = get(settings)
      object[key] = lines.isEmpty ? nil : .array(lines.map(JSONValue.string))
    case .pairs(let pairs):
      let values = pairs.get(settings)
      object[key] = values.isEmpty ? nil : JSONValue(values)
    case .words: break
    }
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
