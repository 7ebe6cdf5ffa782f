import CRMTestSupport
import CommandLineKit
import Foundation
import XCTest

/// Somebody who knows nothing but `crm` and `crm help` takes a deal to its end by typing what was
/// suggested.
final class HintsAloneTests: XCTestCase {
  func testEveryCommandWasSuggestedBefore() throws {
    for name in ["hints-alone", "hints-alone-english"] {
      let file = RecordedFile("Tests/CRMCommandsTests/Transcripts/\(name).txt").url
      let transcript = Transcript(try String(contentsOf: file, encoding: .utf8))
      var suggestions = [["crm"], ["crm", "help"]]
      var names: [String: String] = [:]
      for step in transcript.steps where step.isCommand {
        let line = names.reduce(step.commandLine) {
          $0.replacingOccurrences(of: "$" + $1.key, with: $1.value)
        }
        let words = try ShellWord.split(line)
        XCTAssert(
          suggestions.contains { Self.isFilledIn($0, words) },
          "\(name).txt:\(step.line): nothing suggested '\(line)'")
        suggestions += step.body.compactMap(Self.suggestion)
        if let name = step.capture { names[name] = TranscriptPlayer.identifier(in: step.body) }
      }
      let end = transcript.steps.last?.body.joined(separator: "\n") ?? ""
      XCTAssert(end.contains("Успешно завершено"), end)
    }
  }

  /// The words of a command that a line suggests: a hint, an example, a usage.
  private static func suggestion(in line: String) -> [String]? {
    var line = line.hasPrefix("! ") ? String(line.dropFirst(2)) : line
    for label in ["hint: ", "использование: ", "usage: "] where line.hasPrefix(label) {
      line = String(line.dropFirst(label.count))
    }
    line = line.trimmingCharacters(in: .whitespaces)
    guard line.hasPrefix("crm ") else { return nil }
    // A description stands behind two blanks, what may be left out in brackets.
    let command = line.components(separatedBy: "  ")[0]
    return try? ShellWord.split(command).filter { !$0.hasPrefix("[") }
  }

  /// Whether words are a suggestion with its words in capitals filled in.
  private static func isFilledIn(_ suggestion: [String], _ words: [String]) -> Bool {
    suggestion.count == words.count
      && zip(suggestion, words).allSatisfy { suggested, word in
        if suggested == word || isPlaceholder(suggested) { return true }
        let parts = suggested.split(separator: "=", maxSplits: 1)
        return parts.count == 2 && isPlaceholder(String(parts[1])) && word.hasPrefix(parts[0] + "=")
      }
  }

  private static func isPlaceholder(_ word: String) -> Bool {
    word.contains(where: \.isLetter) && !word.contains(where: \.isLowercase)
  }
}
