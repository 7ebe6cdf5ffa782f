package import CRMModel

/// Events as they stand in documents and in the JSON of `deal show`.
extension Event {
  package init(_ fields: DocumentFields) throws(DocumentError) {
    let at = try fields.instant("at")
    self.init(
      at: at, recorded: try fields.optionalInstant("recorded") ?? at,
      by: try fields.login("by"),
      actor: try fields.optionalString("actor").map { Login(stored: $0) },
      automation: try fields.optionalString("automation"),
      operation: try fields.identifier("operation"), kind: try Kind(fields),
      isUndone: try fields.bool("isUndone"))
  }

  package var json: JSONObject {
    var object = kind.json
    object.set("at", at)
    object.set("by", by.text)
    object.set("actor", actor?.text)
    object.set("automation", automation)
    object.set("operation", operation.text)
    if recorded != at { object.set("recorded", recorded) }
    if isUndone { object["isUndone"] = .bool(true) }
    return object
  }
}

extension Event.Kind {
  /// The event's name in JSON, a part of the command contract.
  package enum Name: String, CaseIterable {
    case created, moved, migrated, closed, reopened, edited, assigned, commented
    case taskSet = "task-set"
    case taskDone = "task-done"
    case taskCancelled = "task-cancelled"
    case taskRescheduled = "task-rescheduled"
    case sentBack = "sent-back"
    case undone, redone

  }

  /// Every name, in order.
  package static var names: [String] { Form.byName.keys.sorted() }

  /// What an event's name stands for.
  private enum Form {
    case known(Name)
    case told(EventType)

    /// In one table, because every event of every document has a name.
    static let byName = EventType.all.mapValues(Form.told).merging(
      Name.allCases.map { ($0.rawValue, Form.known($0)) }
    ) { _, known in known }
  }

  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    func stage(_ key: String) throws(DocumentError) -> StageID { StageID(try fields.string(key)) }
    let name: Name
    switch try fields.choice("event", { Form.byName[$0] }) {
    case .told(let type):
      var values: [String: Value] = [:]
      for key in type.keys { values[key.name] = try fields.value(of: key) }
      self = .told(type, values)
      return
    case .known(let known): name = known
    }
    self =
      switch name {
      case .created: .created(stage: try fields.optionalString("stage").map { StageID($0) })
      case .moved: .moved(from: try stage("from"), to: try stage("to"))
      case .migrated: .migrated(from: try stage("from"), to: try stage("to"))
      case .closed: .closed(from: try stage("from"), to: try stage("to"))
      case .reopened:
        .reopened(
          from: try stage("from"), to: try stage("to"),
          cleared: try fields.list("cleared", FieldChange.init))
      case .edited:
        .edited(try FieldChange(fields), reason: try fields.optionalString("reason"))
      case .assigned:
        .assigned(
          from: try fields.login("from"), to: try fields.login("to"),
          reason: try fields.optionalString("reason"))
      case .commented: .commented(try Comment(fields))
      case .taskSet: .taskSet(number: try fields.int("task"))
      case .taskDone:
        .taskDone(
          number: try fields.int("task"), result: try fields.string("result"),
          noNextReason: try fields.optionalString("noNextReason"))
      case .taskCancelled:
        .taskCancelled(
          number: try fields.int("task"), reason: try fields.optionalString("reason"),
          noNext: try fields.bool("noNext"))
      case .taskRescheduled:
        .taskRescheduled(
          number: try fields.int("task"), from: try fields.instant("from"),
          to: try fields.instant("to"), reason: try fields.string("reason"))
      case .sentBack:
        .sentBack(
          checks: try fields.strings("checks").map(AuditCheck.ID.init),
          due: try fields.instant("due"))
      case .undone: .undone(try fields.identifier("target"))
      case .redone: .redone(try fields.identifier("target"))
      }
  }

  fileprivate var json: JSONObject {
    var object = JSONObject()
    func set(_ name: Name) { object.set("event", name.rawValue) }
    switch self {
    case .created(let stage):
      set(.created)
      object.set("stage", stage?.text)
    case .moved(let from, let to):
      set(.moved)
      object.set("from", from.text)
      object.set("to", to.text)
    case .migrated(let from, let to):
      set(.migrated)
      object.set("from", from.text)
      object.set("to", to.text)
    case .closed(let from, let to):
      set(.closed)
      object.set("from", from.text)
      object.set("to", to.text)
    case .reopened(let from, let to, let cleared):
      set(.reopened)
      object.set("from", from.text)
      object.set("to", to.text)
      object.set("cleared", cleared, \.json)
    case .edited(let change, let reason):
      object = change.json
      set(.edited)
      object.set("reason", reason)
    case .assigned(let from, let to, let reason):
      set(.assigned)
      object.set("from", from.text)
      object.set("to", to.text)
      object.set("reason", reason)
    case .commented(let comment):
      object = comment.json
      set(.commented)
    case .taskSet(let number):
      set(.taskSet)
      object.set("task", number)
    case .taskDone(let number, let result, let noNextReason):
      set(.taskDone)
      object.set("task", number)
      object.set("result", result)
      object.set("noNextReason", noNextReason)
    case .taskCancelled(let number, let reason, let noNext):
      set(.taskCancelled)
      object.set("task", number)
      object.set("reason", reason)
      if noNext { object["noNext"] = .bool(true) }
    case .taskRescheduled(let number, let from, let to, let reason):
      set(.taskRescheduled)
      object.set("task", number)
      object.set("from", from)
      object.set("to", to)
      object.set("reason", reason)
    case .sentBack(let checks, let due):
      set(.sentBack)
      object.set("checks", checks.map(\.rawValue))
      object.set("due", due)
    case .told(let type, let values):
      object.set("event", type.name)
      for (key, value) in values { object[key] = JSONValue(value) }
    case .undone(let operation):
      set(.undone)
      object.set("target", operation.text)
    case .redone(let operation):
      set(.redone)
      object.set("target", operation.text)
    }
    return object
  }
}

