import Foundation
import XCTest

/// What the kernel sees of the built program, by `strace` where that is installed.
final class FlushCountTests: XCTestCase {
  private func trace(_ scene: ProcessScene, _ options: String, _ command: String) throws -> String {
    let log = scene.folder + "/trace"
    let run = try scene.shell("strace -f \(options) -o '\(log)' \"$CRM\" \(command)")
    XCTAssertEqual(run.status, 0, run.error)
    return String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
  }

  private func makeScene(deals: Int) throws -> ProcessScene {
    _ = try OptionalProgram("strace")
    let scene = try ProcessScene(deals: deals)
    // A container may have the program and forbid its use.
    let probe = try scene.shell("strace -f -o /dev/null true")
    try XCTSkipUnless(probe.status == 0, "strace is not permitted")
    return scene
  }

  func testNoCommandFlushesMoreThanTwice() throws {
    let scene = try makeScene(deals: 40)
    let lines = scene.deals.dropFirst().map { "comment add \($0) 'Поговорили еще раз сегодня.'" }
    try lines.joined(separator: "\n").write(
      toFile: scene.folder + "/batch.txt", atomically: true, encoding: .utf8)
    let payment = ProcessScene.payment(scene.deals[0]).joined(separator: " ")
    for command in [
      "comment add \(scene.deals[0]) 'Поговорили'", payment, "batch '\(scene.folder)/batch.txt'",
      "undo", "redo", "deal list", "audit --fail-on never", "fsck",
    ] {
      let calls = try trace(
        scene, "-e trace=fsync,fdatasync,syncfs,sync,msync,sync_file_range", command)
      let count = calls.split(separator: "\n").count { $0.contains("sync") }
      let isReading = ["deal list", "audit", "fsck"].contains { command.hasPrefix($0) }
      XCTAssertLessThanOrEqual(count, isReading ? 0 : 2, "\(command)\n\(calls)")
      if !isReading { XCTAssertGreaterThanOrEqual(count, 1, "\(command) is not flushed at all") }
    }
  }

  /// R31: nothing is read that is not the department's or the system's own.
  func testNobodysHomeIsRead() throws {
    let scene = try makeScene(deals: 1)
    let home = scene.folder + "/home"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: false)
    let folder = URL(fileURLWithPath: scene.program.path).deletingLastPathComponent()
    let built =
      [folder.path, folder.resolvingSymlinksInPath().path]
      + ["/usr/lib/swift/", "/usr/libexec/swift/", "/proc/self/exe"]
    for command in [
      "comment add \(scene.deals[0]) 'Поговорили'", "deal list", "audit --fail-on never",
    ] {
      let calls = try trace(scene, "-e trace=%file", command)
      XCTAssertTrue(calls.contains(scene.data))
      // Where program and toolchain were put is nobody's choice of the program; the loader looks there.
      let homes = calls.split(separator: "\n").filter { line in
        !built.contains { line.contains($0) }
          && (line.contains(home) || line.contains("\"/home/") || line.contains("\"/root/"))
      }
      XCTAssertEqual(homes.map(String.init), [], command)
    }
  }
}
