package import CRMModel

/// What an import did.
package struct ImportResult: Sendable {
  /// Deals that were made.
  package internal(set) var created = 0
  /// Deals that changed.
  package internal(set) var updated = 0
  /// The deals that were made or changed, in the order of the file.
  package internal(set) var deals: [DealID] = []
  /// Rows that say nothing new.
  package internal(set) var skipped = 0
  /// Rows that were not taken in, by line.
  package internal(set) var rejected: [Rejection] = []
  /// The mapping that was used; `nil` where none was needed.
  package internal(set) var mapping: ImportMapping?

  /// An import that has done nothing yet.
  package init(mapping: ImportMapping? = nil) {
    self.mapping = mapping
  }

  /// A row that was not taken in.
  package struct Rejection: Hashable, Sendable {
    /// The line of the file where it starts, from 1.
    package let line: Int
    /// Why.
    package let reason: Phrase
    /// The row as it stands in the file, cut where it is very long.
    package let row: String
  }
}

/// How an import ended.
package enum ImportOutcome: Sendable {
  /// Everything was known.
  case done(ImportResult)
  /// Something was not; nothing has been changed.
  case unknown(ImportUnknown)
}
