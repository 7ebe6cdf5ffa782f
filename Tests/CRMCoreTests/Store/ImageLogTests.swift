import CRMTestSupport
import XCTest

@testable import CRMCore

final class ImageLogTests: XCTestCase {
  private func log(
    _ disk: FaultyFileSystem, chunkBytes: Int
  ) throws -> ImageLog {
    try disk.makeFolder("/data", mode: 0o700)
    try disk.makeFolder("/data/local", mode: 0o700)
    var limits = StoreLimits()
    limits.chunkBytes = chunkBytes
    return ImageLog(
      StoreContext(
        fileSystem: disk, layout: StoreLayout(root: "/data"), access: .owner, limits: limits))
  }

  func testGivesBackWhatItWasGivenFromMemoryAndFromItsFile() throws {
    let contents: [[UInt8]?] =
      [[], nil, [0]] + [1, 4_091, 4_092, 4_093, 9_000].map { Array(repeating: 7, count: $0) }
    for chunkBytes in [1, 100, 4_096, 1 << 20] {
      let log = try log(FaultyFileSystem(), chunkBytes: chunkBytes)
      var places: [Int] = []
      for content in contents {
        places.append(try log.keep(content))
        for (place, content) in zip(places, contents) {
          XCTAssertEqual(try log.content(at: place), content, "\(chunkBytes) bytes a chunk")
        }
      }
      XCTAssertEqual(log.isInFile, chunkBytes < 1 << 20)
    }
  }

  func testItsFileIsOneAmongThoseInTheMakingAndGoesWithIt() throws {
    let disk = FaultyFileSystem()
    let log = try log(disk, chunkBytes: 10)
    _ = try log.keep([1, 2, 3])
    XCTAssertEqual(disk.files(below: "/data"), [], "little stays in memory")
    _ = try log.keep([1, 2, 3])
    XCTAssertEqual(disk.files(below: "/data"), ["/data/local/tmp/document-images"])
    log.remove()
    XCTAssertEqual(disk.files(below: "/data"), [])
    XCTAssertEqual(try log.content(at: try log.keep([4])), [4])
  }

  /// A merge notes what it is about to do while its documents wait; a large one was stored in part.
  func testR123WhatIsWrittenMeanwhileLeavesIt() throws {
    let disk = FaultyFileSystem()
    let log = try log(disk, chunkBytes: 10)
    let places = try (UInt8(1)...9).map { try log.keep([$0, $0, $0]) }
    let files = DocumentFiles(log.context)
    try files.replaceLasting("/data/local/sync.json", [1])
    try Digests.replace([1], log.context)
    for (place, value) in zip(places, UInt8(1)...9) {
      XCTAssertEqual(try log.content(at: place), [value, value, value])
    }
  }

  func testWhatIsGoneIsAnErrorAndNotNothing() throws {
    let disk = FaultyFileSystem()
    let log = try log(disk, chunkBytes: 10)
    let place = try log.keep(Array(repeating: 7, count: 20))
    try disk.remove("/data/local/tmp/document-images")
    XCTAssertThrowsError(try log.content(at: place))
  }
}
