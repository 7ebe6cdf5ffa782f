import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm events [--after CURSOR] [--follow] [--kinds K,K]` (R58): for sites and chat bots.
struct Events: Runnable {
  var cursor: String?
  var isFollowing = false
  var isFromStart = false
  var kinds: [String] = []
  var prints: Printed { .list(.event) }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "events", Text(ru: "лента событий для других программ", en: "the feed for other programs"),
      discussion: Text(
        ru: "По строке JSON на событие, в порядке записи на этом компьютере. С --after — то, что "
          + "после строки с этим cursor; с --follow — и дальше по мере появления, без --after только "
          + "новое. Повторы узнаются по document, operation и n.",
        en:
          "A line of JSON an event, as recorded on this machine. With --after, what follows the line "
          + "of that cursor; with --follow, also what comes later, without --after only that. Repeats "
          + "are told by document, operation and n."),
      category: category, Events(),
      rows: [
        .option(
          "--after", value: .line("CURSOR"),
          help: Text(ru: "после этого места", en: "behind this place")
        ) { $0.cursor = $1 },
        .flag(
          "--from-start", help: Text(ru: "все с начала", en: "everything from the beginning")
        ) { $0.isFromStart = true },
        .atMostOne("--after", "--from-start"),
        .flag("--follow", help: Text(ru: "ждать новых", en: "wait for more")) {
          $0.isFollowing = true
        },
        .option(
          "--kinds", value: .line("K,K"),
          help: Text(ru: "только эти: moved,closed", en: "only these: moved,closed")
        ) { $0.kinds = $1.split(separator: ",").map(String.init) },
      ],
      examples: [
        Example("crm events --kinds moved,closed", Text(ru: "смены этапов", en: "stage changes")),
        Example(
          "crm events --from-start --format ids",
          Text(ru: "места, с которых можно продолжить", en: "places to go on from")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    if let kind = kinds.first(where: { !Event.Kind.names.contains($0) }) {
      throw .usage(
        Phrase(ru: "--kinds: нет события '\(kind)'", en: "--kinds: no event '\(kind)'"),
        unknown: UnknownWord(kind, known: Event.Kind.names))
    }
    let session = session.printingLines
    var (entries, end) = try read(session, after: cursor)
    if isFollowing, cursor == nil, !isFromStart { entries = [] }
    try print(entries, in: session)
    while isFollowing {
      try session.output.flush()
      // Nothing is locked meanwhile.
      session.world.files.pause(.seconds(1))
      (entries, end) = try read(session, after: end)
      try print(entries, in: session)
    }
  }

  private func read(
    _ session: Session, after cursor: String?
  ) throws(CRMError) -> (entries: [FeedEntry], end: String) {
    try session.read { (snapshot) throws(CRMError) in try snapshot.feed(after: cursor) }
  }

  private func print(_ entries: [FeedEntry], in session: Session) throws(CRMError) {
    let wanted = entries.filter { kinds.isEmpty || kinds.contains($0.kind ?? "") }
    guard !wanted.isEmpty else { return }
    try session.list(.event, wanted, session.presentation())
  }
}

extension FeedEntry {
  fileprivate var details: JSONObject { event["event"]?.object ?? JSONObject() }
  fileprivate var kind: String? { details["event"]?.string }
}

extension Noun where Row == FeedEntry {
  /// Events of the feed: the keys are a part of the command contract.
  static var event: Noun<FeedEntry> {
    Noun(
      id: \.cursor,
      [
        Column("cursor", Phrase(ru: "место", en: "cursor"), table: .useful) { .string($0.cursor) },
        Column("at", Phrase(ru: "время", en: "time"), table: .main) { $0.details["at"] ?? .null },
        Column("by", Phrase(ru: "кто", en: "user"), table: .main) { $0.details["by"] ?? .null },
        Column("kind", Phrase(ru: "событие", en: "event"), table: .key) { .text($0.kind) },
        Column(
          "document", Phrase(ru: "документ", en: "document"), table: .key,
          shown: { row, _ in row.event["document"]?["name"]?.string ?? "" },
          of: { $0.event["document"] },
          [
            "id": { $0["id"] ?? .null }, "kind": { $0["kind"] ?? .null },
            "name": { $0["name"] ?? .null },
          ]),
        Column("operation", Phrase(ru: "действие", en: "operation")) {
          $0.details["operation"] ?? .null
        },
        Column("n", Phrase(ru: "номер в действии", en: "number in it")) { $0.event["n"] ?? .null },
        Column("event", Phrase(ru: "что изменилось", en: "what changed")) { .object($0.details) },
        stage("oldStage", Phrase(ru: "был этап", en: "old stage")),
        stage("newStage", Phrase(ru: "стал этап", en: "new stage")),
      ])
  }

  private static func stage(_ key: String, _ title: Phrase) -> Column<FeedEntry> {
    Column(
      key, title, table: .useful, shown: { row, _ in row.event[key]?["name"]?.string ?? "" },
      of: { $0.event[key].flatMap { $0 == .null ? nil : $0 } },
      ["id": { $0["id"] ?? .null }, "name": { $0["name"] ?? .null }])
  }
}

extension Session {
  /// The same run that prints a line of JSON a row, unless another form was asked for by its name.
  fileprivate var printingLines: Session {
    var options = options
    if options.format == .table, !options.hasFormat { options.format = .ndjson }
    return printing(with: options)
  }
}
