import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// Archives: what is written can be read, by others too, and what is hostile is refused in words.
final class TarTests: XCTestCase {
  private func files(_ archive: [UInt8], limit: Int = 1_000) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for file in try Tar.files(archive, limit: limit) { files[file.path] = Array(file.bytes) }
    return files
  }

  /// A header that is right apart from what is changed in it.
  private func entry(
    _ name: String, _ content: [UInt8] = [], _ changes: [(Int, String)] = []
  ) -> [UInt8] {
    var bytes = Tar.file(name, content, at: .first)
    for (offset, text) in changes {
      bytes.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    bytes.replaceSubrange(148..<156, with: Array(repeating: 0x20, count: 8))
    let sum = String(bytes[..<512].reduce(0) { $0 + Int($1) }, radix: 8)
    let digits = String(repeating: "0", count: 6 - sum.count) + sum
    bytes.replaceSubrange(148..<156, with: Array("\(digits)\0 ".utf8))
    return bytes
  }

  private func assertRefused(
    _ archive: [UInt8], _ words: String, limit: Int = 1_000, line: UInt = #line
  ) {
    XCTAssertThrowsError(try files(archive, limit: limit), line: line) { error in
      guard case CRMError.usage(let message, _, _)? = error as? CRMError else {
        return XCTFail("\(error)", line: line)
      }
      XCTAssertTrue(message.en.contains(words), message.en, line: line)
      XCTAssertFalse(message.ru.isEmpty, line: line)
    }
  }

  func testWhatIsWrittenIsRead() throws {
    let long = "pipelines/" + String(repeating: "a", count: 180) + ".json"
    for size in [0, 1, 511, 512, 513, 1_000] {
      let bytes = [UInt8](repeating: 7, count: size)
      let archive =
        Tar.folder("pipelines", at: .first) + Tar.file("a.json", bytes, at: .first)
        + Tar.file(long, bytes, at: .first) + Tar.end
      XCTAssertEqual(archive.count % 512, 0)
      XCTAssertEqual(try files(archive), ["a.json": bytes, long: bytes])
    }
    for length in 90...120 {
      let name = String(repeating: "b", count: length)
      XCTAssertEqual(try files(Tar.file(name, [1], at: .first) + Tar.end), [name: [1]])
    }
  }

  func testTheTarProgramReadsAndWritesTheSame() throws {
    let folder = try makeTemporaryFolder()
    let archive =
      Tar.folder("deals", at: .first) + Tar.file("deals/x.json", Array("{}".utf8), at: .first)
      + Tar.file(String(repeating: "c", count: 150), [1], at: .first) + Tar.end
    try Data(archive).write(to: URL(fileURLWithPath: folder + "/a.tar"))
    for format in ["ustar", "pax", "gnu"] {
      let script =
        "mkdir \(format) && tar -xf a.tar -C \(format) && rm -f \(format)/cc* "
        + "&& tar --format=\(format) -cf \(format).tar -C \(format) ."
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", script]
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      try process.run()
      process.waitUntilExit()
      XCTAssertEqual(process.terminationStatus, 0, format)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(format).tar"))
      XCTAssertEqual(try files(Array(bytes)), ["deals/x.json": Array("{}".utf8)], format)
    }
  }

  func testCutOffAnywhere() throws {
    let archive = Tar.file("a.json", [1, 2, 3], at: .first) + Tar.file("b.json", [4], at: .first)
    for count in [0, 1, 511, 512, 513, 1_024, 1_500, archive.count] {
      assertRefused(Array(archive[..<count]), "cut off")
    }
    XCTAssertEqual(try files(archive + Tar.end).count, 2)
    XCTAssertEqual(try files(archive + Tar.end.prefix(512)).count, 2, "one block ends it too")
  }

  func testLinksDevicesAndNamesThatLeadElsewhere() {
    for type in ["1", "2"] {
      assertRefused(entry("a.json", [], [(156, type)]) + Tar.end, "is a link")
    }
    for type in ["3", "4", "6", "S", "L", "K"] {
      assertRefused(entry("a.json", [], [(156, type)]) + Tar.end, "neither a file nor a folder")
    }
    for name in ["../a.json", "deals/../../a.json", "/etc/a.json", "..", "deals/.."] {
      assertRefused(Tar.file(name, [], at: .first) + Tar.end, "leads out of the archive")
      assertRefused(Tar.folder(name, at: .first) + Tar.end, "leads out of the archive")
    }
    assertRefused(entry("a.json", [], [(345, "..")]) + Tar.end, "leads out of the archive")
    XCTAssertEqual(
      try files(entry("a.json", [], [(345, "deals")]) + Tar.end).keys.first, "deals/a.json")
    XCTAssertEqual(try files(Tar.file("./a.json", [], at: .first) + Tar.end).keys.first, "a.json")
  }

  func testHugeAndDamagedHeaders() {
    assertRefused(Tar.file("a.json", [1, 2], at: .first) + Tar.end, "more than 1 bytes", limit: 1)
    XCTAssertEqual(try files(Tar.file("a.json", [1, 2], at: .first) + Tar.end, limit: 2).count, 1)
    assertRefused(entry("a.json", [], [(124, "77777777777")]) + Tar.end, "more than")
    assertRefused(entry("a.json", [], [(124, "\u{7F}x")]) + Tar.end, "no tar header")
    assertRefused(entry("a.json", [], [(124, "-0000000001")]) + Tar.end, "no tar header")
    assertRefused(entry("a.json", [], [(257, "xstar")]) + Tar.end, "no tar header")
    var archive = Tar.file("a.json", [1], at: .first) + Tar.end
    archive[3] ^= 1
    assertRefused(archive, "no tar header at offset 0")
    assertRefused(Array(repeating: 0x20, count: 2_048), "no tar header")
  }

  func testHostilePaxRecords() {
    for record in [
      "", "5", "0 path=x\n", "-1 path=x\n", "999 path=x\n", "3 p", "99999999999999999999 path=x\n",
      "9 path=xy", "7 path\n", "+9 path=x\n",
    ] where !record.isEmpty {
      assertRefused(
        entry("pax", Array(record.utf8), [(156, "x")]) + Tar.file("a.json", [], at: .first)
          + Tar.end,
        "pax record")
    }
    let outside = Array("18 path=../a.json\n".utf8)
    assertRefused(
      entry("pax", outside, [(156, "x")]) + Tar.file("a.json", [], at: .first) + Tar.end,
      "leads out")
    let size = Array("16 size=9999999\n".utf8)
    assertRefused(
      entry("pax", size, [(156, "x")]) + Tar.file("a.json", [], at: .first) + Tar.end, "too large")
  }

  func testAnyChangedByteIsReadOrRefused() throws {
    let archive = Tar.file("a.json", [1, 2, 3], at: .first) + Tar.end
    var generator = SplitMix64(seed: 20_261_128)
    for _ in 0..<300 {
      var bytes = archive
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^=
        1 << UInt8.random(in: 0..<8, using: &generator)
      _ = try? files(bytes)
    }
  }

  func testOnlyDocumentsOfADataDirectoryAreABackup() {
    let format = Tar.file("crm.json", Array("{\"format\":\"crm\",\"version\":1}".utf8), at: .first)
    for (archive, words) in [
      (Tar.file("a.txt", [], at: .first), "no document of crm"),
      (Tar.file("settings.json", [], at: .first), "it has no crm.json"),
      (format, "it has no settings.json"), (format + format, "stands there twice"),
    ] {
      XCTAssertThrowsError(try Backup(archive: archive + Tar.end)) { error in
        guard case CRMError.usage(let message, _, _)? = error as? CRMError else {
          return XCTFail("\(error)")
        }
        XCTAssertTrue(message.en.contains(words), message.en)
      }
    }
    let newer = Tar.file("crm.json", Array("{\"format\":\"crm\",\"version\":2}".utf8), at: .first)
    XCTAssertThrowsError(try Backup(archive: newer + Tar.end)) { error in
      guard case CRMError.newerFormat? = error as? CRMError else { return XCTFail("\(error)") }
    }
    let damaged = Tar.file("settings.json", Array("{".utf8), at: .first)
    XCTAssertThrowsError(try Backup(archive: format + damaged + Tar.end)) { error in
      guard case CRMError.document("settings.json", _)? = error as? CRMError else {
        return XCTFail("\(error)")
      }
    }
  }
}
