/// Words that are not a command line of the program.
package struct UsageError: Error, Hashable, Sendable {
  /// What is wrong; options are named as declared or typed, words as typed.
  package enum Cause: Hashable, Sendable {
    /// No command of this name stands here; the group's commands where none is like it.
    case unknownCommand(String, known: [String])
    /// A group needs one of its commands.
    case missingSubcommand([String])
    /// The command has no such option.
    case unknownOption(String)
    /// An option stands without its value.
    case missingValue(option: String, value: String)
    /// A flag was given a value.
    case unexpectedValue(String)
    /// A value is not what its parameter takes.
    case malformedValue(parameter: String, word: String, problem: Text)
    /// These arguments must be given.
    case missingArgument([String])
    /// One of these options must be given.
    case missingOption([String])
    /// An option needs another beside it.
    case missingCompanion(String, needs: String)
    /// The command takes no further argument; the options whose values such words probably are.
    case unexpectedArgument(String, meant: [String] = [])
    /// An option may be given only once.
    case repeatedOption(String)
    /// These options exclude each other.
    case conflict([String])
    /// A word, counted from 1 without the program's name, was not UTF-8.
    case unreadableWord(number: Int)
    /// A word, counted from 1 without the program's name, is longer than any value may be.
    case wordTooLong(number: Int, bytes: Int, limit: Int)
    /// The line has more words than any command takes.
    case tooManyWords(Int, limit: Int)
  }

  /// What is wrong.
  package let cause: Cause
  /// The command spoken of, the program's name first.
  package let command: [String]
  /// The words at fault, as indexes into what was parsed; nil where something is missing.
  package let words: Range<Int>?
  /// The known name that was probably meant.
  package let nearest: String?
  /// The line as it may have been meant, where that can be guessed; each is a command line.
  package let corrected: [[String]]

  init(_ fault: Fault, program: String, path: [String], corrected: [[String]]) {
    cause = fault.cause
    command = [program] + path
    words = fault.words
    nearest = fault.nearest
    self.corrected = corrected
  }

  /// Lines to paste into a shell: the corrected ones that may be shown, then the help.
  package func hints(where isUsable: ([String]) -> Bool = { _ in true }) -> [String] {
    let lines = corrected.filter(isUsable).map { [command[0]] + $0 }
    return (lines + [[command[0], "help"] + command.dropFirst()]).map(ShellWord.quote)
  }
}

extension Fault {
  /// The line with what was probably meant in place, in each way that is possible: other readings of
  /// it first.
  func corrections(of line: [String], readings: [[String]] = []) -> [[String]] {
    var lines = readings
    if let words, !replacement.isEmpty {
      var corrected = line
      corrected.replaceSubrange(words, with: replacement)
      lines.insert(corrected, at: 0)
    }
    return lines.filter { corrected in
      // What is unreadable on a terminal is not shown.
      corrected.count <= 64
        && corrected.allSatisfy { $0.utf8.count <= 256 && ShownWord.isPlain($0) }
    }
  }
}
