import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// What was changed by no command, what contradicts a document's own history, and what is misspelt.
final class ChangedOutsideTests: CheckTestCase {
  private static let user = Login(stored: "anna")

  private func accept(_ directory: TestDirectory, isDryRun: Bool = false) throws -> RepairReport {
    try directory.workspace.accept(user: Self.user, enteredBy: Self.user, isDryRun: isDryRun)
  }

  /// A valid change of every file kind, each by hand.
  private var changes: [(path: (Department) -> String, old: String, new: String)] {
    [
      ({ $0.company.path }, "Кафе Пушкин", "Кафе Гоголь"),
      ({ $0.contact.path }, "Иван Иванов", "Иван Петров"),
      ({ $0.deal.path }, "\"action\": \"Встреча\"", "\"action\": \"Звонок\""),
      ({ _ in "settings.json" }, "Europe/Moscow", "Europe/Minsk"),
      ({ _ in "pipelines/ads.json" }, "\"next-task\"", "\"loss-reason\""),
      ({ _ in "templates/meeting.json" }, "\"required\": true", "\"required\": false"),
      ({ _ in "crm.json" }, "\n}", ",\n  \"x\": 1\n}"),
    ]
  }

  func testEveryFileKindIsWatchedAndAcceptedOnce() throws {
    for (path, old, new) in changes {
      for forgets in [false, true] {
        let department = try Department()
        let directory = department.directory
        if forgets {
          try directory.forgetJournal()
          XCTAssertEqual(
            try directory.workspace.check(), [], "the first look records what there is")
        }
        let before = try directory.text(path(department))
        try directory.replace(old, by: new, in: path(department))
        XCTAssertEqual(
          try directory.checkAll().map { [$0.path, $0.kind.rawValue] },
          [[path(department), "changed-outside"]])
        XCTAssertEqual(try accept(directory, isDryRun: true).repaired.count, 1)
        XCTAssertEqual(try directory.checkAll().count, 1, "nothing was accepted yet")
        XCTAssertEqual(try accept(directory).repaired.map(\.problem.kind), [.changedOutside])
        XCTAssertEqual(try directory.checkAll(), [])
        try directory.write(before, to: path(department))
        XCTAssertEqual(try directory.checkAll().map(\.kind), [.changedOutside], "changed again")
      }
    }
  }

  func testWithoutDigestsAndJournalNothingIsSaid() throws {
    let department = try Department()
    try department.directory.forgetJournal()
    try department.directory.replace("Кафе Пушкин", by: "Кафе Гоголь", in: department.company.path)
    XCTAssertEqual(try department.directory.checkAll(), [])
    try department.directory.edit(department.contact) { $0.name = "Иван Петров" }
    XCTAssertEqual(try department.directory.checkAll(), [], "looking alone recorded nothing")
    XCTAssertEqual(try department.directory.workspace.check(), [], "this look records")
    try department.directory.remove("local/digests")
    try department.directory.edit(department.contact) { $0.name = "Иван Сидоров" }
    XCTAssertEqual(try department.directory.checkAll(), [])
  }

  func testDigestsThatTheJournalDoesNotFollowAreNotBelieved() throws {
    let department = try Department()
    try department.directory.remove("local/journal")
    XCTAssertEqual(try department.directory.checkAll(), [])
  }

  func testDocumentAddedOrRemovedByHand() throws {
    let department = try Department()
    let directory = department.directory
    let other = try Department()
    try directory.write(other.directory.text(other.company.path), to: other.company.path)
    XCTAssertEqual(try directory.checkAll().map(\.kind), [.changedOutside])
    XCTAssertEqual(try accept(directory).remaining, [])
    try directory.remove(other.company.path)
    let problems = try directory.checkAll()
    XCTAssertEqual(problems.map(\.kind), [.missingDocument])
    XCTAssertEqual(problems.map(\.isRepairable), [false], "there is nothing to restore it from")
    XCTAssertEqual(try accept(directory).repaired.map(\.problem.kind), [.missingDocument])
    XCTAssertEqual(try directory.checkAll(), [])
  }

  func testWhatIsNeededCannotBeMissedOnPurpose() throws {
    let directory = try TestDirectory()
    try directory.remove("settings.json")
    let report = try accept(directory)
    XCTAssertEqual(report.repaired, [])
    XCTAssertEqual(report.remaining.map(\.kind), [.missingDocument])
  }

