/// Makes a word of the command line fit to be repeated on a terminal.
enum ShownWord {
  /// The word with control characters escaped as `\u{1B}`, cut after 60 characters.
  static func shown(_ word: String) -> String {
    var shown = ""
    for scalar in word.unicodeScalars.prefix(60) {
      if isPlain(scalar) {
        shown.unicodeScalars.append(scalar)
      } else {
        shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      }
    }
    return word.unicodeScalars.dropFirst(60).isEmpty ? shown : shown + "…"
  }

  /// Whether the word can be shown as it is.
  static func isPlain(_ word: String) -> Bool {
    word.unicodeScalars.allSatisfy(isPlain)
  }

  /// Control characters act on a terminal, and marks of direction reorder what is shown.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: !scalar.properties.isBidiControl
    }
  }
}
