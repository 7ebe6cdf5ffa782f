/// Reads a line scalar by scalar; characters would join a quote with an accent behind it.
struct ShellWordSplitter {
  private let scalars: String.UnicodeScalarView
  private var index: String.UnicodeScalarView.Index
  /// The number of scalars read, which is the column of the last one.
  private var column = 0
  /// Nil between words; empty inside a word that has quotes only.
  private var word: String.UnicodeScalarView?

  init(_ line: String) {
    scalars = line.unicodeScalars
    index = scalars.startIndex
  }

  mutating func words() throws(ShellWordProblem) -> [String] {
    var words: [String] = []
    while let scalar = next() {
      switch scalar {
      case " ", "\t", "\n", "\r":
        finish(&words)
      case "#" where word == nil:
        skipComment()
      case "'":
        try readSingleQuoted()
      case "\"":
        try readDoubleQuoted()
      case "\\":
        guard let escaped = next() else { throw .danglingBackslash(column: column) }
        if escaped != "\n" { append(escaped) }
      default:
        append(scalar)
      }
    }
    finish(&words)
    return words
  }

  private mutating func next() -> Unicode.Scalar? {
    guard index < scalars.endIndex else { return nil }
    defer {
      index = scalars.index(after: index)
      column += 1
    }
    return scalars[index]
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    word = word ?? String.UnicodeScalarView()
    word?.append(scalar)
  }

  private mutating func finish(_ words: inout [String]) {
    if let word { words.append(String(word)) }
    word = nil
  }

  private mutating func skipComment() {
    while let scalar = next(), scalar != "\n" {}
  }

  private mutating func readSingleQuoted() throws(ShellWordProblem) {
    let start = column
    word = word ?? String.UnicodeScalarView()
    while let scalar = next() {
      if scalar == "'" { return }
      append(scalar)
    }
    throw .openSingleQuote(column: start)
  }

  private mutating func readDoubleQuoted() throws(ShellWordProblem) {
    let start = column
    word = word ?? String.UnicodeScalarView()
    while let scalar = next() {
      switch scalar {
      case "\"":
        return
      case "\\":
        guard let escaped = next() else { throw .openDoubleQuote(column: start) }
        switch escaped {
        case "\n": break
        case "$", "`", "\"", "\\": append(escaped)
        default:
          append("\\")
          append(escaped)
        }
      default:
        append(scalar)
      }
    }
    throw .openDoubleQuote(column: start)
  }
}
