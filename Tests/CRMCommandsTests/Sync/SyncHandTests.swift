import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// What a hand does to a shared data directory beside the program: nothing of it is lost or bars others, and
/// each refusal says a command that leads on when it is pasted (R120, R123, R124).
final class SyncHandTests: XCTestCase {
  /// A document that nobody could read, or that speaks of nobody, would bar all others.
  func testR123WhatAHandBrokeIsNotSent() throws {
    for (text, isRepairable) in [("{", true), ("", true), ("another company", false)] {
      let world = try TestWorld()
      let deal = try world.startDeal()
      try world.share()
      if isRepairable {
        try world.write(text, to: "data/" + Kind.deal.path(deal))
      } else {
        try world.giveToNobody(deal)
      }
      try world.make("company", "add", "Кафе Юг")
      let run = world.run("sync")
      XCTAssertEqual(run.status, 5, "\(text): \(run.out)")
      try world.elsewhere {
        try world.make("company", "add", "Кафе Север")
        XCTAssertEqual(world.run("sync").status, 0, "\(text): nobody is barred")
      }
      if isRepairable {
        XCTAssertEqual(world.run("fsck", "--repair").status, 0, text)
      } else {
        try world.paste(hintOf: run)
      }
      XCTAssertEqual(world.run("sync").status, 0, text)
      XCTAssertEqual(world.run("fsck").status, 0, text)
      XCTAssertEqual(world.run("company", "list", "--json").json.array?.count, 3, text)
    }
  }

