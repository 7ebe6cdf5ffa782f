import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// S4: a command that changes a document reads it once.
final class ReadingOnceTests: XCTestCase {
  func testAChangedDocumentIsReadOnceAndKeepsWhatNobodyKnows() throws {
    let scene = try CatalogScene()
    let deal = try scene.addDeal(try scene.addCompany())
    let path = scene.path + "/" + deal.path
    var text = try String(contentsOfFile: path, encoding: .utf8)
    text.replace("{\n", with: "{\n  \"a-stranger\": [1],\n", maxReplacements: 1)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    // What is read within the transaction is gone from the disk, so that nobody can read it twice.
    try scene.write { (transaction) throws(CRMError) in
      var changed: Deal = try transaction.get(deal.id)
      try? FileManager.default.removeItem(atPath: path)
      changed.name = "Иначе"
      try transaction.put(changed)
      XCTAssertNotNil(transaction.record(deal.path), "the catalog need not read it either")
    }
    let written = try String(contentsOfFile: path, encoding: .utf8)
    XCTAssertTrue(written.contains("a-stranger"), written)
    XCTAssertTrue(written.contains("Иначе"))
  }
}
