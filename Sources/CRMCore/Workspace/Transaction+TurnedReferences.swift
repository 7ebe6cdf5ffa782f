import CRMModel

/// What refers to a document that is taken back, and what one that comes back refers to.
extension Transaction {
  /// Refuses where a document that has come back refers to one that is gone by now.
  func requireReferences(of path: String, _ turn: Workspace.Turn) throws(CRMError) {
    guard let place = DocumentPlace(path), let document = try document(at: place) else { return }
    var gone: String?
    for place in document.references where gone == nil {
      if try self.document(at: place) == nil { gone = place.text }
    }
    guard let gone else { return }
    let refused = turn.refused
    throw .refused(
      Refusal(
        "undo",
        Phrase(
          ru: "\(refused.ru): '\(path)' ссылается на '\(gone)', а его больше нет",
          en: "\(refused.en): '\(path)' refers to '\(gone)', which is gone"),
        remedies: [Remedy("log")]))
  }

  func stillUsed(
    _ id: String, by users: [String], _ turn: Workspace.Turn
  ) -> CRMError {
    let list = users.prefix(5).joined(separator: ", ")
    let refused = turn.refused
    return .refused(
      Refusal(
        "undo",
        Phrase(
          ru: "\(refused.ru): на '\(id)' с тех пор ссылаются \(list)",
          en: "\(refused.en): '\(id)' is referred to by now: \(list)"),
        remedies: [Remedy("log")]))
  }
}
