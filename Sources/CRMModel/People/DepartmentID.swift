/// The id of a department.
public struct DepartmentID: Hashable, Comparable, Sendable {
  /// As stored and printed.
  public let text: String

  /// An id that is taken as it stands.
  public init(_ text: String) { self.text = text }

  /// Order by code points.
  public static func < (left: DepartmentID, right: DepartmentID) -> Bool { left.text < right.text }
}
