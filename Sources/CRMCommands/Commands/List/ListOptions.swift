import CRMCore
import CRMModel
import CommandLineKit

/// Options of lists as words, which is how saved lists keep them.
struct ListOptions {
  /// Each option with its words.
  private var options: [(title: String, words: [String])] = []

  /// The options that stand in a command line, whatever else does; `--fields` is one of them.
  init(of words: [String]) {
    let known = Set(Kind.allCases.flatMap(\.titles) + ["--fields"])
    for value in CommandTree.program.readPartial(words).values {
      let title = value.parameter.title
      guard known.contains(title) else { continue }
      options.append((title, value.parameter.isFlag ? [title] : [title, value.word]))
    }
  }

  /// The options that a list kept.
  ///
  /// - Throws: `CRMError.usage` where its command has no such options, as a later version's.
  init(saved list: SavedLists.List) throws(CRMError) {
    let words = list.kind.path + list.options
    let parsed = CommandTree.program.parse(words)
    if case .failure(let error) = parsed.outcome { throw .parse(error) }
    self.init(of: words)
  }

  /// Takes away what only says how much is shown.
  mutating func removeLimit() { options.removeAll { $0.title == "--limit" } }

  var words: [String] { options.flatMap(\.words) }

  /// The same options, and others instead of those they share.
  func replacing(with others: ListOptions) -> ListOptions {
    var all = self
    all.options.removeAll { mine in others.options.contains { $0.title == mine.title } }
    all.options += others.options
    return all
  }
}

extension Session {
  /// Runs the list that options ask for.
  ///
  /// - Throws: `CRMError.usage` where the list of that kind has no such options.
  func runList(of kind: Kind, _ options: ListOptions) throws(CRMError) {
    let parsed = CommandTree.program.parse(kind.path + options.words)
    switch parsed.outcome {
    case .run(let list):
      try printing(parsed.globals.fields).run(list, of: kind.path)
    case .failure(let error): throw .parse(error)
    case .help, .version: break
    }
  }
}

extension Kind {
  /// The words of its list's command.
  var path: [String] { self == .log ? [rawValue] : [rawValue, "list"] }

  fileprivate var titles: [String] {
    (try? CommandTree.program.find(path).command.options.map(\.title)) ?? []
  }

  /// What its list prints, in an order.
  func printed(by sort: [String]) -> Printed { Self.lists[self].map { $0(sort) } ?? .text }

  private static let lists: [Kind: @Sendable ([String]) -> Printed] = [
    .deal: { .list(.deal, by: $0) },
    .company: { .list(.company, by: $0) },
    .contact: { .list(.contact, by: $0) },
    .lead: { .list(.cards(LeadForm.self), by: $0) },
    .product: { .list(.cards(ProductForm.self), by: $0) },
    .paper: { .list(.cards(PaperForm.self), by: $0) },
    .task: { .list(.task, by: $0) },
    .log: { _ in .list(.operation) },
  ]
}
