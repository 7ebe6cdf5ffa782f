import CRMModel

/// A telephone number or an address, of which a cell may hold several.
protocol Channel {
  /// All that stand in a cell.
  static func all(in cell: String) -> [Self]
  /// What was typed.
  var written: String { get }
  /// What a person is known by (R61); `nil` for what cannot be read.
  var identity: String? { get }
}

extension PhoneNumber: Channel {
  var written: String { typed }
  var identity: String? { e164 }
}

extension EmailAddress: Channel {
  static func all(in cell: String) -> [EmailAddress] {
    if let whole = try? EmailAddress(parsing: cell) { return [whole] }
    return cell.split { $0.isWhitespace || ",;|/<>".contains($0) }.compactMap {
      try? EmailAddress(parsing: String($0))
    }
  }

  var written: String { text }
  var identity: String? { comparisonText }
}

/// The best of what several columns of a row say, and what all of them are known by.
struct BestChannel<Value: Channel> {
  private(set) var column: AmoCRMColumn?
  private(set) var value: Value?
  private(set) var identities: [String] = []

  /// The first value that can be read, else the first; a cell that says anything else is a field too.
  init(
    of columns: [AmoCRMColumn], _ cells: AmoCRMCells, isUsed: Bool = true,
    _ fields: inout [String: String]
  ) {
    // amoCRM writes an apostrophe in front, so that a spreadsheet keeps the plus.
    func plain(_ text: String) -> String { text.filter { $0 != "'" } }
    for column in columns where isUsed {
      let found = cells[column].map { Value.all(in: plain($0)) } ?? []
      identities += found.compactMap(\.identity)
      let candidate = found.first { $0.identity != nil } ?? found.first
      guard let candidate, value == nil || value?.identity == nil && candidate.identity != nil
      else { continue }
      (self.column, value) = (column, candidate)
    }
    for column in columns {
      guard let cell = cells[column] else { continue }
      if column == self.column, value?.written == plain(cell) { continue }
      fields[column.title] = cell
    }
  }
}
