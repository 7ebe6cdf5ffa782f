/// What goes wrong at the nth call, counted from 1.
package struct DiskFault: Sendable {
  /// How it goes wrong.
  package enum Kind: Sendable {
    /// The call fails with this code and does nothing; later calls work again.
    case refuse(Int32)
    /// A write stops in its middle with this code, any other call does nothing.
    case tear(Int32)
    /// The process ends before the call: nothing has an effect any more.
    case die
    /// The process ends in the middle of a write.
    case dieInside
  }

  /// The call that goes wrong.
  package var call: Int
  /// How it goes wrong.
  package var kind: Kind

  /// Describes a fault.
  package init(at call: Int, _ kind: Kind) {
    self.call = call
    self.kind = kind
  }
}

extension FaultyFileSystem {
  /// The numbers of those calls so far at which a fault leaves what no other fault leaves, for runs
  /// that break each of them.
  ///
  /// A process that dies at a call that only reads leaves what it leaves when it dies at the next one
  /// that writes; to tear what is not written is to refuse it.
  package func callsToBreak(_ kind: DiskFault.Kind) -> [Int] {
    let isRefused = if case .refuse = kind { true } else { false }
    return calls.enumerated().filter { _, name in
      isRefused || !["status ", "read ", "list "].contains(where: name.hasPrefix)
    }.map { $0.offset + 1 }
  }
}
