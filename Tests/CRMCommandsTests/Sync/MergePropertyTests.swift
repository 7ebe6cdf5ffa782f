import CRMModel
import CRMTestSupport
import CommandLineKit
import Foundation
import XCTest

@testable import CRMCore

/// What holds of every merge, whatever two machines did by commands to one document (R121, R123).
///
/// The seed is printed where it fails; `CRM_SEED=n` plays it again, `CRM_LONG_TESTS=1` many.
final class MergePropertyTests: XCTestCase {
  func testR121WhateverTwoMachinesDidToADocumentBothMergeItAlikeAndLoseNothing() throws {
    let given = ProcessInfo.processInfo.environment["CRM_SEED"].flatMap { UInt64($0) }
    let scene = try TwoSidedScene()
    for kind in TwoSidedScene.errands.keys.sorted() {
      let rounds = given == nil ? BuiltProgram.rounds(4, long: 60) : 1
      for _ in 0..<rounds {
        try play(scene, kind, seed: given ?? .random(in: 1...999_999))
      }
    }
  }

  /// Phones that both added keep their order where the merge is merged with one side once more; lines that
  /// one side alone added stay, though the other one gave the same schedule later.
  func testR121AMergeThatIsMergedOnceMoreStaysAsItIs() throws {
    try play(TwoSidedScene(), "lead", seed: 18536)
    try play(TwoSidedScene(), "paper", seed: 830697)
  }

  /// Seed 18536: a part of a name that is said for itself, and then by the whole name only.
  func testR67APartOfANameIsToldWithTheName() throws {
    let world = try TestWorld()
    try world.make("init")
    let company = try world.make("company", "add", "Кафе")
    let contact = try world.make("contact", "add", company, "--name", "Иванов Иван Иванович")
    try world.make("contact", "edit", contact, "--patronymic", "Ильич")
    for name in ["Иванов Иван 2", "Иванов Иван Петрович", "Иванов"] {
      try world.make("contact", "edit", contact, "--name", name)
      XCTAssertEqual(world.run("fsck").out, "", name)
    }
  }

  private func play(_ scene: TwoSidedScene, _ kind: String, seed: UInt64) throws {
    let round = try TwoSidedRound(scene, kind, seed: seed)
    let told = "CRM_SEED=\(seed), \(kind):\n\(round.steps.joined(separator: "\n"))"
    let (base, mine, other) = (
      scene.documents, try round.mine.documents(), try round.other.documents()
    )
    var merged: [String: Data] = [:]
    for path in Set(base.keys).union(mine.keys).union(other.keys).sorted() {
      func merge(_ first: Data?, _ second: Data?) throws -> Data? {
        let versions = [base[path], first, second].map { $0.map { [UInt8]($0) } }
        return try FileMerge.merged(
          path, base: versions[0], older: versions[1], newer: versions[2], now: round.now
        ).bytes.map { Data($0) }
      }
      let document = try merge(mine[path], other[path])
      merged[path] = document
      for again in try [
        merge(other[path], mine[path]), merge(document, mine[path]), merge(mine[path], document),
        merge(document, other[path]), merge(other[path], document),
      ] where again != document {
        let (one, other) = (document.lines, again.lines)
        XCTFail("\(path): \(other.difference(from: one)), \(told)")
      }
    }
    let done = try [round.mine.operations(), round.other.operations()]
    for (side, operations) in [(round.mine, done[1]), (round.other, done[0])] {
      try side.take(merged)
      let events = try side.lines(about: operations)
      XCTAssertEqual(
        operations.filter { id in !events.contains { $0.contains(id) } }, [], "R123, \(told)")
      XCTAssertEqual(try side.problems(), [], told)
      for turn in ["undo", "redo"] {
        let run = side.run(turn)
        XCTAssertTrue([0, 3].contains(run.status), "\(turn): \(run.err) \(told)")
        XCTAssertEqual(try side.problems(), [], "after \(turn), \(told)")
        XCTAssertEqual(try side.lines(about: operations), events, "after \(turn), \(told)")
      }
    }
  }
}

/// A department with one of each kind, that two machines begin with.
private struct TwoSidedScene {
  let world: TestWorld
  let documents: [String: Data]
  private let names: [String: String]

