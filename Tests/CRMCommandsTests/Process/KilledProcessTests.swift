import Foundation
import Glibc
import XCTest

/// `kill -9` at random moments of a loop that writes and notes down what was answered.
final class KilledProcessTests: XCTestCase {
  private let roundsPerDirectory = 10

  func testKilledWritersLoseNoAnswerAndLeaveNoDamage() throws {
    let rounds = BuiltProgram.rounds(20, long: 250)
    var answers = (comments: 0, payments: 0)
    for start in stride(from: 0, to: rounds, by: roundsPerDirectory) {
      let scene = try ProcessScene(deals: roundsPerDirectory)
      var comments: [String: [String]] = [:]
      var payments: Set<String> = []
      for round in 0..<roundsPerDirectory {
        let deal = scene.deals[round]
        let seconds = Double.random(in: 0.02...0.18)
        let name = "round \(start + round), killed after \(seconds) s"
        let answered = try runKilled(scene, round, deal, after: seconds)
        comments[scene.deals[0], default: []] += answered.filter { $0 != "paid" }
        if answered.contains("paid") { payments.insert(deal) }
        try scene.assertSound(name)
        let paid = try scene.paidDeals()
        XCTAssertTrue(payments.isSubset(of: paid), name)
        let card = try scene.card(scene.deals[0])
        for comment in comments[scene.deals[0]] ?? [] {
          XCTAssertTrue(card.contains(comment), "\(name): '\(comment)' was answered")
        }
      }
      answers.comments += comments.values.reduce(0) { $0 + $1.count }
      answers.payments += payments.count
    }
    // Killed too early, the loop would prove nothing.
    XCTAssertGreaterThan(answers.comments, rounds / 2)
    XCTAssertGreaterThan(answers.payments, 0)
  }

  /// Runs the loop in a process group of its own and kills all of it.
  private func runKilled(
    _ scene: ProcessScene, _ round: Int, _ deal: String, after seconds: Double
  ) throws -> [String] {
    let log = scene.folder + "/answered"
    try? FileManager.default.removeItem(atPath: log)
    let payment = ProcessScene.payment(deal).joined(separator: " ")
    let script = """
      number=0
      while :; do
        number=$((number + 1))
        text="Записали разговор номер $number круга \(round)."
        "$CRM" comment add \(scene.deals[0]) "$text" >&2 && echo "$text" >> '\(log)'
        [ $number = 2 ] && "$CRM" \(payment) >&2 && echo paid >> '\(log)'
      done
      """
    let process = scene.shellProcess(script)
    process.standardError = FileHandle(forWritingAtPath: "/dev/null")
    try process.run()
    // However slow the machine is, some rounds get as far as an answer, and some as far as a payment.
    if round.isMultiple(of: 4) {
      waitFor("paid", in: log)
    } else if round.isMultiple(of: 2) {
      waitFor("Записали", in: log)
    }
    Thread.sleep(forTimeInterval: seconds)
    let identifier = process.processIdentifier
    // Foundation starts a process as the leader of a group; the loop's commands are in it.
    XCTAssertEqual(getpgid(identifier), identifier)
    kill(getpgid(identifier) == identifier ? -identifier : identifier, SIGKILL)
    process.waitUntilExit()
    XCTAssertEqual(process.terminationReason, .uncaughtSignal)
    return text(log).split(separator: "\n").map(String.init)
  }

  private func waitFor(_ answer: String, in log: String) {
    let deadline = Date(timeIntervalSinceNow: 60)
    while !text(log).contains(answer), Date() < deadline { Thread.sleep(forTimeInterval: 0.005) }
  }

  private func text(_ log: String) -> String {
    String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
  }
}
