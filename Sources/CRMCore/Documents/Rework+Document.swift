import CRMModel

extension Rework {
  init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      at: try fields.instant("at"), author: try fields.login("author"),
      due: try fields.instant("due"), faults: try fields.list("findings", Fault.init))
    state = try fields.choice("state", State.self)
    note = try fields.optionalString("note")
    reason = try fields.optionalString("reason")
    changedAt = try fields.instant("changedAt")
    changedBy = try fields.login("changedBy")
  }

  var json: JSONObject {
    var object = JSONObject()
    object.set("state", state.rawValue)
    object.set("at", at)
    object.set("author", author.text)
    object.set("due", due)
    object.set("findings", faults, \.json)
    object.set("note", note)
    object.set("reason", reason)
    object.set("changedAt", changedAt)
    object.set("changedBy", changedBy.text)
    return object
  }
}

extension Rework.Fault {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      check: AuditCheck.ID(rawValue: try fields.string("check")),
      message: Phrase(ru: try fields.string("ru"), en: try fields.string("en")))
  }

  fileprivate var json: JSONObject {
    var object = JSONObject()
    object.set("check", check.rawValue)
    object.set("ru", message.ru)
    object.set("en", message.en)
    return object
  }
}

extension AuditCheck.ID {
  /// Whether documents of version 1 cannot name it (R33).
  ///
  /// Programs of that version read a closed list.
  var isOfSecondVersion: Bool { !Self.ofFirstVersion.contains(self) }

  private static let ofFirstVersion: Set<AuditCheck.ID> = [
    .nameMismatch, .budgetMissing, .budgetOutOfBounds, .decisionMakerIncomplete, .taskMissing,
    .taskOverdue, .commentMissing, .commentThin, .meetingReportMissing, .wonIncomplete,
    .lostIncomplete, .companyIncomplete, .chainBroken, .companyWithoutDeal, .reworkOverdue,
  ]
}
