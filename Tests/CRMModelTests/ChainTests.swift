import CRMModel
import CRMTestSupport
import XCTest

/// R22 and R23: what holds for a chain whatever happens to it.
final class ChainTests: XCTestCase {
  /// Random parts and adjustments; the seed of a failure is printed.
  func testR22PaidAndExpectedAreAlwaysTheTotal() throws {
    for seed: UInt64 in 1...200 {
      var random = SplitMix64(seed: seed)
      var office = Department()
      var total = Int64.random(in: 5_500_001...90_000_000, using: &random)
      var paid: Int64 = 0
      var awaited: DealCase? = try office.deal(at: "contract")
      var parts: [Deal] = []
      while let part = awaited {
        let isFirst = part.deal.chain == nil
        let isAdjusted = !isFirst && Int.random(in: 0..<3, using: &random) == 0
        if isAdjusted {
          total = max(paid + 1, 5_500_000) + Int64.random(in: 0...1_000_000, using: &random)
        }
        let rest = total - paid
        let mayEnd = !isFirst && (parts.count > 6 || Int.random(in: 0..<4, using: &random) == 0)
        let sum = mayEnd ? rest : Int64.random(in: 1...max(1, rest - 1), using: &random)
        let isLast = sum == rest
        let all = total
        let payment = try office.pay(
          part, Money(minorUnits: sum, currency: .rub),
          total: isFirst ? Money(minorUnits: all, currency: .rub) : nil, isLast: isLast
        ) {
          guard isAdjusted else { return }
          $0.adjustedTotal = Money(minorUnits: all, currency: .rub)
          $0.reason = "Передоговорились"
        }
        paid += sum
        parts = payment.chain
        awaited = payment.next
        assertInvariants(payment, total: total, paid: paid, office, "seed \(seed)")
      }
      XCTAssertEqual(paid, total, "seed \(seed)")
    }
  }

  private func assertInvariants(
    _ payment: Department.Payment, total: Int64, paid: Int64, _ office: Department, _ note: String
  ) {
    let sums = payment.result.sums
    XCTAssertEqual(sums.total.minorUnits, total, note)
    XCTAssertEqual(sums.paid.minorUnits, paid, note)
    XCTAssertEqual(sums.paid.adding(sums.expected), sums.total, note)
    XCTAssertEqual(sums.isClosed, payment.next == nil, note)
    let parts = payment.chain
    XCTAssertEqual(payment.paid.chainSums, sums, note)
    XCTAssertEqual(parts.map { $0.chain?.part }, (1...parts.count).map { $0 }, note)
    XCTAssertEqual(Set(parts.map { $0.chain?.id }), [parts[0].id], note)
    XCTAssertEqual(Set(parts.map { $0.chain?.total.minorUnits }), [total], note)
    for (part, next) in zip(parts, parts.dropFirst()) {
      XCTAssertEqual(part.chain?.next, next.id, note)
      XCTAssertEqual(next.chain?.previous, part.id, note)
    }
    XCTAssertNil(parts.last?.chain?.next, note)
    XCTAssertTrue(parts.allSatisfy { $0.budget?.isPositive == true }, note)
    let open = parts.filter { payment.paid.pipeline.kind(of: $0.stage) == .open }
    XCTAssertEqual(open.count, payment.next == nil ? 0 : 1, note)
    let findings = office.audit(parts.map { payment.paid.with($0) }).findings
    XCTAssertEqual(findings.map(\.check), [], note)
  }

  func testSumsLeaveOutWhatCannotBeAdded() {
    let dollars = Currency(code: "USD").map { Money(minorUnits: 100, currency: $0) }
    let sums = ChainSums(
      parts: [
        (.won, .roubles(1)), (.won, dollars), (.open, nil), (.lost, .roubles(5)),
        (.won, Money(minorUnits: .max, currency: .rub)),
      ], total: .roubles(10))
    XCTAssertEqual(sums.paid, .roubles(1))
    XCTAssertEqual(sums.expected, .roubles(0))
    XCTAssertFalse(sums.isClosed)
  }
}
