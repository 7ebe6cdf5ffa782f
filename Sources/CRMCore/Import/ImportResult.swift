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
  /// Rows that were not taken in, by line; of very many the first ones that were met.
  package internal(set) var rejected: [Rejection] = []
  /// How many rows were not taken in.
  package private(set) var rejectedCount = 0
  /// Pipelines that were made, of which the audit asks little.
  package internal(set) var newPipelines: [NewPipeline] = []
  /// What was changed of companies and contacts that were here before and that several deals have.
  package internal(set) var sharedCards: [SharedCard] = []
  /// The custom fields that were changed here and stay, with the number of their deals.
  package internal(set) var keptFields: [String: Int] = [:]
  /// The mapping that was used; `nil` where none was needed.
  package internal(set) var mapping: ImportMapping?

  /// An import that has done nothing yet.
  package init(mapping: ImportMapping? = nil) {
    self.mapping = mapping
  }

  /// Counts a row that is not taken in, and keeps it unless these are too many already.
  mutating func reject(_ rejection: () -> Rejection) {
    rejectedCount += 1
    if rejected.count < Self.mostKept { rejected.append(rejection()) }
  }

  /// A file of another sort has millions of rows that are none.
  private static let mostKept = 1_000

  /// A company or contact of several deals that was changed.
  package struct SharedCard: Hashable, Sendable {
    /// What it is.
    package let kind: Kind
    /// Its name.
    package let name: String
    /// The columns that changed it.
    package let columns: [String]
    /// How many deals have it.
    package let deals: Int
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
