import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// Several machines with the built program and the real git between them: random work, synchronizing at
/// random moments, connections that fail, kills (R123).
///
/// The seed is printed; `CRM_SEED=n` plays one again. A few steps always, many where `CRM_LONG_TESTS=1`.
final class SyncSimulationTests: XCTestCase {
  func testAfterTheLastSyncAllMachinesAreEqual() throws {
    let given = ProcessInfo.processInfo.environment["CRM_SEED"].flatMap { UInt64($0) }
    for _ in 0..<(given == nil ? BuiltProgram.rounds(1, long: 12) : 1) {
      let seed = given ?? .random(in: 1...999_999)
      print("seed \(seed)")
      var department = try SimulatedDepartment(seed: seed)
      defer { department.remove() }
      for _ in 0..<BuiltProgram.rounds(40, long: 200) { try department.step() }
      try department.settle()
      XCTAssertEqual(department.surprises, [], "seed \(seed)")
      let states = try department.machines.map { try department.documents($0) }
      for state in states { XCTAssertEqual(state, states[0], "seed \(seed): R123, all are equal") }
      for machine in department.machines {
        XCTAssertEqual(try department.problems(machine), [], "seed \(seed), machine \(machine)")
        XCTAssertEqual(
          try department.missing(machine, in: states[0]), [], "seed \(seed), machine \(machine)")
      }
      var audits = try department.machines.map { try department.audit($0) }
      try department.forgetCatalog(0)
      audits.append(try department.audit(0))
      for audit in audits { XCTAssertEqual(audit, audits[0], "seed \(seed): R127") }
      for problem in try department.problemsOfCommits(BuiltProgram.rounds(3, long: 40)) {
        XCTFail("seed \(seed): \(problem)")
      }
    }
  }
}
