import CRMCore
import CRMModel

/// `--sort FIELD[,-FIELD]`.
extension Session {
  /// The rows by the fields in turn; rows that are equal in all of them keep their order.
  ///
  /// That there are such fields was found out before anything was done (`Printed`).
  func sorted<Row>(_ rows: [Row], by fields: [String], _ noun: Noun<Row>) -> [Row] {
    let orders = fields.compactMap { field -> (values: [JSONValue], isDescending: Bool)? in
      let column = noun.column(field.withoutSign, among: noun.listed, self)
      return column.map { (rows.map($0.order ?? $0.value), field.hasPrefix("-")) }
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
  /// Order for people: numbers by size, texts folded, no before yes, lists by their members; a missing
  /// value comes last.
  fileprivate func precedes(_ other: JSONValue) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)):
      (Double(left.text) ?? 0) < (Double(right.text) ?? 0)
    case (.string(let left), .string(let right)):
      (Folding.fold(left), left) < (Folding.fold(right), right)
    case (.bool(let left), .bool(let right)): !left && right
    case (.array(let left), .array(let right)):
      left.lexicographicallyPrecedes(right) { $0.precedes($1) }
    case (.object(let left), .object(let right)):
      (left["name"] ?? .null).precedes(right["name"] ?? .null)
    default: false
    }
  }
}
