import CRMModel
import CRMTestSupport
import XCTest

/// Tests of what the evening audit finds on a deal.
class AuditTestCase: XCTestCase {
  var office = Department()

  /// That the audit of a deal finds just this.
  func assertFindings(
    _ expected: [String], _ subjects: [DealCase], pipelines: [Pipeline]? = nil,
    company: Company? = nil, contacts: [Contact]? = nil, line: UInt = #line
  ) {
    let audit = office.audit(
      subjects, pipelines: pipelines, companies: company.map { [$0] }, contacts: contacts)
    XCTAssertEqual(
      audit.findings.map { "\($0.check.rawValue) \($0.severity.rawValue): \($0.fix.text)" },
      expected, line: line)
    for finding in audit.findings {
      XCTAssertFalse(finding.message.ru.isEmpty || finding.message.en.isEmpty, line: line)
    }
  }
}
