/// Facts about a command that the program acts on; bits from 16 on are free for the program.
package struct Traits: OptionSet, Hashable, Sendable {
  /// The bits.
  package let rawValue: UInt32

  /// Creates traits from their bits.
  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Nothing of note.
  package static var none: Traits { Traits(rawValue: 0) }

  /// The command changes what is stored, so it must offer `--dry-run`.
  package static var writes: Traits { Traits(rawValue: 1) }

  /// The command works, but help and hints do not mention it.
  package static var hidden: Traits { Traits(rawValue: 2) }
}
