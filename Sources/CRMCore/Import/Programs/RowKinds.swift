import CRMModel

/// How the rows of one table say of what kind they are: amoCRM's people and companies stand in one list,
/// and so do Odoo's; among 1C's counterparties stand the groups of them (R113).
struct RowKinds: Sendable {
  /// The names of the column that says it, as they are compared.
  private var titles: Set<String> = []
  /// What it says, folded; of a row that is nothing, no kind.
  private var words: [String: Kind?] = [:]

  /// Knows more names of the column and more words in it.
  ///
  /// - Throws: `DocumentError` for what is no kind of a table.
  mutating func add(_ fields: DocumentFields) throws(DocumentError) {
    for name in fields.names {
      let texts = try fields.strings(name)
      guard name != "column" else {
        titles.formUnion(texts.map(ImportFormat.key))
        continue
      }
      let kind = name == "none" ? nil : try ImportTable.kind(named: name, in: fields)
      for text in texts { words[Folding.fold(text)] = .some(kind) }
    }
  }

  /// Whether a column says it.
  func isNamed(_ title: String) -> Bool { titles.contains(ImportFormat.key(title)) }

  /// The kinds that a table of things of one kind has: those that others refer to first.
  func kinds(in header: CSVRecord, of kind: Kind) -> [Kind] {
    guard column(in: header) != nil, words.values.contains(kind) else { return [kind] }
    return ImportTable.kinds.filter(words.values.contains)
  }

  /// Whether a row is one of a kind, in a table of things of another; a row that does not say it is what
  /// the table is of.
  func filter(
    _ header: CSVRecord, _ kind: Kind, of main: Kind
  ) -> @Sendable (CSVRecord) -> Bool {
    guard let column = column(in: header), words.values.contains(main) else { return { _ in true } }
    return { [words] record in
      let cell = record.cells.indices.contains(column) ? record.cells[column] : ""
      return words[Folding.fold(cell.trimmingBlanks())] ?? main == kind
    }
  }

  private func column(in header: CSVRecord) -> Int? { header.cells.firstIndex(where: isNamed) }
}
