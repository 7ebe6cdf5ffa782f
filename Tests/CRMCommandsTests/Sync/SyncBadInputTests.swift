import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// What comes from outside is not trusted, and what fails on the way leaves nothing half merged (R124,
/// R123).
final class SyncBadInputTests: XCTestCase {
  /// What somebody with git alone can push, and that nobody takes over.
  func testR124NothingThatNobodyCouldReadIsTakenOver() throws {
    let deal = { (id: String) in Kind.deal.path(id) }
    for (name, path, text) in [
      ("newer", deal("zzzzzzzz"), #"{"schema": 99, "id": "zzzzzzzz"}"#),
      ("newer directory", "crm.json", #"{"format": "crm", "version": 99}"#),
      ("no JSON", "settings.json", "{"),
      ("another's place", deal("zzzzzzzz"), #"{"schema": 1, "id": "yyyyyyyy"}"#),
      ("deep", "lists.json", String(repeating: "[", count: 10_000)),
      ("this machine's own", "local/sync.json", "{}"),
      ("git's own", ".gitmodules", ""),
      (
        "oversized", deal("zzzzzzzz"),
        "{\"x\": \"" + String(repeating: "x", count: StoreLimits().documentBytes) + "\"}"
      ),
    ] {
      let world = try TestWorld()
      _ = try world.startDeal()
      try world.share()
      try world.push { try world.write(text, to: "stranger/" + path) }
      let before = try world.documents()
      let run = world.run("sync")
      XCTAssertEqual(run.status, 5, "\(name): \(run.err)")
      XCTAssertTrue(run.err.contains(path), "\(name): \(run.err)")
      XCTAssertEqual(
        try world.documents().filter { !$0.key.hasPrefix(".git/") },
        before.filter { !$0.key.hasPrefix(".git/") }, name)
      XCTAssertEqual(world.run("fsck").status, 0, name)
      XCTAssertEqual(world.run("company", "add", "Кафе Юг").status, 0, "\(name): work goes on")
    }
  }

  /// What is sound by itself and breaks what nobody touched: each found by what was changed alone (R126).
  func testR124NothingThatBreaksWhatNobodyTouchedIsTakenOver() throws {
    let scene = try TestWorld()
    let deal = try scene.startDeal()
    try scene.walk(deal, to: "contract")
    let company = try XCTUnwrap(
      scene.run("deal", "show", deal, "--json").json.at("company", "id").string)
    let other = try scene.make("company", "add", "Кафе Юг")
    let contact = try XCTUnwrap(
      scene.run("deal", "show", deal, "--json").json.at("contacts", 0, "id").string)
    try scene.make(
      "split-pay", deal, "--paid", "20000", "--total", "60000", "--package", "Стандарт",
      "--end-date", "2027-12-01", "--next", "Проверить оплату", "--due", "+5d", "--result", "ок")
    let part = try XCTUnwrap(
      scene.run("deal", "list", "--json").json.array?.compactMap { $0.at("id").string }
        .first { $0 != deal })
    let order = try scene.make(
      "order", "add", "--deal", part, "--line", "Реклама; 1 шт; 1000; 0%; none")
    let invoice = try scene.make("invoice", "add", "--order", order)
    let payment = try scene.make("payment", "add", "--invoice", invoice, "--sum", "600")
    try scene.share()
    let path = { (kind: Kind, id: String) in kind.path(id) }
    let breaks: [(String, String, (String) -> String?)] = [
      ("a company is gone", path(.company, company), { _ in nil }),
      ("a contact is gone", path(.contact, contact), { _ in nil }),
      (
        "a contact works elsewhere", path(.contact, contact),
        { $0.replacingOccurrences(of: company, with: other) }
      ),
      ("a part of a chain is gone", path(.deal, part), { _ in nil }),
      (
        "a chain has another sum", path(.deal, part),
        { $0.replacingOccurrences(of: "\"total\": 60000", with: "\"total\": 70000") }
      ),
      ("an order is gone", path(.paper, order), { _ in nil }),
      (
        "more is paid than ordered", path(.paper, payment),
        { $0.replacingOccurrences(of: "\"total\": 600,", with: "\"total\": 6000,") }
      ),
      (
        "a stage is gone", "pipelines/ads.json",
        { $0.replacingOccurrences(of: "\"contract\"", with: "\"contracts\"") }
      ),
    ]
    for (name, path, change) in breaks {
      let world = try TestWorld(copying: scene)
      try world.git("-C", "data", "remote", "set-url", "origin", world.folder + "/sales.git")
      try world.push {
        let text = try String(contentsOfFile: world.resolve("stranger/" + path), encoding: .utf8)
        guard let changed = change(text) else {
          return try FileManager.default.removeItem(atPath: world.resolve("stranger/" + path))
        }
        XCTAssertNotEqual(changed, text, name)
        try world.write(changed, to: "stranger/" + path)
      }
      let run = world.run("sync")
      XCTAssertEqual(run.status, 5, "\(name): \(run.out) \(run.err)")
      XCTAssertEqual(world.run("fsck").status, 0, name)
      XCTAssertEqual(world.run("company", "add", "Кафе Восток").status, 0, "\(name): work goes on")
    }
  }

  /// A kill between git's fetch and the look at what it brought must not make a rewritten history good.
  func testR124ARewrittenHistoryIsRefusedHoweverItWasFetched() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.elsewhere { try world.make("company", "add", "Кафе Юг") }
    try world.elsewhere { try world.make("sync") }
    try world.make("sync")
    try world.git("clone", "--quiet", "--branch", "main", "sales.git", "stranger")
    try world.git("-C", "stranger", "reset", "--quiet", "--hard", "HEAD~1")
    try world.git("-C", "stranger", "commit", "--quiet", "--allow-empty", "-m", "rewritten")
    try world.git("-C", "stranger", "push", "--quiet", "--force", "origin", "main")
    try world.git("-C", "data", "fetch", "--quiet")
    for _ in 0..<2 {
      let run = world.run("sync", "--lang", "en")
      XCTAssertEqual(run.status, 5)
      XCTAssertTrue(run.err.contains("rewritten"), run.err)
    }
    try world.make("deal", "edit", deal, "--priority", "2")
    XCTAssertEqual(world.run("sync").status, 5, "also with work of one's own")
    XCTAssertEqual(world.run("sync", "--rewritten").status, 0)
    XCTAssertEqual(world.run("sync").status, 0)
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// A change that somebody has no right to is taken over, because it is there by now, and told of (R47).
  func testR124WhatSomebodyHadNoRightToIsReported() throws {
    let world = try TestWorld()
    try world.make("init")
    let company = try world.make("company", "add", "Кафе")
    try world.make("user", "add", "boss", "--name", "Начальник", "--role", "admin")
    try world.make("user", "add", "petrov", "--name", "Петров", "--role", "manager")
    try world.share()
    func sync(_ text: String, _ path: String) throws -> JSONValue {
      try world.push { try world.write(text, to: "stranger/" + path) }
      let run = world.run("sync", "--json")
      XCTAssertEqual(run.status, 0, run.err)
      return run.json.at("warnings")
    }
    let path = "settings.json"
    let settings = try String(contentsOfFile: world.data + "/" + path, encoding: .utf8)
    let change = { (login: String, at: String) in
      settings.replacingOccurrences(
        of: "\"currency\"",
        with: """
          "maxContacts": 9, "changes": [{"key": "maxContacts", "by": "\(login)",
          "at": "\(at)", "operation": "zzzzzzzz"}], "currency"
          """)
    }
    let told = try sync(change("petrov", "2026-11-20T07:00:00Z"), path)
    XCTAssertEqual(told.array?.count, 1)
    XCTAssertEqual(told.at(0, "kind").string, "unauthorized-change")
    XCTAssertEqual(told.at(0, "user").string, "petrov")
    XCTAssertEqual(
      world.run("settings", "show", "--json").json.at("maxContacts").number?.text, "9")
    XCTAssertEqual(
      try sync(change("boss", "2026-11-20T07:10:00Z"), path).array?.count, 0, "he may")
    let ahead = try sync(change("boss", "2031-01-01T00:00:00Z"), path)
    XCTAssertEqual(ahead.at(0, "kind").string, "wrong-clock")
    // By commands of a machine, nobody does anything without a right.
    try world.elsewhere {
      try world.make("company", "edit", company, "--city", "Тверь")
      try world.make("sync")
    }
    XCTAssertEqual(world.run("sync", "--json").json.at("warnings").array?.count, 0)
  }

  /// One wrong clock does not win every comparison for years.
  func testR124ATimeThatHasNotComeRanksAsNow() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    let now = world.now
    try world.elsewhere {
      world.now = try Instant(parsing: "2031-01-01T00:00:00Z")
      try world.make("deal", "edit", deal, "--budget", "60001")
      try world.make("sync")
      world.now = now
    }
    XCTAssertEqual(
      world.run("sync", "--json").json.at("warnings", 0, "kind").string, "wrong-clock")
    world.now = now.adding(seconds: 7_200) ?? now
    try world.elsewhere {
      try world.make("sync")
      try world.make("deal", "edit", deal, "--package", "Стандарт")
      try world.make("sync")
    }
    try world.make("deal", "edit", deal, "--package", "Премиум")
    XCTAssertEqual(world.run("sync").status, 0)
    XCTAssertEqual(
      world.run("deal", "show", deal, "--json").json.at("package", "name").string, "Премиум")
  }

  /// What a clock that stood wrong for years has written stays, and no check speaks of it for ever.
  func testR124AClockThatStoodWrongLeavesNoFinding() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    let now = world.now
    for time in ["2031-01-01T00:00:00Z", "2027-02-01T00:00:00Z"] {
      try world.elsewhere {
        world.now = try Instant(parsing: time)
        try world.make("deal", "edit", deal, "--budget", "60001")
        try world.make("sync")
      }
      world.now = now
      try world.make("sync")
      try world.make("deal", "edit", deal, "--budget", "60002")
      try world.make("sync")
      XCTAssertEqual(world.run("fsck").status, 0, time)
      try world.elsewhere {
        try world.make("sync")
        XCTAssertEqual(world.run("fsck").status, 0, time)
      }
    }
  }

  func testR123AFullDiskAtAnyStepOfAMergeLosesNothing() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.elsewhere {
      try world.make("deal", "edit", deal, "--package", "Стандарт")
      try world.make("sync")
    }
    try world.make("deal", "edit", deal, "--budget", "61000")
    var room = 0
    while true {
      let copy = try TestWorld(copying: world)
      try copy.git("-C", "data", "remote", "set-url", "origin", copy.folder + "/sales.git")
      let disk = WatchedDisk(room: room)
      copy.files = disk
      let run = copy.run("sync")
      XCTAssertTrue([0, 5, 74].contains(run.status), "room \(room): \(run.status) \(run.err)")
      copy.files = PosixSystem()
      XCTAssertEqual(copy.run("fsck").status, 0, "room \(room)")
      XCTAssertEqual(copy.run("sync").status, 0, "room \(room)")
      XCTAssertEqual(try copy.git("-C", "data", "status", "--porcelain"), "", "room \(room)")
      let card = copy.run("deal", "show", deal, "--json").json
      XCTAssertEqual(card.at("budget").number?.text, "61000", "room \(room)")
      XCTAssertEqual(card.at("package", "name").string, "Стандарт", "room \(room)")
      if disk.calls <= room { break }
      room += BuiltProgram.rounds(3, long: 1)
    }
    XCTAssertGreaterThan(room, 5)
  }

