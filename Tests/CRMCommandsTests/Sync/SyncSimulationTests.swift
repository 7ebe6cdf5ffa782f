import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// Several machines with the built program and the real git between them: random work, synchronizing at
/// random moments, connections that fail, kills of either program (R123).
///
/// The seed is printed; `CRM_SEED=n` plays one again. A few steps always; where `CRM_LONG_TESTS=1` many, and
/// two weeks of a department of ten machines.
final class SyncSimulationTests: XCTestCase {
  func testAfterTheLastSyncAllMachinesAreEqual() throws {
    for seed in seeds(1, long: 6) {
      try play(seed, .small, steps: BuiltProgram.rounds(40, long: 200))
    }
  }

  func testR123TwoWeeksOfADepartmentOnTenMachines() throws {
    try XCTSkipIf(BuiltProgram.rounds(0, long: 1) == 0, "where CRM_LONG_TESTS=1")
    let steps = 1_000
    for seed in seeds(0, long: 3) { try play(seed, .department(steps: steps), steps: steps) }
  }

  private func seeds(_ few: Int, long: Int) -> [UInt64] {
    if let given = ProcessInfo.processInfo.environment["CRM_SEED"].flatMap({ UInt64($0) }) {
      return [given]
    }
    return (0..<BuiltProgram.rounds(few, long: long)).map { _ in .random(in: 1...999_999) }
  }

  private func play(_ seed: UInt64, _ shape: SimulatedDepartment.Shape, steps: Int) throws {
    print("seed \(seed)")
    var department = try SimulatedDepartment(seed: seed, shape)
    defer { department.remove() }
    for _ in 0..<steps { try department.step() }
    try department.settle()
    XCTAssertEqual(department.surprises, [], "seed \(seed)")
    let states = try department.machines.map { try department.documents($0) }
    for state in states {
      let differing = Set(state.keys).union(states[0].keys).filter { state[$0] != states[0][$0] }
      XCTAssertEqual(differing.sorted(), [], "seed \(seed): R123, all are equal")
    }
    for machine in department.machines {
      XCTAssertEqual(try department.problems(machine), [], "seed \(seed), machine \(machine)")
      XCTAssertEqual(
        try department.missing(machine, in: states[0]), [], "seed \(seed), machine \(machine)")
    }
    var reports = try department.machines.map { try department.reports($0) }
    try department.forgetCatalog(0)
    reports.append(try department.reports(0))
    for report in reports { XCTAssertEqual(report, reports[0], "seed \(seed): R127") }
    for problem in try department.problemsOfCommits(BuiltProgram.rounds(3, long: .max)) {
      XCTFail("seed \(seed): \(problem)")
    }
    try department.count(in: states[0])
    print("seed \(seed):", department.counts.sorted { $0.key < $1.key })
  }
}
