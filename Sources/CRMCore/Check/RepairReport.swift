/// How a repair ended.
package struct RepairReport: Sendable {
  /// What was mended, by path.
  package let repaired: [CheckRepair]
  /// The problems that are left, by path.
  package let remaining: [CheckProblem]
}
