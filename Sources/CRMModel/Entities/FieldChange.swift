/// The value of one field before and after, as it is printed (`60000`, `2027-02-28`).
public struct FieldChange: Hashable, Sendable {
  /// The field's JSON key.
  public let field: String
  /// The value before; `nil` where there was none.
  public let old: String?
  /// The value after; `nil` where it was cleared.
  public let new: String?

  /// A change of one field.
  public init(_ field: String, old: String?, new: String?) {
    self.field = field
    self.old = old
    self.new = new
  }
}
