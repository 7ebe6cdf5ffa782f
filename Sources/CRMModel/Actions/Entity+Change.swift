extension Entity {
  /// Gives a field another value and records that, with why where it was said; nothing where it has
  /// this value already.
  package mutating func change<Value: Equatable>(
    _ field: String, _ path: WritableKeyPath<Self, Value>, to value: Value,
    because reason: String? = nil, in context: ActionContext, print: (Value) -> String?
  ) {
    let old = self[keyPath: path]
    guard old != value else { return }
    self[keyPath: path] = value
    let change = FieldChange(field, old: print(old), new: print(value))
    history.append(context.event(.edited(change, reason: reason)))
  }
}
