import Foundation
import XCTest

/// A real data directory that is put back to what it was before every try.
struct StoppedScene {
  private let scene: ProcessScene
  private var original: [String: Data]

  var folder: String { scene.folder }
  var data: String { scene.data }

  /// A department with two deals that wait for money, and a last operation to undo.
  init() throws {
    _ = try OptionalProgram("strace")
    scene = try ProcessScene(deals: 2)
    // A container may have the program and forbid its use.
    let probe = try scene.shell("strace -f -o /dev/null true")
    try XCTSkipUnless(probe.status == 0, "strace is not permitted")
    for words in [
      ["backup", scene.folder + "/backup"],
      ["comment", "add", scene.deals[0], "Ждут договор до пятницы."],
    ] {
      let run = try scene.run(words)
      XCTAssertEqual(run.status, 0, run.error)
    }
    try """
    ID,Название сделки,Бюджет,Этап сделки,Воронка,Компания
    1,А,60000,Отправил(а) КП,Реклама,А
    2,Б,,Звонок,Реклама,Б

    """.write(toFile: scene.folder + "/export.csv", atomically: true, encoding: .utf8)
    try """
    company add 'Гриль'
    comment add \(scene.deals[1]) 'Поговорили о договоре.'
    \(ProcessScene.payment(scene.deals[0]).joined(separator: " "))
    """.write(toFile: scene.folder + "/batch.txt", atomically: true, encoding: .utf8)
    try CommandScene.sale(scene.deals[1])
      .write(toFile: scene.folder + "/sale.txt", atomically: true, encoding: .utf8)
    let copied = try scene.shell("cp -a \"$CRM_DATA\" '\(scene.folder)/original'")
    XCTAssertEqual(copied.status, 0, copied.error)
    original = try Self.files(scene.data)
  }

  /// What a day of work consists of.
  var commands: [String] {
    let (first, second) = (scene.deals[0], scene.deals[1])
    let next = "--result Да --next Встреча --due +1d"
    return [
      "company add 'Гриль' --phone +74957654321",
      "company merge 'Кафе 0' 'Кафе 1'", "lead add --phone 89210001122 --tag новое",
      "contact add 'Кафе 1' --name 'Орлов Пётр' --role influencer",
      "deal add 'Кафе 1' --pipeline smm --next Встреча --due +1d",
      "deal move \(first) proposal --comment 'Вернулись к предложению: условия поменялись' \(next)",
      "deal close \(second) --won --package Стандарт --end-date 2027-01-31 --result Да",
      "deal edit \(first) --budget 65000 --package Премиум",
      ProcessScene.payment(first).joined(separator: " "), "task done \(second) \(next)",
      "comment add \(second) 'Поговорили о договоре.'", "undo",
      "import amocrm '\(folder)/export.csv' --create", "batch '\(folder)/batch.txt'",
      "batch '\(folder)/sale.txt'",
      "restore '\(folder)/backup'",
    ]
  }

  /// Runs a shell script, which finds the program as `$CRM`.
  func shell(_ script: String) throws -> ProcessResult { try scene.shell(script) }

  /// Puts the data back.
  func reset() throws {
    let run = try scene.shell("rm -rf \"$CRM_DATA\" && cp -a '\(folder)/original' \"$CRM_DATA\"")
    XCTAssertEqual(run.status, 0, run.error)
  }

  /// Leaves half of a document, from now on before every try.
  mutating func damage() throws {
    let path = "deals/\(scene.deals[0].prefix(2))/\(scene.deals[0]).json"
    original[path] = Data("{\"author\": \"an".utf8)
    try original[path]?.write(to: URL(fileURLWithPath: folder + "/original/" + path))
  }

  /// Whether every file is as it was before the try.
  func isUntouched() throws -> Bool { try Self.files(data) == original }

  /// The documents before any try; see `picture`.
  var before: [String] { picture(original) }

  /// The documents as they are, ids that a try made up left out: those differ each time.
  func picture() throws -> [String] { picture(try Self.files(data)) }

  private func picture(_ files: [String: Data]) -> [String] {
    let known = original.map { $0.key + String(decoding: $0.value, as: UTF8.self) }.joined()
    return files.filter { !$0.key.hasPrefix("local/") }.map { path, content in
      let text = path + "\n" + String(decoding: content, as: UTF8.self)
      return text.replacing(/[0-9a-z]{8}|"key": "[0-9a-z]{4}"/) { match in
        known.contains(match.output) ? String(match.output) : "?"
      }.replacing(/\/[0-9a-z]{2}\/\?/, with: "/?/?")
    }.sorted()
  }

  private static func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      files[path] = FileManager.default.contents(atPath: folder + "/" + path)
    }
    return files
  }

  // MARK: What must hold

  /// Checks that the data are read, and sound or repaired.
  func assertOpens(_ message: String) throws {
    let run = try shell(
      "look() { \"$CRM\" deal list -q && \"$CRM\" fsck; }; look || { \"$CRM\" fsck --repair && look; }"
    )
    XCTAssertEqual(run.status, 0, message + run.output + run.error)
  }

  /// Checks that the next command works, and leaves nothing to mend.
  func assertGoesOn(_ message: String) throws {
    let run = try shell("\"$CRM\" company add 'Дальше' && \"$CRM\" fsck")
    XCTAssertEqual(run.status, 0, message + run.output + run.error)
  }
}
