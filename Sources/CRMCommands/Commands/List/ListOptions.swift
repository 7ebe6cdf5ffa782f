import CRMCore
import CRMModel
import CommandLineKit

/// Options of `deal list` as words, which is how lists keep them.
struct ListOptions {
  /// Each option with its words.
  private var options: [(title: String, words: [String])] = []

  /// The options that stand in a command line, whatever else does.
  init(of words: [String]) {
    let known = DealList.titles
    for value in CommandTree.program.readPartial(words).values {
      let title = value.parameter.title
      guard known.contains(title) else { continue }
      options.append((title, value.parameter.isFlag ? [title] : [title, value.word]))
    }
  }

  /// The options that a list kept.
  ///
  /// - Throws: `CRMError.usage` where they are no options of `deal list`, as a later version's are.
  init(saved words: [String]) throws(CRMError) {
    let parsed = CommandTree.program.parse(DealList.path + words)
    if case .failure(let error) = parsed.outcome { throw .parse(error) }
    self.init(of: DealList.path + words)
  }

  var words: [String] { options.flatMap(\.words) }

  /// The same options, and others instead of those they share.
  func replacing(with others: ListOptions) -> ListOptions {
    var all = self
    all.options.removeAll { mine in others.options.contains { $0.title == mine.title } }
    all.options += others.options
    return all
  }

  /// The list that they ask for.
  ///
  /// - Throws: `CRMError.usage` where they are no options of `deal list`.
  func list() throws(CRMError) -> any Runnable {
    let parsed = CommandTree.program.parse(DealList.path + words)
    switch parsed.outcome {
    case .run(let list): return list
    case .failure(let error): throw .parse(error)
    case .help, .version: return DealList()
    }
  }
}

extension DealList {
  static var path: [String] { ["deal", "list"] }

  fileprivate static var titles: Set<String> {
    Set((try? CommandTree.program.find(path).command.options.map(\.title)) ?? [])
  }
}
