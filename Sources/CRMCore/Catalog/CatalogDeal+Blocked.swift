import CRMModel

/// The department's own fields, what is waited for (R53, R79), and behind everything else what rules
/// could not do (R35, R49) and who helps (M7).
extension CatalogDeal {
  var fields: [String: Value] {
    var cursor = afterFacts
    return cursor.fields()
  }

  func field(_ id: String) -> Value? {
    var cursor = afterFacts
    return cursor.field(id)
  }

  var isPending: Bool { flags.contains(.pending) }
  var isBlocked: Bool { flags.contains(.blocked) }
  var isReconciled: Bool { flags.contains(.reconciled) }
  var isInvoiceRequested: Bool { flags.contains(.invoiceRequested) }

  var blockedSteps: [BlockedStep] {
    guard isBlocked else { return [] }
    var cursor = afterFacts
    _ = cursor.fields()
    return blockedSteps(&cursor)
  }

  private func blockedSteps(_ cursor: inout ByteCursor) -> [BlockedStep] {
    cursor.list { cursor in
      BlockedStep(
        rule: cursor.text(), step: cursor.text(),
        why: Phrase(ru: cursor.text(), en: cursor.text()))
    }
  }

  var helpers: [Login] {
    var cursor = afterFacts
    _ = cursor.fields()
    _ = blockedSteps(&cursor)
    return cursor.list { Login(stored: $0.text()) }
  }
}
