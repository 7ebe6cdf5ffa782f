import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// What an evening's audit reads of the catalog.
final class CatalogAuditTests: XCTestCase {
  /// Cold parts are two thirds of a catalog, and an audit that touches them holds all of it in memory.
  func testTheCountsOfAnAuditAskForNoColdPart() throws {
    var department = CRMTestSupport.Department()
    var records: [Kind: [CatalogRecord]] = [:]
    var pipelines: [PipelineID: Pipeline] = [:]
    for (number, stage) in ["in-work", "call", "decision-maker", "meeting", "contract"].enumerated()
    {
      var subject = try department.deal(at: stage)
      pipelines[subject.pipeline.id] = subject.pipeline
      subject.deal.chain = ChainLink(
        id: subject.deal.id, part: 2, total: Money(minorUnits: 7_000_000, currency: .rub),
        previous: nil, next: nil)
      subject.deal.name = "Бар"
      subject.company.name = "Бар «Ёлки»"
      if number > 1 { subject.company.facts[Field<Company>.nameTyped.key] = .text("бар") }
      if number == 3 { subject.deal.name = "Бар часть 2" }
      let projection = Projection(pipelines: pipelines)
      let documents: [any CRMCore.Document] = [subject.deal, subject.company] + subject.contacts
      for document in documents {
        let record = try XCTUnwrap(projection.record(of: document))
        records[record.kind, default: []].append(record)
      }
    }
    for kind in Kind.documents { records[kind]?.sort { $0.id < $1.id } }
    let origin = CatalogBase.Origin(epoch: 1, configuration: 2)
    var bytes = CatalogBuilder(TestDirectory.environment, records: { records[$0] ?? [] })
      .bytes(origin: origin, sequence: 3, stamps: FolderStamps())
    func summary() throws -> AuditSummary {
      let base = try XCTUnwrap(CatalogBase(Bytes(copying: bytes), origin: origin))
      let zone = TimeZoneRules.fixed(seconds: 10_800, identifier: "Europe/Moscow")
      let now = CatalogScene.time("2026-12-20T10:00:00+03:00")
      return Audit(
        RecordIndex(base: base), pipelines: pipelines, scope: Audit.Scope(),
        clock: AuditClock(now: now, zone: zone)
      ).summary
    }
    let whole = try summary()
    XCTAssertGreaterThan(whole.errors, 3)
    let cold = records.values.joined().reduce(0) { $0 + $1.cold.count }
    bytes.replaceSubrange(bytes.count - cold..<bytes.count, with: repeatElement(0xFF, count: cold))
    XCTAssertEqual(try summary(), whole)
  }
}
