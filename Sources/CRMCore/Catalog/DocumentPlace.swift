import CRMModel

/// Where a document lies, as kind and id.
struct DocumentPlace: Sendable {
  let kind: DocumentKind
  let id: UInt64

  init(kind: DocumentKind, id: UInt64) {
    self.kind = kind
    self.id = id
  }

  /// The place of a path; `nil` for what is no document of an entity.
  init?(_ path: String) {
    for kind in DocumentKind.allCases {
      guard let text = kind.id(ofPath: path), let id = Identifier<Deal>(text) else { continue }
      self.init(kind: kind, id: id.bits)
      return
    }
    return nil
  }

  var text: String { Identifier<Deal>(stored: id).text }
  var path: String { kind.path(text) }
  var folder: FolderKey { FolderKey(kind, id: id) }
}
