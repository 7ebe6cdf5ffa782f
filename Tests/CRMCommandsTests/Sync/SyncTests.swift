import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// Two machines and a bare repository between them (R120 to R124).
final class SyncTests: XCTestCase {
  func testAFailureOfGitAtAnyStepLosesNothing() throws {
    let scene = try TestWorld.diverged()
    var step = 1
    while true {
      let world = try TestWorld(copying: scene.world)
      try world.git("-C", "data", "remote", "set-url", "origin", world.folder + "/sales.git")
      world.gitFailsAt = step
      let stopped = world.run("sync")
      let isThrough = stopped.status == 0
      XCTAssertTrue([0, 5, 74].contains(stopped.status), "step \(step): \(stopped.err)")
      world.gitFailsAt = nil
      XCTAssertEqual(world.run("fsck").status, 0, "step \(step)")
      XCTAssertEqual(world.run("sync").status, 0, "step \(step)")
      XCTAssertEqual(world.run("fsck").status, 0, "step \(step)")
      XCTAssertEqual(try world.git("-C", "data", "status", "--porcelain"), "", "step \(step)")
      let card = world.run("deal", "show", scene.deal, "--json").json
      XCTAssertEqual(card.at("budget").number?.text, "60002", "step \(step)")
      XCTAssertEqual(card.at("package", "name").string, "Стандарт", "step \(step)")
      let events = (card.at("history").array ?? []).filter {
        $0.at("event").string == "reconciled"
      }
      XCTAssertEqual(events.count, 1, "step \(step): it is told once")
      if isThrough { break }
      step += BuiltProgram.rounds(4, long: 1)
    }
    XCTAssertGreaterThan(step, 10)
  }

