/// A person who works with the data directory (M3).
public struct User: Hashable, Sendable {
  /// The login of the operating system.
  public let login: Login
  /// What people call him.
  public var name: String
  /// What he may change.
  public var role: UserRole
  /// Where he works; `nil` stands above all departments.
  public var department: DepartmentID?
  /// Whether he still works here.
  public var isActive: Bool
  /// Who stands in for him, and when.
  public var substitutions: [Substitution]

  /// A user; an active one whom nobody stands in for unless said otherwise.
  public init(
    login: Login, name: String, role: UserRole, department: DepartmentID? = nil,
    isActive: Bool = true, substitutions: [Substitution] = []
  ) {
    self.login = login
    self.name = name
    self.role = role
    self.department = department
    self.isActive = isActive
    self.substitutions = substitutions
  }
}
