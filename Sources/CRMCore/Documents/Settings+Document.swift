package import CRMModel

extension Settings {
  /// Settings from `settings.json`.
  ///
  /// - Throws: `DocumentError` where the document is none.
  package init(bytes: [UInt8]) throws(DocumentError) {
    let fields = try DocumentFields(DocumentVersion.checked(bytes))
    self.init(
      timeZone: try fields.string("timeZone"), currency: try fields.currency("currency") ?? .rub,
      taskActions: try fields.strings("taskActions"), people: try fields.dictionary("people"),
      asks: try fields.bool("ask"))
  }
}