  func testACommandAfterAnAcceptedChangeIsNoChangeFromOutside() throws {
    let department = try Department()
    try department.directory.edit(department.deal) { $0.name = "Кафе" }
    XCTAssertEqual(try accept(department.directory).remaining, [])
    try department.directory.change(department.deal)
    XCTAssertEqual(try department.directory.checkAll(), [])
    try department.directory.edit(department.deal) { $0.name = "Бар" }
    XCTAssertEqual(try department.directory.checkAll().map(\.kind), [.changedOutside])
  }

  /// The accepted state takes the place of the journal's, so that no repair takes it back.
  func testRepairDoesNotTakeAnAcceptedChangeBack() throws {
    let department = try Department()
    try department.directory.edit(department.deal) { $0.history.removeLast() }
    XCTAssertEqual(try department.directory.checkAll().map(\.kind), [.lostHistory])
    XCTAssertEqual(try accept(department.directory).remaining, [])
    try department.directory.write("{", to: department.deal.path)
    XCTAssertEqual(try department.directory.check().map(\.isRepairable), [false])
  }

  func testTheJournalForgetsAndTheDigestsDoNot() throws {
    var limits = StoreLimits()
    limits.segmentOperations = 2
    limits.checkpointOperations = 3
    let department = try Department()
    let workspace = try Workspace(
      path: department.directory.path, files: UnflushedSystem(),
      environment: TestDirectory.environment, wait: .seconds(1), limits: limits)
    for number in 0..<12 {
      try workspace.write(
        now: { _ in TestDirectory.now }, user: Self.user, command: ["test"], isDryRun: false
      ) { (transaction) throws(CRMError) in
        let company = CardEdit<Company>().add(
          id: try transaction.newIdentifier(Company.self), name: "Бар \(number)",
          in: transaction.context)
        try transaction.put(company)
      }
    }
    XCTAssertFalse(
      FileManager.default.fileExists(
        atPath: department.directory.file("local/journal/00000001.log")))
    XCTAssertEqual(try department.directory.checkAll(), [])
    for path in [department.company.path, department.contact.path, department.chain[0].path] {
      let before = try department.directory.text(path)
      try department.directory.write(before + "\n", to: path)
      XCTAssertEqual(try department.directory.checkAll().map(\.path), [path])
      try department.directory.write(before, to: path)
    }
    try department.directory.remove(department.contact.path)
    XCTAssertEqual(
      try department.directory.check().map(\.kind), [.missingDocument])
  }

  func testTornBatchOfDigestsCountsForNothing() throws {
    let entry = Digests.Entry([1], at: 3)
    let other = Digests.Entry([2], at: 5)
    let first = Digests.batch(upTo: 3, ["a.json": entry])
    let second = Digests.batch(upTo: 5, ["a.json": other, "b.json": Digests.Entry(nil, at: 4)])
    let third = Digests.batch(upTo: 6, ["c.json": other])
    for count in 0..<second.count - 1 {
      let digests = try XCTUnwrap(Digests(first + second[..<count] + third))
      XCTAssertEqual(digests.entries["a.json"]?.digest, entry.digest, "\(count)")
      XCTAssertNil(digests.entries["b.json"])
      XCTAssertEqual(digests.entries["c.json"]?.digest, other.digest)
    }
    let whole = try XCTUnwrap(Digests(first + second))
    XCTAssertEqual(whole.covered, 5)
    XCTAssertEqual(whole.entries["a.json"]?.digest, other.digest)
    XCTAssertEqual(whole.entries["b.json"]?.sequence, 4)
    XCTAssertNil(Digests(Array("batch 3\na.json 3 00\nend 0\n".utf8)))
    // The later operation counts, whichever batch comes last.
    XCTAssertEqual(Digests(second + first)?.entries["a.json"]?.digest, other.digest)
  }

  // MARK: The document's own history

