import CRMModel

/// The numbers of a deal's tasks, and the keys by which two machines tell them apart (R121).
struct TaskNumbers {
  private var keys: [Int: String] = [:]
  private var numbers: [String: Int] = [:]
  /// Tasks that got another number, with the one they had.
  private(set) var renumbered: [(key: String, number: String)] = []

  /// Those of a document; of tasks that it has no more, those that it began with.
  init(_ object: JSONObject, since base: JSONObject? = nil) {
    for task in [base, object].flatMap({ $0?["tasks"]?.array ?? [] }) {
      guard let number = task["number"]?.int, let key = task["key"]?.string else { continue }
      if let other = keys[number] { numbers[other] = nil }
      keys[number] = key
      numbers[key] = number
    }
  }

  /// The tasks of both sides, each with the greater number where only one of them has seen a merge that gave
  /// it another one.
  static func agreed(_ versions: Versions<JSONObject>) -> Versions<JSONValue> {
    var common = TaskNumbers(JSONObject())
    for side in [versions.first, versions.second].compactMap({ $0 }) {
      common.numbers.merge(TaskNumbers(side).numbers, uniquingKeysWith: max)
    }
    return Versions(
      base: versions.base?["tasks"], first: versions.first?["tasks"].map(common.numbered),
      second: versions.second?["tasks"].map(common.numbered))
  }

  /// Those of a merged document: of two that were given one number, the one that was planned later gets
  /// the next one.
  init(merging versions: Versions<JSONObject>, in object: JSONObject) {
    let before = versions.part { TaskNumbers($0).numbers }
    let tasks = (object["tasks"]?.array ?? []).sorted { left, right in
      let isLeftOld = before.base?[left["key"]?.string ?? ""] != nil
      let isRightOld = before.base?[right["key"]?.string ?? ""] != nil
      if isLeftOld != isRightOld { return isLeftOld }
      return Self.age(left) < Self.age(right)
    }
    var next = Self.greatest(versions)
    for task in tasks {
      guard let key = task["key"]?.string, let number = task["number"]?.int else { continue }
      guard keys[number] != nil else {
        keys[number] = key
        numbers[key] = number
        continue
      }
      next += 1
      keys[next] = key
      numbers[key] = next
      renumbered.append((key, String(number)))
    }
    // Events may tell of a task that is gone.
    for known in [before.base, before.first, before.second] {
      numbers.merge(known ?? [:]) { own, _ in own }
    }
  }

  /// The greatest number that either side has given, also to a task that is gone.
  private static func greatest(_ versions: Versions<JSONObject>) -> Int {
    let told = [versions.first, versions.second].flatMap { document in
      [("history", "task"), ("tasks", "number")].flatMap { list, key in
        (document?[list]?.array ?? []).compactMap { $0[key]?.int }
      }
    }
    return told.max() ?? 0
  }

  private static func age(_ task: JSONValue) -> (String, String) {
    (task["createdAt"]?.string ?? "", task["key"]?.string ?? "")
  }

  /// The key of a number.
  func key(_ number: JSONValue) -> JSONValue? {
    number.int.flatMap { keys[$0] }.map(JSONValue.string)
  }

  /// The number of a key.
  func number(_ key: JSONValue) -> JSONValue? {
    key.string.flatMap { numbers[$0] }.map { .number(JSONNumber($0)) }
  }

  /// The tasks with their numbers, in their order.
  func numbered(_ tasks: JSONValue) -> JSONValue {
    let tasks = (tasks.array ?? []).map { task in
      var object = task.object ?? JSONObject()
      object["number"] = object["key"].flatMap(number) ?? object["number"]
      return JSONValue.object(object)
    }
    return .array(tasks.sorted { ($0["number"]?.int ?? 0) < ($1["number"]?.int ?? 0) })
  }

  /// The name of a property with a task's number in place of its key: `tasks.3.due`.
  func named(_ field: String) -> String {
    let parts = field.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, parts[0] == "tasks", let number = numbers[parts[1]] else { return field }
    return (["tasks", String(number)] + parts[2...]).joined(separator: ".")
  }
}
