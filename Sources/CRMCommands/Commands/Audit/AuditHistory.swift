import CRMCore
import CRMModel

extension Session {
  /// Prints the evenings that were kept, or one manager's part of them, the oldest first.
  func printHistory(of manager: Login?, department: String?) throws(CRMError) {
    let (kept, logins, presentation) = try read {
      (snapshot) throws(CRMError) -> (KeptEvenings, Set<Login>?, Presentation) in
      let logins = try department.map { (name) throws(CRMError) in
        try snapshot.people().logins(in: snapshot.department(name).id)
      }
      let kept = try snapshot.evenings { _ in true }
      try checkFilter(
        manager, snapshot, others: kept.evenings.flatMap(\.rows).map(\.manager))
      return (kept, logins, try self.presentation(snapshot))
    }
    for path in kept.damaged { noticeOfDamaged(path) }
    let evenings = kept.evenings.map { evening in
      evening.filtered {
        (manager == nil || manager == $0) && (logins == nil || logins?.contains($0) == true)
      }
    }.filter { !$0.rows.isEmpty }
    if Set(evenings.map { $0.rows.map(\.manager) }).count > 1 {
      notice(
        Phrase(
          ru: "в разные вечера проверяли разных менеджеров; одного покажет --manager",
          en: "different managers were judged on different evenings; --manager shows one"))
    }
    try list(.evening, evenings, presentation)
  }
}

extension Noun where Row == Evening {
  /// Kept evenings: the keys are a part of the command contract.
  static var evening: Noun<Evening> {
    Noun(
      id: { $0.day.text },
      [
        Column(
          "day", Phrase(ru: "день", en: "day"), table: .key,
          shown: { evening, presentation in presentation.day(evening.day) }
        ) { .text($0.day.text) },
        Column("managers", Phrase(ru: "менеджеров", en: "managers"), table: .useful) {
          .number($0.rows.count)
        },
        count("deals", Phrase(ru: "сделок", en: "deals"), .useful, \.deals),
        count("open", Phrase(ru: "открытых", en: "open"), .main, \.open),
        count("cleanOpen", Phrase(ru: "без ошибок", en: "clean"), .main, \.cleanOpen),
        count("errors", Phrase(ru: "ошибок", en: "errors"), .main, \.errors),
        count("warnings", Phrase(ru: "замечаний", en: "warnings"), .extra, \.warnings),
        Column(
          "quality", Phrase(ru: "качество", en: "quality"), table: .key,
          shown: { evening, presentation in evening.quality.map(presentation.percent) ?? "" }
        ) { .share($0.quality) },
        Column(
          "atRisk", Phrase(ru: "под угрозой", en: "at risk"), table: .useful,
          shown: { evening, presentation in
            presentation.sums(evening.atRisk)
          }
        ) { .sums($0.atRisk) },
      ])
  }

  private static func count(
    _ key: String, _ title: Phrase, _ importance: Prominence,
    _ count: @escaping @Sendable (Evening.Row) -> Int
  ) -> Column<Evening> {
    Column(key, title, table: importance) { evening in
      .number(evening.rows.reduce(0) { $0 + count($1) })
    }
  }
}
