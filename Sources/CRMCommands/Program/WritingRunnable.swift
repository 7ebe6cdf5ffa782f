import CommandLineKit

/// The options of a command that writes.
protocol WritingRunnable: Runnable {
  var write: WriteOptions { get set }
}

/// What every command that writes can be told.
struct WriteOptions: Sendable {
  var isDryRun = false
}

extension Row where Options: WritingRunnable {
  fileprivate static var dryRun: Row {
    .flag(
      "-n", "--dry-run",
      help: Text(
        ru: "сказать, что изменится, и ничего не записать",
        en: "say what would change, write nothing")
    ) { $0.write.isDryRun = true }
  }
}

extension Row {
  /// Whatever writes can be refused by a rule for what it misses.
  fileprivate static var ask: Row {
    .flag(
      Session.askOption,
      help: Text(
        ru: "на терминале спросить о том, чего не хватает",
        en: "at a terminal, ask for what is missing")
    ) { _ in }
  }
}

extension Command<any Runnable> {
  /// A command that writes: with `--dry-run` and, where it can be told anything, `--ask`, which are
  /// declared here and nowhere else.
  init<Options: WritingRunnable>(
    _ name: String, _ summary: Text,
    discussion: @autoclosure @escaping @Sendable () -> Text? = nil, category: Text? = nil,
    _ options: Options, rows: @autoclosure @escaping @Sendable () -> [Row<Options>] = [],
    examples: @autoclosure @escaping @Sendable () -> [Example] = []
  ) {
    self.init(
      name, summary: summary, discussion: discussion(), category: category, traits: .writes,
      options: options, rows: Self.told(rows()) + [.dryRun], examples: examples()
    ) { $0 }
  }

  private static func told<Options>(_ rows: [Row<Options>]) -> [Row<Options>] {
    rows.isEmpty ? [] : rows + [.ask]
  }
}
