package import CRMModel

/// What the library needs of the machine besides files.
package struct WorkspaceEnvironment: Sendable {
  /// The zone of a name; `nil` where this machine does not know it (never GMT instead).
  package let zone: @Sendable (String) -> TimeZoneRules?
  /// A random number.
  package let random: @Sendable () -> UInt64
  /// The machine's clock, by which files are stamped; never a fixed one.
  package let now: @Sendable () -> Instant
  /// Does several pieces of work, on as many cores as there are.
  package let concurrently: @Sendable (Int, @escaping @Sendable (Int) -> Void) -> Void
  /// Does work that nobody is to wait for, where the machine has a way; else at once.
  package let aside: @Sendable (() -> Void) -> Void
  /// Told how far long work has come, from any thread; does nothing where nobody looks on.
  package let progress: @Sendable (WorkProgress) -> Void

  /// An environment; work is done piece by piece where no threads are offered.
  package init(
    zone: @escaping @Sendable (String) -> TimeZoneRules?, random: @escaping @Sendable () -> UInt64,
    now: @escaping @Sendable () -> Instant,
    concurrently: @escaping @Sendable (Int, @escaping @Sendable (Int) -> Void) -> Void = {
      count, work in
      for piece in 0..<count { work(piece) }
    },
    aside: @escaping @Sendable (() -> Void) -> Void = { $0() },
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) {
    self.zone = zone
    self.random = random
    self.now = now
    self.concurrently = concurrently
    self.aside = aside
    self.progress = progress
  }

  /// This machine, where nobody looks on.
  package static func machine(_ system: PosixSystem) -> WorkspaceEnvironment {
    WorkspaceEnvironment(
      zone: { system.timeZone($0) }, random: { .random(in: .min ... .max) },
      now: { Instant(secondsSinceEpoch: system.now()) ?? .first },
      concurrently: { system.concurrently($0, $1) })
  }
}

/// Draws from the environment's randomness.
struct EnvironmentGenerator: RandomNumberGenerator {
  let environment: WorkspaceEnvironment

  mutating func next() -> UInt64 { environment.random() }
}
