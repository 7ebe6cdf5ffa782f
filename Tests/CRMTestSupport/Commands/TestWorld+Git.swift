import CRMCore
import Foundation

/// git as a person uses it beside the program.
extension TestWorld {
  /// Runs git in the world's folder.
  ///
  /// - Throws: `GitFailure` where it ends otherwise than well.
  /// - Returns: What it writes.
  @discardableResult
  package func git(_ words: String...) throws -> String { try git(words) }

  /// Runs git in the world's folder.
  @discardableResult
  package func git(_ words: [String]) throws -> String {
    var run = ProgramRun("git", ["-C", folder] + words, mask: 0o077, limit: 1 << 24)
    run.withheld = ["GIT_"]
    run.variables = [
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
      "GIT_AUTHOR_NAME": "test", "GIT_AUTHOR_EMAIL": "test@example.com",
      "GIT_COMMITTER_NAME": "test", "GIT_COMMITTER_EMAIL": "test@example.com",
      "GIT_AUTHOR_DATE": "1790000000 +0000", "GIT_COMMITTER_DATE": "1790000000 +0000",
    ]
    let answer = try PosixSystem().run(run)
    guard answer.status == 0 else {
      throw GitFailure(words: words, errors: String(decoding: answer.errors, as: UTF8.self))
    }
    return String(decoding: answer.output, as: UTF8.self)
  }

  /// Begins to share the data by a bare repository in the world's folder.
  package func share(by hub: String = "sales.git") throws {
    try git("init", "--quiet", "--bare", hub)
    try make("sync", "init", hub)
    try make("sync")
  }

  /// Runs commands on another machine, whose data directory lies in the same folder; it is cloned first.
  package func elsewhere(_ work: () throws -> Void) throws {
    let own = environment["CRM_DATA"]
    defer { environment["CRM_DATA"] = own }
    if !FileManager.default.fileExists(atPath: folder + "/elsewhere") {
      try make("clone", try git("-C", "data", "remote", "get-url", "origin").trimmed, "elsewhere")
    }
    environment["CRM_DATA"] = folder + "/elsewhere"
    try work()
  }

  /// Has two machines give a deal two budgets, and brings them together.
  package func disagree(on deal: String) throws {
    try elsewhere {
      try make("deal", "edit", deal, "--budget", "60001")
      try make("sync")
    }
    try make("deal", "edit", deal, "--budget", "60002")
    try make("sync")
  }

  /// A deal that two machines changed: here another budget, there a budget and a package.
  package static func diverged() throws -> (world: TestWorld, deal: String) {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.share()
    try world.elsewhere {
      try world.make("deal", "edit", deal, "--budget", "60001")
      try world.make("deal", "edit", deal, "--package", "Стандарт")
      try world.make("sync")
    }
    try world.make("deal", "edit", deal, "--budget", "60002")
    return (world, deal)
  }

  /// A deal that both machines have, and the command that records a payment of it but for the sum.
  package static func sharedDealToBePaid() throws -> (
    world: TestWorld, deal: String, pay: [String]
  ) {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.walk(deal, to: "contract")
    try world.share()
    let pay = [
      "split-pay", deal, "--total", "60000", "--package", "Стандарт", "--end-date", "2027-12-01",
      "--next", "Проверить оплату", "--due", "+5d", "--result", "ок", "--paid",
    ]
    return (world, deal, pay)
  }

  /// git that should have worked.
  package struct GitFailure: Error {
    let words: [String]
    let errors: String
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
