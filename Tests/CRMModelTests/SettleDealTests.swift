import CRMTestSupport
import XCTest

@testable import CRMModel

/// R121: what a merge had to decide waits for somebody who looks at it.
final class SettleDealTests: XCTestCase {
  func testOnlyWhatMergesDecidedSinceIsOpen() throws {
    var office = Department()
    var subject = try office.add()
    func tell(_ type: EventType, _ values: [String: Value] = [:]) {
      subject.deal.history.append(office.context().event(.told(type, values)))
    }
    assertRefused(try SettleDeal().apply(to: subject, in: office.context()), "R121")
    tell(.reconciled, ["field": .text("budget"), "kept": .text("2"), "dropped": .text("1")])
    tell(.goalReached, ["goal": .text("interest")])
    XCTAssertEqual(subject.deal.unsettled.map(\.field), ["budget"])
    subject = subject.with(try SettleDeal().apply(to: subject, in: office.context()))
    XCTAssertTrue(subject.deal.unsettled.isEmpty)
    tell(.reconciled, ["field": .text("name"), "kept": .text("А"), "dropped": .text("Б")])
    XCTAssertEqual(subject.deal.unsettled.map(\.field), ["name"], "not what was settled before")
  }
}
