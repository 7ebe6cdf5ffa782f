package import CRMModel

/// Looking through what was written, which only the documents have.
extension Snapshot {
  /// The newest comment of each deal that contains a text.
  ///
  /// Opens every deal's document, on all cores; decodes those alone that may contain the text.
  package func comments(
    in deals: [DealID], with text: SearchText
  ) throws(CRMError) -> [DealID: Comment] {
    let changed = changedPaths
    let pieces = stride(from: 0, to: deals.count, by: 1_000).map {
      deals[$0..<min($0 + 1_000, deals.count)].filter { !changed.contains(Deal.path($0)) }
    }
    let found = try environment.results(of: pieces) { [reader] (piece) throws(CRMError) in
      var found: [(DealID, Comment)] = []
      for id in piece {
        guard let bytes = try fromStore(try reader.readInKnownFolder(Deal.path(id))?.bytes),
          text.mayBeIn(document: bytes)
        else { continue }
        let deal = try Self.decoding(Deal.path(id)) { () throws(DocumentError) in
          try Deal(bytes: bytes)
        }
        if let comment = deal.newestComment(with: text) { found.append((id, comment)) }
      }
      return found
    }
    var comments = Dictionary(found.joined()) { first, _ in first }
    for id in deals where changed.contains(Deal.path(id)) {
      comments[id] = try find(id)?.newestComment(with: text)
    }
    return comments
  }
}

extension Deal {
  fileprivate func newestComment(with text: SearchText) -> Comment? {
    comments.last { text.isIn($0.comment.wholeText) }?.comment
  }
}
