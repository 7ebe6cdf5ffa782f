package import CRMModel

extension Task {
  package init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      number: try fields.int("number"), key: try fields.string("key"),
      kind: try fields.choice("kind", Kind.self), action: try fields.string("action"),
      activity: try fields.optional("activity", choice: Activity.self) ?? .task,
      remind: try fields.optional("remind", Span.init(parsing:)),
      process: try fields.optionalString("process"), text: try fields.optionalString("text"),
      assignee: try fields.login("assignee"),
      due: try fields.instant("due"), createdAt: try fields.instant("createdAt"))
    state = try fields.choice("state", State.self)
    result = try fields.optionalString("result")
    doneAt = try fields.optionalInstant("doneAt")
  }

  package var json: JSONObject {
    var object = JSONObject()
    object.set("number", number)
    object.set("key", key)
    object.set("kind", kind.rawValue)
    object.set("action", action)
    if activity != .task { object.set("activity", activity.rawValue) }
    object.set("remind", remind?.text)
    object.set("process", process)
    object.set("text", text)
    object.set("assignee", assignee.text)
    object.set("due", due)
    object.set("state", state.rawValue)
    object.set("result", result)
    object.set("createdAt", createdAt)
    object.set("doneAt", doneAt)
    return object
  }
}
