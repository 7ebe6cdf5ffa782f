import CRMModel

/// What a deal must agree on with itself.
extension Check {
  mutating func look(at deal: Deal, _ path: String) {
    let numbers = Set(deal.tasks.map(\.number))
    if numbers.count < deal.tasks.count {
      return report(
        .brokenTasks, path,
        Phrase(ru: "две задачи с одним номером", en: "two tasks have the same number"))
    }
    if let least = numbers.min(), least < 1 {
      return report(
        .brokenTasks, path,
        Phrase(ru: "номера задач считаются с 1", en: "task numbers count from 1"))
    }
    if let number = deal.effectiveHistory.lazy.compactMap(\.kind.taskNumber)
      .first(where: { !numbers.contains($0) })
    {
      return report(
        .brokenTasks, path,
        Phrase(
          ru: "в истории есть задача \(number), а самой задачи нет",
          en: "the history has task \(number), which is not there"))
    }
    // Those that a command added had room then, whatever the settings say by now.
    if deal.contacts.count > contactLimit, deal.untoldContacts > contactLimit {
      return report(
        .wrongContacts, path,
        Phrase(
          ru: "контактов \(deal.contacts.count), а может быть не больше \(contactLimit)",
          en:
            "there are \(deal.contacts.count) contacts and at most \(contactLimit) allowed")
      )
    }
    if Set(deal.contacts.map(\.contact)).count < deal.contacts.count {
      report(
        .wrongContacts, path,
        Phrase(ru: "один контакт указан дважды", en: "one contact stands there twice"))
    }
  }
}

extension Deal {
  /// The contacts that no event tells of: they came with the deal, or by hand.
  fileprivate var untoldContacts: Int {
    let told = Set(effectiveHistory.compactMap(\.kind.addedContact))
    return contacts.count { !told.contains($0.contact.text) }
  }
}

extension Event.Kind {
  /// The contact that was linked by it.
  fileprivate var addedContact: String? {
    guard case .told(.contactAdded, let values) = self else { return nil }
    return values["contact"]?.text
  }
}
