/// What a contact decides.
public enum Role: String, CaseIterable, Hashable, Sendable {
  /// ЛПР, лицо, принимающее решение.
  case decisionMaker = "decision-maker"
  /// ЛВПР, лицо, влияющее на принятие решения.
  case influencer
  /// Anybody else at the company.
  case other

  /// Whether a contact in this role counts for the requirement `decision-maker` (R6, R25).
  public var counts: Bool { self != .other }
}

extension Role {
  /// What people read.
  public var name: Phrase {
    switch self {
    case .decisionMaker: Phrase(ru: "ЛПР", en: "decision-maker")
    case .influencer: Phrase(ru: "ЛВПР", en: "influencer")
    case .other: Phrase(ru: "контакт", en: "contact")
    }
  }
}