  /// What stood so before and what nobody changed keeps nobody from sending.
  func testR123WhatTheBranchHasAlreadyBarsNobody() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.giveToNobody(deal)
    try world.git("-C", "data", "commit", "--quiet", "--all", "-m", "by hand")
    try world.git("-C", "data", "push", "--quiet", "origin", "main")
    try world.write("Здравствуйте!\n", to: "data/texts/hello.txt")
    let settings = try String(contentsOfFile: world.data + "/settings.json", encoding: .utf8)
    try world.write(settings + "\n", to: "data/settings.json")
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.json.at("sent").number?.text, "1", run.err)
  }

  /// A hand that takes the work tree or the branch back takes answered commands along: they are not passed
  /// over as if others had them.
  func testR123WhatAHandTookBackOfCommandsIsNotPassedOver() throws {
    for isCommitted in [false, true] {
      let world = try TestWorld()
      let deal = try world.startDeal()
      try world.share()
      try world.make("deal", "edit", deal, "--priority", "2")
      let cafe = try world.make("company", "add", "Кафе Юг")
      if isCommitted {
        let (hub, gone) = (world.folder + "/sales.git", world.folder + "/gone.git")
        try FileManager.default.moveItem(atPath: hub, toPath: gone)
        XCTAssertEqual(world.run("sync").status, 74)
        try FileManager.default.moveItem(atPath: gone, toPath: hub)
      }
      try world.git("-C", "data", "reset", "--quiet", "--hard", "origin/main")
      if !isCommitted {
        try FileManager.default.removeItem(atPath: world.data + "/" + Kind.company.path(cafe))
      }
      let run = world.run("sync", "--lang", "en")
      XCTAssertEqual(run.status, 5, "\(isCommitted): \(run.out)")
      XCTAssertTrue(run.err.contains("hint: crm fsck --repair\nhint: crm fsck --accept"), run.err)
      XCTAssertEqual(
        world.run("sync", "--status", "--json").json.at("operations").number?.text, "2")
      world.run("fsck", "--repair")
      XCTAssertEqual(world.run("sync").status, 0)
      try world.elsewhere {
        try world.make("sync")
        XCTAssertEqual(
          world.run("deal", "show", deal, "--json").json.at("priority").number?.text, "2")
        XCTAssertEqual(world.run("company", "show", cafe).status, 0)
      }
    }
  }

  /// Who wants it gone says so.
  func testR123WhatAHandTookBackCanBeAccepted() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.make("deal", "edit", deal, "--priority", "2")
    try world.git("-C", "data", "reset", "--quiet", "--hard", "origin/main")
    XCTAssertEqual(world.run("sync").status, 5)
    world.run("fsck", "--accept")
    XCTAssertEqual(world.run("sync").status, 0)
  }

  /// What a plain pull has removed is not missing, and no repair brings it back.
  func testR124WhatACommitRemovedIsNotMissing() throws {
    let world = try TestWorld()
    try world.make("init")
    let kept = try world.make("company", "add", "Кафе Юг")
    let gone = try world.make("company", "add", "Бар Север")
    try world.share()
    try world.elsewhere {
      try world.make("company", "merge", kept, gone)
      try world.make("sync")
    }
    try world.git("-C", "data", "pull", "--quiet")
    XCTAssertEqual(world.run("fsck").out, "")
    XCTAssertEqual(world.run("fsck", "--repair").status, 0)
    XCTAssertEqual(world.run("company", "show", gone, "--json").json.at("id").string, kept)
    XCTAssertEqual(world.run("sync", "--json").json.at("sent").number?.text, "0")
    let own = try world.make("company", "add", "Лес")
    try FileManager.default.removeItem(atPath: world.data + "/" + Kind.company.path(own))
    XCTAssertEqual(world.run("fsck").status, 1, "what no commit has removed is missing")
    try FileManager.default.removeItem(atPath: world.data + "/" + Kind.company.path(kept))
    XCTAssertEqual(world.run("fsck", "--repair").status, 0)
    XCTAssertEqual(world.run("company", "list", "--json").json.array?.count, 2)
  }

  /// What was committed by hand bars nobody, and the very next synchronizing after the hint goes on: also
  /// where nothing else has changed.
  func testR124WhatIsNotForOthersLeavesByTheHint() throws {
    for (name, path) in [
      ("this machine's own", "local/notes"), ("hidden", ".editor/state"), ("a link", "моя ссылка"),
      ("a link among documents", "deals/link.json"), ("a repository", "other"),
    ] {
      let world = try TestWorld()
      _ = try world.startDeal()
      try world.share()
      if name == "a repository" {
        try world.git("init", "--quiet", "data/other")
        try world.git("-C", "data/other", "commit", "--quiet", "--allow-empty", "-m", "one")
      } else {
        try world.place("data/" + path, isLink: name.hasPrefix("a link"))
      }
      try world.git("-C", "data", "add", "--force", "--", path)
      try world.git("-C", "data", "commit", "--quiet", "-m", "by hand")
      for _ in 0..<2 { XCTAssertEqual(world.run("sync").status, 5, name) }
      try world.paste(hintOf: world.run("sync"))
      let run = world.run("sync")
      XCTAssertEqual(run.status, 0, "\(name): \(run.err)")
      let listed = try world.git("-C", "data", "ls-files", "-z")
      XCTAssertFalse(listed.contains(path), name)
      try world.elsewhere { XCTAssertEqual(world.run("sync").status, 0, name) }
    }
  }

  /// Hints can be pasted wherever the data lie.
  func testR120HintsQuoteWhereTheDataLie() throws {
    let world = try TestWorld()
    world.environment["CRM_DATA"] = world.folder + "/Мой отдел's"
    _ = try world.startDeal()
    try world.git("init", "--quiet", "--bare", "sales.git")
    try world.make("sync", "init", "sales.git")
    try world.make("sync")
    try world.git("-C", "Мой отдел's", "checkout", "--quiet", "--detach")
    let run = world.run("sync")
    XCTAssertEqual(run.status, 5)
    try world.paste(hintOf: run)
    XCTAssertEqual(world.run("sync").status, 0)
  }

  /// The branch that a hint names is one that there is.
  func testR120ABranchOfAnotherNameIsNamed() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    try world.share()
    try world.git("-C", "data", "branch", "--quiet", "-m", "master")
    try world.git("-C", "data", "checkout", "--quiet", "--detach")
    try world.paste(hintOf: world.run("sync"))
    XCTAssertEqual(try world.git("-C", "data", "branch", "--show-current"), "master\n")
  }

  /// What would be sent on a branch of one's own none of the others would see.
  func testR120ABranchThatNobodyElseHasIsTold() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    try world.share()
    try world.git("-C", "data", "switch", "--quiet", "--create", "try")
    try world.make("company", "add", "Кафе Юг")
    let run = world.run("sync")
    XCTAssertEqual(run.status, 5, run.out)
    XCTAssertEqual(try world.git("-C", "sales.git", "branch", "--list", "try"), "")
    try world.paste(hintOf: run)
    XCTAssertEqual(world.run("sync", "--json").json.at("sent").number?.text, "1")
  }

  /// What git began and did not end is given up by the last hint, and nothing here is lost by it.
  func testR124WhatIsUnfinishedIsGivenUpByTheHint() throws {
    for words in [["merge"], ["rebase"], ["cherry-pick"]] {
      let world = try TestWorld()
      let deal = try world.startDeal()
      try world.share()
      try world.write("one", to: "data/texts/hello.txt")
      try world.make("sync")
      try world.elsewhere {
        try world.write("two", to: "elsewhere/texts/hello.txt")
        try world.make("sync")
      }
      try world.make("deal", "edit", deal, "--priority", "2")
      try world.write("three", to: "data/texts/hello.txt")
      try world.git("-C", "data", "add", ".")
      try world.git("-C", "data", "commit", "--quiet", "-m", "by hand")
      try world.git("-C", "data", "fetch", "--quiet")
      XCTAssertThrowsError(try world.git(["-C", "data"] + words + ["origin/main"]))
      let run = world.run("sync")
      XCTAssertEqual(run.status, 5, "\(words): \(run.err)")
      try world.paste(hintOf: run)
      XCTAssertEqual(world.run("sync").status, 0, "\(words)")
      try world.elsewhere {
        try world.make("sync")
        XCTAssertEqual(
          world.run("deal", "show", deal, "--json").json.at("priority").number?.text, "2")
      }
    }
  }
}

extension TestWorld {
  /// Gives a shell the last hint of an answer.
  fileprivate func paste(hintOf run: TestRun) throws {
    let hint = try XCTUnwrap(run.err.split(separator: "\n").last { $0.hasPrefix("hint: ") })
    let shell = ProgramRun(
      "/bin/sh", ["-c", String(hint.dropFirst("hint: ".count))], mask: 0o077, limit: 1 << 20)
    let answer = try PosixSystem().run(shell)
    XCTAssertEqual(answer.status, 0, hint + " " + String(decoding: answer.errors, as: UTF8.self))
  }

  /// Has the document of a deal name a company that there is not.
  fileprivate func giveToNobody(_ deal: String) throws {
    let path = "data/" + Kind.deal.path(deal)
    let company = run("deal", "show", deal, "--json").json.at("company", "id").string ?? "-"
    let whole = try String(contentsOfFile: resolve(path), encoding: .utf8)
    try write(whole.replacing("\"\(company)\"", with: "\"zzzzzzzz\""), to: path)
  }

  /// Makes a file, or a link to one outside.
  fileprivate func place(_ path: String, isLink: Bool) throws {
    guard isLink else { return try write("x", to: path) }
    try FileManager.default.createSymbolicLink(
      atPath: resolve(path), withDestinationPath: "/etc/passwd")
  }
}
