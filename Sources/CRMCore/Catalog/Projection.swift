import CRMModel

/// The facts of a document as the catalog keeps them.
struct Projection: Sendable {
  let pipelines: [PipelineID: Pipeline]

  /// The record of an entity.
  func record(of entity: some Document, _ file: FileStamp = .none) -> CatalogRecord {
    CatalogRecord(
      kind: type(of: entity).kind, id: entity.id.bits,
      joined: ByteView(Bytes(copying: entity.cataloged(pipelines, file))))
  }

  /// The record of a document's bytes.
  ///
  /// - Throws: `CRMError` where they are no such document, or one of another id.
  func record(
    at place: DocumentPlace, _ bytes: [UInt8], _ file: FileStamp = .none
  ) throws(CRMError) -> CatalogRecord {
    record(of: try entity(place.kind.type, place, bytes), file)
  }

  private func entity(
    _ type: any Document.Type, _ place: DocumentPlace, _ bytes: [UInt8]
  ) throws(CRMError) -> any Document {
    let entity = try Snapshot.decoding(place.path) { () throws(DocumentError) in
      try type.init(bytes: bytes)
    }
    guard entity.place == place else { throw .misnamed(place.path) }
    return entity
  }
}

extension CRMError {
  /// A document whose id is not its file's name.
  static func misnamed(_ path: String) -> CRMError {
    .document(
      path: path,
      DocumentError("id", ru: "не совпадает с именем файла", en: "is not the file's name"))
  }
}
