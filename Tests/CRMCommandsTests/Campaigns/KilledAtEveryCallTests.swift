import Foundation
import XCTest

/// The built program, killed as it makes its nth call of the kernel: the directory opens, the check
/// finds nothing or repairs it, there is the state before or the one after, and what was answered is
/// there.
///
/// A few calls of each command always, every one of them where `CRM_LONG_TESTS=1`.
final class KilledAtEveryCallTests: XCTestCase {
  /// A call by its name and how many of that name it is, counted from 1.
  private struct Call {
    let name: String
    let number: Int
  }

  func testEveryCommandIsWholeOrNothing() throws {
    let scene = try StoppedScene()
    var (tried, looked) = (0, 0)
    for (index, command) in scene.commands.enumerated() {
      let counts = try killAtEveryCall(command, scene, offset: index * 7)
      tried += counts.tried
      looked += counts.looked
    }
    print("\(tried) kills, \(looked) of them after something was written")
    XCTAssertGreaterThan(looked, 4)
  }

  func testRepairIsFinishedByTheNext() throws {
    var scene = try StoppedScene()
    try scene.damage()
    let (tried, looked) = try killAtEveryCall("fsck --repair", scene, offset: 0)
    print("\(tried) kills, \(looked) of them after something was written")
  }

  // MARK: Helpers

  /// Kills a command at every call, or at some of them from an offset on.
  private func killAtEveryCall(
    _ command: String, _ scene: StoppedScene, offset: Int
  ) throws -> (tried: Int, looked: Int) {
    let step = BuiltProgram.rounds(83, long: 1)
    let calls = try calls(of: command, scene)
    let states = [scene.before, try scene.picture()]
    XCTAssertNotEqual(states[0], states[1], command)
    var (tried, looked) = (0, 0)
    // Every command is met at other steps.
    for call in stride(from: offset % step, to: calls.count, by: step).map({ calls[$0] }) {
      let name = "\(command.prefix(30)), killed at \(call.name) \(call.number)"
      let answer = try kill(command, at: call, scene)
      tried += 1
      if try scene.isUntouched() {
        XCTAssertEqual(answer, "", name)
        continue
      }
      looked += 1
      try scene.assertOpens(name)
      let picture = try scene.picture()
      XCTAssertTrue(answer.isEmpty ? states.contains(picture) : states[1] == picture, name)
      try scene.assertGoesOn(name)
    }
    return (tried, looked)
  }

  /// Runs a command to its end, and gives the calls that it makes from its first look at the data on.
  private func calls(of command: String, _ scene: StoppedScene) throws -> [Call] {
    let log = scene.folder + "/trace"
    try scene.reset()
    let run = try scene.shell("strace -f -qq -o '\(log)' \"$CRM\" \(command)")
    XCTAssertEqual(run.status, 0, run.error)
    var counts: [Substring: Int] = [:]
    var calls: [Call] = []
    let text = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
    for line in text.split(separator: "\n") {
      guard let start = line.firstIndex(of: " "), let end = line.firstIndex(of: "("),
        case let name = line[start..<end].drop(while: { $0 == " " }),
        name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { continue }
      counts[name, default: 0] += 1
      // Before that it is being loaded, and after `exit_group` it is gone.
      if !calls.isEmpty || line.contains(scene.data) {
        calls.append(Call(name: String(name), number: counts[name] ?? 1))
      }
    }
    XCTAssertGreaterThan(calls.count, 50, command)
    return calls
  }

  /// Kills a command as it enters a call, and gives what it had answered by then.
  private func kill(_ command: String, at call: Call, _ scene: StoppedScene) throws -> String {
    try scene.reset()
    let inject = "--inject=\(call.name):signal=SIGKILL:when=\(call.number)"
    return try scene.shell(
      "strace -f -qq -o /dev/null -e trace=\(call.name) \(inject) \"$CRM\" \(command)"
    ).output
  }
}
