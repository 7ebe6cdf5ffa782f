/// Words as a POSIX shell writes and reads them.
///
/// What is quoted here means the same in fish, which alone reads a backslash in single quotes: it stands
/// outside of them. Source: POSIX.1-2017, Shell Command Language, 2.2 Quoting and 2.3 Token
/// Recognition.
package enum ShellWord {
  /// The word as a shell must be given it, in single quotes only where they are needed.
  package static func quote(_ word: String) -> String {
    let isSafe =
      !word.isEmpty && !"=%".contains(word.prefix(1)) && word.unicodeScalars.allSatisfy(isSafe)
    guard !isSafe else { return word }
    var quoted = "'"
    for scalar in word.unicodeScalars {
      switch scalar {
      case "'": quoted += "'\\''"
      case "\\": quoted += "'\\\\'"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "'"
  }

  /// The words as one line for a shell.
  package static func quote(_ words: [String]) -> String {
    words.map(quote).joined(separator: " ")
  }

  /// The words of a line, as a shell would part them.
  ///
  /// Quotes, backslashes and comments are understood. Nothing is expanded and there are no
  /// operators: `$`, `*`, `~`, `|` and the like stand for themselves. A carriage return parts words
  /// as a space does, so that files with DOS line ends can be read.
  ///
  /// - Throws: `ShellWordProblem` where a quote is not closed or nothing follows a backslash.
  package static func split(_ line: String) throws(ShellWordProblem) -> [String] {
    var splitter = ShellWordSplitter(line)
    return try splitter.words()
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", "+", "=", ":", ",", ".", "/", "@", "%": true
    default:
      !scalar.isASCII && scalar.properties.isAlphabetic
        && !scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
