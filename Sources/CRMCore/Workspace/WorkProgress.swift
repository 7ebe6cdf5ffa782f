/// How far long work has come.
package struct WorkProgress: Sendable {
  /// What is being done.
  package enum Work: Sendable {
    case catalog, check, `import`, batch
  }

  /// What is being done.
  package let work: Work
  /// How many pieces are done.
  package let done: Int
  /// How many there are; the work has ended when all are done.
  package let total: Int

  /// A state of some work.
  package init(_ work: Work, _ done: Int, of total: Int) {
    self.work = work
    self.done = done
    self.total = total
  }
}
