/// Checks of closed deals and of payment chains.
extension AuditCheck {
  /// R9: what every won deal must have.
  static let wonIncomplete = AuditCheck(
    .wonIncomplete,
    count: { $0.deal.kind == .won ? incompleteCount($0) : 0 }, words: { incomplete($0) })

  /// R6: what every lost deal must have.
  static let lostIncomplete = AuditCheck(
    .lostIncomplete,
    count: { $0.deal.kind == .lost ? incompleteCount($0) : 0 }, words: { incomplete($0) })

  /// R22: what holds for every chain; said once a chain, on its first deal.
  static let chainBroken = AuditCheck(
    .chainBroken,
    count: { faults($0).count },
    words: { faults($0).map { Result(message: $0, fix: Remedy("fsck")) } })

  private static func faults(_ subject: AuditSubject) -> [Phrase] {
    guard let chain = subject.chain, chain.first.id == subject.deal.id else { return [] }
    return chain.faults
  }

  /// One finding for each command that mends it: the fields, and the comment.
  private static func incompleteCount(_ subject: AuditSubject) -> Int {
    (gaps(subject).isEmpty ? 0 : 1) + (lacksComment(subject) ? 1 : 0)
      + subject.unmet.count
  }

  /// What the deal's stage asks for and the deal does not say.
  private static func gaps(_ subject: AuditSubject) -> ClosingGaps {
    subject.place.gaps.intersection(subject.deal.gaps(in: subject.clock.zone))
  }

  private static func lacksComment(_ subject: AuditSubject) -> Bool {
    subject.place.stage?.requires.contains(.comment) ?? false && !subject.deal.shortfalls.isEmpty
  }

  private static func incomplete(_ subject: AuditSubject) -> [Result] {
    let id = subject.deal.id.text
    let missing = gaps(subject).list
    let edit = missing.reduce(Remedy("deal", "edit", id)) { $0.asking($1.option) }
    let fields = missing.isEmpty ? [] : [lacking(missing.map(\.name), edit)]
    guard lacksComment(subject) else { return fields + subject.unmet }
    let comment = Phrase(ru: "развернутый комментарий", en: "a substantive comment")
    let note = Remedy("comment", "add", id).asking(.comment)
    return fields + [lacking([comment], note)] + subject.unmet
  }

  private static func lacking(_ things: [Phrase], _ fix: Remedy) -> Result {
    let list = things.joined(separator: ", ")
    return Result(
      message: Phrase(
        ru: "закрытая сделка не заполнена: \(list.ru)", en: "the closed deal lacks: \(list.en)"),
      fix: fix)
  }
}
