import CRMTestSupport
import Foundation

/// One string literal of the sources, with what stands around it.
struct SourceText {
  /// A piece of the literal.
  enum Part: Equatable {
    case text(String)
    /// The expression of an interpolation.
    case value(String)
  }

  /// A bracket that the literal stands in: what is called, and the label of the argument.
  struct Place: Equatable {
    let call: String
    let offset: Int
    var label = ""
  }

  /// The file, from `Sources` on.
  let file: String
  /// The line it begins in, from 1.
  let line: Int
  /// The pieces; literals that are joined by `+` are one.
  let parts: [Part]
  /// The brackets around it, the outermost first.
  let places: [Place]

  /// The words without the values.
  var texts: [String] { parts.compactMap { if case .text(let text) = $0 { text } else { nil } } }
  var values: [String] { parts.compactMap { if case .value(let text) = $0 { text } else { nil } } }
  /// How it looks in the source, its values as `…`.
  var shown: String {
    parts.map { if case .text(let text) = $0 { text } else { "…" } }.joined()
  }
  /// The innermost bracket with a wording in a language.
  var wording: Place? { places.last { $0.label == "ru" || $0.label == "en" } }

  func isIn(_ calls: Set<String>) -> Bool { places.contains { calls.contains($0.call) } }
  func isUnder(label: String) -> Bool { places.contains { $0.label == label } }

  var hasCyrillic: Bool {
    texts.contains { $0.unicodeScalars.contains { ("А"..."я").contains($0) } }
  }

  /// Whether a line shows it: its pieces in their order.
  func isShown(by line: String) -> Bool {
    var rest = line[...]
    for text in texts {
      guard let range = rest.range(of: text) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  /// Every literal of the modules that speak to people, by file and line.
  static func all() throws -> [SourceText] {
    let sources = RecordedFile("Sources").url
    var literals: [SourceText] = []
    for module in ["CRMCommands", "CRMCore", "CRMModel", "CommandLineKit"] {
      let folder = sources.appendingPathComponent(module)
      let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      for path in paths.sorted() where path.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        var scanner = SourceScanner(text, file: "\(module)/\(path)")
        literals += scanner.literals()
      }
    }
    return literals
  }
}
