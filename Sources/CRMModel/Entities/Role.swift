/// What a contact decides.
public enum Role: String, NamedChoice, Hashable, Sendable {
  /// ЛПР, лицо, принимающее решение.
  case decisionMaker = "decision-maker"
  /// ЛВПР, лицо, влияющее на принятие решения.
  case influencer
  /// Anybody else at the company.
  case other
  /// Who will use what is sold (R69).
  case user
  /// Who pays (R69).
  case payer

  /// Whether a contact in this role counts for the requirement `decision-maker` (R6, R25).
  public var counts: Bool { self == .decisionMaker || self == .influencer }
}

extension Role {
  /// What people read.
  public var name: Phrase {
    switch self {
    case .decisionMaker: Phrase(ru: "ЛПР", en: "decision-maker")
    case .influencer: Phrase(ru: "ЛВПР", en: "influencer")
    case .other: Phrase(ru: "контакт", en: "contact")
    case .user: Phrase(ru: "пользователь", en: "user")
    case .payer: Phrase(ru: "плательщик", en: "payer")
    }
  }
}
