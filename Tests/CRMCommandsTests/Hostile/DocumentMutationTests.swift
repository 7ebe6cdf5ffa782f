import CRMCore
import CRMModel
import CRMTestSupport
import Foundation
import XCTest

/// Documents that somebody has changed at random: every command says something and none crashes.
final class DocumentMutationTests: XCTestCase {
  private static let fixture = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../CRMCoreTests/Fixtures/version-1").standardizedFileURL.path

  private let values: [JSONValue] = [
    .null, true, 0, -1, 1, .number(JSONNumber(Int.max)), .number(JSONNumber(Int.min)), "", "x",
    "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31", "99999999999999999999.99",
    "zzzzzzzz", "won", "lost", "call", "../../../etc/passwd", "\u{1B}[2J", [], [[]], ["": .null],
    "USD", "decision-maker", "done", "moved",
  ]

  /// A directory with a copy of the fixture.
  private func makeWorld() throws -> TestWorld {
    let world = try TestWorld()
    try FileManager.default.copyItem(atPath: Self.fixture, toPath: world.data)
    return world
  }

  func testCommandsSurviveMutatedDocuments() throws {
    let seed: UInt64 = 20_261_121
    var random = SplitMix64(seed: seed)
    let world = try makeWorld()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: world.data)
      .filter { $0.hasSuffix(".json") && $0 != "crm.json" }.sorted()
    for round in 0..<BuiltProgram.rounds(50, long: 2_000) {
      let path = try XCTUnwrap(paths.randomElement(using: &random))
      let file = world.data + "/" + path
      let before = try XCTUnwrap(FileManager.default.contents(atPath: file))
      defer { try? before.write(to: URL(fileURLWithPath: file)) }
      let mutated = try mutate(Array(before), &random)
      try Data(mutated).write(to: URL(fileURLWithPath: file))
      let id = (path as NSString).lastPathComponent.replacingOccurrences(of: ".json", with: "")
      let context = "seed \(seed), round \(round), \(path)"
      for words in commands(about: id) {
        let run = world.run(words)
        XCTAssertTrue(
          (0...7).contains(run.status), "\(context): \(words): \(run.status) \(run.err)")
      }
    }
    XCTAssertEqual(world.run("fsck").status, 1, "the copy's permissions are all that is wrong")
  }

  /// Everything about a document that is safe to repeat: what writes, only says what it would do.
  private func commands(about id: String) -> [[String]] {
    let split = ["--paid", "1000", "--total", "60000", "--next", "Встреча", "--due", "+1d"]
    let writing = [
      ["deal", "move", id, "call", "--comment", "Подробно поговорили о размещении и сроках"],
      ["deal", "close", id, "--won"], ["deal", "close", id, "--lost", "--reason", "Дорого"],
      ["deal", "reopen", id, "--comment", "Нет"], ["deal", "edit", id, "--budget", "70000"],
      ["split-pay", id] + split, ["split-pay", id, "--paid", "92233720368547758.07"],
      ["task", "set", id, "Встреча", "--due", "+1d"], ["task", "done", id, "--result", "Да"],
      ["deal", "delete", id, "--reason", "Нет"], ["company", "edit", id, "--city", "Тверь"],
      ["contact", "remove", id], ["undo"], ["fsck", "--repair"],
    ].map { $0 + ["--dry-run"] }
    return writing + [
      ["fsck"], ["audit"], ["today"], ["deal", "list", "--state", "all"], ["deal", "show", id],
      ["company", "show", id], ["company", "list"], ["contact", "list"], ["task", "list", "--all"],
      ["log"], ["pipeline", "show", id], ["pipeline", "lint"], ["deal", "show", id, "--json"],
    ]
  }

  /// Changes values here and there, or bytes.
  private func mutate(
    _ bytes: [UInt8], _ random: inout some RandomNumberGenerator
  ) throws -> [UInt8] {
    if Int.random(in: 0..<4, using: &random) == 0 {
      var bytes = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        bytes[index] = UInt8.random(in: 0...255, using: &random)
      }
      return bytes
    }
    var value = try JSONReader.parse(bytes)
    for _ in 0..<Int.random(in: 1...3, using: &random) { value = mutated(value, &random) }
    return JSONWriter.bytes(of: value, style: .document)
  }

  private func mutated(
    _ value: JSONValue, _ random: inout some RandomNumberGenerator
  ) -> JSONValue {
    switch value {
    case .object(let object) where !object.members.isEmpty:
      var object = object
      let member = object.members[Int.random(in: 0..<object.members.count, using: &random)]
      object[member.key] =
        Int.random(in: 0..<8, using: &random) == 0 ? nil : mutated(member.value, &random)
      return .object(object)
    case .array(let elements) where !elements.isEmpty:
      var elements = elements
      let index = Int.random(in: 0..<elements.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: elements.remove(at: index)
      case 1: elements.append(elements[index])
      case 2: elements.swapAt(0, index)
      default: elements[index] = mutated(elements[index], &random)
      }
      return .array(elements)
    case .null, .bool, .number, .string, .array, .object:
      return values[Int.random(in: 0..<values.count, using: &random)]
    }
  }
}
