/// A step from one version of the data format to the next.
///
/// Steps are registered in `DataFormat` by the version they start from, and never change once they
/// are released: data of any age comes up to date by walking all of them.
package struct Migration: Sendable {
  /// The version that it starts from; it leads to the next one.
  package let from: Int
  /// What it is called in the log, such as `split-phones`.
  package let name: String
  /// Turns a document, at a path relative to the data directory, into one of the next version.
  ///
  /// It is given every document; `schema`, and the version in `crm.json`, are raised behind it.
  package let step:
    @Sendable (_ path: String, _ document: JSONObject) throws(DocumentError) -> JSONObject

  /// Registers a step.
  package init(
    from: Int, name: String,
    step: @escaping @Sendable (String, JSONObject) throws(DocumentError) -> JSONObject
  ) {
    self.from = from
    self.name = name
    self.step = step
  }
}
