/// What one operation does to one document.
package struct StoredChange: Equatable, Sendable {
  /// The document's path relative to the data directory, such as `deals/7k/7k3m9qa2.json`.
  package var path: String
  /// The content before, or nil where the document is added.
  package var before: [UInt8]?
  /// The content after, or nil where the document is removed.
  package var after: [UInt8]?

  /// Describes a change of one document.
  package init(path: String, before: [UInt8]?, after: [UInt8]?) {
    self.path = path
    self.before = before
    self.after = after
  }
}
