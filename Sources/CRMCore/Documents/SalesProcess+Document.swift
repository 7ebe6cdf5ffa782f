package import CRMModel

extension SalesProcess {
  /// A process from `processes/ID.json`; what its steps name is not judged here.
  ///
  /// - Throws: `DocumentError` where the document is none, or has no step.
  package init(bytes: [UInt8], noting keys: KnownKeys? = nil) throws(DocumentError) {
    let fields = try DocumentVersion.checked(bytes, noting: keys)
    self.init(
      id: try fields.string("id"), name: try fields.string("name"),
      steps: try fields.list("steps", StageTask.init),
      endsWithDeal: try fields.bool("endsWithDeal"))
    guard !steps.isEmpty else {
      throw fields.error("steps", ru: "шагов нет", en: "there are no steps")
    }
  }
}
