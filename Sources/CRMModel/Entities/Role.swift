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
