package import CRMModel

/// A pipeline's document while a command changes it: what nobody here knows stays (R33).
package struct PipelineDocument {
  /// The document.
  package var object: JSONObject

  package init(_ object: JSONObject) {
    self.object = object
  }

  /// The stages in their order.
  package var stages: [JSONObject] {
    get { object["stages"]?.array?.compactMap(\.object) ?? [] }
    set { object["stages"] = .array(newValue.map(JSONValue.object)) }
  }

  /// Behind the last stage in front of the closing ones.
  package var endOfOpenStages: Int {
    stages.firstIndex { !$0.isOpenStage } ?? stages.count
  }

  /// Where a stage stands.
  package func position(of id: StageID) -> Int? {
    stages.firstIndex { $0["id"]?.string == id.text }
  }

  /// The ids of the stages of stored bytes; none where there is no document.
  static func stages(_ bytes: [UInt8]?) -> Set<StageID> {
    let object = bytes.flatMap { try? JSONReader.parse($0) }?.object ?? JSONObject()
    return Set(PipelineDocument(object).stages.compactMap { $0["id"]?.string }.map(StageID.init))
  }

  /// Remembers a stage that goes (R44).
  mutating func remember(_ stage: RemovedStage) {
    var entry = JSONObject()
    entry.set("id", stage.id.text)
    entry.set("name", stage.name)
    entry.set("moveTo", stage.moveTo?.text)
    object["removed"] = .array((object["removed"]?.array ?? []) + [.object(entry)])
  }

  /// The document with the lowest version that can hold it (R33).
  ///
  /// A key is of the second version where a program that does not know it would find less, let in
  /// what is refused, or lose the way from a removed stage. What nothing is judged by, a stage's
  /// description and probability, stays in the first.
  var bytes: [UInt8] {
    let isSecond =
      !Self.keysOfSecondVersion.isDisjoint(with: object.members.map(\.key))
      || stages.contains { !Self.stageKeysOfSecondVersion.isDisjoint(with: $0.members.map(\.key)) }
    var object = object
    object.set("schema", isSecond ? DocumentVersion.second : DocumentVersion.current)
    return JSONWriter.bytes(of: .object(object), style: .document)
  }

  private static let keysOfSecondVersion: Set = [
    "amount", "archived", "described", "oldest", "on", "remindClient", "removed", "requireResult",
    "silence",
  ]
  private static let stageKeysOfSecondVersion: Set = [
    "approval", "gap", "goals", "norm", "owner", "tasks", "when",
  ]
}

extension JSONObject {
  /// Whether an object is an open stage's.
  var isOpenStage: Bool { self["kind"]?.string == Stage.Kind.open.rawValue }

  /// Takes over a value where one is given; an empty one takes the key away (R36).
  mutating func replace(_ key: String, by value: JSONValue??) {
    if let value { self[key] = value }
  }

  /// Takes entries out of a list and puts others in, each in the place of the one of its id; a list of
  /// none needs no key.
  ///
  /// - Throws: `CRMError.usage` where an option takes out what is not there.
  mutating func change(
    _ key: String, adding entries: [JSONValue], dropping ids: [String], by option: String,
    id: (JSONValue) -> String?
  ) throws(CRMError) {
    guard !entries.isEmpty || !ids.isEmpty else { return }
    var list = self[key]?.array ?? []
    for dropped in ids {
      guard let index = list.firstIndex(where: { id($0) == dropped }) else {
        throw .usage(
          Phrase(ru: "\(option): здесь нет '\(dropped)'", en: "\(option): no '\(dropped)' here"),
          unknown: UnknownWord(dropped, known: list.compactMap(id)))
      }
      list.remove(at: index)
    }
    for entry in entries {
      if let index = list.firstIndex(where: { id($0) == id(entry) }) {
        list[index] = entry
      } else {
        list.append(entry)
      }
    }
    self[key] = list.isEmpty ? nil : .array(list)
  }
}
