import CRMModel

/// The facts of a document as the catalog keeps them.
struct Projection: Sendable {
  let pipelines: [PipelineID: Pipeline]

  /// The facts of an entity.
  func facts<Kind: Document>(of entity: Kind) -> [UInt8] {
    switch entity {
    case let deal as Deal:
      CatalogDeal.encoded(DealRecord(deal, pipeline: pipelines[deal.pipeline]))
    case let company as Company: CatalogCompany.encoded(CompanyRecord(company))
    case let contact as Contact: CatalogContact.encoded(ContactRecord(contact))
    default: []
    }
  }

  /// The facts of a document's bytes.
  ///
  /// - Throws: `CRMError` where they are no such document, or one of another id.
  func facts(_ kind: DocumentKind, id: String, _ bytes: [UInt8]) throws(CRMError) -> [UInt8] {
    switch kind {
    case .company: facts(of: try entity(Company.self, id, bytes))
    case .contact: facts(of: try entity(Contact.self, id, bytes))
    case .deal: facts(of: try entity(Deal.self, id, bytes))
    }
  }

  private func entity<Kind: Document>(
    _: Kind.Type, _ id: String, _ bytes: [UInt8]
  ) throws(CRMError) -> Kind {
    let path = Kind.kind.path(id)
    let entity = try Snapshot.decoding(path) { () throws(DocumentError) in try Kind(bytes: bytes) }
    guard entity.id.text == id else { throw .misnamed(path) }
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
