import CRMTestSupport
import Foundation

/// The page of all errors in Markdown, made from the transcripts that show them.
struct ErrorCatalogue {
  /// What one kind of error says, why, and what leads on.
  private struct Entry {
    let rule: String
    let title: (ru: String, en: String)
    let why: (ru: String, en: String)
    var commands: [Transcript.Step] = []

    /// The refused commands, or what reports errors beside its result.
    var errors: [Transcript.Step] {
      let refusals = commands.filter(\.isRefusal)
      return refusals.isEmpty ? commands : refusals
    }
    /// What the entry ends with, where that is no error.
    var wayOut: Transcript.Step? {
      commands.last.flatMap { !$0.isRefusal && commands.contains(where: \.isRefusal) ? $0 : nil }
    }
  }

  private struct Chapter {
    let title: (ru: String, en: String)
    var entries: [Entry] = []
    /// The ids that the transcript names.
    var names: [(name: String, id: String)] = []
  }

  /// Every line that an entry prints.
  let lines: [String]
  private let chapters: [Chapter]
  private let findings: [String]

  /// The catalogue of some transcripts, a chapter each.
  ///
  /// - Throws: `TranscriptPlayer.Problem` for an entry without a reason or an error.
  init(_ transcripts: [Transcript]) throws {
    findings = try FindingCatalogue().section
    chapters = try transcripts.map(Self.chapter)
    lines = chapters.flatMap(\.entries).flatMap(\.errors).flatMap(\.body)
  }

  /// Of all files `errors-*.txt`, the commands' chapter first, the data's last.
  init() throws {
    let order = [
      "usage", "values", "references", "stages", "deals", "tasks", "payments", "pipelines",
      "people", "evening", "engine", "import", "backup", "sync", "data",
    ]
    let folder = RecordedFile("Tests/CRMCommandsTests/Transcripts").url
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("errors-") }
      .sorted { left, right in
        let places = [left, right].map { name in
          order.firstIndex { name == "errors-\($0).txt" } ?? order.count
        }
        return (places[0], left) < (places[1], right)
      }
    try self.init(
      files.map { name in
        Transcript(try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
      })
  }

  private static func chapter(_ transcript: Transcript) throws -> Chapter {
    var chapter: Chapter?
    for step in transcript.steps {
      let words = step.isCommand ? [] : try step.directive
      switch words.first {
      case "area": chapter = Chapter(title: (words[1], words[2]))
      case "entry":
        guard words.count == 4, step.content.count >= 2 else {
          throw TranscriptPlayer.Problem(
            "line \(step.line): an entry has a reason in both languages")
        }
        chapter?.entries.append(
          Entry(
            rule: words[1], title: (words[2], words[3]), why: (step.content[0], step.content[1])))
      case nil:
        if let name = step.capture, let id = TranscriptPlayer.identifier(in: step.body) {
          chapter?.names.append((name, id))
        }
        guard let last = chapter?.entries.indices.last else { continue }
        chapter?.entries[last].commands.append(step)
      default: continue
      }
    }
    guard let chapter, chapter.entries.allSatisfy({ !$0.errors.isEmpty }) else {
      throw TranscriptPlayer.Problem("a chapter has @area, and every entry an error")
    }
    return chapter
  }

  /// The whole page.
  var text: String {
    let start = [
      "# Error catalogue",
      "Every refusal and every error of `crm` in both languages, with its reason and the way out, "
        + "made from transcripts that a test plays. What a refusal asks for stands in capitals in its "
        + "hint.",
    ]
    return (start + chapters.flatMap(section) + findings).joined(separator: "\n\n") + "\n"
  }

  private func section(_ chapter: Chapter) -> [String] {
    ["## \(chapter.title.en) · \(chapter.title.ru)"]
      + chapter.entries.flatMap { entry in
        let rule = entry.rule == "-" ? "" : "Rule \(entry.rule). "
        let errors = entry.errors.map { block($0, chapter.names) }
        let wayOut = entry.wayOut.map { ["The way out:", block($0, chapter.names)] } ?? []
        return ["### \(entry.title.en) · \(entry.title.ru)", rule + entry.why.en, entry.why.ru]
          + errors + wayOut
      }
  }

  private func block(_ step: Transcript.Step, _ names: [(name: String, id: String)]) -> String {
    let command = names.reversed().reduce(step.commandLine) { line, name in
      line.replacingOccurrences(of: "$" + name.name, with: name.id)
    }
    let printed = step.body.map { line in
      for mark in ["! ", "\\"] where line.hasPrefix(mark) {
        return String(line.dropFirst(mark.count))
      }
      return line.hasPrefix("? ") ? "# exit status " + line.dropFirst(2) : line
    }
    return (["```sh", "$ " + command] + printed + ["```"]).joined(separator: "\n")
  }
}
