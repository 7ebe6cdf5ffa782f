import CRMCore
import CRMTestSupport
import XCTest

/// Twelve commands as they are typed, with something going wrong at the nth call of the disk, and
/// afterwards perhaps the power cut: the directory opens, the check finds nothing, there is the state
/// before or the one after, and what was answered is there.
///
/// A few faults of each always; every call, every fault and every cut where `CRM_LONG_TESTS=1`.
final class CommandFaultTests: XCTestCase {
  private enum Answer {
    case done, refused, none
  }

  /// What a fault left; many faults leave the same.
  private struct Remains: Hashable {
    let answer: Answer
    let files: CommandScene.Documents
  }

  private let isLong = BuiltProgram.rounds(0, long: 1) == 1

  func testErrorAtEveryCall() throws {
    try forEveryCommand(
      [SystemError.deviceFailed, SystemError.noSpace, SystemError.accessDenied].map { .refuse($0) }
        + [.tear(SystemError.noSpace)]
    ) { disk, _ in [disk.afterDeath()] }
  }

  func testDeathAtEveryCall() throws {
    try forEveryCommand([.die, .dieInside]) { disk, _ in [disk.afterDeath()] }
  }

  func testPowerCutAtEveryCall() throws {
    try forEveryCommand([.die, .dieInside]) { disk, call in
      [.losesAll, .keepsAll, .seeded(UInt64(call)), .seeded(99)].map { disk.afterPowerCut($0) }
    }
  }

  /// A device that loses its power alone: the machine goes on, and nothing tells the store.
  func testPowerCutThatTheMachineDoesNotNoticeIsRepaired() throws {
    try forEveryCommand([.die, .dieInside], isRepaired: true) { disk, call in
      [.losesAll, .seeded(UInt64(call))].map { disk.afterUnnoticedPowerCut($0) }
    }
  }

  /// L2: what a person puts back is there after the machine has been started again.
  func testRestoredDocumentsStayAfterARestart() throws {
    let scene = try CommandScene()
    let before = try scene.documents()
    for line in CommandScene.commands {
      let done = scene.on(scene.disk.afterDeath())
      XCTAssertEqual(try done.run(line).status, 0, line.name)
      let after = try done.documents()
      let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
      // All of them, as from a backup, and each alone, as by `git checkout FILE`.
      for paths in [changed] + changed.map({ [$0] }) {
        let restored = done.on(done.disk.afterDeath())
        // A removal within two seconds of the operation counts as lost.
        restored.disk.pass(milliseconds: 60_000)
        for path in paths { restored.disk.edit(path, before[path]) }
        let restarted = scene.later(restored.disk.afterPowerCut(.keepsAll))
        let found = try restarted.documents()
        let taken = changed.filter { found[$0] != (paths.contains($0) ? before : after)[$0] }
        XCTAssertEqual(taken, [], "\(line.name): \(paths) were put back")
      }
    }
  }

  // MARK: Helpers

  /// Has every fault at every call of every command, and looks at what is left of the disk.
  private func forEveryCommand(
    _ kinds: [DiskFault.Kind], isRepaired: Bool = false,
    _ left: (FaultyFileSystem, Int) -> [FaultyFileSystem]
  ) throws {
    let scene = try CommandScene()
    let before = try scene.documents()
    let untouched = scene.files
    var tried = 0
    for line in CommandScene.commands {
      let done = scene.on(scene.disk.afterDeath())
      let run = try done.run(line)
      let count = done.disk.calls.count
      XCTAssertEqual(run.status, 0, run.err)
      let states = (before: before, after: try done.documents())
      XCTAssertNotEqual(states.before, states.after, line.name)
      var checked: Set<Remains> = []
      // A prime, so that each command is met at other steps.
      for call in stride(from: 1, through: count, by: isLong ? 1 : 29) {
        for kind in kinds {
          let broken = scene.on(scene.disk.afterDeath())
          broken.disk.restart(fault: DiskFault(at: call, kind))
          let answer = try answer(broken, line)
          tried += 1
          if answer != .done, broken.files == untouched { continue }
          let name = "\(line.name), \(kind) at \(call): \(broken.disk.calls[call - 1])"
          for disk in left(broken.disk, call) {
            let reopened = scene.later(disk)
            guard checked.insert(Remains(answer: answer, files: reopened.files)).inserted else {
              continue
            }
            if isRepaired { try reopened.run(CommandScene.Line(words: ["fsck", "--repair"])) }
            guard try check(reopened, answer, states, name) else { return }
          }
        }
      }
    }
    print("\(tried) faults")
  }

  private func answer(_ scene: CommandScene, _ line: CommandScene.Line) throws -> Answer {
    let run = try scene.run(line)
    if run.status == 0 { return .done }
    if scene.disk.isDead { return .none }
    XCTAssertTrue([5, 74].contains(run.status), "\(line.name): \(run.status) \(run.err)")
    // Only a later look tells, and the error says so.
    return run.err.contains("crm log") ? .none : .refused
  }

  /// Whether all is as promised; where it is not, the many cases that follow would say the same.
  private func check(
    _ scene: CommandScene, _ answer: Answer,
    _ states: (before: CommandScene.Documents, after: CommandScene.Documents), _ name: String
  ) throws -> Bool {
    let allowed =
      switch answer {
      case .done: [states.after]
      case .refused: [states.before]
      case .none: [states.before, states.after]
      }
    guard allowed.contains(try scene.documents()) else {
      XCTFail("\(name): neither the state before nor the one after, or not the one answered")
      return false
    }
    let check = try scene.run(CommandScene.Line(words: ["fsck"]))
    let next = try scene.run(CommandScene.Line(words: ["company", "add", "Дальше"]))
    XCTAssertEqual(check.status, 0, name + check.out + check.err)
    XCTAssertEqual(next.status, 0, name + next.err)
    return check.status == 0 && next.status == 0
  }
}
