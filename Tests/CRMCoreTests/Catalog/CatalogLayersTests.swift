import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// What lies in the middle is found as if it lay in the base.
final class CatalogLayersTests: XCTestCase {
  private let origin = CatalogBase.Origin(epoch: 1, configuration: 2)

  private func sorted(_ builder: CatalogBuilder) throws -> CatalogBase {
    let bytes = builder.bytes(origin: origin, sequence: 3, stamps: FolderStamps())
    return try XCTUnwrap(CatalogBase(Bytes(copying: bytes), origin: origin))
  }

  private func base(_ records: (Kind) -> [CatalogRecord]) throws -> CatalogBase {
    try sorted(CatalogBuilder(TestDirectory.environment, records: records))
  }

  private func middle(_ index: RecordIndex) throws -> CatalogBase {
    try sorted(CatalogBuilder(TestDirectory.environment, changesIn: index))
  }

  func testLayersSayWhatOneBaseWouldSay() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    var companies: [UInt64: Company] = [:]
    let ids = (0..<40).map { number in
      // Some of them in one folder.
      CompanyID(stored: number.isMultiple(of: 2) ? random.next() >> 24 : UInt64(number))
    }
    var layers = CatalogLayers(base: try base { _ in [] }, middle: nil)
    var index = RecordIndex(layers)
    var folds = 0
    for step in 0..<400 {
      let id = try XCTUnwrap(ids.randomElement(using: &random))
      if Int.random(in: 0..<3, using: &random) == 0 {
        companies[id.bits] = nil
        index.remove(.company, id.bits)
      } else {
        let name = "Кафе \(Int.random(in: 0..<5, using: &random))"
        let company = Company(id: id, name: name, manager: Login(stored: "anna"))
        companies[id.bits] = company
        index.insert(try XCTUnwrap(Projection(pipelines: [:]).record(of: company)))
      }
      switch Int.random(in: 0..<20, using: &random) {
      case 0: layers = CatalogLayers(base: try base(index.records), middle: nil)
      case 1...3:
        let middle = try middle(index)
        XCTAssertEqual(middle.foundation, layers.base.identity)
        layers = CatalogLayers(base: layers.base, middle: middle)
        folds += 1
      default:
        if !step.isMultiple(of: 10) { continue }
        try assertSays(index, companies, "seed \(seed), step \(step)")
        continue
      }
      index = RecordIndex(layers)
      try assertSays(index, companies, "seed \(seed), step \(step), folded")
    }
    XCTAssertGreaterThan(folds, 10)
  }

  private func assertSays(
    _ index: RecordIndex, _ companies: [UInt64: Company], _ what: String
  ) throws {
    let all = companies.values.sorted { $0.id < $1.id }
    XCTAssertEqual(index.records(.company).map(\.id), all.map(\.id.bits), what)
    XCTAssertEqual(index.companies.map(\.record.company.name), all.map(\.name), what)
    XCTAssertGreaterThanOrEqual(index.greatestCount(.company), all.count, what)
    for number in 0..<5 {
      let name = "Кафе \(number)"
      let wanted = all.filter { $0.name == name }.map(\.id)
      XCTAssertEqual(index.companies(named: name), wanted, what)
      XCTAssertEqual(index.records(.company, named: name).map(\.id), wanted.map(\.bits), what)
    }
    for key in FolderKey.shards(of: .company) {
      let wanted = all.map(\.id.bits).filter(key.identifiers.contains)
      XCTAssertEqual(index.identifiers(in: key, .company), Set(wanted), what)
    }
  }

  /// What lies in the middle has no place in the order of an audit's findings, which the base's has.
  func testOnlyTheBaseHasRanks() throws {
    let company = Company(
      id: CRMTestSupport.Department.identifier(7), name: "Бар", manager: Login(stored: "anna"))
    let record = try XCTUnwrap(Projection(pipelines: [:]).record(of: company))
    let base = try base { $0 == .company ? [record] : [] }
    var index = RecordIndex(base: base)
    index.insert(record)
    let middle = try middle(index)
    XCTAssertNotNil(CatalogRecord.rank(of: base.record(.company, at: 0).hot))
    XCTAssertNil(CatalogRecord.rank(of: middle.record(.company, at: 0).hot))
    XCTAssertEqual(middle.record(.company, at: 0).joined, record.joined)
  }
}
