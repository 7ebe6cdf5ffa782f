package import CRMModel

/// What an import did.
package struct ImportResult: Sendable {
  /// What its rows are.
  package internal(set) var kind = Kind.deal
  /// Things that were made of rows.
  package internal(set) var created = 0
  /// Those that changed.
  package internal(set) var updated = 0
  /// The ids of those that were made or changed, in the order of the file.
  package internal(set) var ids: [String] = []
  /// What was made along with them, such as the companies of deals.
  package internal(set) var made: [Kind: Int] = [:]
  /// How many people were made known.
  package internal(set) var people = 0
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
  /// The fields that were changed here and stay, with the number of their rows.
  package internal(set) var keptFields: [String: Int] = [:]
  /// The columns that nobody knows and that became fields of their own.
  package internal(set) var keptColumns: [String] = []
  /// How many rows name something that is not here, by the names of columns.
  package internal(set) var missing: [String: Int] = [:]
  /// What was changed on both sides (R114); of very many the first ones.
  package private(set) var conflicts: [Conflict] = []
  /// How many values were.
  package private(set) var conflictCount = 0
  /// How many of them an import can take over.
  package private(set) var openConflicts = 0
  /// The mapping that was used; `nil` where none was needed.
  package internal(set) var mapping: ImportMapping?

  /// An import that has done nothing yet.
  package init(of kind: Kind = .deal, mapping: ImportMapping? = nil) {
    (self.kind, self.mapping) = (kind, mapping)
  }

  /// Counts a row that is not taken in, keeps it unless these are too many already, and passes it on.
  mutating func reject(
    _ record: CSVRecord, of reader: CSVReader, because reason: Phrase, _ rejecting: RowRejecting
  ) throws(CRMError) {
    rejectedCount += 1
    if rejected.count < Self.mostKept {
      let bytes = record.bytes
      let cut = min(bytes.upperBound, bytes.lowerBound + Self.longestShownRow)
      let text = reader.source(of: bytes.lowerBound..<cut) + (cut < bytes.upperBound ? "…" : "")
      rejected.append(Rejection(line: record.line, reason: reason, row: text))
    }
    let cells =
      record.problem == nil ? record.cells : reader.pieces(of: record.bytes)
    try rejecting(RejectedRow(line: record.line, reason: reason, cells: cells))
  }

  /// Counts a conflict, and keeps it unless these are too many already.
  mutating func note(_ conflict: Conflict) {
    conflictCount += 1
    if !conflict.isLasting { openConflicts += 1 }
    if conflicts.count < Self.mostKept { conflicts.append(conflict) }
  }

  private static let longestShownRow = 16_384
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

  /// A value that was changed here and in the file.
  package struct Conflict: Hashable, Sendable {
    /// Of what.
    package let kind: Kind
    /// Its id.
    package let id: String
    /// Its name.
    package let name: String
    /// The name of the column.
    package let field: String
    /// What it is here, and stays.
    package let here: String
    /// What the file says.
    package let there: String
    /// Whether no import takes it over, as when something was (R3), or for whom somebody works.
    package var isLasting = false
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
