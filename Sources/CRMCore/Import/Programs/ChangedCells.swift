import CRMModel

/// The cells of one row on their way into a card.
struct ChangedCells<Subject: Card> {
  private let values: ClientValues
  private let imported: ClientValues?
  private let card: Subject
  /// The titles of the columns whose cells are set.
  private(set) var taken: Set<String> = []
  /// What says something else than the card, by the titles of the columns.
  private(set) var left: [String: String] = [:]

  init(of values: ClientValues, imported: ClientValues?, in card: Subject) {
    (self.values, self.imported, self.card) = (values, imported, card)
  }

  /// Keeps what the card says otherwise and nothing changes.
  mutating func leave(_ column: ExportColumn, _ text: String) { left[column.title] = text }

  /// Adds to an edit the numbers and addresses that the card has not yet: one more loses nobody anything.
  ///
  /// What the row had before and the card has no more was taken away here, and stays away.
  mutating func add(
    _ reach: Reach, _ ofRow: (ClientValues) -> Reach, _ phone: Field<Subject>,
    _ email: Field<Subject>, to edit: inout CardEdit<Subject>
  ) where Subject: Client & Reachable {
    let known = Set(ImportCards.channels(of: card) + (imported.map(ofRow)?.identities ?? []))
    add(reach.phones, \.typed, beside: phone, known, to: &edit)
    add(reach.emails, \.text, beside: email, known, to: &edit)
  }

  private mutating func add<Value: Channel>(
    _ channels: BestChannel<Value>, _ text: (Value) -> String, beside field: Field<Subject>,
    _ known: Set<String>, to edit: inout CardEdit<Subject>
  ) {
    guard let more = Subject.further[field], let column = channels.column else { return }
    for value in [channels.value].compactMap(\.self) + channels.others {
      guard let identity = value.identity, !known.contains(identity),
        edit.value(of: field) != .text(text(value))
      else { continue }
      edit.add(text(value), to: more)
      taken.insert(column.title)
      left[column.title] = nil
    }
  }

  /// The text of the value to set.
  ///
  /// A card that the row was not about before keeps what it says: others wrote that. The cell is left.
  mutating func take<Cell: Equatable>(
    _ column: ExportColumn, _ value: (ClientValues) -> Cell?, over present: Cell?,
    _ text: @escaping (Cell) -> String, _ merging: inout RowMerging
  ) -> String? {
    guard let cell = value(values), cell != present else { return nil }
    if let imported {
      let sides = RowMerging.Sides(
        new: cell, old: value(imported), here: present, text: text)
      guard merging.takes(sides, of: card, column.title, memory: column.key) else {
        return nil
      }
    } else if present != nil {
      left[column.title] = text(cell)
      return nil
    }
    taken.insert(column.title)
    return text(cell)
  }
}

extension CardEdit {
  /// Gives a new card what a row says that it is reached by.
  mutating func fill(
    _ reach: Reach, _ phone: Field<Subject>, _ email: Field<Subject>
  ) {
    fill(phone, reach.phones.value?.typed)
    fill(email, reach.emails.value?.text)
    if let more = Subject.further[phone] {
      for other in reach.phones.others { add(other.typed, to: more) }
    }
    if let more = Subject.further[email] {
      for other in reach.emails.others { add(other.text, to: more) }
    }
  }
}
