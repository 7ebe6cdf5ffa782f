import CRMModel

/// What rules could not do, which stands behind everything else (R49).
extension CatalogDeal {
  var isBlocked: Bool { flags.contains(.blocked) }

  var blockedSteps: [BlockedStep] {
    guard isBlocked else { return [] }
    var cursor = afterFacts
    _ = cursor.fields()
    return cursor.list { cursor in
      BlockedStep(
        rule: cursor.text(), step: cursor.text(),
        why: Phrase(ru: cursor.text(), en: cursor.text()))
    }
  }
}
