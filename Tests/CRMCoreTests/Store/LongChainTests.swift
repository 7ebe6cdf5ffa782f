import CRMModel
import XCTest

@testable import CRMCore

final class LongChainTests: XCTestCase {
  func testAChainOfAnyLengthIsReadWhole() throws {
    let scene = try CatalogScene()
    let first = try scene.addDeal(try scene.addCompany())
    let count = 1_002
    let ids = [first.id] + (2...count).compactMap { DealID(bits: UInt64($0)) }
    func link(_ index: Int) -> ChainLink {
      ChainLink(
        id: first.id, part: index + 1, total: Money(minorUnits: 1, currency: .rub),
        previous: index > 0 ? ids[index - 1] : nil, next: index + 1 < count ? ids[index + 1] : nil)
    }
    try scene.write { (transaction) throws(CRMError) in
      for (index, id) in ids.enumerated() {
        var part = Deal(
          id: id, name: first.name, company: first.company, pipeline: first.pipeline,
          stage: first.stage, manager: first.manager, author: first.author)
        part.history = first.history
        part.chain = link(index)
        try transaction.keep(part)
      }
      for start in [0, 500, count - 1] {
        let parts = try transaction.chain(of: transaction.get(ids[start]))
        XCTAssertEqual(parts.map(\.id), ids)
      }
    }
  }

  func testAChainInACircleIsReadOnce() throws {
    let scene = try CatalogScene()
    var deal = try scene.addDeal(try scene.addCompany())
    deal.chain = ChainLink(
      id: deal.id, part: 1, total: Money(minorUnits: 1, currency: .rub), previous: deal.id,
      next: deal.id)
    let circle = deal
    try scene.write { (transaction) throws(CRMError) in
      XCTAssertEqual(try transaction.chain(of: circle).map(\.id), [circle.id])
    }
  }
}
