import CRMModel

/// One row of the export, sorted by what its columns are; empty cells are left out.
struct ExportRow {
  /// The name of the system in `Origin`.
  let system: String
  /// The line where it starts.
  let line: Int
  /// Where it stands in the text.
  let bytes: Range<Int>
  /// In what sums are that name no currency, by the name of their column.
  let currency: Currency?
  /// What the known columns say.
  private(set) var cells = ExportCells()
  /// What the custom columns say, by their names.
  private(set) var fields: [String: String] = [:]
  /// The notes in their order.
  private(set) var notes: [String] = []

  /// The cells of a record.
  ///
  /// - Throws: `RowProblem` where the record is broken or has not a cell for each column. Empty cells
  ///   beyond the header's are what a separator at the end of a line makes.
  init(_ record: CSVRecord, _ columns: ExportColumns) throws(RowProblem) {
    system = columns.format.id
    line = record.line
    currency = columns.currency
    bytes = record.bytes
    var spared: [(ExportColumn, name: String, text: String)] = []
    for (use, text) in zip(columns.uses, try record.cells(for: columns.uses.count))
    where !text.isEmpty {
      switch use {
      case .known(let column) where column.isExact && ImportFormat.isNothing(text): break
      case .known(let column): cells[column] = text
      case .spare(let column, let name): spared.append((column, name, text))
      case .note: if !notes.contains(text) { notes.append(text) }
      case .field(let name): fields[name] = text
      case .passedOver: break
      }
    }
    for (column, name, text) in spared {
      if let first = cells[column] {
        if Folding.fold(first) != Folding.fold(text) { fields[name] = text }
      } else {
        cells[column] = text
      }
    }
    columns.format.settle(&cells, &fields)
  }

  /// The export's ID of the deal.
  ///
  /// - Throws: `RowProblem` where there is none.
  func identifier() throws(RowProblem) -> String {
    guard let id = cells[.id] else {
      throw RowProblem(
        ru: "нет ID, по которому сделка нашлась бы в следующий раз",
        en: "there is no ID by which the deal could be found next time")
    }
    guard id.unicodeScalars.count <= 64 else {
      throw RowProblem(ru: "ID длиннее 64 знаков", en: "the ID has more than 64 characters")
    }
    return id
  }

  /// What a deal keeps of the row, so that a later one can be told from it.
  var memory: [String: String] {
    fields.reduce(into: cells.memory) { $0[CustomField.key(of: $1.key)] = $1.value }
  }

  /// The custom fields that were changed here since the row said what it still says.
  func fieldsChanged(in deal: Deal) -> [String] {
    fields.filter {
      deal.imported[CustomField.key(of: $0.key)] == $0.value
        && deal.fields[$0.key]?.text != $0.value
    }.map(\.key)
  }

  /// Whether any cell says what the deal does not know from an import before; empty ones say nothing.
  func isNews(to deal: Deal) -> Bool {
    if cells.memory.contains(where: { deal.imported[$0.key] != $0.value }) { return true }
    // Deals of earlier versions do not remember their custom columns.
    if fields.contains(where: { name, text in
      deal.imported[CustomField.key(of: name)] ?? deal.fields[name]?.text != text
    }) {
      return true
    }
    guard !notes.isEmpty else { return false }
    let written = Set(deal.comments.compactMap(\.comment.text))
    return notes.contains { !written.contains($0) }
  }
}