  /// What can be done to a document of each kind: a name in capitals is one of the scene, of what stands
  /// between braces one is taken, `#` is a digit.
  static let errands: [String: [String]] = [
    "company": [
      "company edit COMPANY --city {Тверь|Клин|''}", "company edit COMPANY --address 'Тверская, #'",
      "company edit COMPANY --phone +7495123450#", "company edit COMPANY --tag {а|б|в}",
      "company edit COMPANY --remove-phone +7495123450#", "company edit COMPANY --untag {а|б|в}",
      "company edit COMPANY --name 'Кафе #'", "company edit COMPANY --manager {petrov|sidorov}",
      "company edit COMPANY --new-field {Этаж|Вход}=#", "company edit COMPANY --site кафе#.рф",
    ],
    "contact": [
      "contact edit CONTACT --position {повар|владелец}",
      "contact edit CONTACT --phone +7916000001#", "contact edit CONTACT --email d#@example.com",
      "contact edit CONTACT --name 'Иванов Иван #'", "contact edit CONTACT --patronymic {Ильич|''}",
      "contact edit CONTACT --messenger 'Telegram @d#'",
      "contact edit CONTACT --role {influencer|user|decision-maker}",
    ],
    "deal": [
      "deal edit DEAL --budget 6#000", "deal edit DEAL --package {Стандарт|Премиум}",
      "deal edit DEAL --priority {0|1|2|''}", "deal edit DEAL --tag {а|б}",
      "deal edit DEAL --untag {а|б}", "deal edit DEAL --name 'Кафе #'",
      "deal edit DEAL --end-date 2027-12-0#", "deal edit DEAL --new-field Этаж=#",
      "task set DEAL {Встреча|'Отправить КП'} --due +#d",
      "task set DEAL {Встреча|'Отправить КП'} --due +#d",
      "task done DEAL/# --result ок --no-next --reason нет",
      "task reschedule DEAL/# --due +#d --reason просили", "task assign DEAL/# {petrov|sidorov}",
      "task cancel DEAL/# --reason нет --no-next", "comment add DEAL 'Запись # о разговоре'",
      "deal move DEAL {call|decision-maker|in-work} --result ок --next Встреча --due +1d "
        + "--comment COMMENT",
      "deal close DEAL --lost --reason Дорого --spoke-with 'Иванов Иван Иванович, повар' "
        + "--result ок --comment COMMENT",
      "deal reopen DEAL --next Встреча --due +1d --comment COMMENT",
      "deal contact add DEAL CONTACT --role {influencer|user}", "deal contact remove DEAL CONTACT",
      "deal assign DEAL {petrov|sidorov} --reason просьба", "deal share DEAL {petrov|sidorov}",
      "deal unshare DEAL {petrov|sidorov}", "deal delete DEAL --reason дубль", "deal restore DEAL",
      "deal settle DEAL", "deal goal DEAL 'Цель #'", "line add DEAL --line 'Монтаж; #; 2000'",
      "line remove DEAL 1", "call DEAL --comment COMMENT --no-next --reason нет",
    ],
    "lead": [
      "lead edit LEAD --text 'Перезвоните в #'", "lead edit LEAD --phone +7926000000#",
      "lead edit LEAD --tag {а|б}", "lead edit LEAD --company 'Пекарня #'",
      "lead edit LEAD --priority {0|1|2}", "lead assign LEAD --to {petrov|sidorov}",
      "lead close LEAD --reason 'Не тот #' --dead", "lead reopen LEAD",
    ],
    "paper": [
      "order edit ORDER --note 'Звонить в #'", "order edit ORDER --schedule '50% today; 50% +#d'",
      "line add ORDER --line 'Монтаж; #; 2000'", "line remove ORDER {1|2}",
      "line edit ORDER 1 --quantity #", "order edit ORDER --manager {petrov|sidorov}",
      "order promise ORDER --part 1 --due +#d --reason просили", "order confirm ORDER",
      "order cancel ORDER --reason 'Нет #'", "order edit ORDER --warehouse Склад#",
    ],
    "product": [
      "product edit PRODUCT --name 'Кофемашина #'", "product edit PRODUCT --unit {шт|ч}",
      "product price PRODUCT #000 --from 2026-12-0#", "product edit PRODUCT --retired",
      "product edit PRODUCT --active", "product edit PRODUCT --vat-rate {none|10}",
    ],
  ]

