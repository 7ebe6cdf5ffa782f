import CRMModel

/// An export of deals from amoCRM or another program, as a file of separated values or a workbook.
///
/// A deal is found again by the export's ID. Its document keeps what the row said; a later import
/// takes over only cells that say something else than then, so the same file a second time changes
/// nothing. What was changed here since stays, and is a conflict where the export changed it too, unless
/// the options say who wins (R114). An empty cell never erases.
/// Incomplete deals are taken in (R6), and are findings of the audit.
package struct ExportedDeals: Sendable {
  /// The file.
  package let table: ImportTable
  let columns: ExportColumns

  /// Understands a file's header; `mapping` says what columns are, where the user has said it.
  ///
  /// - Throws: `ImportError` where nothing of the file can be imported.
  package init(
    _ table: ImportTable, _ format: ImportFormat = .amoCRM, columns mapping: [String: String?] = [:]
  ) throws(ImportError) {
    let columns = try ExportColumns(table.header, format, mapping, encoding: table.encoding)
    let sums = columns.uses.indices.filter { columns.uses[$0] == .known(.budget) }
    self.columns = columns
    self.table = (format.joinsRows ? table.joining(columns.uses) : table).counting(sums)
  }

  /// Takes the rows in, as one operation with everything that has to be made for them.
  ///
  /// One pass over the rows, one document read for each deal that is here already.
  /// - Parameters:
  ///   - transaction: What is changed; nothing is where the outcome is `unknown`.
  ///   - options: How.
  ///   - rejecting: Where rows go that are not taken in.
  /// - Throws: `CRMError.usage` for a mapping that does not fit the data directory.
  /// - Returns: The counts, or what is unknown with a proposal for it.
  package func run(
    in transaction: Transaction, _ options: ImportOptions,
    rejecting: @escaping RowRejecting = { _ in }
  ) throws(CRMError) -> ImportOutcome {
    var run = try ImportRun(transaction, table, columns, options, rejecting: rejecting)
    try run.read()
    guard run.names.isPlausible else {
      throw .usage(
        Phrase(
          ru: "в столбцах воронки и этапа больше 1000 разных имен; проверьте столбцы файла",
          en: "more than 1000 names of pipelines and stages; look at the columns of the file"),
        hints: [])
    }
    switch try transaction.resolve(run.names, options, logins: run.logins) {
    case .unknown(let unknown): return .unknown(unknown)
    case .known(let resolution, let mapping):
      try run.apply(resolution)
      run.result.mapping = mapping == ImportMapping() ? nil : mapping
      return .done(run.result)
    }
  }
}
