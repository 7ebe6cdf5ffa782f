import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// Older data comes up to date whole or not at all; the older versions here were never released.
final class MigrationTests: XCTestCase {
  /// Version −1 had `label`, version 0 had `title` where there is `name` now.
  private static let format = DataFormat(
    version: 1,
    migrations: [renaming("title", to: "name", from: 0), renaming("label", to: "title", from: -1)])

  private static func renaming(_ old: String, to new: String, from version: Int) -> Migration {
    Migration(from: version, name: "\(old)-to-\(new)") { (path, document) throws(DocumentError) in
      guard Kind.documents.contains(where: { $0.id(ofPath: path) != nil }) else {
        return document
      }
      guard let name = document[old] else {
        throw DocumentError(old, ru: "значения нет", en: "the value is missing")
      }
      var document = document
      document[old] = nil
      document[new] = name
      return document
    }
  }

  /// A directory as an older version left it, and every document as it should become.
  private func older(_ version: Int, _ key: String) throws -> (WorkspaceScene, Documents) {
    let scene = try WorkspaceScene()
    let current = try scene.documents()
    for path in Array(current.keys) + ["crm.json", "templates/meeting.json"] {
      let file = WorkspaceScene.root + "/" + path
      var document = try XCTUnwrap(
        JSONReader.parse(XCTUnwrap(scene.disk.content(file))).object, path)
      document[path == "crm.json" ? "version" : "schema"] = .number(JSONNumber(version))
      if Kind.documents.contains(where: { $0.id(ofPath: path) != nil }) {
        document[key] = document["name"]
        document["name"] = nil
      }
      scene.disk.edit(file, JSONWriter.bytes(of: .object(document), style: .document))
    }
    try scene.disk.flushFileSystem(WorkspaceScene.root)
    return (scene.later(scene.disk), current)
  }

  private typealias Documents = WorkspaceScene.Documents

  private func versionOnDisk(_ scene: WorkspaceScene) throws -> Int? {
    try JSONReader.parse(XCTUnwrap(scene.disk.content("/data/crm.json")))["version"]?.int
  }

  func testOlderDataComesUpToDateInOneOperation() throws {
    for (version, key, words) in [
      (0, "title", ["migrate", "title-to-name"]),
      (-1, "label", ["migrate", "label-to-title", "title-to-name"]),
    ] {
      let (scene, current) = try older(version, key)
      let workspace = try scene.workspace(Self.format)
      let before = try operations(scene)
      XCTAssertEqual(try scene.documents(Self.format), current)
      XCTAssertEqual(try versionOnDisk(scene), 1)
      XCTAssertEqual(try workspace.check(), [])
      XCTAssertEqual(try scene.documents(Self.format), current)
      let log = try workspace.read { (snapshot) throws(CRMError) in try snapshot.log() }
      XCTAssertEqual(log.count, before + 1, "one operation, and only once")
      XCTAssertEqual(log.first?.command, words)
      // From here on, every program reads it.
      try scene.perform(.addCompany)
    }
  }

  func testEveryWayOfOpeningBringsUpToDate() throws {
    let ways: [(String, (Workspace) throws -> Void)] = [
      ("read", { _ = try $0.read { (one) throws(CRMError) in try one.settings() } }),
      ("check", { XCTAssertEqual(try $0.check(), []) }),
      (
        "write",
        {
          try $0.write(
            now: { _ in .first }, user: WorkspaceScene.user, command: [], isDryRun: false
          ) { (one) throws(CRMError) in _ = try one.settings() }
        }
      ),
      (
        "repair",
        {
          let report = try $0.repair(
            now: { _ in .first }, user: WorkspaceScene.user, enteredBy: WorkspaceScene.user,
            command: [], isDryRun: false)
          XCTAssertEqual(report.remaining, [])
        }
      ),
    ]
    for (name, open) in ways {
      let (scene, current) = try older(0, "title")
      try open(scene.workspace(Self.format))
      XCTAssertEqual(try versionOnDisk(scene), 1, name)
      XCTAssertEqual(try scene.documents(), current, name)
    }
  }

  func testNewerDataIsRefusedAndUntouched() throws {
    let scene = try WorkspaceScene()
    scene.disk.edit("/data/crm.json", Array("{\"format\": \"crm\", \"version\": 2}\n".utf8))
    let before = scene.files
    let workspace = try scene.workspace()
    func assertRefused(_ body: @autoclosure () throws -> Void, line: UInt = #line) {
      XCTAssertThrowsError(try body(), line: line) { error in
        guard case .newerFormat("crm.json")? = error as? CRMError else {
          return XCTFail("\(error)", line: line)
        }
      }
    }
    assertRefused(_ = try scene.documents())
    assertRefused(try scene.perform(.addCompany))
    assertRefused(try scene.perform(.undo))
    assertRefused(_ = try workspace.check())
    assertRefused(
      _ = try workspace.repair(
        now: { _ in .first }, user: WorkspaceScene.user, enteredBy: WorkspaceScene.user,
        command: [], isDryRun: false))
    XCTAssertEqual(scene.files, before)
  }

  func testVersionThatNeverWasIsRefused() throws {
    let (scene, _) = try older(0, "title")
    let before = scene.files
    XCTAssertThrowsError(try scene.documents()) { error in
      guard case .document("crm.json", _)? = error as? CRMError else { return XCTFail("\(error)") }
    }
    XCTAssertEqual(scene.files, before)
  }

  func testStepThatFailsChangesNothingAndNamesTheDocument() throws {
    let (scene, current) = try older(0, "label")
    let before = scene.files
    XCTAssertThrowsError(try scene.documents(Self.format)) { error in
      guard case .document(let path, _)? = error as? CRMError else { return XCTFail("\(error)") }
      XCTAssertNotNil(current[path])
    }
    XCTAssertEqual(scene.files, before)
  }

  func testDamagedDocumentsStayAsTheyAre() throws {
    let (scene, current) = try older(0, "title")
    let path = try XCTUnwrap(current.keys.filter { $0.hasPrefix("deals/") }.min())
    scene.disk.edit(WorkspaceScene.root + "/" + path, Array("{".utf8))
    let problems = try scene.workspace(Self.format).check()
    XCTAssertEqual(problems.map(\.path), [path])
    XCTAssertEqual(problems.map(\.kind), [.damagedDocument])
  }

  func testInterruptedMigrationLeavesOneVersion() throws {
    let (scene, current) = try older(0, "title")
    var checked: Set<Documents> = []
    for kind in [DiskFault.Kind.refuse(SystemError.noSpace), .die, .dieInside] {
      for call in 1... {
        let broken = scene.on(scene.disk.afterDeath())
        broken.disk.restart(fault: DiskFault(at: call, kind))
        let answer = try? broken.documents(Self.format)
        if let answer { XCTAssertEqual(answer, current) }
        if broken.disk.calls.count < call { break }
        let name = "\(kind) at \(call): \(broken.disk.calls[call - 1])"
        for disk in [broken.disk.afterDeath(), broken.disk.afterPowerCut(.seeded(UInt64(call)))] {
          let reopened = scene.later(disk)
          guard checked.insert(reopened.files).inserted else { continue }
          XCTAssertEqual(try reopened.documents(Self.format), current, name)
          XCTAssertEqual(try reopened.workspace().check(), [], name)
        }
      }
    }
  }

  private func operations(_ scene: WorkspaceScene) throws -> Int {
    let store = try Store(
      at: WorkspaceScene.root, fileSystem: scene.disk, limits: scene.limits)
    return try store.read(wait: .zero) { (reader) throws(StoreError) in
      try reader.summaries(limit: .max).count
    }
  }
}
