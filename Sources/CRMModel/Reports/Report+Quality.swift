/// Reports of how well the base and the deals are kept (R98).
extension Report {
  static let quality = Report(
    "quality", Phrase(ru: "чистота сделок по вечерам", en: "how clean deals were, by evening"),
    Phrase(
      ru: "Сохраненные вечерние проверки (crm audit --keep) этих дней: сколько сделок, открытых и "
        + "открытых без ошибок, сколько ошибок и замечаний; качество — доля открытых без ошибок.",
      en: "The kept evening audits (crm audit --keep) of these days: deals, open ones, open ones "
        + "without an error, errors and warnings; quality is the share of the clean open ones."),
    sources: { _ in [.evenings] },
    [
      ReportColumn("day", Phrase(ru: "вечер", en: "evening"), .key), .count,
      ReportColumn("open", Phrase(ru: "открытых", en: "open"), .useful),
      ReportColumn("clean", Phrase(ru: "без ошибок", en: "clean"), .useful),
      ReportColumn("errors", Phrase(ru: "ошибок", en: "errors")),
      ReportColumn("warnings", Phrase(ru: "замечаний", en: "warnings"), .useful),
      ReportColumn("quality", Phrase(ru: "качество", en: "quality"), .key),
      ReportColumn("atRisk", Phrase(ru: "под угрозой", en: "at risk"), .useful),
    ]
  ) { (material) throws(ReportProblem) in
    guard material.slice == nil || material.slice?.key == "manager" else {
      throw ReportProblem(
        message: Phrase(
          ru: "--by: вечера проверок — по менеджерам: manager",
          en: "--by: the evenings of audits are of managers: manager"))
    }
    let evenings = material.evenings.filter { material.scope.days.contains($0.day) }
      .sorted { $0.day < $1.day }
    func cells(_ day: Day, _ rows: [Evening.Row]) -> [ReportCell] {
      func sum(_ count: (Evening.Row) -> Int) -> Int { rows.reduce(0) { $0 + count($1) } }
      let (open, clean) = (sum(\.open), sum(\.cleanOpen))
      return [
        .value(.day(day)), .count(sum(\.deals)), .count(open), .count(clean),
        .count(sum(\.errors)), .count(sum(\.warnings)), .share(clean, of: open),
        .money(rows.flatMap(\.atRisk).sums),
      ]
    }
    var found = ReportRows()
    found.sample = evenings.last.map { $0.rows.reduce(0) { $0 + $1.deals } } ?? 0
    found.rows = evenings.flatMap { evening in
      material.slice == nil
        ? [cells(evening.day, evening.rows)]
        : evening.rows.map { [.text($0.manager.text)] + cells(evening.day, [$0]) }
    }
    return found
  }

  static let dupes = Report(
    "dupes", Phrase(ru: "сколько заведено дважды", en: "how many were added twice"),
    Phrase(
      ru:
        "Сколько групп компаний, контактов и новых обращений — точно или возможно одно и то же, и "
        + "сколько в них карточек; какие именно — crm dupes.",
      en:
        "How many groups of companies, contacts and new leads are one client for sure or maybe, and "
        + "how many cards they have; crm dupes says which."),
    of: .cards, isOfNow: true, sources: { _ in [.duplicates] },
    [
      ReportColumn("kind", Phrase(ru: "кто", en: "kind"), .key),
      ReportColumn("sure", Phrase(ru: "точно", en: "sure"), .key),
      ReportColumn("maybe", Phrase(ru: "возможно", en: "maybe"), .key),
      ReportColumn("cards", Phrase(ru: "карточек", en: "cards")),
    ]
  ) { material in
    var found = ReportRows()
    found.rows = material.duplicates.map { kind, groups in
      let cards = Set(groups.flatMap(\.members)).count
      found.sample += cards
      return [
        .named(id: kind.rawValue, name: kind.many), .count(groups.count(where: \.isCertain)),
        .count(groups.count { !$0.isCertain }), .count(cards),
      ]
    }
    return found
  }
}
