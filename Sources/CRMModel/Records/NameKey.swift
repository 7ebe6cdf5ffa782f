/// A folded name as one number, so that 100,000 names are compared and looked up without being read.
///
/// Two names with one key are taken as equal: the key has 64 bits, and what finds a thing by its key
/// reads the thing afterwards.
public struct NameKey: Hashable, Comparable, Sendable {
  /// The number.
  public let bits: UInt64

  /// A key that was stored.
  public init(bits: UInt64) { self.bits = bits }

  /// The key of a text that is folded already: FNV-1a with a final mix, the same on every machine
  /// (Fowler, Noll, Vo: <https://datatracker.ietf.org/doc/draft-eastlake-fnv/>).
  public init(folded text: String) { self.init(numbers: text.utf8) }

  /// The key of some numbers, such as the letters of a part of a name.
  init(numbers: some Sequence<some UnsignedInteger>) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for number in numbers { hash = (hash ^ UInt64(number)) &* 0x0000_0100_0000_01B3 }
    hash ^= hash >> 32
    bits = hash
  }

  /// The key by which a number finds who has it, however it is typed.
  public init(_ phone: PhoneNumber) { self.init(folded: "phone \(phone.matchKey)") }

  /// The key by which an address finds who has it.
  public init(_ email: EmailAddress) { self.init(folded: "email \(email.comparisonText)") }

  /// The key by which a deal's name is compared with its company's: without suffixes (R5, R20).
  public static func withoutSuffixes(_ name: String) -> NameKey {
    NameKey(folded: Folding.foldWithoutSuffixes(name))
  }

  /// The key of a stage of a pipeline.
  static func place(_ pipeline: PipelineID, _ stage: StageID) -> NameKey {
    NameKey(folded: "\(pipeline.text)\u{0}\(stage.text)")
  }

  /// Order by number, which means nothing.
  public static func < (left: NameKey, right: NameKey) -> Bool { left.bits < right.bits }
}
