import CRMCore
import CRMTestSupport
import CommandLineKit
import Foundation
import XCTest

/// The three shells, driven through a pseudo-terminal.
final class CompletionShellTests: XCTestCase {
  func testBashCompletesLines() throws { try completesLines(.bash) }
  func testZshCompletesLines() throws { try completesLines(.zsh) }
  func testFishCompletesLines() throws { try completesLines(.fish) }

  func testBashKeepsNamesWhole() throws { try keepsNamesWhole(.bash) }
  func testZshKeepsNamesWhole() throws { try keepsNamesWhole(.zsh) }
  func testFishKeepsNamesWhole() throws { try keepsNamesWhole(.fish) }

  func testBashShowsWhatThereIs() throws { try showsWhatThereIs(.bash) }
  func testZshShowsWhatThereIs() throws { try showsWhatThereIs(.zsh) }
  func testFishShowsWhatThereIs() throws { try showsWhatThereIs(.fish) }

  /// What is typed, and the line after the tab.
  private let lines: [(typed: String, line: String)] = [
    ("crm dea", "crm deal "),
    ("crm deal mo", "crm deal move "),
    ("crm nothing ", "crm nothing "),
    ("crm __comp", "crm __comp"),
    ("crm help dea", "crm help deal "),
    ("crm help deal mo", "crm help deal move "),
    ("crm help mon", "crm help money "),
    ("crm help mon x", "crm help mon x"),
    // Options: once each, unless they repeat, and not beside what excludes them.
    ("crm deal list --pip", "crm deal list --pipeline "),
    ("crm deal list --pipeline ads --pip", "crm deal list --pipeline ads --pip"),
    ("crm deal list --pipeline=ads --pip", "crm deal list --pipeline=ads --pip"),
    ("crm deal close Бар --won --lo", "crm deal close Бар --won --lo"),
    ("crm deal close Бар --lo", "crm deal close Бар --lost "),
    ("crm deal list --json --qui", "crm deal list --json --qui"),
    ("crm deal list -q --jso", "crm deal list -q --jso"),
    ("crm audit --check won-incomplete --chec", "crm audit --check won-incomplete --check "),
    ("crm deal move Бар call -n --dry", "crm deal move Бар call -n --dry"),
    ("crm deal list -- --pip", "crm deal list -- --pip"),
    ("crm --data d deal list --dat", "crm --data d deal list --dat"),
    // Choices, behind a blank and behind a sign.
    ("crm audit --check won", "crm audit --check won-incomplete "),
    ("crm audit --check onl", "crm audit --check onl"),
    ("crm audit --format ht", "crm audit --format html "),
    ("crm deal list --format ht", "crm deal list --format ht"),
    ("crm deal list --state o", "crm deal list --state open "),
    ("crm rework list --state fi", "crm rework list --state fixed "),
    ("crm rework list --fields not", "crm rework list --fields note "),
    ("crm list --fields opt", "crm list --fields options "),
    ("crm task set Бар Встреча --due tomo", "crm task set Бар Встреча --due tomorrow "),
    ("crm deal list --format cs", "crm deal list --format csv "),
    // A group that means one of its commands where no word names any.
    ("crm list ov", "crm list overdue "),
    ("crm list sa", "crm list save "),
    ("crm list save x --overd", "crm list save x --overdue "),
    ("crm list overdue --pip", "crm list overdue --pipeline "),
    ("crm list show won --jso", "crm list show won --json "),
    ("crm deal list --state=wo", "crm deal list --state=won "),
    ("crm --lang r", "crm --lang ru "),
    ("crm completions z", "crm completions zsh "),
    // What only the data directory knows.
    ("crm deal list --pipeline a", "crm deal list --pipeline ads "),
    ("crm deal list --pipeline=a", "crm deal list --pipeline=ads "),
    ("crm deal move Бар ca", "crm deal move Бар call "),
    ("crm deal move Бар Зв", "crm deal move Бар Звонок "),
    ("crm deal list --manager iv", "crm deal list --manager ivanov "),
    ("crm deal list --fields id,na", "crm deal list --fields id,name "),
    ("crm deal list --sort -na", "crm deal list --sort -name "),
    ("crm deal move Бар meeting --report nee", "crm deal move Бар meeting --report need="),
    ("crm init --scenario s", "crm init --scenario sendpulse "),
    ("crm --data other deal show Те", "crm --data other deal show Тест "),
    ("crm --data nowhere deal show Т", "crm --data nowhere deal show Т"),
    // Files and folders.
    ("crm import amocrm my", "crm import amocrm my\\ dir/"),
    // A word that may be left out in front of another.
    ("crm import amocrm cont", "crm import amocrm contacts "),
    ("crm import amocrm contacts my", "crm import amocrm contacts my\\ dir/"),
    ("crm import amocrm deals.csv my", "crm import amocrm deals.csv my"),
    ("crm import amocrm my\\ dir/", "crm import amocrm my\\ dir/übung\\ 1.csv "),
    ("crm import amocrm 'my dir/ü", "crm import amocrm 'my dir/übung 1.csv' "),
    ("crm --data my", "crm --data my\\ dir/"),
    ("crm --data=my", "crm --data=my\\ dir/"),
  ]

  /// Bash expands history in double quotes, where a backslash would stay.
  func testBashKeepsHistoryOutOfDoubleQuotes() throws {
    let world = try CompletionHelperTests.world(["Ура!Бар"])
    let session = ShellSession(
      shell: .bash, folder: world.folder,
      environment: ["CRM_DATA": world.data, "CRM_LANG": "en", "CRM_USER": "ivanov"])
    try ShellSession.require(.bash)
    let answers = try session.answers([.init(type: "crm deal show \"Ур\t")])
    XCTAssertEqual(answers.first?.line, "crm deal show \"Ура\"\\!\"Бар\" ")
  }

