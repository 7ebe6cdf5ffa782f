/// What becomes of one value when a row comes in.
///
/// A cell counts only where it differs from what it said at the last import; so what was changed here
/// since stays, until the export changes too. An empty cell never erases.
enum CellChange<Value: Equatable>: Equatable {
  /// The cell is empty, says what it said before, or what is here already.
  case none
  /// The cell's value is taken over.
  case set(Value)
  /// A value is here that did not come with this row; the cell's is kept beside it.
  case conflict(Value)

  /// Decides about one value of a row.
  ///
  /// `imported` is what the row said at the last import, `nil` where it is new.
  init(
    _ value: KeyPath<AmoCRMValues, Value?>, of row: AmoCRMValues, imported: AmoCRMValues?,
    present: Value?
  ) {
    guard let cell = row[keyPath: value], cell != imported?[keyPath: value], cell != present else {
      self = .none
      return
    }
    self = present == nil || imported != nil ? .set(cell) : .conflict(cell)
  }
}
