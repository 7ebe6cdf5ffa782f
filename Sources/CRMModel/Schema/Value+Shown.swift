extension Value {
  /// The value as people read it, on whatever day that is: `60 000 ₽`, `25.11.2026 14:30`, `да`.
  ///
  /// A choice is shown by its name, the end of a day by the day alone. Without a zone a moment is shown
  /// as JSON has it.
  package func shown(among choices: [Choice] = [], in zone: TimeZoneRules?) -> Phrase {
    switch self {
    case .money(let sum): sum.shown
    case .day(let day): day.shown
    case .moment(let moment): zone.map { moment.shown(in: $0) } ?? Phrase(moment.text)
    case .flag(let flag): flag ? Phrase(ru: "да", en: "yes") : Phrase(ru: "нет", en: "no")
    case .text(let id): choices.first { $0.id == id }?.name ?? Phrase(id)
    case .number(let number): Phrase(ru: number.text.replacing(".", with: ","), en: number.text)
    case .list, .days, .reference: Phrase(text)
    }
  }
}

extension Instant {
  /// The day and the hour as each language writes them; the end of a day is the day alone.
  fileprivate func shown(in zone: TimeZoneRules) -> Phrase {
    let local = zone.local(of: self)
    let (day, clock) = (local.day.shown, local.clockText)
    return zone.isEndOfDay(self) ? day : Phrase(ru: "\(day.ru) \(clock)", en: "\(day.en) \(clock)")
  }
}
