/// The manager's word that a deal which was sent back is mended.
public struct FinishRework: Sendable {
  /// What was corrected.
  public var note: String?

  /// A finished rework.
  public init(note: String?) {
    self.note = note
  }

  /// Puts the deal into the head's hands.
  ///
  /// - Parameters:
  ///   - before: The deal.
  ///   - findings: What the audit finds on it now.
  ///   - context: Who does it and when.
  /// - Throws: `Refusal` where nothing is to be mended, while a check of the rework still finds
  ///   something, or without a note.
  /// - Returns: The deal with its rework fixed.
  public func apply(
    to before: Deal, findings: [Finding], in context: ActionContext
  ) throws(Refusal) -> Deal {
    let refused = Phrase(
      ru: "нельзя закончить доработку сделки '\(before.name)'",
      en: "cannot finish the rework of deal '\(before.name)'")
    var deal = before
    var rework = try before.rework(in: [.open, .returned], refused)
    let standing = rework.standing(findings)
    guard standing.isEmpty else {
      let list = standing.map(\.message).joined(separator: "; ")
      throw Refusal(
        "R24", Phrase(ru: "\(refused.ru): \(list.ru)", en: "\(refused.en): \(list.en)"),
        remedies: standing.map(\.fix))
    }
    guard let note, note.saysSomething else {
      throw Refusal(
        refused,
        missing: [
          Missing(
            .comment,
            Phrase(ru: "не сказано, что исправлено", en: "what was corrected is missing"),
            option: "--note")
        ])
    }
    rework.state = .fixed
    rework.note = note
    deal.change(rework, .reworkFixed(note: note), in: context)
    return deal
  }
}

extension Rework {
  /// What of it still stands, by what the audit finds on the deal now.
  public func standing(_ findings: [Finding]) -> [Finding] {
    let told = Set(faults.map(\.check))
    return findings.filter { $0.isForRework && told.contains($0.check) }
  }
}
