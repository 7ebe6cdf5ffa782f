/// Where an imported entity came from.
public struct Origin: Hashable, Sendable {
  /// The system, such as `amocrm`.
  public let system: String
  /// Its id there.
  public let id: String

  /// An id in another system.
  public init(system: String, id: String) {
    self.system = system
    self.id = id
  }
}
