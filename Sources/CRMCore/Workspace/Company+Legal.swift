package import CRMModel

extension Company {
  /// What names the legal entity for ever that a reference names.
  package func legalReference(_ reference: String) throws(CRMError) -> String {
    legal[try placeOfLegal(reference)].reference
  }

  /// The place of the legal entity that a reference names: its INN, INN/KPP or name (R66).
  ///
  /// - Throws: `CRMError.notFound`, and `.ambiguous` for what names several.
  package func placeOfLegal(_ reference: String) throws(CRMError) -> Int {
    if let exact = legal.firstIndex(where: { $0.reference == reference }) { return exact }
    let wanted = Folding.fold(reference)
    let places = legal.indices.filter {
      legal[$0].values[.inn] == reference || Folding.fold(legal[$0].name) == wanted
    }
    guard let place = places.first else {
      throw .notFound(.legal, reference, nearest: legal.map(\.name))
    }
    guard places.count == 1 else {
      throw .ambiguous(
        .legal, reference,
        candidates: places.map { .init(reference: legal[$0].reference, name: legal[$0].name) })
    }
    return place
  }
}
