import CRMModel
import Foundation

/// What people did on the deals, and what they had planned.
extension ReportsDepartment {
  /// The events that tell of it.
  static let work = ["commented", "logged", "task-done", "task-cancelled"]

  /// Comments, calls and the like, and tasks that were done, dropped or left, some of them late; the call
  /// that ends a task is of one command with it.
  mutating func work(on deal: inout Object, from made: Int, to end: Int) {
    var (tasks, events): ([Object], [Object]) = ([], [])
    for number in 1...Int.random(in: 1...6, using: &random) {
      let at = Int.random(in: made + 1...end, using: &random)
      let activity = Activity.allCases.randomElement(using: &random)?.rawValue ?? ""
      let by: Object = ["by": manager(), "isUndone": chance(5)]
      func told(_ name: String, _ more: Object, of event: Object) -> Object {
        event.merging(more) { _, own in own }.merging(["event": name]) { _, own in own }
      }
      let first = event("", at, by)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: events.append(told("commented", ["stage": stages[0], "text": "Да"], of: first))
      case 1: events.append(told("logged", logged(activity), of: first))
      default:
        var task: Object = [
          "number": number, "key": "k\(number)", "kind": chance(95) ? "task" : "note",
          "action": "Связаться с клиентом", "activity": activity, "assignee": manager(),
          "due": moment(at + Int.random(in: -3_000_000...3_000_000, using: &random)),
          "createdAt": moment(at - 4_000_000), "state": "open",
        ]
        if chance(70), by["isUndone"] as? Bool == false {
          let isDone = chance(90)
          task["state"] = isDone ? "done" : "cancelled"
          task["doneAt"] = moment(at)
          if isDone, chance(50) {
            let called = chance(60) ? activity : "call"
            events.append(told("logged", logged(called), of: first))
          }
          events.append(
            isDone
              ? told("task-done", ["task": number, "result": "Да"], of: first)
              : told("task-cancelled", ["task": number, "reason": "Нет"], of: first))
        }
        tasks.append(task)
      }
    }
    deal["schema"] = 2
    deal["tasks"] = tasks
    let all = (deal["history"] as? [Object] ?? []) + events
    deal["history"] = all.enumerated()
      .sorted { Self.order($0) < Self.order($1) }.map(\.element)
  }

  private static func order(_ event: (offset: Int, element: Object)) -> (String, Int) {
    (event.element["at"] as? String ?? "", event.offset)
  }

  private mutating func logged(_ activity: String) -> Object {
    var logged: Object = ["activity": activity]
    if chance(50) { logged["duration"] = "\(Int.random(in: 1...59, using: &random))m" }
    return logged
  }

  private func moment(_ second: Int) -> String {
    Instant(secondsSinceEpoch: Int64(second))?.text ?? ""
  }

  /// The same as rows for SQL.
  func workRows(of deal: Object) -> String {
    var script = ""
    for task in deal["tasks"] as? [Object] ?? [] {
      let values = ["number", "kind", "activity", "assignee", "due", "state", "doneAt"]
      script += Self.row("task", [deal["id"]] + values.map { task[$0] })
    }
    for event in deal["history"] as? [Object] ?? []
    where Self.work.contains(event["event"] as? String ?? "") {
      let minutes = (event["duration"] as? String).flatMap { Int($0.dropLast()) } ?? 0
      let values = ["event", "at", "operation", "by", "activity", "task"].map { event[$0] }
      script += Self.row(
        "work", [deal["id"]] + values + [minutes, event["isUndone"] as? Bool ?? false ? 1 : 0])
    }
    return script
  }
}
