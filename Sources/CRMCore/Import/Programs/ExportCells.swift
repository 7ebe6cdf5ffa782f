/// What the known columns of a row say; an empty cell says nothing.
///
/// By places and not by texts: each row is asked for some forty columns, twice.
struct ExportCells {
  private var texts = [String?](repeating: nil, count: ExportColumn.allCases.count)

  /// No cells.
  init() {}

  /// The cells that a deal keeps of its last import.
  init(_ memory: [String: String]) {
    for column in ExportColumn.allCases { self[column] = memory[column.key] }
  }

  /// What a column says.
  subscript(column: ExportColumn) -> String? {
    get { texts[column.rawValue] }
    set { texts[column.rawValue] = newValue }
  }

  /// The same with what another row says, which counts where both say something.
  func merging(_ other: ExportCells) -> ExportCells {
    var merged = self
    for column in ExportColumn.allCases { merged[column] = other[column] ?? self[column] }
    return merged
  }

  /// What they say of a client, and nothing else.
  var client: ExportCells {
    ClientValues.columns.reduce(into: ExportCells()) { $0[$1] = self[$1] }
  }

  /// The form in which a deal keeps them.
  var memory: [String: String] {
    ExportColumn.allCases.reduce(into: [:]) { $0[$1.key] = self[$1] }
  }
}
