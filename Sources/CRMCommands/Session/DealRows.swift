import CRMCore
import CRMModel

/// Rows of deals made from records, without opening a document.
struct DealRows {
  let clock: AuditClock
  private let index: RecordIndex
  private let pipelines: [PipelineID: Pipeline]
  private let chains: [DealID: ChainSums]

  init(_ session: Session, _ snapshot: Snapshot) throws(CRMError) {
    clock = try session.clock(snapshot)
    index = try snapshot.index()
    pipelines = try snapshot.pipelines()
    chains = Audit.chains(of: index.deals.values)
  }

  /// The rows of the records that fit, by name and then by id.
  func all(where fits: (DealRecord) -> Bool) -> [DealRow] {
    index.deals.values.filter(fits)
      .sorted { ($0.name, $0.id.bits) < ($1.name, $1.id.bits) }
      .map(row)
  }

  func row(_ record: DealRecord) -> DealRow {
    DealRow(
      record: record, companyName: companyName(record.company),
      chain: record.chain.flatMap { chains[$0.id] }, pipeline: pipelines[record.pipeline],
      clock: clock, document: nil, contacts: [])
  }

  func companyName(_ id: CompanyID) -> String { index.companies[id]?.company.name ?? "" }
}
