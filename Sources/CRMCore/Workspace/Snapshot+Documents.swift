package import CRMModel

/// Reading every document, one folder of them at a time, so that no number of them needs memory.
extension Snapshot {
  /// Passes on every document of a type, by id.
  package func forEachDocument<Found: Document>(
    _ body: (Found) throws(CRMError) -> Void
  ) throws(CRMError) {
    try forEachFile(try paths(of: Found.kind)) { (path, bytes) throws(CRMError) in
      try body(try Self.decoding(path) { () throws(DocumentError) in try Found(bytes: bytes) })
    }
  }

  /// Passes on the history of every document of a kind, with its id.
  package func forEachHistory(
    of kind: Kind, _ body: (String, [Event]) throws(CRMError) -> Void
  ) throws(CRMError) {
    func pass<Found: Document>(_: Found.Type) throws(CRMError) {
      try forEachDocument { (found: Found) throws(CRMError) in
        try body(found.id.text, found.history)
      }
    }
    try pass(kind.type)
  }

  /// Passes on documents one a line, as they are kept: `{"document":…,"path":…}` (R115); those of some
  /// kinds, or of the whole directory where there are none.
  package func forEachLine(
    of kinds: [Kind], _ body: ([UInt8]) throws(CRMError) -> Void
  ) throws(CRMError) {
    var paths: [String] = kinds.isEmpty ? try fromStore(try reader.paths()) : []
    for kind in kinds { paths += try self.paths(of: kind) }
    try forEachLine(paths, body)
  }

  /// Passes on some documents of a kind in the same way.
  package func forEachLine(
    of kind: Kind, ids: [String], _ body: ([UInt8]) throws(CRMError) -> Void
  ) throws(CRMError) {
    try forEachLine(ids.map(kind.path), body)
  }

  private func forEachLine(
    _ paths: [String], _ body: ([UInt8]) throws(CRMError) -> Void
  ) throws(CRMError) {
    try forEachFile(paths) { (path, bytes) throws(CRMError) in
      try body(
        Array("{\"document\":".utf8) + Self.line(of: bytes) + Array(",\"path\":\"\(path)\"}\n".utf8)
      )
    }
  }

  private func paths(of kind: Kind) throws(CRMError) -> [String] {
    try identifiers(kind).map(kind.path)
  }

  private func forEachFile(
    _ paths: [String], _ body: (String, [UInt8]) throws(CRMError) -> Void
  ) throws(CRMError) {
    let seen = try sight() == nil ? nil : seenIndex()
    for path in paths where seen?.shows(path) ?? true {
      if let bytes = try bytes(path) { try body(path, bytes) }
    }
  }

  /// A document in one line: what stands between its lines says nothing, and no text of JSON holds a
  /// line break.
  private static func line(of document: [UInt8]) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(document.count)
    var isAtStart = true
    for byte in document {
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): isAtStart = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"): if !isAtStart { line.append(byte) }
      default:
        isAtStart = false
        line.append(byte)
      }
    }
    return line
  }
}
