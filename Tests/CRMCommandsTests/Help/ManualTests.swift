import CRMCore
import CRMTestSupport
import CommandLineKit
import Foundation
import XCTest

@testable import CRMCommands

/// `crm help --man`, `crm completions install`, `crm --version`, `crm today --brief` (C10).
final class ManualTests: XCTestCase {
  func testAPageIsPrintedInTheLanguageOfTheRun() throws {
    let world = try TestWorld()
    let page = world.run("help", "--man", "deal", "move")
    XCTAssertTrue(page.out.hasPrefix(#".TH "CRM\-DEAL\-MOVE" "1" "#), page.out)
    XCTAssertTrue(page.out.contains("перевести сделку на этап"), page.out)
    XCTAssertTrue(world.run("help", "--man", "times", "--lang", "en").out.contains("CRM\\-TIMES"))
    XCTAssertEqual(world.run("help", "--man", "nothing").status, 2)
  }

  func testAllPagesAreWrittenForMan() throws {
    let world = try TestWorld()
    let run = world.run("help", "--man", "./share/man", "--lang", "en")
    let pages = CommandTree.program.manPages(.init(name: "", day: "")).count
    XCTAssertEqual(run.err, "crm: ./share/man: \(2 * pages) pages\n")
    let text = try String(
      contentsOfFile: world.folder + "/share/man/man1/crm-deal-move.1", encoding: .utf8)
    XCTAssertTrue(text.contains("move a deal to a stage"), text)
    let russian = try String(
      contentsOfFile: world.folder + "/share/man/ru/man7/crm-times.7", encoding: .utf8)
    XCTAssertTrue(russian.contains("как пишут дату и время"), russian)
    let attributes = try FileManager.default.attributesOfItem(
      atPath: world.folder + "/share/man/man1/crm.1")
    let mode = try XCTUnwrap(attributes[.posixPermissions] as? Int)
    XCTAssertEqual(mode & 0o400, 0o400)
  }

  func testCompletionsAreInstalledWhereTheShellLooks() throws {
    let world = try TestWorld()
    world.environment["HOME"] = world.folder
    let table = [
      ("bash", ".local/share/bash-completion/completions/crm"),
      ("zsh", ".local/share/zsh/site-functions/_crm"),
      ("fish", ".config/fish/completions/crm.fish"),
    ]
    for (shell, file) in table {
      world.environment["SHELL"] = "/usr/bin/\(shell)"
      let path = "\(world.folder)/\(file)"
      XCTAssertEqual(
        world.run("completions", "install", "-n").out, "(не записано) \(path)\n", shell)
      XCTAssertFalse(FileManager.default.fileExists(atPath: path))
      XCTAssertEqual(world.run("completions", "install").out, path + "\n", shell)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      XCTAssertEqual(text, world.run("completions", shell).out)
    }
  }

  func testFoldersOfTheEnvironmentAreKept() throws {
    let world = try TestWorld()
    world.environment["HOME"] = "/nowhere"
    world.environment["XDG_DATA_HOME"] = world.folder + "/data-home"
    world.environment["XDG_CONFIG_HOME"] = world.folder + "/settings"
    XCTAssertEqual(world.run("completions", "install", "bash").status, 0)
    XCTAssertEqual(world.run("completions", "install", "fish").status, 0)
    for file in ["data-home/bash-completion/completions/crm", "settings/fish/completions/crm.fish"]
    {
      XCTAssertTrue(FileManager.default.fileExists(atPath: "\(world.folder)/\(file)"), file)
    }
  }

  func testVersionNamesTheCommitWhereItIsKnown() throws {
    let world = try TestWorld()
    world.environment["CRM_LANG"] = "en"
    XCTAssertEqual(world.run("--version").out, "crm \(Release.current.version) (data format 1)\n")
    XCTAssertTrue(world.run("--version", "--json").json.keys.contains("commit"))
    world.commit = "0123456789"
    XCTAssertEqual(
      world.run("--version").out,
      "crm \(Release.current.version) (commit 0123456789, data format 1)\n")
    XCTAssertEqual(world.run("--version", "--json").json.at("commit").string, "0123456789")
  }

  func testReleasesAreOrderedAndDated() {
    for (newer, older) in zip(Release.all, Release.all.dropFirst()) {
      XCTAssertGreaterThan(newer.day, older.day)
    }
    XCTAssertTrue(Release.all.allSatisfy { $0.day.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil })
  }

  func testTheDayInOneLine() throws {
    let world = try TestWorld()
    try world.make("init")
    let cafe = try world.make("company", "add", "Кафе")
    XCTAssertEqual(world.run("today", "--brief").out, "")
    try world.make("deal", "add", cafe, "--pipeline", "smm")
    try world.make(
      "deal", "add", cafe, "--pipeline", "ads", "--next", "Встреча", "--due", "2026-11-19")
    try world.make("deal", "add", cafe, "--pipeline", "crm", "--next", "Встреча", "--due", "today")
    XCTAssertEqual(world.run("today", "--brief").out, "!1 •1 ?1\n")
    XCTAssertEqual(world.run("today", "--brief", "--manager", "petrov").out, "")
    XCTAssertEqual(
      world.run("today", "--brief", "--json").json.keys,
      ["overdue", "rework", "today", "withoutTask"])
    XCTAssertEqual(world.run("today", "--brief", "--days", "3").status, 2)
  }
}
