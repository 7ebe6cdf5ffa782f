/// A check that a department wrote itself (R43); `checks.json` keeps it.
public struct OwnCheck: Hashable, Sendable {
  /// Its name, which no built-in one has.
  public let id: AuditCheck.ID
  /// What it looks at.
  public let on: Kind
  /// What holds where something is wrong (`where`).
  public let condition: Expression
  /// What to say then; may name properties in braces.
  public let words: String
  /// How bad it is.
  public let severity: Finding.Severity
  /// The command that mends it; may name properties in braces.
  public let fix: String

  /// What is looked at every evening, by its name (R43).
  package static func kind(named name: String) -> Kind? {
    [.deal, .company, .contact].first { $0.rawValue == name }
  }

  /// A check by its expression and its words.
  public init(
    id: AuditCheck.ID, on owner: Kind, condition: Expression, words: String,
    severity: Finding.Severity, fix: String
  ) {
    self.id = id
    on = owner
    self.condition = condition
    self.words = words
    self.severity = severity
    self.fix = fix
  }
}

extension AuditCheck {
  /// A department's own check of deals; `nil` for one that is mistaken, which lint reports.
  init?(_ own: OwnCheck, _ rules: DealRules) {
    guard own.on == .deal, let (condition, words) = rules.judging(own, \.deals) else { return nil }
    self.init(
      own.id, severity: { _ in own.severity }, count: { condition.holds($0.subject) ? 1 : 0 },
      words: { [words($0.subject)] })
  }

  /// What a stage asks for, and no check of its own speaks of (R41): the same question as at the door.
  static let requirementUnmet = AuditCheck(
    .requirementUnmet,
    count: { $0.isOpen ? $0.unmet.count : 0 },
    words: { $0.isOpen ? $0.unmet : [] })
}

extension AuditSubject {
  /// The deal as expressions see it.
  var subject: DealSubject {
    DealSubject(deal, in: source, chain: chain?.sums, pipeline: pipeline, clock: clock)
  }

  /// The requirements of its stage that are not met.
  var unmet: [AuditCheck.Result] {
    // Most stages ask nothing of the kind, and no text of the deal is read for them.
    guard isOpen && !place.gaps.isEmpty || !place.own.isEmpty else { return [] }
    let id = deal.id.text
    let gaps = isOpen ? place.gaps.intersection(deal.gaps(in: clock.zone)).list : []
    let fields = gaps.map { gap, name, option in
      AuditCheck.Result(
        message: Phrase(ru: "не указано: \(name.ru)", en: "missing: \(name.en)"),
        fix: Remedy("deal", "edit", id).asking(option),
        requirement: ClosingGaps.requirement(of: gap))
    }
    guard !place.own.isEmpty else { return fields }
    let subject = subject
    return fields
      + place.own.compactMap { $0(subject) }.map { missing in
        let edit = Remedy("deal", "edit", id)
        let fix = missing.option.map { edit.asking($0, missing.value ?? Phrase("")) }
        return AuditCheck.Result(
          message: missing.message,
          fix: fix ?? missing.remedies.first ?? Remedy("deal", "show", id),
          requirement: missing.requirement)
      }
  }
}

extension Remedy {
  /// A command that is written in one line, with or without `crm` in front; what stands in quotes
  /// is one word, and so is what a word is filled with.
  init(line: String, filling: (String) -> String) {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if "'\"".contains(character) {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let whole = word { words.append(whole) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let last = word { words.append(last) }
    if words.first == "crm" { words.removeFirst() }
    self.init(words: words.map(filling))
  }
}
