import CRMModel
import XCTest

@testable import CRMCore

/// What the tests of the check share.
class CheckTestCase: XCTestCase {
  /// Makes a small department, damages it, and expects exactly one problem.
  func assertOne(
    _ kind: CheckProblem.Kind, isRepairable: Bool, at path: ((Department) -> String)? = nil,
    file: StaticString = #filePath, line: UInt = #line,
    _ damage: (Department) throws -> Void
  ) throws {
    let department = try Department()
    XCTAssertEqual(try department.directory.check(), [], file: file, line: line)
    try damage(department)
    let problems = try department.directory.check()
    XCTAssertEqual(problems.map(\.kind), [kind], "\(problems)", file: file, line: line)
    XCTAssertEqual(
      problems.map(\.isRepairable), [isRepairable], "\(problems)", file: file, line: line)
    if let path { XCTAssertEqual(problems.map(\.path), [path(department)], file: file, line: line) }
    for problem in problems {
      XCTAssertFalse(problem.message.ru.isEmpty, file: file, line: line)
      XCTAssertFalse(problem.message.en.isEmpty, file: file, line: line)
    }
    XCTAssertEqual(try department.directory.check(), problems, file: file, line: line)
  }
}
