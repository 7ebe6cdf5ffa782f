/// What a contact's card lacks.
public struct ContactGaps: OptionSet, Hashable, Sendable {
  /// One bit a gap; stored in the catalog, so bits are never given a new meaning.
  public let rawValue: UInt8

  /// Gaps from their bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The name is one word only.
  public static let fullName = ContactGaps(rawValue: 1)
  /// Neither a phone nor a messenger.
  public static let phoneOrMessenger = ContactGaps(rawValue: 2)
  /// No e-mail.
  public static let email = ContactGaps(rawValue: 4)
  /// No position: the audit's addition to the stage's requirement (R25).
  public static let position = ContactGaps(rawValue: 8)

  /// What the stage `decision-maker` asks for; the audit asks for `position` too (R25).
  public static let forStage: ContactGaps = [.fullName, .phoneOrMessenger, .email]

  /// The gaps one by one, each with its wording and the option of `contact edit` that fills it.
  public var list: [(gap: ContactGaps, name: Phrase, option: String)] {
    [
      (.fullName, Phrase(ru: "полное имя", en: "a full name"), "--name"),
      (
        .phoneOrMessenger, Phrase(ru: "телефон или мессенджер", en: "a phone or messenger"),
        "--phone"
      ),
      (.email, Phrase(ru: "e-mail", en: "an e-mail"), "--email"),
      (.position, Phrase(ru: "должность", en: "a position"), "--position"),
    ].filter { contains($0.0) }
  }
}
