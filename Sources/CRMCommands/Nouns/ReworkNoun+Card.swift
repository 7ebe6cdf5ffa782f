import CRMModel

extension ReworkRow {
  /// The rework for people: until when, and each finding with the command that mends it.
  func card(_ presentation: Presentation) -> [String] {
    let state = presentation.colored(presentation.text(stateName), isOverdue ? .red : .bold)
    var lines = [
      "\(presentation.colored(SafeText.visible(deal.name), .bold))  \(deal.id.text)  \(state)"
    ]
    func mark(_ sign: String, _ message: Phrase, _ color: Presentation.Color) -> [String] {
      Wrapping.lines(
        SafeText.visible(text(message)), after: "  \(sign) ", width: presentation.width
      ).map { presentation.colored($0, color) }
    }
    func add(_ ru: String, _ en: String, _ value: String?) {
      guard let value else { return }
      lines.append(SafeText.visible("  \(presentation.text(Phrase(ru: ru, en: en))): \(value)"))
    }
    add("менеджер", "manager", deal.manager.text)
    add("отправил", "sent back by", "\(rework.author.text), \(presentation.time(rework.at))")
    add("срок", "due", rework.state.isDue ? presentation.time(rework.due) : nil)
    add("исправлено", "corrected", rework.note)
    add("возвращена", "returned", rework.state == .returned ? rework.reason : nil)
    for finding in standing {
      lines += mark("✗", finding.message, .red)
      lines += finding.fix.indented(language)
    }
    let open = Set(standing.map(\.check))
    for fault in rework.faults where !open.contains(fault.check) {
      lines += mark("✓", fault.message, .green)
    }
    return lines
  }
}
