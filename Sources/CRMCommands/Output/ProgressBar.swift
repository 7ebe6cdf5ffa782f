import CRMCore
import CRMModel
import CommandLineKit
import Synchronization

/// A line on standard error that says how far long work has come; only a person sees it.
final class ProgressBar: Sendable {
  private struct State {
    var start: Duration?
    var last: Duration = .zero
    var isShown = false
  }

  private let language: Language
  private let width: Int
  private let clock: @Sendable () -> Duration
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// A bar for a terminal of a width; the clock only ever goes forward.
  init(
    _ language: Language, width: Int, clock: @escaping @Sendable () -> Duration,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.language = language
    self.width = width
    self.clock = clock
    self.write = write
  }

  /// The bar of one run; `nil` where nobody looks on.
  convenience init?(_ world: World, _ language: Language) {
    guard world.isTerminal(.error) else { return nil }
    self.init(
      language, width: world.terminalWidth() ?? 80, clock: { world.files.uptime() },
      // Nobody can be told that standard error is closed.
      write: { try? world.write(Array($0.utf8), .error) })
  }

  /// Work that is over sooner shows no bar.
  private static var patience: Duration { .milliseconds(500) }
  /// At most ten times a second.
  private static var pause: Duration { .milliseconds(100) }

  /// Shows where the work is, and nothing once it is done.
  func show(_ progress: WorkProgress) {
    state.withLock { state in
      let now = clock()
      let start = state.start ?? now
      state.start = progress.done < progress.total ? start : nil
      guard progress.done < progress.total else { return erase(&state) }
      guard now - start >= Self.patience, now - state.last >= Self.pause else { return }
      state.last = now
      state.isShown = true
      write("\r\u{1B}[K" + line(progress, since: now - start))
    }
  }

  /// Takes the line away, before anything else is said.
  func erase() { state.withLock { erase(&$0) } }

  private func erase(_ state: inout State) {
    if state.isShown { write("\r\u{1B}[K") }
    state.isShown = false
  }

  /// `импорт [####······] 40 % 4000 из 10000, 1200/с, осталось 5 с`.
  private func line(_ progress: WorkProgress, since elapsed: Duration) -> String {
    let milliseconds = max(
      elapsed.components.seconds * 1_000 + elapsed.components.attoseconds / 1_000_000_000_000_000, 1
    )
    let (done, total) = (progress.done, progress.total)
    let rate = Int(Double(done) / Double(milliseconds) * 1_000)
    let left = rate > 0 ? "\((total - done) / rate + 1)" : "?"
    // A narrow terminal has no room for the numbers.
    let isNarrow = width < 75
    let cells = isNarrow ? 8 : 20
    let filled = Int(Double(done) / Double(total) * Double(cells))
    let bar = String(repeating: "#", count: filled) + String(repeating: "·", count: cells - filled)
    let percent = Int(Double(done) / Double(total) * 100)
    let name = progress.work.name
    let count =
      isNarrow
      ? Phrase(ru: "", en: "")
      : Phrase(
        ru: " \(done) из \(total), \(rate)/с", en: " \(done) of \(total), \(rate)/s")
    let phrase = Phrase(
      ru: "\(name.ru) [\(bar)] \(percent) %\(count.ru), осталось \(left) с",
      en: "\(name.en) [\(bar)] \(percent)%\(count.en), \(left) s left")
    return DisplayWidth.fitted(phrase[language], width - 1)
  }
}

extension WorkProgress.Work {
  fileprivate var name: Phrase {
    switch self {
    case .catalog: Phrase(ru: "каталог", en: "catalog")
    case .check: Phrase(ru: "проверка", en: "check")
    case .import: Phrase(ru: "импорт", en: "import")
    case .batch: Phrase(ru: "пакет", en: "batch")
    }
  }
}
