import CRMTestSupport
import XCTest

/// Names that would drive a terminal, or turn its text around, are shown and not obeyed.
final class HostileNameTests: XCTestCase {
  private let names = [
    "Бар \u{1B}[31mКрасный\u{1B}[0m", "Бар \u{1B}]0;заголовок\u{7}", "Бар \u{9B}2J",
    "Бар \u{202E}реобора\u{202C}", "Бар \u{2066}внутри\u{2069}", "Бар\u{200F}справа",
    "Бар\rПодмена", "Бар\u{8}\u{8}\u{8}Кафе", "Бар \u{0}ноль", "Бар\u{2028}строка",
  ]

  func testNoOutputObeysThem() throws {
    let world = try TestWorld()
    XCTAssertEqual(world.run("init").status, 0)
    for (number, name) in names.enumerated() {
      let added = world.run("company", "add", name, "-q")
      guard added.status == 0 else {
        // Refusing such a name is as good; then it must not drive the terminal either.
        assertHarmless(added.err, name)
        continue
      }
      let company = added.id
      world.run("contact", "add", company, "--name", name, "--position", name)
      let deal = world.run(
        "deal", "add", company, "--pipeline", "ads", "--next", "Встреча", "--due", "+1d", "-q")
      let id = deal.id
      world.run("comment", "add", id, "Долго говорили о \(name) и обо всем остальном сегодня")
      for words in [
        ["deal", "list"], ["deal", "show", id], ["company", "list"], ["company", "show", company],
        ["contact", "list"], ["audit"], ["today"], ["log"], ["deal", "list", "--json"],
        ["deal", "list", "--format", "ndjson"], ["task", "list"], ["deal", "show", name],
        ["deal", "move", id, name], ["fsck"], ["undo", "--dry-run"],
        ["audit", "--format", "html"], ["audit", "--format", "markdown"],
      ] {
        let run = world.run(words)
        assertHarmless(run.out, "\(number): \(words)")
        assertHarmless(run.err, "\(number): \(words)")
      }
    }
  }

  /// Two names that look alike are alike: what shows nothing is shown by its number.
  func testNoOutputHidesWhatIsInvisible() throws {
    let world = try TestWorld()
    let invisible =
      "\u{AD}\u{200B}\u{200C}\u{200D}\u{2060}\u{2063}\u{3164}\u{115F}\u{180E}\u{FE00}\u{E0061}"
    let id = try world.startDeal("Бар\(invisible)Нос")
    for words in [
      ["deal", "list"], ["deal", "show", id], ["company", "list"], ["company", "show", "Бар"],
      ["deal", "list", "--format", "csv"], ["deal", "list", "--format", "tsv"], ["audit"],
      ["today"], ["log"], ["board"], ["task", "list"], ["deal", "move", id, "won"],
      ["audit", "--format", "html"], ["audit", "--format", "markdown"],
      ["__complete", "deal", "--", "deal", "show", ""],
    ] {
      let run = world.run(words)
      for text in [run.out, run.err] {
        let hidden = text.unicodeScalars.filter { invisible.unicodeScalars.contains($0) }
        XCTAssertEqual(hidden.map { String($0.value, radix: 16) }, [], "\(words)")
      }
    }
  }

  private func assertHarmless(_ text: String, _ context: String) {
    let obeyed = text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
    XCTAssertEqual(obeyed.map(\.value), [], context)
  }
}
