import CRMModel

/// The department's own fields, what is waited for (R53, R79), and behind everything else what rules
/// could not do (R35, R49), who helps (M7), the open steps of processes (R52), meetings of which nobody
/// reminded the client (R56), and who takes part until when (M4).
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

  private var afterBlockedSteps: ByteCursor {
    var cursor = afterFacts
    _ = cursor.fields()
    _ = blockedSteps(&cursor)
    return cursor
  }

  var helpers: [Login] {
    var cursor = afterBlockedSteps
    return cursor.list { Login(stored: $0.text()) }
  }

  private var afterHelpers: ByteCursor {
    var cursor = afterBlockedSteps
    _ = cursor.list { $0.text() }
    return cursor
  }

  var hasProcessTasks: Bool { flags.contains(.process) }

  var processTasks: [DealRecord.OpenTask] {
    guard hasProcessTasks else { return [] }
    var cursor = afterHelpers
    return openTasks(&cursor)
  }

  var meetingsNotReminded: [DealRecord.OpenTask] {
    guard flags.contains(.notReminded) else { return [] }
    var cursor = afterHelpers
    _ = openTasks(&cursor)
    return openTasks(&cursor)
  }

  var participations: [Participation] {
    guard fact(Field<Deal>.participants.key) != nil else { return [] }
    var cursor = afterHelpers
    _ = openTasks(&cursor)
    _ = openTasks(&cursor)
    return cursor.list { cursor in
      let login = Login(stored: cursor.text())
      let days = cursor.integer(Int32.self)
      return Participation(login, until: days == Self.noDay ? nil : Day(daysSinceEpoch: Int(days)))
    }
  }

  /// Stands for a participation without an end.
  private static var noDay: Int32 { .max }

  static func append(_ participations: [Participation], to writer: inout ByteWriter) {
    writer.append(count: participations.count)
    for participation in participations {
      writer.append(participation.login.text)
      writer.append(participation.lastDay?.daysSinceEpoch ?? noDay)
    }
  }

  static func append(_ tasks: [DealRecord.OpenTask], to writer: inout ByteWriter) {
    writer.append(count: tasks.count)
    for task in tasks {
      writer.append(Int64(task.number))
      writer.append(task.due.secondsSinceEpoch)
      writer.append(task.action)
    }
  }
}