  private func completesLines(_ shell: CompletionShell) throws {
    let session = try session(shell)
    let answers = try session.answers(lines.map { .init(type: $0.typed + "\t") })
    XCTAssertEqual(answers.count, lines.count)
    for (line, answer) in zip(lines, answers) {
      XCTAssertEqual(answer.line, line.line, "\(shell.rawValue): '\(line.typed)' and a tab")
    }
  }

  /// A name of every kind, begun in every style of quoting; the program has to find the deal.
  private func keepsNamesWhole(_ shell: CompletionShell) throws {
    let world = try CompletionHelperTests.world(CompletionHelperTests.names)
    let session = ShellSession(
      shell: shell, folder: world.folder,
      environment: ["CRM_DATA": world.data, "CRM_LANG": "en", "CRM_USER": "ivanov"])
    try ShellSession.require(shell)
    let steps = begun.flatMap { name, words in
      words.map { word in
        ShellSession.Step(
          type: "crm deal show \(word)\t--format ndjson --fields id,name",
          run: "\"name\":\(Self.json(name))}\n")
      }
    }
    // A name that is not found, or is another's, leaves the driver waiting for it.
    XCTAssertEqual(try session.answers(steps).count, steps.count)
  }

  private static func json(_ text: String) -> String {
    String(decoding: JSONWriter.bytes(of: .string(text), style: .compact), as: UTF8.self)
  }

  /// Names, and how they may have been begun.
  private let begun: [(name: String, words: [String])] = [
    ("Кафе Пушкин", ["Кафе\\ П", "'Кафе П", "\"Кафе П", "Кафе' П", "кафе\\ п"]),
    ("Кафе «Мечта»", ["Кафе\\ «", "'Кафе «", "\"Кафе «М"]),
    ("«Ромашка»", ["«Р", "'«Р", "\"«Ро", "Ром"]),
    ("Д'Арк", ["Д", "'Д", "\"Д", "Д\\'", "\"Д'"]),
    ("Бар 24/7", ["Бар", "'Бар 24/"]),
    ("Кофе: To Go", ["Кофе", "Кофе:", "'Кофе:", "\"Кофе: T"]),
    ("AC&DC $HOME 15\" `y`", ["AC", "'AC", "\"AC", "AC\\&DC\\ \\$HO"]),
    ("Три слова подряд", ["Три", "\"Три ", "'Три слова "]),
    ("!история *?[a] {b} ~", ["\\!", "'!и"]),
    ("naïve 日本 🍕", ["na", "'naïve 日"]),
    ("конец\\", ["кон", "'кон"]),
    ("= знак", ["\\=", "'= "]),
    ("Ура!Бар", ["Ура", "'Ура", "\"Ура"]),
    ("#решетка", ["\\#", "'#"]),
    ("(скобки); <и> |", ["\\(", "'(", "\"(ск"]),
  ]

  /// Several values are listed, with their stage where they can be.
  private func showsWhatThereIs(_ shell: CompletionShell) throws {
    let session = try session(shell)
    // Bash lists once a tab changed nothing; zsh at once, unless it could add something; fish always.
    let (listing, addingAndListing) =
      switch shell {
      case .bash: ("\t\t", "\t\t\t")
      case .zsh: ("\t", "\t\t")
      case .fish: ("\t", "\t")
      }
    let answers = try session.answers([
      .init(type: "crm deal show \(listing)", until: "В работу"),
      .init(type: "crm deal show Кафе\(addingAndListing)", until: "Мечта"),
      .init(type: "crm deal show Ду\(addingAndListing)", until: "CRM"),
      .init(type: "crm help \(listing)", until: "stages"),
      .init(type: "crm list \(listing)", until: "without-tasks"),
    ])
    XCTAssertEqual(answers.count, 5)
    // Namesakes are told apart, and neither is chosen for the user.
    let namesakes = answers.dropFirst(2).first
    XCTAssertEqual(namesakes?.line, "crm deal show Дуб\\ ")
    XCTAssert(namesakes?.screen.contains("Реклама") == true)
    XCTAssert(answers.last?.screen.contains("remove") == true)
    XCTAssert(answers.first?.screen.contains("Бар") == true)
    XCTAssertEqual(answers.dropFirst().first?.line, "crm deal show Кафе\\ ")
  }

  private func session(_ shell: CompletionShell) throws -> ShellSession {
    try ShellSession.require(shell)
    let world = try CompletionHelperTests.world(["Бар", "Кафе Пушкин", "Кафе «Мечта»"])
    worlds.append(world)
    world.run("company", "add", "Дуб")
    for pipeline in ["ads", "crm"] { world.run("deal", "add", "Дуб", "--pipeline", pipeline) }
    world.run("init", world.resolve("other"))
    world.run("company", "add", "Тест", "--data", world.resolve("other"))
    world.run("deal", "add", "Тест", "--pipeline", "ads", "--data", world.resolve("other"))
    let folder = world.resolve("my dir")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: folder + "/übung 1.csv"))
    try Data().write(to: URL(fileURLWithPath: world.resolve("notes.txt")))
    return ShellSession(
      shell: shell, folder: world.folder,
      environment: ["CRM_DATA": world.data, "CRM_LANG": "en", "CRM_USER": "ivanov"])
  }

  /// Their folders go with them, so they are kept for as long as the test.
  private var worlds: [TestWorld] = []
}
