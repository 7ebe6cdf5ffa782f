import CRMCore
import CRMModel

/// A deal as it is printed: its record, with what its company, chain and contacts add.
struct DealRow {
  let subject: DealSubject
  /// The whole document, for the card.
  let document: Deal?
  /// The linked contacts, for the card.
  let contacts: [Contact]
  /// The pipelines that the deal walked before this one (R45), for the card.
  var former: [PipelineID: Pipeline] = [:]
  /// All parts of its payment chain in order, for the card (R20).
  var parts: [DealRecord] = []
  /// What rules did with the command that is answered (R49).
  var automation: [JSONValue] = []

  var record: any DealFacts { subject.deal }
  var companyName: String { subject.company?.name ?? "" }
  var chain: ChainSums? { subject.chain }
  var pipeline: Pipeline? { subject.pipeline }
  var clock: AuditClock { subject.clock }
  /// What people call the pipeline that it walks.
  var pipelineName: String { pipeline?.name ?? record.pipeline.text }
  /// What people call the stage that it stands at.
  var stageName: String { subject.stageName }
}

extension DealRow {
  /// What is sold, line by line (R73).
  var lines: [PaperLine] {
    [PaperLine](record.fact(Field<Deal>.lines.key), in: currency)
  }

  /// The currency of its sums (R46).
  var currency: Currency { subject.currency }

  /// The currency that its sums had when something happened.
  func currency(at event: Event) -> Currency {
    guard let history = document?.history, let index = history.firstIndex(of: event) else {
      return currency
    }
    for case .edited(let change, _) in history[index...].filter({ !$0.isUndone }).map(\.kind)
    where change.field == "currency" {
      return change.old.flatMap { Currency(code: $0) } ?? currency
    }
    return currency
  }

  /// What people call the stage that an event led to, in the pipeline that the deal walked then.
  func stageName(_ id: StageID, at event: Event) -> String {
    pipeline(at: event)?.stageName(id) ?? id.text
  }

  /// What people call the stage that an event left: a command may change the pipeline first.
  func stageName(_ id: StageID, before event: Event) -> String {
    let start = document?.history.first { $0.operation == event.operation }
    return stageName(id, at: start ?? event)
  }

  /// The pipeline that the deal walked when something happened.
  func pipeline(at event: Event) -> Pipeline? {
    guard !former.isEmpty, let history = document?.history,
      let index = history.firstIndex(of: event),
      let next = history[index...].lazy.filter({ !$0.isUndone }).compactMap(\.kind.formerPipeline)
        .first
    else { return pipeline }
    return former[next]
  }
}

extension DealRow {
  /// Made once, as a batch may print any number of deals.
  fileprivate static let noun = Noun(
    id: { $0.record.id.text }, owner: .deal,
    columns(Property.ofSales) + [chain] + columns(Property.ofClosings)
      + [.own { $0.record.fields }, origin] + columns(Property.ofTasksAhead + Property.ofFacts)
      + Noun.card
  ).asking(\.deals) { $0.subject }.closed { $0.record.closedAt }

  /// The columns of properties, where some say more to programs or to people.
  private static func columns(_ properties: [Property<DealSubject>]) -> [Column<DealRow>] {
    properties.map { Column($0) { $0.subject } }
      .refining("company") { column in
        column.refers { ($0.record.company.text, $0.companyName) }
      }
      .refining("state") { column in
        column.value = { .text($0.record.shownState.rawValue) }
        column.shown = { row, presentation in
          presentation.text(row.record.shownState.name)
        }
      }
      .refining("stage") { column in
        column.value = { .text($0.record.stage.text) }
        column.order = { row in
          row.pipeline?.position(of: row.record.stage).map { .number($0) } ?? .null
        }
      }
      .naming("pipeline", \.pipelineName)
      .naming("stage", \.stageName)
      .refining("health") { column in
        column.color = { row, _ in row.record.health(at: row.clock)?.color }
      }
      .refining("package") { column in
        column.shown = { row, presentation in row.packageLine(presentation) }
        column.consists(
          of: \.sold,
          [
            "name": { .text($0.name) }, "split": { .bool($0.total != nil) },
            "total": { .money($0.total) },
          ])
      }
      .refining("lines") { column in
        column.lists(
          shown: { row, presentation in
            row.lines.map { $0.text(.included, row.currency, presentation) }
              .joined(separator: "; ")
          },
          { row in row.lines.json(.included, row.currency) })
      }
      .refining("spokeWith") { column in
        column.consists(
          of: \.record.spokeWith,
          ["name": { .text($0.name) }, "position": { .text($0.position) }])
      }
  }

