import Foundation
import XCTest

/// `README.md` as its tests read it.
struct Readme {
  private static var url: URL { ExamplesProcess.checkout.appendingPathComponent("README.md") }
  private var text: String

  init() throws {
    text = try String(contentsOf: Self.url, encoding: .utf8)
  }

  /// The commands of the tour, one an element; what ends in a backslash goes on.
  var tour: [String] {
    let marked = text.components(separatedBy: "<!-- tour: a test runs it -->\n```sh\n")
    guard marked.count == 2 else { return [] }
    return Self.commands(marked[1].components(separatedBy: "\n```")[0])
  }

  /// Every command of a block and every piece of code within a line.
  var code: [String] {
    let parts = text.components(separatedBy: "```")
    return parts.enumerated().flatMap { index, part in
      index.isMultiple(of: 2)
        ? part.matches(of: /`([^`]+)`/).map {
          String($0.1).components(separatedBy: .newlines).joined(separator: " ")
        } : Self.commands(String(part.drop { $0 != "\n" }))
    }
  }

  /// The targets of the links.
  var links: [String] { text.matches(of: /\]\(([^)]+)\)/).map { String($0.1) } }

  /// Puts lines between the markers of a name.
  ///
  /// - Returns: Whether that changes anything.
  mutating func replace(_ name: String, with lines: [String]) throws -> Bool {
    let begin = try XCTUnwrap(text.range(of: "<!-- \(name): begin -->\n"))
    let end = try XCTUnwrap(text.range(of: "<!-- \(name): end -->"))
    let table = lines.map { $0 + "\n" }.joined()
    guard text[begin.upperBound..<end.lowerBound] != table else { return false }
    text.replaceSubrange(begin.upperBound..<end.lowerBound, with: table)
    return true
  }

  func write() throws { try text.write(to: Self.url, atomically: true, encoding: .utf8) }

  private static func commands(_ block: String) -> [String] {
    block.replacingOccurrences(of: "\\\n", with: " ").components(separatedBy: "\n")
      .filter { !$0.isEmpty }
  }
}
