package import CRMModel

/// What the library needs of the machine besides files.
package struct WorkspaceEnvironment: Sendable {
  /// The zone of a name; `nil` where this machine does not know it (never GMT instead).
  package let zone: @Sendable (String) -> TimeZoneRules?
  /// A random number.
  package let random: @Sendable () -> UInt64

  package init(
    zone: @escaping @Sendable (String) -> TimeZoneRules?, random: @escaping @Sendable () -> UInt64
  ) {
    self.zone = zone
    self.random = random
  }
}

/// Draws from the environment's randomness.
struct EnvironmentGenerator: RandomNumberGenerator {
  let environment: WorkspaceEnvironment

  mutating func next() -> UInt64 { environment.random() }
}
