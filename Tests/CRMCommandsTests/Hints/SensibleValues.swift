import CRMCore
import CRMModel
import CRMTestSupport

/// What a user who knows the department writes in the place of a hint's placeholders.
struct SensibleValues {
  /// For each word everything that it may be.
  private var words: [[String]] = []
  private let world: TestWorld
  private let hint: [String]
  private let typed: [String]

  /// The values of a suggested command, after the command that suggested it.
  init(_ world: TestWorld, for hint: [String], after typed: [String]) {
    self.world = world
    self.hint = hint
    self.typed = typed
    words = hint.map { word in
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      if let placeholder = Self.placeholder(word) { return values(of: placeholder) }
      guard parts.count == 2, let placeholder = Self.placeholder(parts[1]) else { return [word] }
      // A section of a report may have choices.
      return (values(of: placeholder) + ["По телефону"]).map { "\(parts[0])=\($0)" }
    }
  }

  /// How many ways there are to fill the words in.
  var attempts: Int { words.map(\.count).max() ?? 1 }

  /// The words with values; each attempt takes the next ones.
  func filled(try attempt: Int) -> [String] {
    words.map { $0.isEmpty ? "" : $0[attempt % $0.count] }
  }

  /// The words with what their placeholders are, the same in both languages.
  static func meaning(of words: [String]) -> [String] {
    words.map { word in placeholder(word).map { "\($0)" } ?? word }
  }

  private static func placeholder(_ word: String) -> Placeholder? {
    Placeholder.allCases.first { [$0.phrase.ru, $0.phrase.en].contains(word) }
  }

  private func values(of placeholder: Placeholder) -> [String] {
    switch placeholder {
    case .action: ["Встреча"]
    case .address: ["Невский проспект, 1"]
    case .city: ["Москва"]
    case .comment, .note, .result, .text, .why: [TestWorld.comment]
    case .companyName: ["Новое кафе"]
    // Who was added by the hint before, or who is linked already.
    case .contact: [Self.newcomer] + linkedContacts
    case .day: ["2027-02-28"]
    case .directory: [world.folder + "/another"]
    case .due: ["+1d"]
    case .email: ["ivanova@example.com"]
    case .fullName, .spokenName: [Self.newcomer]
    case .line: ["Монтаж; 1; 60000"]
    case .login, .whom: lines("user", "list").filter { !typed.contains($0) }
    case .package: entries("packages")
    case .phone: ["8 916 123-45-67"]
    case .pipeline: lines("pipeline", "list")
    case .position: ["управляющая"]
    case .reason:
      hint.contains("--lost") || hint.contains("edit") ? entries("lossReasons") : ["Так решили"]
    case .reportEntry: []
    case .site: ["example.com"]
    case .stage: ["in-work", "call"].filter { !hint.contains($0) }
    case .sum: sums
    case .taxNumber: ["7707083893"]
    // Of a field of the department's own: yes, a number, or one of its choices.
    case .value: ["Да", "120"] + choices
    }
  }

  private static let newcomer = "Иванова Мария Петровна"

  /// The deal that the hint is about.
  private var deal: JSONValue {
    let id = hint.first { $0.utf8.count == 8 && $0.allSatisfy { $0.isLowercase || $0.isNumber } }
    return id.map { world.run("deal", "show", $0, "--json").json } ?? .null
  }

  private var linkedContacts: [String] {
    (deal.at("contacts").array ?? []).compactMap { $0.at("id").string }
  }

  /// Sums that fit a pipeline's bounds, the deal's own first, and what a chain comes to with the part.
  private var sums: [String] {
    let amount = { (value: JSONValue) in value.number.flatMap { Double($0.text) } }
    let paid = hint.firstIndex(of: "--paid").flatMap { Double(hint[$0 + 1]) }
    let total = amount(deal.at("chain", "paid")).flatMap { before in paid.map { before + $0 } }
    return [amount(deal.at("budget")), total].compactMap { $0.map { "\($0)" } }
      + ["60000", "20000", "100000"]
  }

  /// The entries of every pipeline's dictionary.
  private func entries(_ dictionary: String) -> [String] {
    lines("pipeline", "list").compactMap { pipeline in
      world.run("pipeline", "show", pipeline, "--json").json.at(dictionary, 0).string
    }
  }

  private var choices: [String] {
    (world.run("field", "list", "--json").json.array ?? [])
      .flatMap { $0.at("choices").array ?? [] }.compactMap(\.string)
  }

  private func lines(_ words: String...) -> [String] {
    world.run(words + ["-q"]).out.split(separator: "\n").map(String.init)
  }
}
