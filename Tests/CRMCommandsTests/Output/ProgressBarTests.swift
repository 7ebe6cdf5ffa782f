import CRMCore
import CRMTestSupport
import CommandLineKit
import Synchronization
import XCTest

@testable import CRMCommands

/// What a person sees of long work.
final class ProgressBarTests: XCTestCase {
  private final class Screen: Sendable {
    let written = Mutex<[String]>([])
    let time = Mutex<Duration>(.zero)
  }

  private func lines(_ language: Language, width: Int = 80, steps: [(Int, Duration)]) -> [String] {
    let screen = Screen()
    let bar = ProgressBar(
      language, width: width, clock: { screen.time.withLock { $0 } },
      write: { text in screen.written.withLock { $0.append(text) } })
    for (done, time) in steps {
      screen.time.withLock { $0 = time }
      bar.show(WorkProgress(.import, done, of: 10_000))
    }
    return screen.written.withLock { $0 }
  }

  func testCountRateAndTimeLeft() {
    XCTAssertEqual(
      lines(.ru, steps: [(1, .zero), (2_500, .seconds(2))]),
      ["\r\u{1B}[Kимпорт [#####···············] 25 % 2500 из 10000, 1250/с, осталось 7 с"])
    XCTAssertEqual(
      lines(.en, steps: [(1, .zero), (2_500, .seconds(2))]),
      ["\r\u{1B}[Kimport [#####···············] 25% 2500 of 10000, 1250/s, 7 s left"])
  }

  func testQuickWorkShowsNothing() {
    XCTAssertEqual(lines(.ru, steps: [(1, .zero), (10_000, .milliseconds(400))]), [])
  }

  func testAtMostTenTimesASecondAndGoneWhenDone() {
    let steps = (1...10_000).map { ($0, Duration.milliseconds($0 / 5)) }
    let lines = lines(.ru, steps: steps)
    XCTAssertLessThanOrEqual(lines.count, 21)
    XCTAssertGreaterThan(lines.count, 10)
    XCTAssertEqual(lines.last, "\r\u{1B}[K")
  }

  func testNeverWiderThanTheTerminal() {
    let line = lines(.ru, width: 40, steps: [(1, .zero), (2_500, .seconds(2))])[0]
    XCTAssertEqual(line, "\r\u{1B}[Kимпорт [##······] 25 %, осталось 7 с")
    for width in 2...100 {
      let line = lines(.en, width: width, steps: [(1, .zero), (2_500, .seconds(2))])[0]
      XCTAssertLessThan(DisplayWidth.of(line.dropFirst(4)), width)
    }
  }

  func testNothingInAPipe() throws {
    let world = try TestWorld()
    try world.make("init")
    world.input = Array("company add А\ncompany add Б\n".utf8)
    XCTAssertEqual(world.run("batch").err, "")
    world.hasErrorTerminal = true
    XCTAssertEqual(world.run("fsck").err, "crm: все в порядке\n")
  }
}
