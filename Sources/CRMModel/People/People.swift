/// The users and departments of a data directory.
///
/// Without any user the directory is one person's tool: everybody may do everything.
public struct People: Hashable, Sendable {
  /// The departments, by id.
  public internal(set) var departments: [Department]
  /// Everybody who works or worked here, by login.
  public internal(set) var users: [User]
  /// The department's own roles, and built-in ones whose rights it changed, by id (R47).
  public internal(set) var roles: [RoleRights]

  /// A part of the firm; departments form a tree.
  public struct Department: Hashable, Sendable {
    /// Its id.
    public let id: DepartmentID
    /// What people call it.
    public var name: String
    /// The department that it is a part of.
    public var parent: DepartmentID?

    /// A department.
    public init(id: DepartmentID, name: String, parent: DepartmentID? = nil) {
      self.id = id
      self.name = name
      self.parent = parent
    }
  }

  /// People in any order.
  public init(departments: [Department] = [], users: [User] = [], roles: [RoleRights] = []) {
    self.departments = departments.sorted { $0.id < $1.id }
    self.users = users.sorted { $0.login < $1.login }
    self.roles = roles.sorted { $0.role < $1.role }
  }

  /// Whether nobody has been put down: then nothing is guarded.
  public var isEmpty: Bool { users.isEmpty }

  /// The user of a login, also one who has left.
  public func user(_ login: Login) -> User? { users.first { $0.login == login } }

  /// The department of an id.
  public func department(_ id: DepartmentID) -> Department? { departments.first { $0.id == id } }

  /// Everybody who works here.
  public var active: [User] { users.filter(\.isActive) }

  // MARK: The tree

  /// The department and those above it, the nearest first; ends before it would repeat itself.
  public func line(of id: DepartmentID?) -> [DepartmentID] {
    var line: [DepartmentID] = []
    var next = id
    while let id = next, !line.contains(id) {
      line.append(id)
      next = department(id)?.parent
    }
    return line
  }

  /// The logins of a department and of all below it, those who have left included.
  public func logins(in department: DepartmentID) -> Set<Login> {
    Set(users.filter { line(of: $0.department).contains(department) }.map(\.login))
  }

  /// Whether somebody is in another one's department or in one above it, or above all of them.
  func isAbove(_ login: Login, _ other: Login) -> Bool {
    guard let department = user(login)?.department else { return true }
    return line(of: user(other)?.department).contains(department)
  }

  /// Whether somebody heads another one: as a head of his department or of one above it.
  ///
  /// A head without a department heads everybody; nobody heads himself.
  public func isHead(_ login: Login, of other: Login) -> Bool {
    has(login, .lead) && login != other && isAbove(login, other)
  }

  /// The nearest head of somebody: of his department, else of the next one above it.
  func head(of login: Login) -> Login? {
    let line = line(of: user(login)?.department)
    func distance(_ head: User) -> Int {
      head.department.flatMap { line.firstIndex(of: $0) } ?? line.count
    }
    return active.filter { isHead($0.login, of: login) }.min { distance($0) < distance($1) }?.login
  }

  /// An active admin who is not this one; `nil` where there is none.
  func admin(beside login: Login) -> Login? {
    active.first { isAdmin($0.login) && $0.login != login }?.login
  }

  /// Whether somebody is an active admin.
  public func isAdmin(_ login: Login) -> Bool { has(login, .people) }

  /// Those for whom somebody stands in on a day.
  public func substituted(by login: Login, on day: Day) -> [User] {
    active.filter { user in
      user.substitutions.contains { $0.substitute == login && $0.isRunning(on: day) }
    }
  }
}
