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
    // How many the settings allowed when each was added, here or on another machine, nobody can tell.
    let limit = Settings.contactLimits.upperBound
    if deal.contacts.count > limit {
      return report(
        .wrongContacts, path,
        Phrase(
          ru: "контактов \(deal.contacts.count), а может быть не больше \(limit)",
          en:
            "there are \(deal.contacts.count) contacts and at most \(limit) allowed")
      )
    }
    if Set(deal.contacts.map(\.contact)).count < deal.contacts.count {
      report(
        .wrongContacts, path,
        Phrase(ru: "один контакт указан дважды", en: "one contact stands there twice"))
    }
  }
}
