import CRMCore
import Foundation
import XCTest

/// The process that a command leaves behind to make the catalog's tail a part of its base.
final class FoldProcessTests: XCTestCase {
  func testNobodyWaitsForItAndItHoldsNothing() throws {
    let scene = try ProcessScene(deals: 1)
    let catalog = scene.data + "/local/catalog"
    func size(_ name: String) -> Int {
      (try? PosixSystem().status("\(catalog)/\(name)"))??.size ?? 0
    }
    let before = FileManager.default.contents(atPath: catalog + "/base")
    let address = String(repeating: "Тверская улица, ", count: 30)
    let adds = (0..<150).map { "company add 'Кафе \($0) на углу' --address '\(address)'" }
    let input = scene.folder + "/adds"
    try adds.joined(separator: "\n").write(toFile: input, atomically: true, encoding: .utf8)

    // A script's own pipe, which the program is started with beside its standard output.
    let process = scene.shellProcess("exec 9>&1; \"$CRM\" batch -q '\(input)'")
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let deadline = Date(timeIntervalSinceNow: 60)
    var lock: FileLock?
    while lock == nil, Date() < deadline {
      guard size("tail") > 64 << 10 else { continue }
      // The operation is written; without the lock the base cannot be put in place.
      lock = try PosixSystem().tryLock(scene.data + "/local/lock", .exclusive, mode: 0o600)
    }
    let held = try XCTUnwrap(lock)
    let answer = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0)
    XCTAssertEqual(answer.split(separator: UInt8(ascii: "\n")).count, 150)
    held.release()

    while size("tail") > 64 << 10, Date() < deadline { usleep(1_000) }
    XCTAssertLessThan(size("tail"), 64 << 10, "it did not end while it was waited for")
    XCTAssertNotEqual(FileManager.default.contents(atPath: catalog + "/base"), before)
    try scene.assertSound()
  }
}
