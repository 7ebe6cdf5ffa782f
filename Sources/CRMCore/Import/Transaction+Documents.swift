import CRMModel

/// Taking documents in as `crm export ndjson` writes them (R115).
extension Transaction {
  /// Makes each document what its line says; what the lines do not name stays as it is.
  ///
  /// One pass, and one more over what the documents refer to.
  /// - Throws: `CRMError.usage` with the line, for what is no document of this directory's format;
  ///   `.notPermitted` for everybody but admins, because rules are not asked.
  package func take(documents text: [UInt8]) throws(CRMError) -> RestoreReport {
    let people = try people()
    try permitted { () throws(Denial) in
      try people.require(
        .people,
        context.user,
        Phrase(
          ru: "документы принимает только администратор", en: "only an admin takes documents in"))
    }
    var references: [DocumentPlace: Int] = [:]
    var number = 0
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { ![0x09, 0x0D, 0x20].contains($0) }) else { continue }
      let document: LineDocument?
      do throws(DocumentError) { document = try LineDocument(Array(line)) } catch {
        throw .line(number, error.problem)
      }
      guard let document else { continue }
      try set(document.path, to: document.bytes)
      for place in document.references { references[place] = number }
    }
    forgetDerived()
    // What every command needs; a damaged one would lock everybody out.
    _ = try (zone(), self.people(), pipelines(), customFields())
    for (place, line) in references.sorted(by: { $0.value < $1.value })
    where try bytes(place.path) == nil {
      throw .line(
        line, Phrase(ru: "нет документа \(place.path)", en: "there is no document \(place.path)"))
    }
    return try RestoreReport(changes())
  }
}

/// One line, once it is known to be a document.
private struct LineDocument {
  let path: String
  let bytes: [UInt8]
  var references: [DocumentPlace] = []

  /// `nil` for the document that says of which version a directory is, which this one's own does.
  init?(_ line: [UInt8]) throws(DocumentError) {
    let fields = try DocumentVersion.fields(line)
    path = try fields.string("path")
    guard StoreLayout.isDocument(path) else {
      throw DocumentError("path", ru: "так документы не называются", en: "is no document's name")
    }
    guard path != DataDirectory.formatPath else { return nil }
    guard let document = try fields.object("document") else {
      throw DocumentError("document", ru: "документа нет", en: "there is no document")
    }
    bytes = JSONWriter.bytes(of: .object(document.object), style: .document)
    if let place = DocumentPlace(path) { try read(place.kind.type) }
  }

  private mutating func read<Found: Document>(_: Found.Type) throws(DocumentError) {
    let found = try Found(bytes: bytes)
    guard found.path == path else { throw .isNotTheFilesName() }
    references = found.references
  }
}

extension CRMError {
  /// What is wrong with a line of a file (status 2).
  fileprivate static func line(_ number: Int, _ problem: Phrase) -> CRMError {
    .usage(
      Phrase(ru: "строка \(number): \(problem.ru)", en: "line \(number): \(problem.en)"))
  }
}
