import CRMModel

/// A document by its kind and id, as others refer to it.
package struct DocumentPlace: Hashable, Sendable {
  let kind: Kind
  let id: UInt64

  /// The place of an id.
  init<Named: Document>(_ id: Identifier<Named>) {
    self.init(kind: Named.kind, id: id.bits)
  }

  init(kind: Kind, id: UInt64) {
    self.kind = kind
    self.id = id
  }

  /// The place of an id as it is written; `nil` for what is none.
  init?(_ kind: Kind, _ text: String) {
    guard let id = Identifier<Deal>(text) else { return nil }
    self.init(kind: kind, id: id.bits)
  }

  /// The place of a path; `nil` for what is no document of an entity.
  init?(_ path: String) {
    for kind in Kind.documents {
      guard let text = kind.id(ofPath: path), let place = Self(kind, text) else { continue }
      self = place
      return
    }
    return nil
  }

  var text: String { Identifier<Deal>(stored: id).text }
  var path: String { kind.path(text) }
  var folder: FolderKey { FolderKey(kind, id: id) }
}
