/// Checks of what merges of several machines' work decided (R121).
extension AuditCheck {
  /// A property that two machines gave two values; a warning, because one of them stands.
  static let mergeConflict = AuditCheck(
    .mergeConflict, severity: { _ in .warning },
    count: { $0.deal.isReconciled ? 1 : 0 },
    words: { subject in
      guard subject.deal.isReconciled else { return [] }
      return [
        Result(
          message: Phrase(
            ru: "изменено на двух машинах сразу; посмотрите в истории, что осталось",
            en: "changed on two machines at once; see in its history what stayed"),
          fix: Remedy("deal", "settle", subject.deal.id.text))
      ]
    })
}
