package import CRMModel

/// A stage that an import makes.
package struct NewStage: Hashable, Sendable {
  /// Its id.
  package let id: String
  /// What people read on the screen.
  package let name: String
  /// What being there means.
  package let kind: Stage.Kind
  /// What entering it requires, and the audit asks for.
  package let requires: [Requirement.ID]

  /// A stage from its parts; unless said otherwise it asks for what every department needs to see
  /// its work: a next task while a deal is open, and why it was lost.
  package init(
    id: String, name: String, kind: Stage.Kind, requires: [Requirement.ID]? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.requires =
      requires
      ?? {
        switch kind {
        case .open: [.nextTask]
        case .lost: [.lossReason]
        case .won: []
        }
      }()
  }

  /// As in a pipeline's document, and in a mapping.
  var json: JSONObject {
    var object = JSONObject()
    object.set("id", id)
    object.set("name", name)
    object.set("kind", kind.rawValue)
    object.set("requires", requires.map(\.rawValue))
    return object
  }

  /// Whether a text can be the id of a stage or a pipeline, with no hyphen at its ends.
  static func isIdentifier(_ text: String) -> Bool {
    PipelineLint.isPlainID(text) && !text.hasPrefix("-") && !text.hasSuffix("-")
  }
}