  func testValuesThatTheHistoryTellsOtherwise() throws {
    let other = Instant(secondsSinceEpoch: TestDirectory.now.secondsSinceEpoch + 60) ?? .first
    let changes: [(String, (inout Deal) -> Void)] = [
      ("budget", { $0.budget = Money(minorUnits: 200, currency: .rub) }),
      ("budget", { $0.budget = nil }), ("stage", { $0.stage = StageID("call") }),
      ("tasks/1", { $0.tasks[0].state = .done }), ("tasks/1", { $0.tasks[0].result = "Да" }),
    ]
    for (field, change) in changes {
      for forgets in [false, true] {
        let department = try Department()
        if forgets { try department.directory.forgetJournal() }
        try department.directory.edit(department.deal, change)
        let problems = try department.directory.checkAll()
        XCTAssertEqual(problems.map(\.kind), [.contradictsHistory], field)
        XCTAssertTrue(problems[0].message.en.contains("'\(field)'"), problems[0].message.en)
      }
    }
    for (told, field) in [
      (Event.Kind.assigned(from: Self.user, to: Login(stored: "boris"), reason: nil), "manager"),
      (.taskRescheduled(number: 1, from: other, to: other, reason: "да"), "tasks/1"),
      (.taskDone(number: 1, result: "Да", noNextReason: nil), "tasks/1"),
      (.taskCancelled(number: 1, reason: nil, noNext: false), "tasks/1"),
      (.edited(FieldChange("name", old: nil, new: "Бар"), reason: nil), "name"),
      (.edited(FieldChange("fields.Сезон", old: nil, new: "лето"), reason: nil), "fields.Сезон"),
      (.reopened(from: StageID("a"), to: StageID("in-work"), cleared: []), nil),
    ] as [(Event.Kind, String?)] {
      let department = try Department()
      try department.directory.edit(department.deal) { deal in
        guard let last = deal.history.last else { return }
        deal.history.append(
          Event(
            at: last.at, recorded: last.recorded, by: last.by, operation: last.operation,
            kind: told))
      }
      XCTAssertEqual(
        try department.directory.check().map(\.message.en),
        field.map { ["'\($0)' is not what the last event about it says"] } ?? [])
      // What was taken back counts for nothing.
      try department.directory.edit(department.deal) { deal in
        if let last = deal.history.indices.last { deal.history[last].isUndone = true }
      }
      XCTAssertEqual(try department.directory.check(), [])
    }
  }

  func testAContradictionCanBeAccepted() throws {
    let department = try Department()
    try department.directory.edit(department.deal) { $0.budget = nil }
    XCTAssertEqual(
      try accept(department.directory).repaired.map(\.problem.kind), [.contradictsHistory])
    XCTAssertEqual(try department.directory.checkAll(), [])
  }

  /// R3: a stage is not entered before the one ahead of it.
  func testAStageDatedBeforeTheOneAheadOfIt() throws {
    // R124: of two moves the first may be of a clock that stood far ahead of the second's.
    for (seconds, isWrong) in [(-1, true), (0, false), (-90_000, false)] as [(Int64, Bool)] {
      let department = try Department()
      try department.directory.edit(department.deal) { deal in
        guard let last = deal.history.last else { return }
        let at = last.at.adding(seconds: seconds) ?? last.at
        deal.history.append(
          Event(
            at: at, recorded: seconds < -3_600 ? at : last.recorded, by: last.by,
            operation: last.operation,
            kind: .closed(from: deal.stage, to: StageID("lost"))))
        deal.stage = StageID("lost")
      }
      XCTAssertEqual(
        try department.directory.check().map(\.kind), isWrong ? [.brokenHistory] : [])
    }
  }

  // MARK: Misspelt keys

  func testKeysOneLetterAwayFromKnownOnes() throws {
    for (path, known, typed, isFound) in [
      ({ $0.deal.path }, "\"contacts\"", "\"cotacts\"", true),
      ({ $0.deal.path }, "\"currency\": ", "\"currnecy\": ", true),
      ({ $0.deal.path }, "\"currency\": ", "\"currencys\": ", true),
      ({ $0.deal.path }, "\"currency\": ", "\"money\": ", false),
      ({ _ in "settings.json" }, "\"shared\"", "\"shred\"", true),
      ({ _ in "settings.json" }, "\"holidays\"", "\"holydays\"", true),
      ({ _ in "pipelines/ads.json" }, "\"lossReasons\"", "\"lossReason\"", true),
      ({ _ in "pipelines/ads.json" }, "\"requires\"", "\"require\"", true),
      ({ _ in "templates/meeting.json" }, "\"required\"", "\"requires\"", true),
    ] as [((Department) -> String, String, String, Bool)] {
      let department = try Department()
      try department.directory.forgetJournal()
      try department.directory.replace(known, by: typed, in: path(department))
      let problems = try department.directory.check().filter { $0.kind == .misspeltKey }
      XCTAssertEqual(problems.map(\.path), isFound ? [path(department)] : [], typed)
      guard isFound, let problem = problems.first else { continue }
      XCTAssertTrue(
        problem.message.en.contains("is '\(known.split(separator: "\"")[0])' meant"))
    }
  }

