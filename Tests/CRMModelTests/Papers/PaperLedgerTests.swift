import CRMTestSupport
import XCTest

@testable import CRMModel

/// What papers come to of each other (R80, R82), however they are based on each other.
final class PaperLedgerTests: XCTestCase {
  private func paper(
    _ number: Int, _ traits: PaperFacts.Traits, total: Int64 = 1, on basis: some Sequence<Int> = []
  ) -> PaperFacts {
    PaperFacts(
      id: Department.identifier(UInt64(number)), owner: nil, number: "\(number)", day: .first,
      traits: traits.union(.inForce), currency: .rub, total: total, validUntil: nil,
      basis: basis.map { Department.identifier(UInt64($0)) }, parts: [], lines: [])
  }

  /// Damaged documents go in circles; what is reached by two ways is paid once all the same.
  func testWhatAPaperIsBasedOnIsFoundOnceInAnyGraph() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let count = Int.random(in: 1...8, using: &random)
      let bases = (0..<count).map { _ in
        Set(
          (0..<Int.random(in: 0...2, using: &random)).map { _ in
            Int.random(in: 0..<count, using: &random)
          })
      }
      let payments = (0..<count).filter { _ in Bool.random(using: &random) }
      let ledger = PaperLedger(
        bases.enumerated().map { number, bases in
          paper(number, payments.contains(number) ? .payment : .invoice, on: bases.sorted())
        })
      var reached = bases
      for _ in bases {
        reached = reached.map { $0.union($0.flatMap { reached[$0] }) }
      }
      for place in 0..<count {
        XCTAssertEqual(
          ledger.bases(of: place).sorted(), reached[place].subtracting([place]).sorted(),
          "seed \(seed): \(bases)")
        let paying = payments.count { $0 != place && reached[$0].contains(place) }
        XCTAssertEqual(ledger.paid(place), Int64(paying), "seed \(seed): \(bases)")
      }
    }
  }

  /// R86: a payment counts once, also where its invoice is of two orders, after what is of one alone.
  func testWhatPaysTwoOrdersPaysTheFirstOneFirst() {
    let papers = [
      paper(1, .order, total: 100), paper(2, .order, total: 200),
      paper(3, .invoice, total: 300, on: [1, 2]),
    ]
    func paid(_ payments: [(Int64, Int)]) -> [Int64] {
      let all = payments.enumerated().map { paper(4 + $0, .payment, total: $1.0, on: [$1.1]) }
      let ledger = PaperLedger(papers + all)
      XCTAssertNil((0..<3).lazy.compactMap(ledger.fault).first, "\(payments)")
      return (0..<3).map(ledger.paid) + (0..<3).map(ledger.left)
    }
    XCTAssertEqual(paid([]), [0, 0, 0, 100, 200, 300])
    XCTAssertEqual(paid([(150, 3)]), [100, 50, 150, 0, 150, 150])
    XCTAssertEqual(paid([(150, 3), (-70, 3)]), [80, 0, 80, 20, 200, 220])
    XCTAssertEqual(paid([(150, 3), (150, 3)]), [100, 200, 300, 0, 0, 0])
    XCTAssertEqual(paid([(200, 3), (100, 1)]), [100, 200, 300, 0, 0, 0])
    XCTAssertEqual(paid([(50, 1), (60, 2)]), [50, 60, 110, 50, 140, 190])
    let ledger = PaperLedger(papers + [paper(4, .payment, total: 301, on: [3])])
    XCTAssertEqual((0..<3).map(ledger.paid), [100, 201, 301])
    XCTAssertEqual((0..<3).map(ledger.fault), [nil, .overpaid, .overpaid])
  }

  /// R80: a later invoice takes nothing that went back of an earlier one, and numbers count.
  func testANewInvoiceLeavesTheOthersTheirMoney() {
    func invoice(_ id: Int, _ number: String) -> PaperFacts {
      PaperFacts(
        id: Department.identifier(UInt64(id)), owner: nil, number: number, day: .first,
        traits: [.invoice, .inForce], currency: .rub, total: 100, validUntil: nil,
        basis: [Department.identifier(1)], parts: [], lines: [])
    }
    let papers = [
      paper(1, .order, total: 300), invoice(2, "9"), paper(3, .payment, total: 100, on: [1]),
      paper(4, .payment, total: -1, on: [2]),
    ]
    XCTAssertEqual(PaperLedger(papers).paid(1), 99)
    for number in ["10", "8"] {
      let ledger = PaperLedger(papers + [invoice(5, number)])
      XCTAssertNil((0..<5).lazy.compactMap(ledger.fault).first, number)
      XCTAssertEqual([1, 4].map(ledger.paid), number == "10" ? [99, 0] : [0, 99])
    }
  }

  /// R86: what is based on a paper that is not there is told from what is based on several.
  func testWhatIsBasedOnNothingThatThereIsIsLost() {
    let papers = [
      paper(1, .order, total: 9), paper(2, .invoice, total: 9, on: [1]),
      paper(3, .payment, on: [1, 2]), paper(4, .payment, on: [2, 9]),
    ]
    let broken = PaperCheck.all.firstIndex { $0.id == .paperBroken }
    for isElsewhere in [false, true] {
      var asked: [PaperID] = []
      let found = PaperFinding.all(of: papers) { id in
        asked.append(id)
        return isElsewhere
      }
      XCTAssertEqual(asked, [Department.identifier(9)])
      XCTAssertEqual(found.count { $0.check == broken }, isElsewhere ? 0 : 1)
    }
  }

  /// R80: what was paid of an order pays its invoices by day and number, whatever their ids are.
  func testAnOrdersMoneyPaysItsInvoicesInTheirOrder() {
    let ledger = PaperLedger(
      [
        paper(1, .order, total: 20), paper(2, .payment, total: 12, on: [1]),
        paper(10, .invoice, total: 10, on: [1]), paper(9, .invoice, total: 10, on: [1]),
      ].sorted { $0.id < $1.id })
    let paid = ledger.papers.indices.map { (ledger.papers[$0].number, ledger.paid($0)) }
    XCTAssertEqual(paid.first { $0.0 == "9" }?.1, 10, "'9' comes before '10' as a number")
    XCTAssertEqual(paid.first { $0.0 == "10" }?.1, 2)
  }
}
