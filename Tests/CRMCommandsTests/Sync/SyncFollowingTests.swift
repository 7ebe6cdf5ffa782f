import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// What one machine did to a document, and another one to those that speak of it (R121, R122).
final class SyncFollowingTests: XCTestCase {
  func testR121WhatIsWrittenToAMergedCompanyGoesToTheKeptOne() throws {
    let (world, kept, gone) = try twoCompanies(mergedElsewhere: true)
    try world.make("company", "edit", gone, "--city", "Тверь", "--phone", "+74951234567")
    let person = try world.make("contact", "add", gone, "--name", "Иванов Иван")
    let deal = try world.make(
      "deal", "add", gone, "--pipeline", "ads", "--next", "Связаться с клиентом", "--due", "+1d")
    try world.make("deal", "contact", "add", deal, person)
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("setAside").array?.count, 0, run.err)
    XCTAssertEqual(world.run("fsck").status, 0)
    XCTAssertFalse(
      FileManager.default.fileExists(atPath: world.data + "/" + Kind.company.path(gone)))
    let company = world.run("company", "show", gone, "--json").json
    XCTAssertEqual(company.at("id").string, kept, "it is still found by its id")
    XCTAssertEqual(company.at("city").string, "Тверь")
    XCTAssertEqual(company.at("phone").string, "+74951234567")
    let card = world.run("deal", "show", deal, "--json").json
    XCTAssertEqual(card.at("company", "id").string, kept)
    XCTAssertEqual(
      world.run("contact", "show", person, "--json").json.at("company", "id").string, kept)
    try world.elsewhere {
      try world.make("sync")
      XCTAssertEqual(world.run("fsck").status, 0)
      XCTAssertEqual(
        world.run("company", "show", kept, "--json").json.at("city").string, "Тверь")
    }
    XCTAssertEqual(world.run("sync", "--json").json.at("received").array?.count, 0)
  }

  /// What this machine wrote to a company before it merged it away is not lost to what the other one wrote.
  func testR123WhatBothWroteToAMergedCompanyStaysInItsHistory() throws {
    let (world, kept, gone) = try twoCompanies()
    try world.elsewhere {
      try world.make("company", "edit", gone, "--city", "Тверь")
      try world.make("sync")
    }
    try world.make("company", "edit", gone, "--tag", "сеть")
    try world.make("company", "merge", kept, gone)
    XCTAssertEqual(world.run("sync").status, 0)
    let text = try String(
      contentsOfFile: world.data + "/" + Kind.company.path(kept), encoding: .utf8)
    let told = text.components(separatedBy: "\"event\": \"edited\"").count - 1
    XCTAssertGreaterThanOrEqual(told, 3)
    let company = world.run("company", "show", kept, "--json").json
    XCTAssertEqual(company.at("city").string, "Тверь")
    XCTAssertEqual(company.at("tags").array?.compactMap(\.string), ["сеть"])
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// Two machines enter the same; then one of them takes its own back.
  func testR121WhatOneTookBackAndTheOtherEnteredTooIsTold() throws {
    let world = try TestWorld()
    try world.make("init")
    let company = try world.make("company", "add", "Кафе")
    try world.share()
    let edit = ["company", "edit", company, "--city", "Тверь"]
    try world.elsewhere { XCTAssertEqual(world.run(edit).status, 0) }
    XCTAssertEqual(world.run(edit).status, 0)
    try world.make("sync")
    try world.elsewhere { try world.make("sync") }
    try world.make("undo")
    try world.make("sync")
    XCTAssertEqual(world.run("fsck").status, 0)
    let city = world.run("company", "show", company, "--json").json.at("city").string
    try world.elsewhere {
      try world.make("sync")
      XCTAssertEqual(world.run("fsck").status, 0)
      XCTAssertEqual(world.run("company", "show", company, "--json").json.at("city").string, city)
    }
  }

  /// One machine takes back a merge of two companies while another one's change is merged with it.
  func testR123WhatWasWrittenToAMergedCompanyOutlastsTheUndoOfTheMerge() throws {
    let (world, _, gone) = try twoCompanies(mergedElsewhere: true)
    try world.make("company", "edit", gone, "--tag", "сеть")
    try world.make("sync")
    try world.elsewhere {
      try world.make("undo")
      XCTAssertEqual(world.run("sync").status, 0)
      XCTAssertEqual(world.run("fsck").status, 0)
      let shown = world.run("company", "show", gone, "--json").json
      XCTAssertEqual(shown.at("tags").array?.compactMap(\.string), ["сеть"])
      let id = try XCTUnwrap(shown.at("id").string)
      let text = try String(
        contentsOfFile: world.folder + "/elsewhere/" + Kind.company.path(id), encoding: .utf8)
      XCTAssertTrue(
        text.contains(#""event": "edited", "field": "tags""#)
          || text.contains(#""event":"edited","field":"tags""#), text)
    }
  }

  /// A setting that allows fewer from now on takes nothing from the deals that have more, whoever is first.
  func testR122ALowerLimitOfContactsElsewhereBreaksNoDeal() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.make("settings", "set", "max-contacts", "9")
    let company = try XCTUnwrap(
      world.run("deal", "show", deal, "--json").json.at("company", "id").string)
    try world.share()
    for number in 0..<6 {
      let person = try world.make(
        "contact", "add", company, "--name", "Петров Петр \(number)", "--phone",
        "+7917000000\(number)")
      try world.make("deal", "contact", "add", deal, person)
    }
    try world.make("sync")
    try world.elsewhere {
      try world.make("settings", "set", "max-contacts", "4")
      let run = world.run("sync")
      XCTAssertEqual(run.status, 0, run.err)
      XCTAssertEqual(world.run("fsck").status, 0)
    }
  }

  /// Nor from a deal that was added with more of them at once, where that limit was not known yet.
  func testR122ALowerLimitOfContactsElsewhereTakesBackNoDeal() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.make("settings", "set", "max-contacts", "9")
    let company = try world.make("company", "add", "Кафе Север")
    for number in 0..<6 {
      try world.make(
        "contact", "add", company, "--name", "Петров Петр \(number)", "--phone",
        "+7917000000\(number)", "--role", "decision-maker")
    }
    try world.share()
    try world.elsewhere {
      try world.make("settings", "set", "max-contacts", "5")
      try world.make("sync")
    }
    let deal = try world.make(
      "deal", "add", company, "--pipeline", "ads", "--next", "Связаться с клиентом", "--due", "+1d")
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("setAside").array?.count, 0)
    try world.elsewhere {
      try world.make("sync")
      XCTAssertEqual(
        world.run("deal", "show", deal, "--json").json.at("contacts").array?.count, 6)
      XCTAssertEqual(world.run("fsck").status, 0)
    }
  }

  func testR121MergesInACircleAreSetAside() throws {
    let (world, north, south) = try twoCompanies(mergedElsewhere: true)
    try world.make("company", "merge", south, north)
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("setAside").array?.count, 1)
    XCTAssertEqual(world.run("fsck").status, 0)
    XCTAssertEqual(world.run("company", "show", south, "--json").json.at("id").string, north)
  }

  func testR121NewWorkOfSomebodyWhoLeftGoesToWhoHasTheRest() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.make("user", "add", "ivanov", "--name", "Иванов", "--role", "admin")
    for login in ["petrov", "sidorov"] {
      try world.make("user", "add", login, "--name", login, "--role", "manager")
    }
    let company = try world.make("company", "add", "Кафе Север")
    let add = [
      "deal", "add", company, "--pipeline", "ads", "--next", "Связаться с клиентом", "--due", "+1d",
      "--as", "petrov",
    ]
    let old = try world.make(add)
    try world.share()
    try world.elsewhere {
      try world.make("user", "deactivate", "petrov", "--to", "sidorov")
      try world.make("sync")
    }
    let new = try world.make(add)
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    for deal in [old, new] {
      let card = world.run("deal", "show", deal, "--json").json
      XCTAssertEqual(card.at("manager").string, "sidorov")
      let events = (card.at("history").array ?? []).compactMap { $0.at("event").string }
      XCTAssertEqual(events.filter { $0 == "assigned" }.count, 1)
    }
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  func testR122TwoIntakesOfOneDeliveryBecomeOneLead() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.share()
    let intake = [
      "lead", "add", "--name", "Гость", "--phone", "+79261234567", "--source", "site",
      "--external", "42",
    ]
    var first = ""
    try world.elsewhere {
      first = try world.make(intake)
      try world.make("sync")
    }
    try world.make(intake + ["--text", "Перезвоните"])
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    let leads = world.run("lead", "list", "--all", "--json").json.array ?? []
    XCTAssertEqual(leads.compactMap { $0.at("id").string }, [first])
    XCTAssertEqual(leads.first?.at("text").string, "Перезвоните")
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  func testR122OfTwoAcceptancesOfOneDeliveryThisMachinesIsSetAside() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.share()
    let intake = [
      "lead", "add", "--name", "Гость", "--phone", "+79261234567", "--source", "site",
      "--external", "42",
    ]
    func accept(_ lead: String) throws {
      try world.make(
        "lead", "accept", lead, "--new-company", "Кафе Гость", "--pipeline", "ads",
        "--next", "Связаться с клиентом", "--due", "+1d")
    }
    var first = ""
    try world.elsewhere {
      first = try world.make(intake)
      try accept(first)
      try world.make("sync")
    }
    let own = try world.make(intake)
    try accept(own)
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("setAside").array?.count, 1)
    let leads = world.run("lead", "list", "--all", "--json").json.array ?? []
    XCTAssertEqual(leads.compactMap { $0.at("id").string }, [first])
    XCTAssertEqual(world.run("deal", "list", "--json").json.array?.count, 1)
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// Of two changes of one setting the later one stays, whoever synchronizes first, and other keys of both.
  func testR121OfTwoChangesOfASettingTheLaterOneStays() throws {
    for isElsewhereLater in [false, true] {
      let world = try TestWorld()
      try world.make("init")
      try world.share()
      func change(_ value: String, _ key: String) throws {
        try world.make("settings", "set", "max-contacts", value)
        try world.make("settings", "set", key, key == "currency" ? "USD" : "21")
      }
      if isElsewhereLater { try change("4", "invoice-days") }
      try world.elsewhere { try change("6", "currency") }
      if !isElsewhereLater { try change("4", "invoice-days") }
      try world.elsewhere { try world.make("sync") }
      let run = world.run("sync")
      XCTAssertEqual(run.status, 0, run.err)
      let settings = world.run("settings", "show", "--json").json
      XCTAssertEqual(settings.at("maxContacts").number?.text, isElsewhereLater ? "6" : "4")
      XCTAssertEqual(settings.at("invoiceDays").number?.text, "21")
      XCTAssertEqual(settings.at("currency").string, "USD")
      XCTAssertEqual(world.run("fsck").status, 0)
    }
  }

  func testOnlySharedDataSayWhenASettingWasChanged() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.make("settings", "set", "max-contacts", "4")
    let path = world.data + "/settings.json"
    XCTAssertFalse(try String(contentsOfFile: path, encoding: .utf8).contains("\"changes\""))
    try world.share()
    try world.make("settings", "set", "max-contacts", "5")
    XCTAssertTrue(try String(contentsOfFile: path, encoding: .utf8).contains("\"changes\""))
    XCTAssertEqual(world.run("undo").status, 0)
    XCTAssertEqual(
      world.run("redo").status, 0, "undo notes its own change, and is taken back all the same")
    XCTAssertEqual(
      world.run("settings", "show", "--json").json.at("maxContacts").number?.text, "5")
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// What nobody else has yet can still be taken back, however much was done since.
  func testR122UnpublishedOperationsOutlastCheckpoints() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.share()
    let context = StoreContext(
      fileSystem: PosixSystem(), layout: StoreLayout(root: world.data), access: .owner,
      limits: StoreLimits())
    XCTAssertNotNil(SyncState.lastForgettable(context))
    let before = SyncState.lastForgettable(context)
    try world.make("company", "add", "Кафе")
    XCTAssertEqual(SyncState.lastForgettable(context), before, "not published yet")
    try world.make("sync")
    XCTAssertEqual(SyncState.lastForgettable(context), before.map { $0 + 1 })
  }

  /// Two machines plan a third task each: the later one is the fourth, and goes on under that number.
  func testR121OfTwoTasksWithOneNumberTheLaterOneGetsTheNext() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.elsewhere { try world.make("task", "set", deal, "Встреча", "--due", "+2d") }
    try world.make("task", "set", deal, "Отправить КП", "--due", "+3d")
    try world.make("task", "reschedule", deal + "/2", "--due", "+4d", "--reason", "просили")
    try world.elsewhere { try world.make("sync") }
    try world.make("sync")
    func tasks() -> [String] {
      (world.run("deal", "show", deal, "--json").json.at("tasks").array ?? []).map {
        "\($0.at("id").string?.suffix(1) ?? "") \($0.at("action").string ?? "")"
      }
    }
    XCTAssertEqual(tasks().suffix(2), ["2 Встреча", "3 Отправить КП"])
    XCTAssertTrue(
      (world.run("deal", "show", deal, "--json").json.at("history").array ?? []).contains {
        $0.at("event").string == "renumbered" && $0.at("task").number?.text == "3"
      })
    try world.make("task", "done", deal + "/3", "--result", "ок", "--no-next", "--reason", "нет")
    XCTAssertEqual(world.run("fsck").status, 0)
    try world.make("sync")
    try world.elsewhere {
      try world.make("sync")
      XCTAssertEqual(tasks().suffix(2), ["2 Встреча", "3 Отправить КП"])
      XCTAssertEqual(world.run("fsck").status, 0)
    }
  }

  /// A shared directory with two companies, of which another machine has merged the second into the first
  /// where that is wanted.
  private func twoCompanies(
    mergedElsewhere isMerged: Bool = false
  ) throws -> (world: TestWorld, String, String) {
    let world = try TestWorld()
    try world.make("init")
    let (north, south) = (
      try world.make("company", "add", "Кафе Север"), try world.make("company", "add", "Кафе Юг")
    )
    try world.share()
    if isMerged {
      try world.elsewhere {
        try world.make("company", "merge", north, south)
        try world.make("sync")
      }
    }
    return (world, north, south)
  }
}
