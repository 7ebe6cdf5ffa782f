/// A closing that waits for a head's word (R53).
public struct PendingClosing: Hashable, Sendable {
  /// The closing stage.
  public let stage: StageID
  /// Who closed the deal.
  public let by: Login
  /// When.
  public let at: Instant
  /// What is to become of its open tasks.
  let result: String?

  /// What a head is given to do.
  static let action = Phrase(ru: "Согласовать потерю", en: "Approve the loss")
}

extension Deal {
  /// The closing that waits for a head's word; `nil` where none does.
  public var pending: PendingClosing? {
    for event in history.reversed() where !event.isUndone {
      switch event.kind {
      case .told(.closingAsked, let values):
        let result = values["result"]?.text
        return PendingClosing(
          stage: StageID(values["to"]?.text ?? ""), by: event.by, at: event.at,
          result: result.saysSomething ? result : nil)
      case .told(.closingReturned, _), .told(.closingWithdrawn, _), .moved, .closed, .reopened:
        return nil
      default: continue
      }
    }
    return nil
  }
}