  /// What was committed by hand and nobody would take over is not sent either: it would bar all others.
  func testR124WhatNobodyWouldTakeOverIsNotSent() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.git("-C", "data", "add", "--force", "local/state")
    try world.git("-C", "data", "commit", "--quiet", "-m", "by hand")
    try world.make("deal", "edit", deal, "--priority", "2")
    let run = world.run("sync", "--lang", "en")
    XCTAssertEqual(run.status, 5)
    XCTAssertTrue(
      run.err.hasSuffix("hint: git -C \(world.data) rm -r --cached -- local\n"), run.err)
    try world.git("-C", "data", "rm", "-r", "--quiet", "--cached", "--", "local")
    XCTAssertEqual(world.run("sync").status, 0)
    // Nor what would have git work otherwise elsewhere.
    try world.write("local/\ndeals/\n", to: "data/.gitignore")
    try world.git("-C", "data", "commit", "--quiet", "--all", "-m", "by hand")
    let other = world.run("sync", "--lang", "en")
    XCTAssertEqual(other.status, 5)
    let words = ["checkout", "refs/remotes/origin/main", "--", ".gitignore"]
    XCTAssertTrue(
      other.err.hasSuffix("hint: git -C \(world.data) \(words.joined(separator: " "))\n"),
      other.err)
    try world.git(["-C", "data"] + words)
    XCTAssertEqual(world.run("sync").status, 0)
    try world.elsewhere {
      XCTAssertEqual(
        world.run("deal", "show", deal, "--json").json.at("priority").number?.text, "2")
    }
  }

  /// An editor's file beside an open document is its own, and bars nobody.
  func testR124WhatAnEditorHidesIsNotSent() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.elsewhere { try world.make("sync") }
    let path = Kind.deal.path(deal).replacing("\(deal).json", with: ".\(deal).json.swp")
    for path in [path, ".editor/state"] { try world.write("b0VIM 9.0", to: "data/" + path) }
    try world.make("deal", "edit", deal, "--priority", "2")
    XCTAssertEqual(world.run("sync", "--json").json.at("sent").number?.text, "1")
    try world.elsewhere { XCTAssertEqual(world.run("sync").status, 0) }
    let sent = try world.git("-C", "data", "ls-files")
    XCTAssertFalse(sent.contains(".swp") || sent.contains(".editor"), sent)
    XCTAssertEqual(world.run("sync", "--dry-run", "--json").json.at("sent").number?.text, "0")
  }

  /// A hosting service's new repository with a page of its own.
  func testR120ARemoteThatHoldsSomethingElseIsTold() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.git("init", "--quiet", "--bare", "hosted.git")
    try world.git("clone", "--quiet", "hosted.git", "hosted")
    try world.write("# sales", to: "hosted/README.md")
    try world.git("-C", "hosted", "add", ".")
    try world.git("-C", "hosted", "commit", "--quiet", "-m", "first")
    try world.git("-C", "hosted", "push", "--quiet", "origin", "HEAD:main")
    try world.make("sync", "init", "hosted.git")
    let run = world.run("sync", "--lang", "en")
    XCTAssertEqual(run.status, 5)
    XCTAssertTrue(run.err.contains("has to be empty"), run.err)
    try world.git("init", "--quiet", "--bare", "empty.git")
    try world.make("sync", "init", "empty.git")
    XCTAssertEqual(world.run("sync").status, 0)
  }

  /// Two synchronizings of one machine, as from cron and by hand: the second waits as a command does.
  func testR120ASecondSynchronizingWaitsForTheFirst() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    try world.share()
    let lock = try XCTUnwrap(
      PosixSystem().tryLock(world.data + "/local/sync", .exclusive, mode: 0o600))
    XCTAssertEqual(world.run("sync", "--wait", "0").status, 5)
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.05) { lock.release() }
    XCTAssertEqual(world.run("sync", "--wait", "60").status, 0)
  }

  /// git knows nobody here, and no login of the system either: the commit is the user's all the same.
  func testR120ACommitNeedsNoIdentityOfGit() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    try world.share()
    XCTAssertEqual(
      try world.git("-C", "data", "log", "-1", "--format=%an <%ae>"), "ivanov <ivanov@crm>\n")
  }

  /// What a commit holds was not changed behind anybody's back: a plain pull is no finding.
  func testR124WhatACommitHoldsIsNotChangedOutside() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    XCTAssertEqual(world.run("fsck").status, 0)
    try world.elsewhere {
      try world.make("deal", "edit", deal, "--package", "Стандарт")
      try world.make("sync")
    }
    try world.git("-C", "data", "pull", "--quiet")
    XCTAssertEqual(world.run("fsck").status, 0)
    let path = "data/" + Kind.deal.path(deal)
    let text = try String(contentsOfFile: world.resolve(path), encoding: .utf8)
    try world.write(text.replacingOccurrences(of: "Стандарт", with: "Премиум"), to: path)
    XCTAssertEqual(world.run("fsck").status, 1, "what nobody has committed is")
  }
}

extension TestWorld {
  /// Pushes what somebody does in a clone of his own, with git alone.
  fileprivate func push(_ work: () throws -> Void) throws {
    if !FileManager.default.fileExists(atPath: folder + "/stranger") {
      try git("clone", "--quiet", "--branch", "main", "sales.git", "stranger")
    }
    try git("-C", "stranger", "pull", "--quiet")
    try work()
    try git("-C", "stranger", "add", "--all", "--force", ".")
    try git("-C", "stranger", "commit", "--quiet", "-m", "by hand")
    try git("-C", "stranger", "push", "--quiet", "origin", "main")
  }
}
