import Foundation
import XCTest

@testable import CRMCore

/// A data directory that a program of some version wrote, kept in the source tree for ever.
struct FormatFixture {
  let version: Int

  private var source: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/version-\(version)")
  }

  /// A copy with the permissions that git has dropped.
  func copy() throws -> String {
    let path = NSTemporaryDirectory() + "crm-fixture-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: source.path, toPath: path)
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) + ["."] {
      let file = path + "/" + name
      let isFolder = try PosixSystem().status(file)?.kind == .folder
      try FileManager.default.setAttributes(
        [.posixPermissions: isFolder ? 0o700 : 0o600], ofItemAtPath: file)
    }
    // Folders that hold nothing are not kept by git.
    let temporary = path + "/local/tmp"
    if try PosixSystem().status(temporary) == nil {
      try PosixSystem().makeFolder(temporary, mode: 0o700)
    }
    return path
  }

  /// Writes what this program makes of a day's work, as the fixture of its version.
  func record() throws {
    var scene = try WorkspaceScene()
    for operation in [
      WorkspaceScene.Operation.splitPayment, .lastPayment, .lose, .importFile, .addDeal, .undo,
      .addSecondDeal,
    ] {
      try scene.perform(operation)
      scene = scene.later(scene.disk)
    }
    try? FileManager.default.removeItem(at: source)
    for (path, bytes) in scene.files where !path.contains("/local/catalog/") {
      let file = source.appendingPathComponent(
        String(path.dropFirst(WorkspaceScene.root.count + 1)))
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
  }
}
