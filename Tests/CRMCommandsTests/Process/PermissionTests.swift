import Foundation
import XCTest

/// R31: who may read the files of the built program, whatever the shell masks.
final class PermissionTests: XCTestCase {
  private func modes(_ scene: ProcessScene) throws -> [String: Int] {
    var modes: [String: Int] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: scene.data) + ["."] {
      let attributes = try FileManager.default.attributesOfItem(atPath: scene.data + "/" + path)
      modes[path] = (attributes[.posixPermissions] as? NSNumber)?.intValue
    }
    return modes
  }

  private func isFolder(_ scene: ProcessScene, _ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(
      atPath: scene.data + "/" + path, isDirectory: &isFolder) && isFolder.boolValue
  }

  func testOnlyTheOwnerMayReadWhateverTheMask() throws {
    let scene = try ProcessScene(deals: 1)
    let run = try scene.shell(
      "umask 0; \"$CRM\" company add 'Бар' && \"$CRM\" comment add \(scene.deals[0]) 'Поговорили'")
    XCTAssertEqual(run.status, 0, run.error)
    for (path, mode) in try modes(scene) {
      XCTAssertEqual(mode, isFolder(scene, path) ? 0o700 : 0o600, path)
    }
  }

  func testSharedDirectoryIsTheGroups() throws {
    let scene = try ProcessScene(deals: 1)
    let before = try modes(scene)
    let settings = scene.data + "/settings.json"
    let text = try String(contentsOfFile: settings, encoding: .utf8)
    try text.replacingOccurrences(of: "\"shared\": false", with: "\"shared\": true")
      .write(toFile: settings, atomically: false, encoding: .utf8)
    let run = try scene.shell(
      "umask 077; \"$CRM\" fsck --accept && \"$CRM\" company add 'Бар' "
        + "&& \"$CRM\" comment add \(scene.deals[0]) 'Поговорили'")
    XCTAssertEqual(run.status, 0, run.error)
    let after = try modes(scene)
    for (path, mode) in after where before[path] == nil {
      XCTAssertEqual(mode, isFolder(scene, path) ? 0o2770 : 0o660, path)
    }
    // What was there keeps its mode when it is written again.
    let deal = "deals/\(scene.deals[0].prefix(2))/\(scene.deals[0]).json"
    XCTAssertEqual(after[deal], 0o600)
    try scene.assertSound()
  }

  func testLinkInPlaceOfADocumentIsRefused() throws {
    let scene = try ProcessScene(deals: 1)
    let deal = scene.data + "/deals/\(scene.deals[0].prefix(2))/\(scene.deals[0]).json"
    let outside = scene.folder + "/outside.json"
    try FileManager.default.moveItem(atPath: deal, toPath: outside)
    let before = FileManager.default.contents(atPath: outside)
    try FileManager.default.createSymbolicLink(atPath: deal, withDestinationPath: outside)
    for words in [["deal", "show", scene.deals[0]], ["comment", "add", scene.deals[0], "Нет"]] {
      let result = try scene.run(words)
      XCTAssertEqual(result.status, 5, result.error)
      XCTAssertTrue(result.error.contains("link"), result.error)
    }
    XCTAssertEqual(FileManager.default.contents(atPath: outside), before)
  }
}
