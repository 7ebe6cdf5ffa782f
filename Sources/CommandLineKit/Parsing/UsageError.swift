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
    /// The command takes no further argument.
    case unexpectedArgument(String)
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
  /// Lines to paste into a shell: the corrected line as far as it can be guessed, then the help.
  package let hints: [String]

  init(
    _ fault: Fault, program: String, path: [String], line: [String], unquoted: [Range<Int>] = []
  ) {
    cause = fault.cause
    command = [program] + path
    words = fault.words
    nearest = fault.nearest
    let help = ShellWord.quote([program, "help"] + path)
    var corrected: [String?] = []
    if let words = fault.words, let replacement = fault.replacement {
      corrected = [Self.line(line, replacing: words, by: replacement, program: program)]
    }
    corrected += unquoted.map { words in
      let name = line[words].joined(separator: " ")
      return Self.line(line, replacing: words, by: name, program: program)
    }
    hints = (corrected + [help]).compactMap(\.self)
  }

  /// The line with the replacement in place; nil where it would be unreadable on a terminal.
  private static func line(
    _ line: [String], replacing words: Range<Int>, by replacement: String, program: String
  ) -> String? {
    guard line.count <= 64 else { return nil }
    var corrected = line
    corrected.replaceSubrange(words, with: [replacement])
    guard corrected.allSatisfy({ $0.utf8.count <= 256 && ShownWord.isPlain($0) }) else {
      return nil
    }
    return ShellWord.quote([program] + corrected)
  }
}
