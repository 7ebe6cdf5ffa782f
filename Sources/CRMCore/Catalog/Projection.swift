import CRMModel

/// The facts of a document as the catalog keeps them.
struct Projection: Sendable {
  let pipelines: [PipelineID: Pipeline]

  /// The record of an entity.
  func record(of entity: some Document, _ file: FileStamp = .none) -> CatalogRecord? {
    let joined: [UInt8]
    switch entity {
    case let deal as Deal:
      joined = CatalogDeal.joined(DealRecord(deal, pipeline: pipelines[deal.pipeline]), file)
    case let company as Company: joined = CatalogCompany.joined(CompanyRecord(company), file)
    case let contact as Contact: joined = CatalogContact.joined(ContactRecord(contact), file)
    default: return nil
    }
    return CatalogRecord(
      kind: type(of: entity).kind, id: entity.id.bits, joined: ByteView(Bytes(copying: joined)))
  }

  /// The record of a document's bytes.
  ///
  /// - Throws: `CRMError` where they are no such document, or one of another id.
  func record(
    at place: DocumentPlace, _ bytes: [UInt8], _ file: FileStamp = .none
  ) throws(CRMError) -> CatalogRecord? {
    switch place.kind {
    case .company: record(of: try entity(Company.self, place, bytes), file)
    case .contact: record(of: try entity(Contact.self, place, bytes), file)
    case .deal: record(of: try entity(Deal.self, place, bytes), file)
    }
  }

  private func entity<Kind: Document>(
    _: Kind.Type, _ place: DocumentPlace, _ bytes: [UInt8]
  ) throws(CRMError) -> Kind {
    let entity = try Snapshot.decoding(place.path) { () throws(DocumentError) in
      try Kind(bytes: bytes)
    }
    guard entity.id.bits == place.id else { throw .misnamed(place.path) }
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
