import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// What `crm undo` takes back where several machines work (R122, R123).
final class SyncUndoTests: XCTestCase {
  func testAMergeIsNobodysToTakeBack() throws {
    let world = try TestWorld.diverged().world
    let bar = try world.make("company", "add", "Бар Север")
    try world.make("sync")
    XCTAssertEqual(world.run("undo").status, 0)
    XCTAssertEqual(world.run("company", "show", bar).status, 4, "the operation before the merge")
  }

  func testR123AnOwnOperationThatOthersBuiltOnIsNotTakenBack() throws {
    let scene = try TestWorld.diverged()
    try scene.world.make("sync")
    try scene.world.elsewhere {
      try scene.world.make("sync")
      try scene.world.make("deal", "edit", scene.deal, "--budget", "70000")
      try scene.world.make("sync")
    }
    try scene.world.make("sync")
    XCTAssertEqual(scene.world.run("undo").status, 3)
  }

  /// Both did the same, and each other's event stands in the history: taking one's own back would give the
  /// deal a value that the history does not tell.
  func testR123WhatOthersDidTooIsNotTakenBackAlone() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.elsewhere {
      try world.make("deal", "edit", deal, "--budget", "60001")
      try world.make("sync")
    }
    try world.make("deal", "edit", deal, "--budget", "60001")
    try world.make("sync")
    XCTAssertEqual(world.run("undo").status, 3)
    XCTAssertEqual(world.run("fsck").status, 0)
    XCTAssertEqual(
      world.run("deal", "show", deal, "--json").json.at("budget").number?.text, "60001")
  }

  /// What a merge took back was never done: undo goes on with what stands before it.
  func testR122WhatIsSetAsideIsNotToBeTakenBackAgain() throws {
    let (world, deal, pay) = try TestWorld.sharedDealToBePaid()
    try world.elsewhere {
      try world.make(pay + ["20000"])
      try world.make("sync")
    }
    let bar = try world.make("company", "add", "Бар Север")
    try world.make(pay + ["30000"])
    try world.make("comment", "add", deal, "Запись о платеже, которая тоже отложена")
    try world.make("sync")
    let aside = world.run("sync", "conflicts", "--json").json.array ?? []
    XCTAssertEqual(aside.count, 2)
    let id = try XCTUnwrap(aside.first?.at("id").string)
    let entry = world.run("log", "--json").json.array?.first { $0.at("id").string == id }
    XCTAssertEqual(entry?.at("undone").bool, true)
    for turn in ["undo", "redo"] {
      let run = world.run(turn, id, "--lang", "en")
      XCTAssertEqual(run.status, 3)
      XCTAssertTrue(run.err.contains("is set aside"), run.err)
      XCTAssertTrue(run.err.hasSuffix("hint: crm sync conflicts\n"), run.err)
    }
    XCTAssertEqual(world.run("redo").status, 3, "it is given again by hand")
    XCTAssertEqual(world.run("undo").status, 0)
    XCTAssertEqual(world.run("company", "show", bar).status, 4)
    XCTAssertEqual(
      world.run("deal", "show", deal, "--json").json.at("budget").number?.text, "20000")
    XCTAssertEqual(world.run("fsck").status, 0)
    // Given up, it does not come back into the way either.
    try world.make("sync", "conflicts", "--drop", id)
    XCTAssertEqual(world.run("redo").status, 0)
    XCTAssertEqual(world.run("company", "show", bar).status, 0)
  }

  /// What others wrote before a change of one's own and a merge brought later is lost by no undo of it.
  func testR123WordsThatAMergeBroughtBarNoUndo() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.elsewhere {
      try world.make("comment", "add", deal, "Просили прислать примеры баннеров")
      try world.make("sync")
    }
    try world.make("deal", "edit", deal, "--budget", "60001")
    try world.make("sync")
    XCTAssertEqual(world.run("undo").status, 0)
    let card = world.run("deal", "show", deal, "--json").json
    XCTAssertNil(card.at("budget").number)
    XCTAssertTrue(
      (card.at("history").array ?? []).contains {
        $0.at("text").string == "Просили прислать примеры баннеров" && $0.at("isUndone").bool == nil
      })
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// Words go with a document that vanishes: it stays.
  func testR123ADealThatOthersWroteAboutIsNotTakenBack() throws {
    let world = try TestWorld()
    try world.make("init")
    let company = try world.make("company", "add", "Кафе")
    try world.share()
    let now = world.now
    let deal = try world.make(
      "deal", "add", company, "--pipeline", "ads", "--next", "Связаться с клиентом", "--due", "+1d")
    try world.make("sync")
    try world.elsewhere {
      try world.make("sync")
      // That machine's clock is behind.
      world.now = now
      try world.make("comment", "add", deal, "Просили прислать примеры баннеров")
      try world.make("sync")
    }
    world.now = now.adding(seconds: 60) ?? now
    try world.make("sync")
    XCTAssertEqual(world.run("undo").status, 3)
    XCTAssertEqual(world.run("deal", "show", deal).status, 0)
  }
}
