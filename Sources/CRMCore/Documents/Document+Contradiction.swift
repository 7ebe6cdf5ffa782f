import CRMModel

extension Document {
  /// The first field whose value is not the one that the last event about it gave it; `nil` where
  /// document and history agree.
  var contradiction: String? {
    var told: [String: String?] = [:]
    for event in history where !event.isUndone {
      if case .edited(let change, _) = event.kind {
        told.updateValue(change.new, forKey: change.field)
      }
      if case .reopened(_, _, let cleared) = event.kind {
        for change in cleared { told.updateValue(change.new, forKey: change.field) }
      }
      if case .assigned(_, let manager, _) = event.kind { told["manager"] = manager.text }
      if let stage = event.stageChange?.to { told["stage"] = stage.text }
      // What another machine did counts from here on (R121).
      if case .told(let type, let values) = event.kind, [.united, .reconciled].contains(type),
        let field = values["field"]?.text
      {
        told[field] = nil
      }
    }
    let json = json
    for (field, text) in told.sorted(by: { $0.key < $1.key }) {
      guard let value = value(of: field, in: json) else { continue }
      // A sum that came with another currency names it (R46).
      if field == "budget", let code = json["currency"]?.string, text == "\(value) \(code)" {
        continue
      }
      if value != text ?? "" { return field }
    }
    return (self as? Deal)?.contradictedTask.map { "tasks/\($0)" }
  }

  /// A field as events write it, the empty text where there is no value; `nil` for what is no text.
  private func value(of field: String, in json: JSONObject) -> String? {
    let deal = self as? Deal
    if field == "spokeWith" { return deal?.spokeWith?.line ?? "" }
    if field == "total", let deal { return deal.chain?.total.decimalText ?? "" }
    let path = field.split(separator: ".", maxSplits: 1).map(String.init)
    guard let key = path.first, Self.keys.contains(key) else { return nil }
    let value = path.count == 1 ? json[key] : json[key]?.object?[path[1]]
    guard let value else {
      // A part that stands in the name alone is told of with the name.
      return self is Contact && Contact.partsOfName.contains { $0.key == key } ? nil : ""
    }
    return value.string ?? value.number?.text
      ?? value.array.map { $0.compactMap(\.string).joined(separator: ", ") }
  }
}

extension Deal {
  /// The first task that is not as the last event about it left it.
  fileprivate var contradictedTask: Int? {
    var states: [Int: (state: Task.State, result: String?)] = [:]
    var dues: [Int: Instant] = [:]
    for event in effectiveHistory {
      if case .taskDone(let number, let result, _) = event.kind { states[number] = (.done, result) }
      if case .taskCancelled(let number, _, _) = event.kind { states[number] = (.cancelled, nil) }
      if case .taskRescheduled(let number, _, let due, _) = event.kind { dues[number] = due }
    }
    return tasks.first { task in
      let (state, result) = states[task.number] ?? (.open, nil)
      return task.state != state || task.result != result
        || task.due != dues[task.number] ?? task.due
    }?.number
  }
}
