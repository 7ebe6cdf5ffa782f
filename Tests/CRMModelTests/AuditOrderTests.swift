import XCTest

@testable import CRMModel

/// The places of an audit's findings: by manager, name and id (design of the audit).
final class AuditOrderTests: XCTestCase {
  private func order(_ manager: String, _ name: String, _ id: UInt64) throws -> AuditOrder {
    AuditOrder(
      CompanyRecord(
        Company(
          id: try XCTUnwrap(CompanyID(bits: id)), name: name, manager: Login(stored: manager))))
  }

  func testOrderIsByManagerThenNameThenID() throws {
    let rows: [(String, String, UInt64)] = [
      ("", "я", 9), ("a", "", 5), ("a", "Кафе", 1), ("a", "Кафе", 256), ("a", "Кафе 1", 0),
      ("a", "Кафе длинное имя 1", 0), ("a", "Кафе длинное имя 2", 0), ("ab", "Кафе", 0),
      ("б", "Кафе", 0),
    ]
    let orders = try rows.map(order)
    for left in orders.indices {
      for right in orders.indices {
        XCTAssertEqual(orders[left] < orders[right], left < right, "\(rows[left]) \(rows[right])")
      }
    }
  }

  /// Whatever part of the things has a rank, they stand as if each was compared with each.
  func testRankedAndOthersAreSortedTogether() throws {
    var generator = SplitMix64(seed: 5)
    let all = try (0..<300).map { try order("m\($0 % 3)", "\($0 * 7_919 % 300)", UInt64($0)) }
    let expected = all.indices.sorted { all[$0] < all[$1] }
    let ranks = Dictionary(uniqueKeysWithValues: zip(expected, 0...))
    for share in [0, 1, 50, 99, 100] {
      let ranked = Set(
        all.indices.filter { _ in Int.random(in: 0..<100, using: &generator) < share })
      var asked = 0
      let sorted = AuditOrder.sorted(
        all.indices.shuffled(using: &generator), rank: { ranked.contains($0) ? ranks[$0] : nil },
        order: {
          asked += 1
          return all[$0]
        })
      XCTAssertEqual(sorted, expected)
      XCTAssertLessThan(asked, 20 * (all.count - ranked.count) + 1)
    }
  }
}
