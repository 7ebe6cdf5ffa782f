package import CRMModel

/// One entry of a stage's `requires`: the name of a built-in requirement (R6), or one of the
/// department's own (R41).
package struct StageRequirement: Sendable {
  /// The name by which it is replaced and taken away.
  let id: Requirement.ID
  let own: OwnRequirement?

  /// A built-in requirement.
  init(_ requirement: Requirement.ID) {
    (id, own) = (requirement, nil)
  }

  /// As a document has it.
  init(_ node: JSONNode) throws(DocumentError) {
    if node.string == nil {
      try self.init(OwnRequirement(DocumentFields(node)))
    } else {
      try self.init(Requirement.ID(builtIn: node.string))
    }
  }

  private static let ownIsWritten = Phrase(
    ru: #"; свое пишут так: {"id":"area-known","where":"area is set","say":"…"}"#,
    en: #"; one of your own is written so: {"id":"area-known","where":"area is set","say":"…"}"#)

  /// As a command has it: a name, or an object in JSON.
  ///
  /// - Throws: `ValueError` for what is neither.
  package init(parsing word: String) throws(ValueError) {
    let isOwn = word.hasPrefix("{")
    do throws(DocumentError) {
      if isOwn {
        try self.init(
          DocumentVersion.reading(Array(word.utf8)) { (fields) throws(DocumentError) in
            try OwnRequirement(fields)
          })
      } else {
        try self.init(Requirement.ID(builtIn: word))
      }
    } catch {
      let own = isOwn ? Phrase("") : Self.ownIsWritten
      throw ValueError(word, ru: error.problem.ru + own.ru, en: error.problem.en + own.en)
    }
  }

  private init(_ requirement: OwnRequirement) {
    (id, own) = (requirement.id, requirement)
  }

  /// As the document has it.
  var json: JSONValue {
    own.map { .object($0.json) } ?? .string(id.rawValue)
  }

  /// The name of a requirement of a document, which may be an object with an id.
  static func id(of json: JSONValue) -> String? { json.string ?? json["id"]?.string }
}

extension Requirement.ID {
  /// The built-in requirement that a document or a command names.
  package init(builtIn name: String?) throws(DocumentError) {
    self.init(rawValue: name ?? "")
    guard Requirement.named(self) != nil else {
      let known = Self.builtIn.map(\.rawValue).joined(separator: ", ")
      throw DocumentError(
        "", ru: "неизвестно '\(SafeText.visible(rawValue))'; есть: \(known)",
        en: "'\(SafeText.visible(rawValue))' is unknown; there are \(known)")
    }
  }
}

/// What a command says of a stage: `nil` leaves a key as it is, an inner `nil` empties it (R36).
package struct StageFields: Sendable {
  /// What people read on the screen.
  package var name: String?
  /// What a deal there has behind it.
  package var description: String??
  /// In percent.
  package var probability: Int??
  /// In days (R42).
  package var norm: Int??
  /// In days (R42).
  package var gap: Int??
  /// Which deals walk through it (R44).
  package var condition: Expression??
  /// Are added, or replace those of the same name.
  package var requires: [StageRequirement] = []
  /// The names of those that are taken away.
  package var unrequires: [String] = []
  /// Whose the work there is (R49).
  package var owner: Login??
  /// Who has to agree before a deal is closed there (R53).
  package var approval: Stage.Approver??
  /// Tasks that come, or replace those of the same action (R51).
  package var tasks: [StageTask] = []
  /// The actions of tasks that go.
  package var droppedTasks: [String] = []
  /// Goals that come, or replace those of the same id (R50).
  package var goals: [StageGoal] = []
  /// The ids of goals that go.
  package var droppedGoals: [String] = []

  /// Fields that say nothing.
  package init() {}

  /// Takes them over.
  ///
  /// - Throws: `CRMError.usage` where something is taken away that the stage does not have.
  func apply(to stage: inout JSONObject) throws(CRMError) {
    if let name { stage.set("name", name) }
    stage.replace("description", by: description.map { $0.map(JSONValue.string) })
    for (key, days) in [("probability", probability), ("norm", norm), ("gap", gap)] {
      stage.replace(key, by: days.map { $0.map { .number(JSONNumber($0)) } })
    }
    stage.replace("when", by: condition.map { $0.map { .string($0.text) } })
    stage.replace("owner", by: owner.map { $0.map { .string($0.text) } })
    stage.replace("approval", by: approval.map { $0.map { .string($0.rawValue) } })
    try stage.change(
      "requires", adding: requires.map(\.json), dropping: unrequires, by: "--unrequire",
      id: StageRequirement.id)
    try stage.change(
      "tasks", adding: tasks.map { .object($0.json) }, dropping: droppedTasks, by: "--untask"
    ) { $0["action"]?.string }
    try stage.change(
      "goals", adding: goals.map { .object($0.json) }, dropping: droppedGoals, by: "--ungoal"
    ) { $0["id"]?.string }
  }
}
