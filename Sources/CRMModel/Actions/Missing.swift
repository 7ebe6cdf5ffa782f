/// One thing that a requirement misses.
public struct Missing: Hashable, Sendable {
  /// The requirement's id.
  public let requirement: Requirement.ID
  /// What is missing, in words.
  public let message: Phrase
  /// The option of the same command that supplies it; `nil` where another command does.
  public let option: String?
  /// What to write behind the option, where more is known of it than the option's name says.
  public let value: Phrase?
  /// What people call the section of a report that is not filled in (R13); `nil` for anything else.
  public let section: String?
  /// What was typed behind an option that may be given again, and will not do.
  public let typed: String?
  /// The commands that supply what no option can.
  public let remedies: [Remedy]

  /// A missing thing.
  public init(
    _ requirement: Requirement.ID, _ message: Phrase, option: String?, value: Phrase? = nil,
    section: String? = nil, typed: String? = nil, remedies: [Remedy] = []
  ) {
    self.requirement = requirement
    self.message = message
    self.option = option
    self.value = value
    self.section = section
    self.typed = typed
    self.remedies = remedies
  }
}

extension Missing {
  /// Whether the option may be given again: each section of a report and each field has its own (R13,
  /// R35).
  package var mayRepeat: Bool { option == "--report" || option == "--set" }

  /// Why something is done that needs a reason.
  static func reason(of requirement: Requirement.ID) -> Missing {
    Missing(
      requirement, Phrase(ru: "не указана причина", en: "the reason is missing"),
      option: "--reason")
  }
}
