/// The role of a user, by its id: what those of a role may do stands in ``RoleRights`` (R47).
public struct UserRole: Hashable, Comparable, Sendable {
  /// As stored and printed.
  public let id: String

  /// A role that is taken as it stands.
  public init(_ id: String) { self.id = id }

  /// Changes nothing but his own.
  public static let manager = UserRole("manager")
  /// Changes the deals of his department and of all below it.
  public static let head = UserRole("head")
  /// Changes nothing but his own, and enters money (R76).
  public static let accountant = UserRole("accountant")
  /// Changes everything.
  public static let admin = UserRole("admin")

  /// Order by code points.
  public static func < (left: UserRole, right: UserRole) -> Bool { left.id < right.id }
}
