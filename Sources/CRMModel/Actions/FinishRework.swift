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
  /// - Throws: `Refusal` where nothing is to be mended, without a note, or while a check of the rework
  ///   still finds something.
  /// - Returns: The deal with its rework fixed.
  public func apply(
    to before: Deal, findings: [Finding], in context: ActionContext
  ) throws(Refusal) -> Deal {
    let refused = Phrase(
      ru: "нельзя закончить доработку сделки '\(before.name)'",
      en: "cannot finish the rework of deal '\(before.name)'")
    var deal = before
    var rework = try before.rework(in: [.open, .returned], refused)
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
    let standing = rework.standing(findings)
    guard standing.isEmpty else {
      throw Refusal(
        "R24",
        Phrase(
          ru: "\(refused.ru): \(standing.map(\.message.ru).joined(separator: "; "))",
          en: "\(refused.en): \(standing.map(\.message.en).joined(separator: "; "))"),
        remedies: standing.map(\.fix))
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

extension Deal {
  /// The rework that a command is about; `refused` says what cannot be done without one.
  ///
  /// - Throws: `Refusal` where the deal was never sent back, or its rework is in no such state.
  public func rework(
    in states: [Rework.State] = Rework.State.allCases, _ refused: Phrase
  ) throws(Refusal) -> Rework {
    guard let rework else {
      throw Refusal(
        "R24",
        Phrase(
          ru: "\(refused.ru): ее не отправляли на доработку",
          en: "\(refused.en): it was not sent back"),
        remedies: [Remedy("rework", "list")])
    }
    guard states.contains(rework.state) else {
      throw Refusal(
        "R24",
        Phrase(
          ru: "\(refused.ru): сейчас она '\(rework.state.name.ru)'",
          en: "\(refused.en): it is '\(rework.state.name.en)' now"),
        remedies: [Remedy("rework", "show", id.text)])
    }
    return rework
  }

  /// Keeps a rework in its new state.
  mutating func change(_ rework: Rework, _ kind: Event.Kind, in context: ActionContext) {
    var rework = rework
    rework.changedAt = context.now
    rework.changedBy = context.user
    self.rework = rework
    history.append(context.event(kind))
  }
}

extension Rework.State {
  /// What people read.
  public var name: Phrase {
    switch self {
    case .open: Phrase(ru: "на доработке", en: "open")
    case .fixed: Phrase(ru: "исправлена", en: "fixed")
    case .accepted: Phrase(ru: "принята", en: "accepted")
    case .returned: Phrase(ru: "возвращена", en: "returned")
    }
  }
}