  init() throws {
    world = try TestWorld()
    let deal = try world.startDeal()
    let company = try world.make("company", "add", "Бар")
    let contact = try world.make(
      "contact", "add",
      world.run("deal", "show", deal, "--json").json.at("company", "id").string
        ?? "", "--name", "Иванов Иван", "--phone", "+79160000002")
    try world.make("product", "add", "KB-1", "--name", "Кофемашина", "--unit", "шт")
    names = [
      "COMPANY": company, "CONTACT": contact, "DEAL": deal, "PRODUCT": "KB-1",
      "LEAD": try world.make("lead", "add", "--name", "Гость", "--phone", "+79261234567"),
      "ORDER": try world.make("order", "add", "--deal", deal, "--line", "Реклама; 1 шт; 1000"),
      "COMMENT": TestWorld.comment,
    ]
    documents = try world.documents()
  }

  /// The words of some errand of a kind.
  func words(_ kind: String, _ random: inout SplitMix64) throws -> [String] {
    let errands = Self.errands[kind] ?? []
    if random.below(6) == 0 { return [random.element(of: ["undo", "undo", "redo"])] }
    return try ShellWord.split(random.element(of: errands)).map { word in
      var word = names.reduce(word) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
      while let open = word.firstIndex(of: "{"), let end = word.firstIndex(of: "}") {
        let all = word[word.index(after: open)..<end].split(
          separator: "|", omittingEmptySubsequences: false)
        word.replaceSubrange(open...end, with: random.element(of: all))
      }
      while let place = word.firstIndex(of: "#") {
        word.replaceSubrange(place...place, with: "\(1 + random.below(4))")
      }
      return word
    }
  }
}

/// What two machines did to one document of a scene, in turn.
private struct TwoSidedRound {
  let mine: TestWorld
  let other: TestWorld
  /// When it was over.
  private(set) var now: Instant
  /// What was done, for whoever looks into a failed round.
  private(set) var steps: [String] = []

  init(_ scene: TwoSidedScene, _ kind: String, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    mine = try TestWorld(copying: scene.world, seed: random.next())
    other = try TestWorld(copying: scene.world, seed: random.next())
    (mine.login, other.login) = ("petrov", "sidorov")
    now = scene.world.now
    for _ in 0..<(2 + random.below(9)) {
      let side = random.below(2) == 0 ? mine : other
      let words = try scene.words(kind, &random)
      side.now = now
      if side.run(words).status == 0 {
        steps.append("\(now.text) \(side.login): \(ShellWord.quote(words))")
      }
      // Within one second, too.
      now = now.adding(seconds: Int64(random.below(3))) ?? now
    }
    (mine.now, other.now) = (now, now)
  }
}

extension TestWorld {
  /// The operations that its user did and was answered.
  fileprivate func operations() throws -> [String] {
    let log = try XCTUnwrap(run("log", "--json").json.array)
    return log.filter { $0.at("user").string == login }.compactMap { $0.at("id").string }
  }

  /// Takes the files of a merge, as a plain `git pull` does.
  fileprivate func take(_ files: [String: Data]) throws {
    for (path, bytes) in try documents() where files[path] != bytes {
      try FileManager.default.removeItem(atPath: data + "/" + path)
    }
    for (path, bytes) in files where FileManager.default.contents(atPath: data + "/" + path) == nil
    {
      try write(String(decoding: bytes, as: UTF8.self), to: "data/" + path)
    }
  }

  /// The events of operations, each being a line.
  fileprivate func lines(about operations: [String]) throws -> [String] {
    try documents().values.flatMap { Optional($0).lines }
      .filter { line in operations.contains { line.contains($0) } }.sorted()
  }

  /// What the check of files finds, but that somebody changed them.
  fileprivate func problems() throws -> [String] {
    let found = try XCTUnwrap(run("fsck", "--json").json.at("problems").array)
    return found.filter { $0.at("kind").string != "changed-outside" }
      .map { "\($0.at("path").string ?? ""): \($0.at("message").string ?? "")" }
  }
}

extension Data? {
  /// The lines of a document, each event being one.
  fileprivate var lines: [String] {
    String(decoding: self ?? Data(), as: UTF8.self).split(separator: "\n").map {
      String($0).trimmingCharacters(in: CharacterSet(charactersIn: " ,"))
    }
  }
}
