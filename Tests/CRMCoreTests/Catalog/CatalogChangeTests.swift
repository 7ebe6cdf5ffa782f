import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// Documents change behind the catalog's back in every way that the design promises to notice.
final class CatalogChangeTests: XCTestCase {
  private struct Place {
    let scene: CatalogScene
    let company: Company
    let first: Deal
    let second: Deal
  }

  /// A small department with a catalog that has followed every command.
  private func place() throws -> Place {
    let scene = try CatalogScene()
    let company = try scene.addCompany()
    let first = try scene.addDeal(company)
    _ = try scene.view()
    let second = try scene.addDeal(try scene.addCompany("Бар Ёлки"))
    XCTAssertNotEqual(first.path.prefix(8), second.path.prefix(8), "the seed puts them apart")
    return Place(scene: scene, company: company, first: first, second: second)
  }

  private let changes: [(name: String, body: (Place) throws -> Void)] = [
    (
      "a new document",
      { place in
        let id = Identifier<Deal>(stored: place.first.id.bits ^ 1)
        let text = String(decoding: try place.scene.bytes(place.first.path), as: UTF8.self)
        try place.scene.replace(
          Deal.path(id),
          by: Array(text.replacingOccurrences(of: place.first.id.text, with: id.text).utf8))
      }
    ),
    (
      "a document edited by an editor",
      { place in
        try place.scene.replace(place.first.path, by: place.scene.renamed(place.first))
      }
    ),
    (
      "a document deleted",
      { place in try FileManager.default.removeItem(atPath: place.scene.file(place.first.path)) }
    ),
    (
      "a document in the wrong folder",
      { place in
        try PosixSystem().rename(
          place.scene.file(place.first.path),
          to: place.scene.file(
            "deals/\(place.second.id.text.prefix(2))/\(place.first.id.text).json"))
      }
    ),
    (
      "a new folder",
      { place in
        let id = Identifier<Deal>(stored: place.first.id.bits ^ 1 << 36)
        let folder = "deals/\(id.text.prefix(2))"
        try FileManager.default.createDirectory(
          atPath: place.scene.file(folder), withIntermediateDirectories: true)
        let text = String(decoding: try place.scene.bytes(place.first.path), as: UTF8.self)
        try place.scene.replace(
          Deal.path(id),
          by: Array(text.replacingOccurrences(of: place.first.id.text, with: id.text).utf8))
      }
    ),
    (
      "a folder removed",
      { place in
        try FileManager.default.removeItem(
          atPath: place.scene.file("deals/\(place.first.id.text.prefix(2))"))
      }
    ),
    (
      "a kind's folder removed",
      { place in try FileManager.default.removeItem(atPath: place.scene.file("deals")) }
    ),
    (
      "a folder removed and made again by a command",
      { place in
        let shard = "deals/\(place.first.id.text.prefix(2))"
        let kept = try place.scene.bytes(place.first.path)
        try FileManager.default.removeItem(atPath: place.scene.file(shard))
        _ = try place.scene.view()
        try FileManager.default.createDirectory(
          atPath: place.scene.file(shard), withIntermediateDirectories: true)
        try place.scene.replace(place.first.path, by: kept)
        try FileManager.default.removeItem(atPath: place.scene.file(shard))
        try place.scene.addDeal(place.company)
      }
    ),
    (
      "everything replaced, as git does",
      { place in
        for path in try FileManager.default.subpathsOfDirectory(atPath: place.scene.file("deals"))
        where path.hasSuffix(".json") {
          let text = String(decoding: try place.scene.bytes("deals/" + path), as: UTF8.self)
          try FileManager.default.removeItem(atPath: place.scene.file("deals/" + path))
          try Data(text.replacingOccurrences(of: "Кафе", with: "Клуб").utf8)
            .write(to: URL(filePath: place.scene.file("deals/" + path)))
        }
      }
    ),
    (
      "a document replaced with every time set back, as rsync -t does",
      { place in
        let folder = "deals/\(place.first.id.text.prefix(2))"
        let times = (
          try place.scene.folderTime(folder), try place.scene.folderTime("deals"),
          try place.scene.folderTime(place.first.path)
        )
        try place.scene.replace(place.first.path, by: place.scene.renamed(place.first))
        try place.scene.setTime(place.first.path, times.2)
        try place.scene.setTime(folder, times.0)
        try place.scene.setTime("deals", times.1)
      }
    ),
    (
      "a document replaced between two commands at once",
      { place in
        try place.scene.comment(place.first.id)
        try place.scene.replace(place.first.path, by: place.scene.renamed(place.first))
        try place.scene.comment(place.second.id)
      }
    ),
    (
      "a document replaced in a folder that a command writes to next",
      { place in
        let id = Identifier<Deal>(stored: place.first.id.bits ^ 1)
        let text = String(decoding: try place.scene.bytes(place.first.path), as: UTF8.self)
        try place.scene.replace(
          Deal.path(id),
          by: Array(text.replacingOccurrences(of: place.first.id.text, with: id.text).utf8))
        try place.scene.comment(place.first.id)
      }
    ),
    (
      "a pipeline edited by hand",
      { place in
        let text = String(decoding: try place.scene.bytes("pipelines/ads.json"), as: UTF8.self)
        try place.scene.writeInPlace(
          "pipelines/ads.json",
          Array(
            text.replacingOccurrences(
              of: "\"requires\": [\"next-task\"]",
              with: "\"requires\": [\"comment\", \"next-task\"]"
            ).utf8))
      }
    ),
  ]

