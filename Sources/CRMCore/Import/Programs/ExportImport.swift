package import CRMModel

/// The files of one export of another program, on their way in as one operation (R112, R113).
///
/// Companies come first, then their people, then deals, which name both: by the export's ids, else by
/// what their names say. A table of which the rows say themselves of what kind they are is several.
package struct ExportImport: Sendable {
  /// A file, with what it is of.
  package struct File: Sendable {
    /// What its rows are, unless they say it themselves.
    package let kind: Kind
    /// The file.
    package let table: ImportTable
    fileprivate let deals: ExportedDeals?

    /// A table that has been read, of no program's deals.
    package init(of kind: Kind, _ table: ImportTable) {
      (self.kind, self.table, deals) = (kind, table, nil)
    }

    /// A table of a program's export.
    ///
    /// - Throws: `ImportError` where nothing of it can be imported.
    package init(
      of kind: Kind, _ table: ImportTable, _ format: ImportFormat, columns: [String: String?]
    ) throws(ImportError) {
      self.kind = kind
      deals = kind == .deal ? try ExportedDeals(table, format, columns: columns) : nil
      self.table = deals?.table ?? table
    }
  }

  /// What became of the rows of one kind of one file.
  package struct Part: Sendable {
    /// Which file it is of, in the order in which they were given.
    package let file: Int
    /// What the import did.
    package let result: ImportResult

    /// The part of a file.
    package init(file: Int, result: ImportResult) { (self.file, self.result) = (file, result) }
  }

  /// How all of them ended.
  package enum Outcome: Sendable {
    /// Everything was known.
    case done([Part])
    /// Something was not; nothing has been changed.
    case unknown(ImportUnknown)
  }

  private let format: ImportFormat
  private let files: [File]

  /// An import of files, of which there is at most one of each kind.
  package init(_ format: ImportFormat, _ files: [File]) {
    (self.format, self.files) = (format, files)
  }

  /// Takes them in.
  ///
  /// What is unknown is asked for all files at once; to find that out, those that are known are taken in
  /// and forgotten again.
  /// - Throws: `CRMError.usage` for a mapping that does not fit the data directory.
  package func run(
    in transaction: Transaction, _ options: ImportOptions,
    rejecting: @escaping (_ file: Int, RejectedRow) throws(CRMError) -> Void
  ) throws(CRMError) -> Outcome {
    let start = transaction.mark()
    var options = options
    var (unknown, parts) = (ImportUnknown?.none, [Part]())
    let steps = steps
    if steps.count > 1 { options.mapping?.kind = nil }
    for (place, step) in steps.enumerated() {
      func take() throws(CRMError) -> ImportOutcome {
        try self.take(step.kind, of: files[step.file], transaction, options) {
          (row) throws(CRMError) in
          if unknown == nil { try rejecting(step.file, row) }
        }
      }
      var outcome = try take()
      if case .unknown(let found) = outcome {
        unknown = unknown.map { $0.joined(with: found) } ?? found
        options.mapping = unknown?.proposal
        guard place < steps.count - 1 else { break }
        outcome = try take()
      }
      if case .done(let result) = outcome { parts.append(Part(file: step.file, result: result)) }
    }
    guard let unknown else { return .done(parts) }
    transaction.goBack(to: start)
    return .unknown(unknown)
  }

  /// What is taken in one after the other: those first that others refer to.
  private var steps: [(kind: Kind, file: Int)] {
    let tables = files.enumerated().flatMap { place, file in
      format.rowKinds.kinds(in: file.table.header, of: file.kind).map { (kind: $0, file: place) }
    }
    return ImportTable.kinds.flatMap { kind in tables.filter { $0.kind == kind } }
  }

  private func take(
    _ kind: Kind, of file: File, _ transaction: Transaction, _ options: ImportOptions,
    _ rejecting: @escaping RowRejecting
  ) throws(CRMError) -> ImportOutcome {
    if let deals = file.deals {
      return try deals.run(in: transaction, options, rejecting: rejecting)
    }
    return try file.table.only(kind, of: file.kind, format)
      .run(kind, in: transaction, options, format, rejecting: rejecting)
  }
}

extension ImportUnknown {
  /// What is unknown here and in a later file, whose proposal takes in this one.
  fileprivate func joined(with later: ImportUnknown) -> ImportUnknown {
    var both = later
    both.pipelines = pipelines + later.pipelines
    both.stages = stages + later.stages
    both.people = people + later.people
    return both
  }
}
