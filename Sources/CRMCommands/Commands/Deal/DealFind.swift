import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal find TEXT`.
struct DealFind: Runnable {
  var text = ""
  var state = DealList.State.all
  var manager: Login?
  var limit: Int?
  var prints: Printed { .list(.foundDeal) }

  static var command: CRMCommand {
    CRMCommand(
      "find", Text(ru: "найти сделки по тексту", en: "find deals by a text"),
      discussion: Text(
        ru:
          "Названия, люди, телефоны в любой записи, e-mail, метки, номер в amoCRM, прочие поля; потом "
          + "комментарии.",
        en:
          "Names, people, phones however typed, e-mails, tags, the id in amoCRM, other fields; then "
          + "comments."),
      DealFind(),
      rows: [
        .argument(
          .searched("TEXT"),
          help: Text(ru: "часть названия, имени, телефона…", en: "a part of a name, a phone…")
        ) { $0.text = $1 },
        .option(
          "--state", value: .choice(of: DealList.State.self, "STATE"),
          help: Text(
            ru:
              "только открытые, успешные, нереализованные, удаленные, закрытые или все; иначе all",
            en: "only those in this state; closed are won and lost; else all")
        ) { $0.state = $1 },
        .ofManager { $0.manager = $1 },
        .limit { $0.limit = $1 },
      ],
      examples: [
        Example("crm deal find '921 555'", Text(ru: "кто звонил", en: "who called")),
        Example(
          "crm deal find 'бюджет на год'", Text(ru: "что говорили", en: "what was said")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (found, total, presentation) = try session.read {
      (snapshot) throws(CRMError) -> ([FoundDeal], Int, Presentation) in
      let rows = try DealRows(session, snapshot)
      try session.checkFilter(manager, snapshot)
      let search = RecordSearch(text, try snapshot.index())
      let records = rows.records {
        state.includes($0) && (manager == nil || $0.manager == manager)
      }
      let matches = records.map { search.match($0) }
      let others = zip(records, matches).filter { $1 == nil }.map(\.0.id)
      let comments = try snapshot.comments(in: others, with: search.text)
      let found = zip(records, matches).compactMap { record, match in
        (match ?? comments[record.id].map { SearchMatch(.comment, $0.wholeText) })
          .map { FoundDeal(row: rows.row(record), match: $0) }
      }
      let sorted = found.sorted {
        ($0.row.record.name, $0.row.record.id) < ($1.row.record.name, $1.row.record.id)
      }
      return (sorted, records.count, try session.presentation(snapshot))
    }
    try session.list(.foundDeal, found, limit, of: total, .deals, presentation)
  }
}

/// A deal with why it was found.
struct FoundDeal {
  let row: DealRow
  let match: SearchMatch
}

extension Noun where Row == FoundDeal {
  /// Found deals: as in `deal list`, and where the text was found.
  static var foundDeal: Noun<FoundDeal> {
    Noun(
      id: { $0.row.record.id.text }, owner: .deal,
      Noun<DealRow>.deal.columns.map { $0.asked(of: \.row) } + [
        Column(
          "match", Phrase(ru: "найдено", en: "found in"), table: .key,
          shown: { found, presentation in
            "\(presentation.text(found.match.field.title)): \(found.match.text)"
          }, of: \.match, ["field": { .string($0.field.rawValue) }, "text": { .string($0.text) }])
      ])
  }
}