extension DocumentFields {
  /// What an event tells under a key.
  fileprivate func value(of key: EventType.Key) throws(DocumentError) -> Value? {
    switch key.form {
    case .text, .login: .text(try string(key.name))
    case .value: try optionalString(key.name).map(Value.text)
    case .contact: .text(try identifier(key.name, ContactID.self).text)
    case .role: .text(try choice(key.name, Role.self).rawValue)
    case .task: .whole(try int(key.name))
    case .meeting: try optionalInt(key.name, in: 1...Int.max).map(Value.whole)
    case .moment: .moment(try instant(key.name))
    case .day: try optional(key.name, Day.init(parsing:)).map(Value.day)
    case .activity: .text(try choice(key.name, Activity.self).rawValue)
    case .direction:
      try optional(key.name, choice: Communication.Direction.self).map { .text($0.rawValue) }
    case .remark: try optionalString(key.name).map(Value.text)
    case .span: try optional(key.name, Span.init(parsing:)).map { .text($0.text) }
    }
  }
}

extension FieldChange {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      try fields.string("field"), old: try fields.optionalString("old"),
      new: try fields.optionalString("new"))
  }

  fileprivate var json: JSONObject {
    var object = JSONObject()
    object.set("field", field)
    object.set("old", old)
    object.set("new", new)
    return object
  }
}

extension Comment {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      stage: StageID(try fields.string("stage")), text: try fields.optionalString("text"),
      report: try fields.list("report") { (item) throws(DocumentError) in
        ReportEntry(section: try item.string("section"), text: try item.string("text"))
      })
  }

  fileprivate var json: JSONObject {
    var object = JSONObject()
    object.set("stage", stage.text)
    object.set("text", text)
    object.set("report", report) { entry in
      var item = JSONObject()
      item.set("section", entry.section)
      item.set("text", entry.text)
      return item
    }
    return object
  }
}
