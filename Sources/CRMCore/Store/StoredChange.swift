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

/// The documents of one operation in their order, each with its contents when it is asked for: those of
/// an import would fill the memory.
package struct StoredChanges {
  /// The documents' paths.
  package let paths: [String]
  /// Whether the contents lie in a file among those in the making (`ImageLog`).
  let areInFile: Bool
  private let change: (Int) throws(StoreError) -> StoredChange

  init(
    _ paths: [String], areInFile: Bool = false,
    _ change: @escaping (Int) throws(StoreError) -> StoredChange
  ) {
    self.paths = paths
    self.areInFile = areInFile
    self.change = change
  }

  /// Few enough documents to have their contents at hand.
  package init(_ changes: [StoredChange]) {
    self.init(changes.map(\.path)) { (place) throws(StoreError) in changes[place] }
  }

  /// What becomes of the document whose path stands at a place.
  package func at(_ place: Int) throws(StoreError) -> StoredChange { try change(place) }
}
