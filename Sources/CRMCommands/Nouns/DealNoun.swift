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
  /// What rules did with the command that is answered (R49).
  var automation: [JSONValue] = []

  var record: any DealFacts { subject.deal }
  var companyName: String { subject.company?.name ?? "" }
  var chain: ChainSums? { subject.chain }
  var pipeline: Pipeline? { subject.pipeline }
  var clock: AuditClock { subject.clock }
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
      + Noun.card)

  /// The columns of properties, where some say more to programs or to people.
  private static func columns(_ properties: [Property<DealSubject>]) -> [Column<DealRow>] {
    properties.map { Column($0) { $0.subject } }
      .refining("company") { column in
        column.value = { .reference($0.record.company.text, $0.companyName) }
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
      .refining("health") { column in
        column.color = { row, _ in row.record.health(at: row.clock)?.color }
      }
      .refining("package") { column in
        column.shown = { row, presentation in row.packageLine(presentation) }
        column.value = { row in
          guard let name = row.record.package else { return .null }
          let total = row.record.chain?.total
          return ["name": .string(name), "split": .bool(total != nil), "total": .money(total)]
        }
      }
      .refining("lines") { column in
        column.value = { row in .array(row.lines.map { $0.json(.included, row.currency) }) }
        column.shown = { row, presentation in
          row.lines.map { $0.text(.included, row.currency, presentation) }
            .joined(separator: "; ")
        }
      }
      .refining("spokeWith") { column in
        column.value = { row in
          guard let person = row.record.spokeWith else { return .null }
          return ["name": .text(person.name), "position": .text(person.position)]
        }
      }
  }

  private static let chain = Column<DealRow>(
    "chain", Phrase(ru: "разбивка", en: "split payment"),
    shown: { row, presentation in row.chainLine(presentation) }
  ) { row in
    guard let link = row.record.chain, let sums = row.chain else { return .null }
    return ChainJSON.value(link, sums)
  }

  private static let origin = Column<DealRow>(
    "origin", Phrase(ru: "откуда", en: "from"), shown: { row, _ in row.record.origin?.line ?? "" }
  ) { row in
    guard let origin = row.record.origin else { return .null }
    return ["system": .string(origin.system), "id": .string(origin.id)]
  }
}

extension Noun where Row == DealRow {
  /// Deals: the keys are a part of the command contract.
  static var deal: Noun<DealRow> { DealRow.noun }
}

extension DealRow {
  /// «Стандарт (разбивка, полная сумма 60 000 ₽)» (R19).
  func packageLine(_ presentation: Presentation) -> String {
    guard let name = record.package else { return "" }
    guard let total = record.chain?.total else { return name }
    let sum = presentation.money(total)
    return presentation.text(
      Phrase(
        ru: "\(name) (разбивка, полная сумма \(sum))", en: "\(name) (split, full sum \(sum))"))
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

/// A payment chain in JSON.
enum ChainJSON {
  static func value(_ link: ChainLink, _ sums: ChainSums) -> JSONValue {
    var object = sums.json
    object["id"] = .string(link.id.text)
    object["part"] = .number(link.part)
    return .object(object)
  }
}

extension ChainSums {
  /// The sums without the place of one deal.
  var json: JSONObject {
    var object = JSONObject()
    object["total"] = .money(total)
    object["paid"] = .money(paid)
    object["expected"] = .money(expected)
    object["closed"] = .bool(isClosed)
    return object
  }
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
