import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// What goes out: csv, ndjson and vCard (R115).
final class ExportTests: XCTestCase {
  /// Everything that is kept, taken in elsewhere, is the same byte for byte.
  func testDocumentsComeBackAsTheyWere() throws {
    let (here, there) = (try TestWorld(), try TestWorld())
    try here.make("init", "--scenario", "restaurant")
    let deal = try here.startDeal()
    try here.walk(deal, to: "contract")
    try here.make("field", "add", "season", "--on", "deal", "--type", "line")
    try here.make("deal", "edit", deal, "--set", "season=\"\\n {\"a\": [1]}")
    try here.make("export", "ndjson", "--out", there.folder)
    try there.make("init", "--scenario", "restaurant")
    try there.make("import", "crm", "crm.ndjson")
    XCTAssertEqual(try there.documents(), try here.documents())
    XCTAssertEqual(there.run("fsck").status, 0)
    XCTAssertEqual(
      there.run("import", "crm", "crm.ndjson", "--json").json.at("changed").number?.text, "0")
  }

  /// A command that is killed leaves nothing, and one that ends neither; where nothing can be written
  /// the data still go out.
  func testNothingIsLeftBehind() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let exported = world.run("export", "ndjson", "deal")
    XCTAssertTrue(exported.out.contains(deal))
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: world.data + "/local/tmp")
        .filter { $0.hasPrefix("export") }, [])
    world.files = ReadOnlyFiles(world.files)
    XCTAssertEqual(world.run("export", "ndjson", "deal").out, exported.out)
  }

  /// What a killed export left is taken away by the next one, but not what another one is using.
  func testWhatAKilledExportLeftIsTakenAway() throws {
    let world = try TestWorld()
    try world.make("init")
    let folder = world.data + "/local/tmp"
    try world.write("killed", to: "data/local/tmp/export-1")
    try world.write("used", to: "data/local/tmp/export-2")
    let lock = try XCTUnwrap(world.files.tryLock(folder + "/export-2", .exclusive, mode: 0o600))
    try world.make("export", "csv", "company")
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("export") },
      ["export-2"])
    lock.release()
  }

  /// A file is replaced whole or stays as it was.
  func testFileStaysWhereTheExportFails() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.make("company", "add", "Кафе")
    try world.make("export", "csv", "company", "--out", "out")
    let before = try String(contentsOfFile: world.resolve("out/companies.csv"), encoding: .utf8)
    XCTAssertNotEqual(
      world.run("export", "csv", "company", "--out", "out", "--fields", "nosuch").status, 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: world.resolve("out"))
    XCTAssertEqual(names, ["companies.csv"])
    XCTAssertEqual(
      try String(contentsOfFile: world.resolve("out/companies.csv"), encoding: .utf8), before)
  }

  /// R67, R115: what a spreadsheet would take for a formula is none, behind each separator.
  func testFormulasAreNeutralized() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.make("company", "add", "=1+1;=2")
    for options in [[], ["--excel"]] {
      let table = world.run(["export", "csv", "company", "--fields", "name"] + options).out
      XCTAssertTrue(table.contains("'=1+1;'=2"), table)
    }
    // A quote is doubled though an accent behind it makes one character of both.
    try world.make("company", "add", "\"\u{301},")
    XCTAssertTrue(
      world.run("export", "csv", "company").out.unicodeScalars.contains(
        "\"\"\"\u{301},\"".unicodeScalars))
  }

  /// RFC 6350: no line is longer than 75 bytes, and unfolded it says the whole name.
  func testCardsAreFolded() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.make("company", "add", "Кафе")
    let name = "Константинопольская-Преображенская Александра Константиновна"
    try world.make("contact", "add", "Кафе", "--name", name, "--phone", "12345")
    let card = world.run("export", "vcf").out
    for line in card.components(separatedBy: "\r\n") {
      XCTAssertLessThanOrEqual(line.utf8.count, 75, line)
    }
    let lines = card.replacing("\r\n ", with: "").components(separatedBy: "\r\n")
    XCTAssertTrue(lines.contains("FN:\(name)"), card)
    XCTAssertTrue(
      lines.contains("N:Константинопольская-Преображенская;Александра;Константиновна;;"), card)
    XCTAssertTrue(lines.contains("TEL;VALUE=text:12345"), card)
  }

  /// R115: what an address book's library reads in the cards is what they were made of.
  func testALibraryReadsTheCards() throws {
    // The system's packages are the system's own python's, which may not be the first one.
    var python = try OptionalProgram("python3").path
    func read(_ arguments: String...) throws -> (status: Int32, out: String) {
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(filePath: python)
      process.arguments = arguments
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      let read = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: read, as: UTF8.self))
    }
    let system = "/usr/bin/python3"
    if try read("-c", "import vobject").status != 0,
      FileManager.default.isExecutableFile(atPath: system)
    {
      python = system
    }
    if try read("-c", "import vobject").status != 0 {
      let isServer = ProcessInfo.processInfo.environment["CI"] != nil
      try XCTSkipUnless(isServer, "python3 has no vobject")
    }
    let world = try TestWorld()
    try world.make("init")
    try world.make("company", "add", "ООО «Роза, Мимоза; и Ко»")
    try world.make(
      "contact", "add", "ООО «Роза, Мимоза; и Ко»", "--name", "Делос Андрей Константинович",
      "--position", "Директор, партнер", "--phone", "8 916 000-00-02", "--email", "a@example.ru")
    try world.write(world.run("export", "vcf").out, to: "people.vcf")
    let card = try read(
      "-c",
      """
      import sys, vobject
      for card in vobject.readComponents(open(sys.argv[1], newline="")):
          n = card.n.value
          print(card.fn.value, n.family, n.given, n.additional, sep="|")
          print(card.org.value[0], card.title.value, card.tel.value, card.email.value, sep="|")
      """, world.resolve("people.vcf"))
    XCTAssertEqual(card.status, 0)
    XCTAssertEqual(
      card.out,
      """
      Делос Андрей Константинович|Делос|Андрей|Константинович
      ООО «Роза, Мимоза; и Ко»|Директор, партнер|tel:+79160000002|a@example.ru

      """)
  }
}
