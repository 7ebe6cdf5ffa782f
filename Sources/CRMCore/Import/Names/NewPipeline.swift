package import CRMModel

/// A pipeline that an import makes.
package struct NewPipeline: Hashable, Sendable {
  /// Its id, which names its document.
  package let id: String
  /// What people read on the screen.
  package let name: String
  /// In their order.
  package var stages: [NewStage]
  /// Its budgets' currency; the department's where it is `nil`.
  package var currency: Currency?
  /// Why its deals can be lost; another pipeline's reasons where there are none.
  package var lossReasons: [String] = []

  /// The pipeline that is meant where an export or a table names none.
  static let usualName = "Воронка"
  /// The stage that one starts with of which nobody names an open stage.
  static let firstStage = "Первичный контакт"
  /// Why deals of one are lost where nobody says why.
  static let anyLossReason = "Другое"

  /// A pipeline from its parts.
  package init(id: String, name: String, stages: [NewStage]) {
    self.id = id
    self.name = name
    self.stages = stages
  }

  /// The stages of a pipeline that there is already.
  init(_ pipeline: Pipeline) {
    self.init(
      id: pipeline.id.text, name: pipeline.name,
      stages: pipeline.stages.map { NewStage(id: $0.id.text, name: $0.name, kind: $0.kind) })
  }

  /// The stage of an id or a display name, folded, else the one at which deals end so.
  func stage(named name: String, closing: Stage.Kind? = nil) -> NewStage? {
    let wanted = Folding.fold(name)
    return stages.first { Folding.fold($0.id) == wanted || Folding.fold($0.name) == wanted }
      ?? closing.flatMap { kind in stages.first { $0.kind == kind } }
  }

  /// What keeps it from being a pipeline, with the key at fault; `nil` for nothing.
  var problem: (key: String, phrase: Phrase)? {
    if !NewStage.isIdentifier(id) { return ("id", .notAnIdentifier(id)) }
    if name.isEmpty { return ("name", .nameMissing) }
    for (index, stage) in stages.enumerated() {
      if let problem = stage.problem { return ("stages[\(index)].\(problem.key)", problem.phrase) }
    }
    let ids = Set(stages.map(\.id))
    let names = Set(stages.map { Folding.fold($0.name) })
    if ids.count < stages.count || names.count < stages.count {
      return ("stages", Phrase(ru: "два этапа с одним именем", en: "two stages of one name"))
    }
    func count(_ kind: Stage.Kind) -> Int { stages.count { $0.kind == kind } }
    if count(.open) == 0 || count(.won) != 1 || count(.lost) != 1 {
      return (
        "stages",
        Phrase(
          ru: "нужны открытые этапы, один этап won и один lost",
          en: "there must be open stages, one won stage and one lost stage")
      )
    }
    return nil
  }

  /// Its document.
  ///
  /// Free to walk in any order and with names of their own for deals, because an export knows neither;
  /// the department sharpens it afterwards. The rule for comments (R12), and the reasons where the
  /// export has none, are the given ones.
  func document(
    currency: Currency, commentRule: JSONValue, lossReasons reasons: [JSONValue]
  ) -> JSONObject {
    var object = JSONObject()
    object.set("schema", DocumentVersion.current)
    object.set("id", id)
    object.set("name", name)
    object.set("currency", (self.currency ?? currency).code)
    object["allowBack"] = true
    object["allowSkip"] = true
    object["budget"] = ["least": .null, "most": .null]
    object["comment"] = commentRule
    for key in ["companyFields", "meetingActions", "packages"] { object[key] = .array([]) }
    object["lossReasons"] = .array(
      lossReasons.isEmpty ? reasons : lossReasons.map(JSONValue.string))
    object["matchNames"] = false
    object.set("stages", stages, \.json)
    return object
  }
}

extension NewStage {
  /// What keeps it from being a stage, with the key at fault.
  var problem: (key: String, phrase: Phrase)? {
    if !NewStage.isIdentifier(id) { return ("id", .notAnIdentifier(id)) }
    return name.isEmpty ? ("name", .nameMissing) : nil
  }
}

extension Phrase {
  fileprivate static func notAnIdentifier(_ text: String) -> Phrase {
    let shown = SafeText.visible(String(text.unicodeScalars.prefix(64)))
    return Phrase(
      ru: "'\(shown)': в идентификаторе до 64 знаков a-z, 0-9 и дефис между ними",
      en: "'\(shown)': an id has up to 64 characters a-z, 0-9 and hyphens between them")
  }

  fileprivate static var nameMissing: Phrase { Phrase(ru: "имени нет", en: "the name is missing") }
}
