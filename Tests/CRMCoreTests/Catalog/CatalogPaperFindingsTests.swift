import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// R85: what an evening finds of papers is kept in the catalog, and stays true of what has changed since.
final class CatalogPaperFindingsTests: XCTestCase {
  private typealias Department = CRMTestSupport.Department
  private let owners: [PaperOwner] =
    (1...3).map { .deal(Department.identifier($0)) }
    + (1...2).map { .company(Department.identifier($0)) }

  /// A paper of anybody: an order, an offer, an invoice or a payment, on what there is or is not.
  private func paper(_ number: UInt64, _ random: inout SplitMix64) -> Paper {
    var paper = Paper(id: Department.identifier(100 + number))
    let kind =
      [
        ("order", "confirmed"), ("order", "draft"), ("invoice", "sent"), ("payment", "received"),
        ("quotation", "sent"),
      ].randomElement(using: &random) ?? ("order", "draft")
    let total = Int.random(in: 1...3, using: &random) * 100
    paper.facts = [
      "type": .text(kind.0), "state": .text(kind.1), "number": .text("\(number)"),
      "date": .text("2026-11-2\(number % 10)"), "currency": .text("RUB"),
      "total": .text("\(total)"),
    ]
    if kind.0 == "quotation" { paper.facts["validUntil"] = .text("2026-11-2\(number % 10)") }
    if kind.0 == "order" {
      paper.facts["lines"] = .texts(["Печь; 1; \(total); ; ; "])
      if Bool.random(using: &random) {
        paper.facts["schedule"] = .texts(["50% 2026-11-20", "50% 2026-12-2\(number % 10)"])
      }
    }
    switch owners.randomElement(using: &random) {
    case .deal(let deal): paper.facts["deal"] = .text(deal.text)
    case .company(let company): paper.facts["company"] = .text(company.text)
    case nil: break
    }
    let bases = (0..<Int.random(in: 0...2, using: &random)).map { _ in
      (Department.identifier(100 + UInt64.random(in: 0..<12, using: &random)) as PaperID).text
    }
    if !bases.isEmpty { paper.facts["basis"] = .texts(bases) }
    return paper
  }

  private func base(of papers: [UInt64: Paper]) throws -> CatalogBase {
    let records = try papers.values.map(record).sorted { $0.id < $1.id }
    return try sorted(
      CatalogBuilder(TestDirectory.environment, records: { $0 == .paper ? records : [] }))
  }

  private func sorted(_ builder: CatalogBuilder) throws -> CatalogBase {
    let origin = CatalogBase.Origin(epoch: 1, configuration: 2)
    let bytes = builder.bytes(origin: origin, sequence: 3, stamps: FolderStamps())
    return try XCTUnwrap(CatalogBase(Bytes(copying: bytes), origin: origin))
  }

  private func record(_ paper: Paper) throws -> CatalogRecord {
    try XCTUnwrap(Projection(pipelines: [:]).record(of: paper))
  }

  func testWhatIsKeptIsWhatThePapersSay() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    var found = 0
    for _ in 0..<300 {
      var papers: [UInt64: Paper] = [:]
      for number in 0..<UInt64.random(in: 0...9, using: &random) {
        papers[number] = paper(number, &random)
      }
      let base = try base(of: papers)
      var index = RecordIndex(base: base)
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        if Bool.random(using: &random) {
          let middle = try sorted(
            CatalogBuilder(TestDirectory.environment, changesIn: index))
          index = RecordIndex(CatalogLayers(base: base, middle: middle))
        }
        let number = UInt64.random(in: 0..<12, using: &random)
        if Bool.random(using: &random) {
          let changed = paper(number, &random)
          papers[number] = changed
          index.insert(try record(changed))
        } else if let gone = papers.removeValue(forKey: number) {
          index.remove(.paper, gone.id.bits)
        }
      }
      let known = Set(papers.values.map(\.id))
      let kept = index.paperFindings()
      for owner in owners {
        let own = papers.values.filter { $0.owner == owner }.sorted { $0.id < $1.id }
        let wanted = PaperFinding.all(
          of: own.map { PaperFacts(judging: $0) }, hasPaper: known.contains)
        func sorted(_ findings: [PaperFinding]) -> [PaperFinding] {
          findings.sorted { ($0.check, $0.due) < ($1.check, $1.due) }
        }
        XCTAssertEqual(sorted(kept(owner)), sorted(wanted), "seed \(seed)")
        found += wanted.count
      }
    }
    XCTAssertGreaterThan(found, 300, "seed \(seed)")
  }

  /// Whoever changes what a check finds, or its number, raises `CatalogBase.magic` with it: a catalog that
  /// is there already says what the check said before.
  func testWhatChecksFindIsKeptByTheirNumbers() throws {
    let papers = [
      ["type": "order", "state": "confirmed", "lines": "Печь; 1; 100; ; none;"],
      [
        "type": "order", "state": "confirmed", "lines": "Печь; 1; 100; ; none;",
        "schedule": "40% 2026-11-20, 60% 2026-11-22",
      ],
      // An offer of nothing at all comes to no sum.
      ["type": "quotation", "state": "sent", "validUntil": "2026-11-25"],
      ["type": "payment", "state": "received"],
    ]
    let records = try papers.enumerated().map { number, texts in
      var paper = Paper(id: Department.identifier(UInt64(number)))
      paper.facts = [
        "deal": .text("00000001"), "number": .text("\(number)"), "date": .text("2026-11-20"),
        "currency": .text("RUB"), "total": .text("100"),
      ]
      for (key, text) in texts {
        paper.facts[key] =
          ["lines", "schedule"].contains(key)
          ? .texts(text.split(separator: ", ").map(String.init)) : .text(text)
      }
      return CatalogPaper(try record(paper))
    }
    let found = records.findings.map { PaperFinding(number: $0.number) }
    XCTAssertEqual(
      found.map { "\($0.check) \($0.due.text)" },
      ["0 2026-11-20", "0 2026-11-22", "1 2026-11-25", "2 0001-01-01", "3 0001-01-01"])
    XCTAssertEqual(CatalogBase.magic, 0x3336_4741_5443_4D52)
  }
}
