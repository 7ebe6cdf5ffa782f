import CRMCore
import CRMModel

/// `--sort FIELD[,-FIELD]`.
extension Session {
  /// The rows by the fields in turn; rows that are equal in all of them keep their order.
  func sorted<Row>(
    _ rows: [Row], by fields: [String], _ noun: Noun<Row>
  ) throws(CRMError) -> [Row] {
    var orders: [(values: [JSONValue], isDescending: Bool)] = []
    for field in fields {
      let isDescending = field.hasPrefix("-")
      let key = isDescending ? String(field.dropFirst()) : field
      guard let column = noun.columns.first(where: { $0.key == key && !$0.isInCardOnly }) else {
        let known = noun.columns.filter { !$0.isInCardOnly }.map(\.key).sorted()
        let list = known.joined(separator: ", ")
        throw .usage(
          Phrase(
            ru: "--sort: нет поля '\(key)'; есть: \(list)",
            en: "--sort: no field '\(key)'; there are \(list)"),
          unknown: UnknownWord(key, known: known))
      }
      orders.append((rows.map(column.value), isDescending))
    }
    guard !orders.isEmpty else { return rows }
    let places = rows.indices.sorted { left, right in
      for order in orders {
        let (first, second) = (order.values[left], order.values[right])
        if first.isNull != second.isNull { return second.isNull }
        if first.precedes(second) { return !order.isDescending }
        if second.precedes(first) { return order.isDescending }
      }
      return left < right
    }
    return places.map { rows[$0] }
  }
}

extension JSONValue {
  /// Order for people: numbers by size, texts folded; a missing value comes last.
  fileprivate func precedes(_ other: JSONValue) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)):
      (Double(left.text) ?? 0) < (Double(right.text) ?? 0)
    case (.string(let left), .string(let right)):
      (Folding.fold(left), left) < (Folding.fold(right), right)
    case (.object(let left), .object(let right)):
      (left["name"] ?? .null).precedes(right["name"] ?? .null)
    default: false
    }
  }
}
