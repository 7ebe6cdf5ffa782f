import Foundation

/// What the tests of the examples read of `crm audit --json`.
struct ExamplesAudit: Decodable, Equatable {
  struct Finding: Decodable, Equatable {
    struct Subject: Decodable, Equatable { let name: String }
    let manager: String
    let company: Subject
    let check: String
    let severity: String

    /// All of it in one line, for tables.
    var line: String { "\(manager) \(company.name) \(severity) \(check)" }
  }

  struct Sum: Decodable, Equatable {
    let currency: String
    let amount: Int
  }

  struct Summary: Decodable, Equatable {
    struct Row: Decodable, Equatable {
      let manager: String
      let deals: Int
      let clean: Int
      let errors: Int
      let warnings: Int
      let atRisk: [Sum]
      let health: [String: Int]
    }
    let deals: Int
    let clean: Int
    let errors: Int
    let warnings: Int
    let atRisk: [Sum]
    let byManager: [Row]
  }

  let findings: [Finding]
  let summary: Summary
}
