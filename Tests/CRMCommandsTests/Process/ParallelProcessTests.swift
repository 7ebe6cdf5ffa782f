import Foundation
import XCTest

/// Many processes at once: nobody's work is lost and nobody gets an error.
final class ParallelProcessTests: XCTestCase {
  private let count = 100

  func testHundredProcessesOnDifferentDeals() throws {
    let scene = try ProcessScene(deals: count)
    let failures = eightAtATime { number in
      try scene.run(["comment", "add", scene.deals[number], "Поговорили, запись \(number)."])
    }
    XCTAssertEqual(failures, [])
    try scene.assertSound()
    for number in 0..<count {
      XCTAssertTrue(try scene.card(scene.deals[number]).contains("запись \(number)."))
    }
  }

  func testHundredProcessesOnOneDeal() throws {
    let scene = try ProcessScene(deals: 1)
    let failures = eightAtATime { number in
      try scene.run(["comment", "add", scene.deals[0], "Поговорили, запись \(number)."])
    }
    XCTAssertEqual(failures, [])
    try scene.assertSound()
    let card = try scene.card(scene.deals[0])
    for number in 0..<count { XCTAssertTrue(card.contains("запись \(number).")) }
  }

  func testReadersBesideWritersSeeNoHalfOfAPayment() throws {
    let count = 24
    let scene = try ProcessScene(deals: count)
    // Every third process pays, the others look.
    let failures = eightAtATime(count * 3) { number in
      guard number % 3 == 0 else {
        _ = try scene.paidDeals()
        return nil
      }
      return try scene.run(ProcessScene.payment(scene.deals[number / 3]))
    }
    XCTAssertEqual(failures, [])
    XCTAssertEqual(try scene.paidDeals(), Set(scene.deals))
    try scene.assertSound()
  }

  func testOneOfManyThatPayTheSameDealWins() throws {
    let scene = try ProcessScene(deals: 1)
    let statuses = Statuses()
    _ = eightAtATime(16) { _ in
      statuses.add(try scene.run(ProcessScene.payment(scene.deals[0])).status)
      return nil
    }
    XCTAssertEqual(statuses.sorted, [0] + [Int32](repeating: 3, count: 15))
    XCTAssertEqual(try scene.paidDeals().count, 1)
    try scene.assertSound()
  }

  /// What went wrong, one line a process.
  private func eightAtATime(
    _ count: Int? = nil, _ body: @Sendable @escaping (Int) throws -> ProcessResult?
  ) -> [String] {
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = 8
    let failures = Failures()
    for number in 0..<(count ?? self.count) {
      queue.addOperation {
        do {
          guard let result = try body(number), result.status != 0 else { return }
          failures.add("\(number): status \(result.status), \(result.error)")
        } catch {
          failures.add("\(number): \(error)")
        }
      }
    }
    queue.waitUntilAllOperationsAreFinished()
    return failures.all
  }
}
