import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// What a deal and a payment chain must agree on.
final class CheckDealTests: CheckTestCase {
  func testChainInvariants() throws {
    let total = Money(minorUnits: 6_000_001, currency: .rub)
    let changes: [(Int, (inout Deal) -> Void)] = [
      (1, { $0.budget = Money(minorUnits: 1, currency: .rub) }), (0, { $0.budget = nil }),
      (0, { $0.budget = Money(minorUnits: .max, currency: .rub) }),
      (2, { $0.chain?.total = total }), (0, { $0.stage = StageID("contract") }),
      (1, { $0.chain?.next = nil }), (0, { $0.chain?.next = $0.id }), (1, { $0.chain = nil }),
      (2, { $0.chain = nil }), (0, { $0.chain = nil }), (1, { $0.deletedAt = TestDirectory.now }),
      (1, { $0.chain = $0.chain.map { $0.with(part: 3) } }),
      (1, { $0.chain = $0.chain.map { $0.with(part: .max) } }),
      (0, { $0.chain = $0.chain.map { $0.with(part: .min) } }),
      (2, { $0.chain = $0.chain.map { $0.with(previous: $0.id) } }),
    ]
    for (index, (part, change)) in changes.enumerated() {
      let department = try Department()
      try department.directory.editTelling(department.chain[part], change)
      let problems = try department.directory.check()
      XCTAssertEqual(problems.map(\.kind), [.brokenChain], "\(index): \(problems)")
    }
  }

  func testEndedAndWholeChainsAreSound() throws {
    let department = try Department()
    try department.directory.editTelling(department.chain[2]) { $0.stage = StageID("won") }
    XCTAssertEqual(try department.directory.check(), [])
    // R22a: the awaited part is lost, and the full sum is what was paid.
    for part in department.chain {
      try department.directory.editTelling(part) {
        $0.chain?.total = Money(minorUnits: 4_000_000, currency: .rub)
      }
    }
    try department.directory.editTelling(department.chain[2]) { $0.stage = StageID("lost") }
    XCTAssertEqual(try department.directory.check(), [])
  }

  func testMoreContactsThanAnySettingsAllowAndContactsTwice() throws {
    try assertOne(.wrongContacts, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) {
        $0.contacts = (0...UInt64(Settings.contactLimits.upperBound)).compactMap {
          ContactID(bits: $0)
        }
        .map { DealContact(contact: $0, role: .other) }
      }
    }
    try assertOne(.wrongContacts, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) { $0.contacts += $0.contacts }
    }
  }

  func testContactOfAnotherCompany() throws {
    try assertOne(.wrongContacts, isRepairable: false, at: { $0.deal.path }) {
      let other = try $0.directory.addContact(try $0.directory.addCompany("Другое"))
      try $0.directory.edit($0.deal) {
        $0.contacts = [DealContact(contact: other.id, role: .other)]
      }
    }
  }

  func testTaskNumbers() throws {
    try assertOne(.brokenTasks, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) { $0.tasks += $0.tasks }
    }
    try assertOne(.brokenTasks, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) { $0.tasks = [] }
    }
    try assertOne(.brokenTasks, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.replace(
        "\"number\": 1", by: "\"number\": -9223372036854775808", in: $0.deal.path)
    }
  }
}

extension ChainLink {
  fileprivate func with(part: Int) -> ChainLink {
    ChainLink(id: id, part: part, total: total, previous: previous, next: next)
  }

  fileprivate func with(previous: DealID) -> ChainLink {
    ChainLink(id: id, part: part, total: total, previous: previous, next: next)
  }
}