  private static let chain = Column<DealRow>(
    "chain", Phrase(ru: "разбивка", en: "split payment"),
    shown: { row, presentation in row.chainLine(presentation) },
    of: { row in row.chain.flatMap { ChainPlace(row.record.chain, $0) } }, ChainPlace.parts)

  private static let origin = Column<DealRow>(
    "origin", Phrase(ru: "откуда", en: "from"),
    shown: { row, _ in row.record.origin?.line ?? "" },
    of: \.record.origin, ["system": { .string($0.system) }, "id": { .string($0.id) }])
}

extension Noun where Row == DealRow {
  /// Deals: the keys are a part of the command contract.
  static var deal: Noun<DealRow> { DealRow.noun }
}

extension DealRow {
  /// What was sold, and of a split sale the full sum: said of a part that is paid also where no package
  /// is named (R19).
  fileprivate var sold: (name: String?, total: Money?)? {
    let isPaidPart = record.chain != nil && record.kind == .won
    guard record.package != nil || isPaidPart else { return nil }
    return (record.package, record.chain?.total)
  }

  /// «Стандарт (разбивка, полная сумма 60 000 ₽)» (R19).
  func packageLine(_ presentation: Presentation) -> String {
    guard let sold else { return "" }
    guard let total = sold.total else { return sold.name ?? "" }
    let sum = presentation.money(total)
    let split = presentation.text(
      Phrase(ru: "разбивка, полная сумма \(sum)", en: "split, full sum \(sum)"))
    return sold.name.map { "\($0) (\(split))" } ?? split
  }

  func chainLine(_ presentation: Presentation) -> String {
    guard let link = record.chain, let sums = chain else { return "" }
    let (paid, total) = (presentation.money(sums.paid), presentation.money(sums.total))
    return presentation.text(
      Phrase(
        ru: "часть \(link.part), оплачено \(paid) из \(total)",
        en: "part \(link.part), \(paid) of \(total) paid"))
  }
}

extension Origin {
  /// The system and the id there.
  fileprivate var line: String { "\(system) \(id)" }
}

/// A deal's place in a payment chain, with the sums of all its parts.
struct ChainPlace {
  let link: ChainLink
  let sums: ChainSums

  /// `nil` for a deal that is part of none.
  init?(_ link: ChainLink?, _ sums: ChainSums) {
    guard let link else { return nil }
    (self.link, self.sums) = (link, sums)
  }

  /// As JSON has it.
  static let parts: KeyValuePairs<String, @Sendable (ChainPlace) -> JSONValue> = [
    "id": { .string($0.link.id.text) }, "part": { .number($0.link.part) },
    "total": { .money($0.sums.total) }, "paid": { .money($0.sums.paid) },
    "expected": { .money($0.sums.expected) }, "closed": { .bool($0.sums.isClosed) },
  ]
}

extension Health {
  /// What says the same in one column.
  var sign: String {
    switch self {
    case .none: "?"
    case .red: "!"
    case .yellow: "•"
    case .green: " "
    }
  }

  /// The traffic light's colour.
  var color: Presentation.Color {
    switch self {
    case .none: .magenta
    case .red: .red
    case .yellow: .yellow
    case .green: .green
    }
  }
}