  func testChangesOfOthersAreNoticed() throws {
    for change in changes {
      let place = try place()
      try place.scene.assertAgrees("before")
      let before = try place.scene.view()
      try change.body(place)
      try place.scene.assertAgrees(change.name)
      XCTAssertNotEqual(try place.scene.view(), before, change.name)
    }
  }

  func testChangesOfOthersAreNoticedWhereNobodyHasLookedSinceTheLastCommand() throws {
    for change in changes {
      let place = try place()
      try change.body(place)
      try place.scene.assertAgrees(change.name)
    }
  }

  func testADocumentReplacedBeforeTheCatalogIsToldOfItIsRead() throws {
    let scene = try CatalogScene()
    let company = try scene.addCompany()
    let files = UnflushedSystem { path in
      guard path.contains("/deals/") else { return }
      let text = try? String(contentsOfFile: path, encoding: .utf8)
      // An atomic write is another file, renamed over it.
      try? text?.replacingOccurrences(of: company.name, with: "Кафе Гоголь")
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
    let deal = try scene.addDeal(company, files)
    try scene.assertAgrees()
    let shown: Deal = try scene.workspace().read { (snapshot) throws(CRMError) in
      try snapshot.get(deal.id)
    }
    XCTAssertEqual(shown.name, "Кафе Гоголь")
  }

  func testOldChangesAreNoticed() throws {
    let place = try place()
    for days in [1, 400] as [Int64] {
      let name = days == 1 ? "Кафе Гоголь" : "Кафе Чехов!"
      try place.scene.replace(place.first.path, by: place.scene.renamed(place.first, name))
      for path in [place.first.path, "deals/\(place.first.id.text.prefix(2))", "deals"] {
        let time = try place.scene.folderTime(path)
        try place.scene.setTime(path, time - days * 86_400_000_000_000)
      }
      try place.scene.assertAgrees("\(days) days ago")
    }
  }

  func testWritingInPlaceIsNoticedByALookAtEveryFile() throws {
    let place = try place()
    _ = try place.scene.view()
    try place.scene.writeInPlace(place.first.path, place.scene.renamed(place.first))
    try place.scene.assertAgrees("in place", verifying: true)
    let shown: Deal = try place.scene.workspace().read { (snapshot) throws(CRMError) in
      try snapshot.get(place.first.id)
    }
    XCTAssertEqual(shown.name, "Кафе Гоголь")
  }

  func testCopiesAndRestoredBackupsAreRead() throws {
    let place = try place()
    let scene = place.scene
    let whole = try CatalogScene(copyOf: scene) { try Self.copy($0, $1) }
    try whole.assertAgrees("a copy of everything")
    try whole.rename(place.first.id, to: "Копия")
    try whole.assertAgrees("a changed copy")

    let documents = try CatalogScene(copyOf: scene) { from, to in
      try Self.copy(from, to)
      try FileManager.default.removeItem(atPath: to + "/local")
    }
    try documents.assertAgrees("documents alone")
    try documents.comment(place.first.id)
    try documents.assertAgrees("documents alone, changed")

    let empty = try CatalogScene(copyOf: scene) { from, to in
      try Self.copy(from, to)
      for folder in ["deals", "companies"] {
        try FileManager.default.removeItem(atPath: to + "/" + folder)
      }
    }
    try empty.assertAgrees("the machine's own files alone")
    XCTAssertEqual(try empty.view().records.keys.filter { !$0.hasPrefix("contacts") }, [])

    try scene.rename(place.first.id, to: "Позже")
    _ = try scene.view()
    try FileManager.default.removeItem(atPath: scene.file("deals"))
    try Self.copy(whole.file("deals"), scene.file("deals"))
    try scene.assertAgrees("documents of a backup")
  }

  private static func copy(_ from: String, _ to: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/cp")
    process.arguments = ["-a", from, to]
    try process.run()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0)
  }

  func testADamagedDocumentIsMetByTheCommandsThatNeedItsKindAlone() throws {
    let place = try place()
    try place.scene.replace(place.company.path, by: Array("{".utf8))
    for isWithoutCatalog in [false, true] {
      if isWithoutCatalog {
        try FileManager.default.removeItem(atPath: place.scene.file("local/catalog"))
      }
      let names = try place.scene.workspace().read { (snapshot) throws(CRMError) in
        try snapshot.index([.deal]).deals.map(\.name)
      }
      XCTAssertEqual(Set(names), [place.first.name, place.second.name])
      for _ in 0..<2 {
        XCTAssertThrowsError(try place.scene.view()) { error in
          guard case CRMError.document(let path, _) = error else { return XCTFail("\(error)") }
          XCTAssertEqual(path, place.company.path)
        }
      }
    }
  }

  func testALinkInsideTheDirectoryIsRefused() throws {
    let place = try place()
    let folder = place.scene.file("deals/\(place.first.id.text.prefix(2))")
    try PosixSystem().rename(folder, to: place.scene.file("local/elsewhere"))
    try FileManager.default.createSymbolicLink(
      atPath: folder, withDestinationPath: place.scene.file("local/elsewhere"))
    for _ in 0..<2 {
      XCTAssertThrowsError(try place.scene.view())
      XCTAssertThrowsError(try place.scene.viewWithoutCatalog())
    }
  }
}