  /// Words of three letters are compared; of two, all are alike.
  func testTheShortestKeysThatAreCompared() throws {
    for (meant, typed, isFound) in [
      ("inn", "imn", true), ("inn", "nin", true), ("inn", "in", true), ("inn", "iinn", true),
      ("inn", "nni", false), ("at", "an", false), ("at", "ta", false), ("at", "att", false),
    ] {
      let keys = KnownKeys()
      let text = try JSONText(Array("{\"\(typed)\": 1}".utf8))
      _ = try DocumentFields(text.root, noting: keys).value(meant)
      XCTAssertEqual(keys.misspelt?.meant, isFound ? meant : nil, "\(typed) for \(meant)")
    }
  }

  func testAKeyOfOnesOwnBesideTheKnownOneIsNoProblem() throws {
    let department = try Department()
    try department.directory.replace(
      "\"budget\": ", by: "\"budgets\": 1,\n  \"budget\": ", in: department.deal.path)
    XCTAssertEqual(try department.directory.check(), [])
  }

  // MARK: The corpus

  /// Every byte kind of every file kind, and edits that stay valid JSON: all are found.
  func testEveryMutationIsFound() throws {
    let department = try Department()
    let directory = department.directory
    // With the journal each look would read all of it again.
    try directory.forgetJournal()
    XCTAssertEqual(try directory.workspace.check(), [])
    let paths =
      ["settings.json", "crm.json", "pipelines/ads.json", "templates/meeting.json"]
      + [department.company.path, department.contact.path, department.deal.path]
    var generator = SplitMix64(seed: 20_261_128)
    var (found, all) = (0, 0)
    for path in paths {
      let whole = Array(try directory.text(path).utf8)
      // One place of every byte there is, and some at random.
      var offsets = Dictionary(whole.enumerated().map { ($1, $0) }) { first, _ in first }
        .values.sorted()
      offsets += (0..<5).map { _ in Int.random(in: 0..<whole.count, using: &generator) }
      var mutations = offsets.map { offset in
        var bytes = whole
        bytes[offset] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        return bytes
      }
      let edits = try validEdits(of: JSONReader.parse(whole))
      mutations += stride(from: 0, to: edits.count, by: 5).map { edits[$0] }
        .map { JSONWriter.bytes(of: $0, style: .document) }.filter { $0 != whole }
      for bytes in mutations {
        try directory.write(Data(bytes), to: path)
        all += 1
        do {
          if try !directory.checkAll().isEmpty { found += 1 }
        } catch CRMError.newerFormat {
          found += 1
        }
      }
      try directory.write(Data(whole), to: path)
    }
    XCTAssertGreaterThan(all, 300)
    XCTAssertEqual(found, all, "the share found is \(found) of \(all)")
    XCTAssertEqual(try directory.checkAll(), [])
  }

  /// A value with one thing in it changed, removed or doubled, for every thing in it.
  private func validEdits(of value: JSONValue) -> [JSONValue] {
    switch value {
    case .null: [0]
    case .bool(let bool): [.bool(!bool)]
    case .number: [7]
    case .string(let text): [.string(text + "1"), .string(String(text.dropLast()))]
    case .array(let elements):
      elements.indices.flatMap { index in
        validEdits(of: elements[index]).map { edit in
          var elements = elements
          elements[index] = edit
          return JSONValue.array(elements)
        }
      } + elements.prefix(1).map { .array(elements + [$0]) }
    case .object(let object):
      object.members.flatMap { member in
        var without = object
        without[member.key] = nil
        return [JSONValue.object(without)]
          + validEdits(of: member.value).map { edit in
            var object = object
            object[member.key] = edit
            return .object(object)
          }
      }
    }
  }
}
