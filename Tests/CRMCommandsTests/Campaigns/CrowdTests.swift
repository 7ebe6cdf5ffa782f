import Foundation
import Glibc
import XCTest

/// Many writers at once, half of whom are killed: what was answered is there, and the others have lost
/// nothing by it.
///
/// Ten always, thirty where `CRM_LONG_TESTS=1`.
final class CrowdTests: XCTestCase {
  private let comments = 4

  func testHalfOfTheWritersAreKilled() throws {
    let writers = BuiltProgram.rounds(10, long: 30)
    let scene = try ProcessScene(deals: 3)
    let processes = (0..<writers).map { writer in
      let process = scene.shellProcess(script(writer, scene))
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      return process
    }
    for process in processes { try process.run() }
    for process in processes.enumerated().filter({ !$0.offset.isMultiple(of: 2) }).map(\.element) {
      Thread.sleep(forTimeInterval: Double.random(in: 0...0.1))
      // Foundation starts a process as the leader of a group; the commands are in it.
      kill(-process.processIdentifier, SIGKILL)
    }
    for process in processes { process.waitUntilExit() }
    try scene.assertSound()
    let cards = try scene.deals.map { try scene.card($0) }.joined()
    for writer in 0..<writers {
      let log = FileManager.default.contents(atPath: scene.folder + "/answered-\(writer)") ?? Data()
      let answered = String(decoding: log, as: UTF8.self).split(separator: "\n")
      for text in answered { XCTAssertTrue(cards.contains(text), "'\(text)' was answered") }
      if writer.isMultiple(of: 2) { XCTAssertEqual(answered.count, comments, "\(writer)") }
    }
    let next = try scene.run(["comment", "add", scene.deals[0], "Все разошлись."])
    XCTAssertEqual(next.status, 0, next.error)
    try scene.assertSound()
  }

  /// Comments on all deals in turn, and notes down what was answered.
  private func script(_ writer: Int, _ scene: ProcessScene) -> String {
    (1...comments).map { number in
      let deal = scene.deals[(writer + number) % scene.deals.count]
      let text = "Запись \(number) пишущего \(writer) о разговоре."
      return "\"$CRM\" comment add \(deal) '\(text)' --wait 120"
        + " && echo '\(text)' >> '\(scene.folder)/answered-\(writer)'"
    }.joined(separator: "\n")
  }
}
