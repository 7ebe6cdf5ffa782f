import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// What happened to a document, by itself and by the journal.
final class CheckHistoryTests: CheckTestCase {
  func testEmptyHistory() throws {
    for kind in ["with the journal", "without it"] {
      try assertOne(.brokenHistory, isRepairable: false, at: { $0.company.path }) {
        if kind == "without it" { try $0.directory.forgetJournal() }
        try $0.directory.edit($0.company) { $0.history = [] }
      }
    }
  }

  func testHistoryWithoutItsBeginning() throws {
    try assertOne(.brokenHistory, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) { $0.history.removeFirst() }
    }
  }

  func testHistoryShorterThanTheJournalKnows() throws {
    try assertOne(.lostHistory, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) { $0.history.removeLast() }
    }
  }

  func testAnEarlierStateOfADocumentCanBeMended() throws {
    try assertOne(.lostHistory, isRepairable: true, at: { $0.deal.path }) {
      let earlier = try $0.directory.text($0.deal.path)
      try $0.directory.change($0.deal)
      try $0.directory.write(earlier, to: $0.deal.path)
    }
  }

  func testHandEditThatKeepsTheHistoryIsNoProblem() throws {
    let department = try Department()
    try department.directory.edit(department.company) { $0.name = "Новое имя" }
    try department.directory.edit(department.deal) { $0.history[1].isUndone = true }
    XCTAssertEqual(try department.directory.check(), [])
  }

  func testHistoryOutOfOrder() throws {
    try assertOne(.brokenHistory, isRepairable: false, at: { $0.deal.path }) {
      let changed = try $0.directory.change(try $0.directory.change($0.deal))
      try $0.directory.edit(changed) { $0.history.swapAt(2, 4) }
    }
  }

  func testHistoryOutOfOrderWithoutAJournal() throws {
    try assertOne(.brokenHistory, isRepairable: false, at: { $0.deal.path }) {
      let later = try XCTUnwrap(TestDirectory.now.adding(seconds: 200_000))
      let changed = try $0.directory.change(try $0.directory.change($0.deal, at: later), at: later)
      try $0.directory.forgetJournal()
      try $0.directory.edit(changed) { $0.history.swapAt(2, 3) }
    }
  }

  func testClockThatWasSetBackIsNoProblem() throws {
    let department = try Department()
    let earlier = try XCTUnwrap(TestDirectory.now.adding(seconds: -500_000))
    try department.directory.change(department.deal, at: earlier)
    XCTAssertEqual(try department.directory.check(), [])
  }
}
