/// From when to when the length of a sale is counted in a pipeline (R89).
public struct SalesCycle: Hashable, Sendable {
  /// Where it begins.
  public var start: Start
  /// Where it ends.
  public var end: End

  /// Where a sale begins.
  public enum Start: Hashable, Sendable {
    /// When the deal was made.
    case created
    /// When the lead came in of which the deal was made.
    case lead
    /// When the deal first stood at a stage.
    case stage(StageID)

    /// `created`, `lead`, or `stage` and an id.
    ///
    /// - Throws: ``ValueError`` for anything else.
    public init(parsing text: String) throws(ValueError) {
      let words = text.split(separator: " ").map(String.init)
      switch (words.first, words.count) {
      case ("created", 1): self = .created
      case ("lead", 1): self = .lead
      case ("stage", 2): self = .stage(StageID(words[1]))
      default:
        throw ValueError(
          text, ru: "возможны: created, lead, 'stage ЭТАП'",
          en: "choose one of: created, lead, 'stage STAGE'")
      }
    }

    /// As documents and commands have it.
    public var text: String {
      switch self {
      case .created: "created"
      case .lead: "lead"
      case .stage(let id): "stage \(id.text)"
      }
    }
  }

  /// Where a sale ends.
  public enum End: String, CaseIterable, Hashable, Sendable {
    /// When the deal was won.
    case won
    /// When all that was ordered is paid.
    case paid
    /// When all that was ordered is shipped.
    case shipped

    /// What people call it.
    public var name: Phrase {
      switch self {
      case .won: Phrase(ru: "до выигрыша", en: "to the win")
      case .paid: Phrase(ru: "до оплаты", en: "to the payment")
      case .shipped: Phrase(ru: "до отгрузки", en: "to the shipment")
      }
    }
  }

  /// A cycle.
  public init(start: Start = .created, end: End = .won) {
    self.start = start
    self.end = end
  }
}