  /// The documents of a large merge wait in a file, which nothing may take away meanwhile.
  func testR123AMergeOfMoreThanMemoryHoldsIsWhole() throws {
    let world = try TestWorld()
    try world.make("init", "--scenario", "restaurant")
    let talk = String(repeating: "Говорили о площадках и о ценах. ", count: 300)
    let deals = try (1...40).map { number in
      let company = try world.make("company", "add", "Кафе \(number)")
      let deal = try world.make(
        "deal", "add", company, "--pipeline", "ads", "--next", "Связаться с клиентом", "--due",
        "+1d")
      try world.make("comment", "add", deal, talk)
      return deal
    }
    try world.share()
    try world.elsewhere {
      try world.make("deal", "edit", "--where", "stage is set", "--budget", "60000", "--yes")
      try world.make("sync")
    }
    try world.make("deal", "edit", "--where", "stage is set", "--priority", "1", "--yes")
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.json.at("merged").array?.count, deals.count, run.err)
    try world.elsewhere { try world.make("sync") }
    for look in [{ try $0() }, world.elsewhere] as [(() throws -> Void) throws -> Void] {
      try look {
        XCTAssertEqual(world.run("fsck").status, 0)
        let rows = world.run("deal", "list", "--json", "--fields", "budget,priority").json.array
        XCTAssertEqual(rows?.count { $0.at("budget").number?.text == "60000" }, deals.count)
        XCTAssertEqual(rows?.count { $0.at("priority").number?.text == "1" }, deals.count)
      }
    }
    XCTAssertEqual(try world.git("-C", "data", "status", "--porcelain"), "")
  }

  func testR122WhatDoesNotGoWithOthersWorkIsSetAside() throws {
    let (world, deal, pay) = try TestWorld.sharedDealToBePaid()
    try world.elsewhere {
      XCTAssertEqual(world.run(pay + ["20000"]).status, 0)
      try world.make("sync")
    }
    XCTAssertEqual(world.run(pay + ["30000"]).status, 0)
    try world.make("comment", "add", deal, "Запись о платеже, которая тоже отложена")
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("setAside").array?.count, 2)
    XCTAssertTrue(run.err.contains("crm sync conflicts"), run.err)
    let aside = world.run("sync", "conflicts", "--json").json
    XCTAssertEqual(aside.array?.first?.at("command").array?.first?.string, "split-pay")
    XCTAssertEqual(world.run("fsck").status, 0)
    XCTAssertEqual(
      world.run("deal", "show", deal, "--json").json.at("budget").number?.text, "20000",
      "what others have published stands")
    let id = try XCTUnwrap(aside.array?.first?.at("id").string)
    XCTAssertEqual(world.run("sync", "conflicts", "--drop", id).status, 0)
    XCTAssertEqual(world.run("sync", "conflicts", "--json").json.array?.count, 1)
  }

  /// R123: what git leaves when it is killed with `crm sync` keeps nobody from the next one; a lock that no
  /// such kill explains is somebody's.
  func testR123LocksOfAKilledGitAreTakenAway() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.make("deal", "edit", deal, "--budget", "61000")
    try world.write("", to: "data/.git/index.lock")
    XCTAssertEqual(world.run("sync").status, 74, "somebody may be at work")
    try world.write("", to: "data/local/sync-begun")
    let run = world.run("sync")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertFalse(
      FileManager.default.fileExists(atPath: world.data + "/local/sync-begun"))
  }

  func testR123TheLockOfAKilledMergeIsTakenAway() throws {
    let (world, deal, _) = try TestWorld.sharedDealToBePaid()
    try world.elsewhere {
      try world.make("deal", "edit", deal, "--priority", "1")
      try world.make("sync")
    }
    try world.make("comment", "add", deal, "Обсудили сроки, клиент ждет договор к пятнице")
    try world.write("", to: "data/.git/refs/crm/merge.lock")
    try world.write("", to: "data/local/sync-begun")
    let run = world.run("sync")
    XCTAssertEqual(run.status, 0, run.err)
  }

  /// A deal that was moved to a stage which another machine removed goes where the stage's deals went.
  func testR121ADealFollowsTheStageThatIsGone() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.elsewhere {
      try world.make("stage", "remove", "ads", "call", "--move-to", "in-work")
      try world.make("sync")
    }
    try world.walk(deal, to: "call")
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("setAside").array?.count, 0)
    let card = world.run("deal", "show", deal, "--json").json
    XCTAssertEqual(card.at("stage").string, "in-work")
    XCTAssertEqual(card.at("history").array?.last?.at("event").string, "migrated")
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// R126: where nothing is to be done, git runs a fetch, and that is all, also where it has packed its
  /// branches.
  func testR126NothingToDoCostsAFetch() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.make("sync")
    world.gitFailsAt = 2
    XCTAssertEqual(world.run("sync").status, 0)
    try world.git("-C", "data", "pack-refs", "--all")
    XCTAssertEqual(world.run("sync").status, 0)
    world.gitFailsAt = nil
    try world.make("deal", "edit", deal, "--budget", "61000")
    XCTAssertEqual(world.run("sync", "--json").json.at("sent").number?.text, "1")
    // What somebody changes by hand is seen too.
    try world.write("Здравствуйте!\n", to: "data/texts/hello.txt")
    XCTAssertEqual(world.run("sync", "--json").json.at("sent").number?.text, "1")
    let path = "data/deals/\(deal.prefix(2))/\(deal).json"
    let text = try String(contentsOfFile: world.resolve(path), encoding: .utf8)
    try world.write(text + "\n", to: path)
    XCTAssertEqual(world.run("sync", "--json").json.at("sent").number?.text, "1")
    XCTAssertEqual(world.run("sync", "--json").json.at("sent").number?.text, "0")
  }

  /// What comes in is read with what it speaks of, and nothing else is.
  func testR126NoDocumentIsReadThatHasNothingToDoWithWhatComesIn() throws {
    let world = try TestWorld()
    try world.make("init")
    for number in 0..<8 {
      let company = try world.make("company", "add", "Кафе \(number)")
      try world.make(
        "deal", "add", company, "--pipeline", "ads", "--next", "Связаться с клиентом", "--due",
        "+1d")
    }
    let deals = try XCTUnwrap(
      world.run("deal", "list", "--json").json.array?.compactMap { $0.at("id").string })
    try world.share()
    try world.elsewhere {
      try world.make("deal", "edit", deals[0], "--budget", "60001")
      try world.make("sync")
    }
    try world.make("sync")
    try world.elsewhere {
      try world.make("deal", "edit", deals[0], "--budget", "60002")
      try world.make("sync")
    }
    let disk = WatchedDisk()
    world.files = disk
    XCTAssertEqual(world.run("sync", "--json").json.at("received").array?.count, 1)
    let read = disk.read.filter { $0.contains("/deals/") || $0.contains("/companies/") }
    XCTAssertEqual(read.filter { $0.hasSuffix(Kind.deal.path(deals[0])) }.count, 1)
    XCTAssertLessThanOrEqual(read.count, 2, "the deal and its company: \(read)")
  }

  /// After what comes in, git's index knows of all other files that they are as they were: the next look
  /// reads none of them again.
  func testR126WhatComesInLeavesTheIndexAsItIs() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    for budget in ["60001", "60002"] {
      try world.elsewhere {
        try world.make("deal", "edit", deal, "--budget", budget)
        try world.make("sync")
      }
      XCTAssertEqual(world.run("sync", "--json").json.at("received").array?.count, 1)
      let unknown = try world.git("-C", "data", "diff-files", "--name-only")
      XCTAssertEqual(unknown, Kind.deal.path(deal) + "\n")
    }
  }

  /// The look at all files tells what was added, replaced, renamed or removed, and nothing else (R126).
  func testR126TheQuickLookSeesWhatAHandDoes() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    let files = SharedFiles(
      StoreContext(
        fileSystem: PosixSystem(), layout: StoreLayout(root: world.data), access: .owner,
        limits: StoreLimits()))
    var seen = try files.mark()
    XCTAssertEqual(try files.mark(), seen)
    let path = "data/" + Kind.deal.path(deal)
    let text = try String(contentsOfFile: world.resolve(path), encoding: .utf8)
    for change in [
      { try world.write(text, to: path) }, { try world.write("x", to: "data/texts/a.txt") },
      {
        try FileManager.default.moveItem(
          atPath: world.data + "/texts/a.txt", toPath: world.data + "/texts/b.txt")
      }, { try FileManager.default.removeItem(atPath: world.data + "/texts") },
    ] {
      try change()
      let mark = try files.mark()
      XCTAssertNotEqual(mark, seen)
      seen = mark
    }
  }

  func testR126TheQuickLookIsEnoughForAnHour() throws {
    let now = try Instant(parsing: "2026-11-20T07:00:00Z")
    var state = SyncState()
    state.committed = 7
    XCTAssertFalse(state.isUpToDate(at: 7, mark: 1, now: now), "nobody has looked yet")
    state.looked = .init(at: now, mark: 1)
    XCTAssertTrue(state.isUpToDate(at: 7, mark: 1, now: now.adding(seconds: 3_599) ?? now))
    XCTAssertFalse(state.isUpToDate(at: 7, mark: 1, now: now.adding(seconds: 3_600) ?? now))
    XCTAssertFalse(
      state.isUpToDate(at: 7, mark: 1, now: now.adding(seconds: -1) ?? now), "a clock set back")
    XCTAssertFalse(state.isUpToDate(at: 8, mark: 1, now: now))
    XCTAssertFalse(state.isUpToDate(at: 7, mark: 2, now: now))
  }

  /// R127: right after a sync, lists and the audit say what a rebuilt catalog says.
  func testR127TheCatalogFollowsASync() throws {
    let scene = try TestWorld.diverged()
    try scene.world.make("sync")
    let questions = [
      ["deal", "list", "--json"], ["audit", "--json"], ["company", "list", "--json"],
    ]
    let now = scene.world.now
    func answers() -> [String] {
      questions.map { question in
        scene.world.now = now
        return scene.world.run(question).out
      }
    }
    let followed = answers()
    XCTAssertTrue(followed[0].contains("60002"), followed[0])
    try FileManager.default.removeItem(atPath: scene.world.data + "/local/catalog")
    XCTAssertEqual(followed, answers())
  }

  /// The five commands of the README, on two directories: both end with the same day.
  func testR120TheCommandsOfTheReadmeEndWithTheSameToday() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.git("init", "--quiet", "--bare", "sales.git")
    try world.make("sync", "init", "sales.git")
    try world.make("sync")
    try world.make("clone", "sales.git", "elsewhere")
    try world.elsewhere {
      try world.make("task", "set", deal, "Встреча", "--due", "+1h")
      try world.make("sync")
    }
    try world.make("sync")
    XCTAssertEqual(world.run("sync", "--status").status, 0)
    XCTAssertEqual(world.run("sync", "conflicts").status, 0)
    let today = world.run("today").out
    XCTAssertTrue(today.contains("Встреча"), today)
    try world.elsewhere { XCTAssertEqual(world.run("today").out, today) }
  }

  func testR120APlainPullMergesByTheDriver() throws {
    let scene = try TestWorld.diverged()
    let world = scene.world
    try world.make("deal", "edit", scene.deal, "--priority", "2")
    try world.pull()
    let card = world.run("deal", "show", scene.deal, "--json").json
    XCTAssertEqual(card.at("package", "name").string, "Стандарт")
    XCTAssertEqual(card.at("budget").number?.text, "60002")
    XCTAssertEqual(world.run("sync").status, 0)
  }

  /// An event of a task that a merge gave another number is not lost.
  func testR121APlainPullRenumbersTasksWithoutAFinding() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.elsewhere {
      try world.make("task", "set", deal, "Встреча", "--due", "+2d")
      try world.make("sync")
    }
    try world.make("task", "set", deal, "Отправить КП", "--due", "+3d")
    try world.pull()
    let tasks = world.run("deal", "show", deal, "--json").json.at("tasks").array ?? []
    XCTAssertEqual(
      tasks.suffix(2).map { $0.at("action").string }, ["Встреча", "Отправить КП"])
    let run = world.run("fsck")
    XCTAssertEqual(run.status, 0, run.out)
    XCTAssertEqual(world.run("sync").status, 0)
  }

  /// What the quick look does not see, a document written in place, is not overwritten by what comes in.
  func testR123WhatAHandWroteInPlaceOutlastsWhatComesIn() throws {
    let world = try TestWorld()
    try world.make("init")
    let bar = try world.make("company", "add", "Бар")
    try world.make("company", "edit", bar, "--city", "Москва")
    try world.share()
    try world.make("sync")
    try world.elsewhere {
      try world.make("company", "edit", bar, "--address", "Тверская, 1")
      try world.make("sync")
    }
    let path = "data/" + Kind.company.path(bar)
    let text = try String(contentsOfFile: world.resolve(path), encoding: .utf8)
    try text.replacing("\"Москва\"", with: "\"Тверь\"").write(
      toFile: world.resolve(path), atomically: false, encoding: .utf8)
    let run = world.run("sync")
    XCTAssertEqual(run.status, 0, run.err)
    let company = world.run("company", "show", bar, "--json").json
    XCTAssertEqual(company.at("city").string, "Тверь")
    XCTAssertEqual(company.at("address").string, "Тверская, 1")
    XCTAssertEqual(try world.git("-C", "data", "status", "--porcelain"), "")
  }

  /// A merge that the remote did not get has changed the documents of what has to be taken back later: they
  /// are merged again without it, and nothing that others have published is lost.
  func testR122WhatAnUnpublishedMergeChangedCanBeSetAside() throws {
    let (world, deal, pay) = try TestWorld.sharedDealToBePaid()
    try world.elsewhere {
      try world.make("deal", "edit", deal, "--priority", "2")
      try world.make("deal", "edit", deal, "--tag", "выставка")
      try world.make("sync")
    }
    try world.make("comment", "add", deal, "Запись, которая остается и до, и после слияния")
    try world.make(pay + ["30000"])
    let hook = world.folder + "/sales.git/hooks/pre-receive"
    try "#!/bin/sh\nexit 1\n".write(toFile: hook, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    XCTAssertEqual(world.run("sync").status, 74, "merged, and not sent")
    let card = { world.run("deal", "show", deal, "--json").json }
    XCTAssertEqual(card().at("budget").number?.text, "30000")
    XCTAssertEqual(card().at("priority").number?.text, "2")
    try FileManager.default.removeItem(atPath: hook)
    try world.elsewhere {
      try world.make(pay + ["20000"])
      try world.make("sync")
    }
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("setAside").array?.count, 1)
    let aside = world.run("sync", "conflicts", "--json").json
    XCTAssertEqual(aside.at(0, "command").array?.first?.string, "split-pay")
    XCTAssertEqual(card().at("budget").number?.text, "20000")
    XCTAssertEqual(card().at("priority").number?.text, "2")
    XCTAssertEqual(card().at("tags").array?.compactMap(\.string), ["выставка"])
    let comments = (card().at("history").array ?? []).compactMap { $0.at("text").string }
    XCTAssertTrue(comments.contains("Запись, которая остается и до, и после слияния"))
    XCTAssertEqual(world.run("fsck").status, 0)
    try world.elsewhere {
      try world.make("sync")
      XCTAssertEqual(card().at("budget").number?.text, "20000")
      XCTAssertEqual(world.run("fsck").status, 0)
    }
  }
}

extension TestWorld {
  /// Commits and pulls by hand, with the driver.
  fileprivate func pull() throws {
    let driver = try BuiltProgram().path + " merge-document %O %A %B %P"
    try git("-C", "data", "add", ".")
    try git("-C", "data", "commit", "--quiet", "-m", "by hand")
    try git("-C", "data", "config", "merge.crm.driver", driver)
    try git("-C", "data", "pull", "--quiet", "--no-rebase", "--no-edit")
  }
}
