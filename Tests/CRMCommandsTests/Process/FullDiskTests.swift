import Foundation
import XCTest

/// Disks that fill up and readers that go away: the right status, nothing lost, nothing by half.
final class FullDiskTests: XCTestCase {
  func testDiskThatFillsUpLosesNothing() throws {
    let folder = NSTemporaryDirectory() + "crm-tmpfs-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard try run("mount", ["-t", "tmpfs", "-o", "size=1m", "none", folder]) == 0 else {
      throw XCTSkip("mounting is not permitted")
    }
    defer { _ = try? run("umount", ["-l", folder]) }
    let scene = try ProcessScene(deals: 3, in: folder)
    let filler = folder + "/filler"
    // Blocks are given back one by one, so that every later step of a command meets the full disk.
    _ = try scene.shell("cat /dev/zero > '\(filler)'")
    var answered: Set<String> = []
    var failures = 0
    var number = 0
    for free in 0..<24 {
      _ = try scene.shell("truncate -s -\(free % 8 * 4)K '\(filler)'")
      for _ in 0..<3 {
        number += 1
        let text = "Записали разговор номер \(number)."
        let result = try scene.run(["comment", "add", scene.deals[0], text])
        XCTAssertTrue([0, 74].contains(result.status), "\(result.status): \(result.error)")
        if result.status == 0 {
          answered.insert(text)
        } else {
          failures += 1
          XCTAssertTrue(result.error.contains("no space left"), result.error)
        }
        // Reading goes on all the time.
        let card = try scene.card(scene.deals[0])
        for text in answered { XCTAssertTrue(card.contains(text), text) }
        XCTAssertEqual(card.contains(text), result.status == 0, "half done: \(text)")
      }
      _ = try scene.shell("cat /dev/zero >> '\(filler)'")
    }
    XCTAssertGreaterThan(failures, 0)
    XCTAssertGreaterThan(answered.count, 0)
    let half = try scene.run(ProcessScene.payment(scene.deals[1]))
    XCTAssertTrue([0, 74].contains(half.status), half.error)
    _ = try scene.shell("rm '\(filler)'")
    try scene.assertSound()
    XCTAssertEqual(try scene.paidDeals(), half.status == 0 ? [scene.deals[1]] : [])
    let next = try scene.run(["comment", "add", scene.deals[0], "Место появилось."])
    XCTAssertEqual(next.status, 0, next.error)
    try scene.assertSound()
  }

  /// The limit of a file's size stands for a quota: writes stop in the middle of the journal.
  func testWriteBeyondTheLimitIsTakenBack() throws {
    let scene = try ProcessScene(deals: 1)
    let size = try journalSize(scene)
    let payment = ProcessScene.payment(scene.deals[0]).joined(separator: " ")
    for ignored in ["trap '' XFSZ;", ""] {
      for blocks in stride(from: 0, to: size / 512 + 1, by: max(1, size / 512 / 10)) {
        let script = "\(ignored) ulimit -f \(blocks); exec \"$CRM\" \(payment)"
        let result = try scene.shell(script)
        let isKilled = ignored.isEmpty && [25, 153].contains(result.status)
        XCTAssertTrue(result.status == 74 || isKilled, "\(blocks): \(result.status)")
        XCTAssertEqual(try scene.paidDeals(), [])
        try scene.assertSound("\(blocks) blocks")
      }
    }
    XCTAssertEqual(try scene.run(ProcessScene.payment(scene.deals[0])).status, 0)
    try scene.assertSound()
  }

  func testOutputThatCannotBeWrittenIsStatus74AndTheWorkIsDone() throws {
    let scene = try ProcessScene(deals: 1)
    for (command, isWriting) in [
      ("deal list", false), ("deal list --json", false), ("fsck --json", false), ("--help", false),
      ("comment add \(scene.deals[0]) 'Записали на полный диск.'", true),
    ] {
      let result = try scene.shell("exec \"$CRM\" \(command) > /dev/full")
      XCTAssertEqual(result.status, 74, command)
      XCTAssertTrue(result.error.contains("no space left"), result.error)
      if isWriting {
        XCTAssertTrue(try scene.card(scene.deals[0]).contains("Записали на полный диск."))
      }
      XCTAssertEqual(try scene.shell("exec \"$CRM\" \(command) > /dev/full 2>&1").status, 74)
      XCTAssertEqual(try scene.shell("exec \"$CRM\" \(command) >&- 2>&-").status, 74, command)
    }
    try scene.assertSound()
  }

  func testReaderThatGoesAwayEndsTheProgramQuietly() throws {
    let scene = try ProcessScene(deals: 3)
    let text = "Записали в закрытую трубу."
    for command in ["deal list --json", "help", "comment add \(scene.deals[0]) '\(text)'"] {
      // The pipe's reader is gone before the program starts.
      let result = try scene.shell(
        "exec 3>&1; { { sleep 0.1; \"$CRM\" \(command); echo $? >&3; } | true; } 2>&3")
      XCTAssertTrue(result.output.hasSuffix("141\n"), "\(command): \(result.output)")
      XCTAssertFalse(result.output.contains("cannot write"), result.output)
    }
    XCTAssertTrue(try scene.card(scene.deals[0]).contains(text))
    try scene.assertSound()
  }

  private func journalSize(_ scene: ProcessScene) throws -> Int {
    let path = scene.data + "/local/journal/00000001.log"
    return try XCTUnwrap(FileManager.default.contents(atPath: path)).count
  }

  private func run(_ command: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardError = FileHandle(forWritingAtPath: "/dev/null")
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
