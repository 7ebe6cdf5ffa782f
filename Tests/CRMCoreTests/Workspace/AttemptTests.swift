import CRMTestSupport
import XCTest

@testable import CRMCore
@testable import CRMModel

/// A row of an intake goes in as a whole or not at all (R60), whatever rows stand before it.
final class AttemptTests: XCTestCase {
  private func company(_ number: UInt64, _ name: String) -> Company {
    Company(
      id: CRMTestSupport.Department.identifier(number), name: name,
      manager: Login(stored: "ivanov"))
  }

  private let refusal = CRMError.usage(Phrase("it does not go in"))

  func testR60WhatFailsLeavesWhatWasBefore() throws {
    let scene = try CatalogScene(seed: 60)
    try scene.write { (transaction) throws(CRMError) in
      try transaction.put(company(1, "А"))
      try transaction.attempt { () throws(CRMError) in try transaction.put(company(2, "Б")) }
      XCTAssertThrowsError(
        try transaction.attempt { () throws(CRMError) in
          try transaction.put(company(1, "А, но иначе"))
          try transaction.put(company(1, "А, еще раз иначе"))
          try transaction.put(company(3, "В"))
          try transaction.attempt { () throws(CRMError) in try transaction.put(company(4, "Г")) }
          throw refusal
        })
      XCTAssertEqual(try transaction.index([.company]).companies.map(\.name).sorted(), ["А", "Б"])
      // What fails inside of what goes in.
      try transaction.attempt { () throws(CRMError) in
        try transaction.put(company(5, "Д"))
        try? transaction.attempt { () throws(CRMError) in
          try transaction.put(company(5, "Д, но иначе"))
          try transaction.put(company(6, "Е"))
          throw refusal
        }
      }
    }
    let names = try scene.workspace().read { (snapshot) throws(CRMError) in
      try snapshot.index([.company]).companies.map(\.name).sorted()
    }
    XCTAssertEqual(names, ["А", "Б", "Д"])
  }

  /// What a batch keeps of the department's rules is forgotten with what changes them.
  func testR43RulesAreThoseOfTheTransactionsOwnChecks() throws {
    let scene = try CatalogScene(seed: 60)
    let check = try OwnCheck.all(
      bytes: Array(
        #"{"checks": [{"id": "big", "on": "deal", "where": "budget > 1", "say": "x", "severity": "error", "fix": "y"}], "schema": 1}"#
          .utf8))
    try scene.write { (transaction) throws(CRMError) in
      XCTAssertEqual(try transaction.rules().checks, [])
      let start = transaction.mark()
      try transaction.put(check)
      XCTAssertEqual(try transaction.rules().checks, check)
      transaction.goBack(to: start)
      XCTAssertEqual(try transaction.rules().checks, [])
    }
  }

  func testAMarkStaysWhereAttemptsCameAfterIt() throws {
    let scene = try CatalogScene(seed: 60)
    try scene.write { (transaction) throws(CRMError) in
      try transaction.put(company(1, "А"))
      let start = transaction.mark()
      try transaction.attempt { () throws(CRMError) in try transaction.put(company(2, "Б")) }
      try transaction.put(company(1, "А, но иначе"))
      transaction.goBack(to: start)
      XCTAssertEqual(try transaction.index([.company]).companies.map(\.name), ["А"])
    }
  }
}
