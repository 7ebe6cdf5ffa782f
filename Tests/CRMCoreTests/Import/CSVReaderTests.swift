import CRMModel
import XCTest

@testable import CRMCore

final class CSVReaderTests: XCTestCase {
  private func records(_ text: String, _ limits: CSVReader.Limits = .init()) -> [CSVRecord] {
    var reader = CSVReader(Array(text.utf8), limits: limits)
    var records: [CSVRecord] = []
    while let record = reader.next() { records.append(record) }
    return records
  }

  func testCellsAreSplitAndUnquoted() {
    let cases: [(text: String, cells: [[String]])] = [
      ("", []),
      ("\n\r\n\n", []),
      ("a,b,c", [["a", "b", "c"]]),
      ("a,b,c\n", [["a", "b", "c"]]),
      ("a;b,c;d\n1;2;3", [["a", "b,c", "d"], ["1", "2", "3"]]),
      ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
      ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
      ("a,b,\n1,2,\n", [["a", "b", ""], ["1", "2", ""]]),
      ("a,b\n\n\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("sep=;\na,b;c", [["a,b", "c"]]),
      ("SEP=\t\na,b\tc", [["a,b", "c"]]),
      ("\"a;b;c\",d\n1,2", [["a;b;c", "d"], ["1", "2"]]),
      ("a,\"b \"\"c\"\"\"\n", [["a", "b \"c\""]]),
      ("a,\"b\nc\r\nd\",e", [["a", "b\nc\r\nd", "e"]]),
      ("a, \"b, c\" ,d", [["a", "b, c", "d"]]),
      ("a,ООО \"Ромашка\",c", [["a", "ООО \"Ромашка\"", "c"]]),
      ("a,\"\",c", [["a", "", "c"]]),
      ("one", [["one"]]),
    ]
    for (text, cells) in cases {
      XCTAssertEqual(records(text).map(\.cells), cells, text.debugDescription)
      XCTAssertTrue(records(text).allSatisfy { $0.problem == nil }, text.debugDescription)
    }
  }

  func testRecordsKnowTheLineWhereTheyStart() {
    let lines = records("a,b\n\n1,\"x\ny\"\r\n2,z\r3,\"\n\n\"\n4,").map(\.line)
    XCTAssertEqual(lines, [1, 3, 5, 6, 9])
  }

  func testOneBrokenQuoteCostsOneRow() {
    let found = records("a,b\n1,\"open\n2,fine\n3,\"text\" behind\n4,fine\n")
    XCTAssertEqual(found.map(\.line), [1, 2, 3, 4, 5])
    XCTAssertEqual(found.map { $0.problem == nil }, [true, false, true, false, true])
    XCTAssertEqual(found[2].cells, ["2", "fine"])
  }

  /// R119.
  func testRowsThatAreTooLargeAreReportedAndPassedOver() {
    var limits = CSVReader.Limits()
    limits.rowBytes = 20
    limits.cells = 3
    let long = String(repeating: "x", count: 30)
    let found = records("a,b\n\(long),1\n\"\(long)\",1\n1,2,3,4\n5,6\n", limits)
    XCTAssertEqual(found.map { $0.problem == nil }, [true, false, false, false, true])
    XCTAssertEqual(found.last?.cells, ["5", "6"])
  }

  /// R119.
  func testAMillionColumnsAreAnError() {
    let found = records(String(repeating: ",", count: 1_000_000) + "\na,b")
    XCTAssertNotNil(found.first?.problem)
    XCTAssertEqual(found.last?.cells, ["a", "b"])
  }

  func testSourceIsTheRowAsItStands() {
    var reader = CSVReader(Array("a,b\n1,\"x\ny\"\n".utf8))
    _ = reader.next()
    XCTAssertEqual(reader.next().map { reader.source(of: $0.bytes) }, "1,\"x\ny\"")
  }

  func testAnyBytesAreReadToTheEnd() {
    let pieces: [[UInt8]] = [
      [0x22], [0x2C], [0x3B], [0x09], [0x0D], [0x0A], [0x20], [0x61], [0xD0, 0x96], [0x00],
    ]
    var generator = SplitMix64(seed: 7)
    for round in 0..<2_000 {
      let count = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<count).flatMap { _ in pieces.randomElement(using: &generator) ?? [] }
      var reader = CSVReader(bytes)
      var last = 0
      while let record = reader.next() {
        XCTAssertGreaterThan(record.line, last, "round \(round): \(bytes)")
        last = record.line
      }
    }
  }
}
