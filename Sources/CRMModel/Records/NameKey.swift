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
  public init(folded text: String) {
    var hash = Hash()
    for byte in text.utf8 { hash.add(UInt64(byte)) }
    self = hash.key
  }

  /// Makes a key number by number.
  struct Hash {
    private var bits: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ number: UInt64) { bits = (bits ^ number) &* 0x0000_0100_0000_01B3 }

    var key: NameKey { NameKey(bits: bits ^ bits >> 32) }
  }

  /// The key of a name or an id that is another's by now (R65).
  public init(alias: String) { self.init(folded: "alias \(Folding.fold(alias))") }

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

extension Login {
  /// The key by which records are counted and chosen.
  public var key: NameKey { NameKey(folded: text) }
}
