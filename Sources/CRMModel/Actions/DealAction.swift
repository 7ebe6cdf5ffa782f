/// One change of a deal: a pure function of the deal, its surroundings and the context.
public protocol DealAction: Sendable {
  /// The changed deal, with what else changed or is worth saying.
  ///
  /// - Throws: `Refusal` where a rule of the business does not allow it; nothing has changed then.
  func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome
}
