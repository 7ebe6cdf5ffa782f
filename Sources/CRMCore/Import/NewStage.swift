package import CRMModel

/// A stage that an import makes.
package struct NewStage: Hashable, Sendable {
  /// Its id.
  package let id: String
  /// What people read on the screen.
  package let name: String
  /// What being there means.
  package let kind: Stage.Kind

  /// A stage from its parts.
  package init(id: String, name: String, kind: Stage.Kind) {
    self.id = id
    self.name = name
    self.kind = kind
  }

  /// As in a pipeline's document: nothing is required there, because an export cannot supply it.
  var json: JSONObject {
    var object = JSONObject()
    object.set("id", id)
    object.set("name", name)
    object.set("kind", kind.rawValue)
    object["requires"] = .array([])
    return object
  }

  /// Whether a text can be the id of a stage or a pipeline, with no hyphen at its ends.
  static func isIdentifier(_ text: String) -> Bool {
    PipelineLint.isPlainID(text) && !text.hasPrefix("-") && !text.hasSuffix("-")
  }
}
