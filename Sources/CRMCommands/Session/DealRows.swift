import CRMCore
import CRMModel
import Synchronization

/// Rows of deals made from records, without opening a document.
struct DealRows: Sendable {
  let clock: AuditClock
  let index: RecordIndex
  /// The deals that one may see, by id.
  let deals: [any DealFacts]
  private let pipelines: [PipelineID: Pipeline]
  private let chains: Chains

  /// The rows of a snapshot; people's phones are looked at where their kind is asked for.
  init(
    _ session: Session, _ snapshot: Snapshot, from kinds: [Kind] = [.deal, .company]
  ) throws(CRMError) {
    clock = try session.clock(snapshot)
    index = try snapshot.seenIndex(kinds)
    pipelines = try snapshot.pipelines()
    deals = index.deals
    chains = Chains(of: deals)
  }

  /// The rows of the records that fit, by name and then by id.
  func all(where fits: (any DealFacts) -> Bool) -> [DealRow] {
    deals.filter(fits)
      .map { (name: $0.name, id: $0.id, facts: $0) }
      .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
      .map { row($0.facts) }
  }

  /// The records that fit, by id.
  func records(where fits: (any DealFacts) -> Bool) -> [any DealFacts] { deals.filter(fits) }

  /// How many records fit.
  func count(where fits: (any DealFacts) -> Bool) -> Int {
    deals.reduce(0) { $0 + (fits($1) ? 1 : 0) }
  }

  func row(_ record: any DealFacts) -> DealRow {
    DealRow(subject: subject(record), document: nil, contacts: [])
  }

  /// The row of a deal; `nil` where there is none, or none that one may see.
  func row(_ id: DealID) -> DealRow? { index.deal(id).map { row($0) } }

  /// A record with what stands around it.
  func subject(_ record: any DealFacts) -> DealSubject {
    DealSubject(
      record, in: index, chain: record.chain.flatMap { chains.sums($0.id) },
      pipeline: pipelines[record.pipeline], clock: clock)
  }

  /// The pipeline that a deal walks.
  func pipeline(of deal: Deal) -> Pipeline? { pipelines[deal.pipeline] }

  /// The name of a company; `nil` where there is none.
  func companyName(_ id: CompanyID) -> String? { index.company(id)?.name }
}

/// What payment chains came to, found out once somebody asks: it takes a look at every deal.
private final class Chains: Sendable {
  private let deals: [any DealFacts]
  private let found = Mutex<[DealID: ChainSums]?>(nil)

  init(of deals: [any DealFacts]) { self.deals = deals }

  func sums(_ chain: DealID) -> ChainSums? {
    found.withLock { found in
      let all = found ?? Audit.chains(of: deals)
      found = all
      return all[chain]
    }
  }
}
