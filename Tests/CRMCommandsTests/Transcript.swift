import CommandLineKit
import Foundation

/// A file of commands and what they print.
///
/// ```
/// # a comment; blank lines around commands mean nothing
/// @now 2026-11-20T10:00:00+03:00     the clock from here on, $CRM_NOW
/// @lang en                           $CRM_LANG from here on; else ru
/// @user petrov                       $CRM_USER from here on; else ivanov
/// @scenario sendpulse                before the first command; `none` for no data directory
/// @terminal 80                       standard output is a terminal of that width; `none`
/// @file commands.txt                 the lines below that begin with `| ` are a file
/// @input                             … are standard input from here on
/// @remove data/deals                 takes a file or folder away
/// @replace $deal.json OLD NEW        in a document of the data directory, wherever it lies
/// @bytes latin1.txt 63E90A           a file of these bytes; `-` is standard input
/// @lock                              another program holds the data directory; `@lock none`
/// @link a.json b.json                a symbolic link to another file
/// @spoil                             one byte in the journal changes
/// @output full                       standard output cannot be written; `@output none`
/// @disk read-only                    the disk of the data directory from here on
/// @area 'По-русски' 'In English'     the chapter of the error catalogue that the file is
/// @entry R4 'Заголовок' 'Heading'    an entry of the error catalogue; its rule, or `-`; behind it
///                                    `| ` why in Russian, `| ` why in English
/// $ crm deal show $deal              one command, its words as in a shell
/// $$ crm deal move $deal won         a refused one, first in Russian, then in English
/// > --json                           more words of the same command
/// = deal                             `$deal` is the id that the command printed first
/// standard output, as it is; a line that begins like one of ours has a `\` in front
/// ! a line of standard error
/// ? 4                                the exit status, where it is not 0
/// ```
/// The world's folder is written as `$FOLDER`, in words as in what is printed; `$LONG` and `$HUGE` are
/// texts beyond every limit, `$BELL` a control character, `$BROKEN` what was no UTF-8. A carriage
/// return is shown as `␍`, an escape character as `␛`.
struct Transcript {
  /// One command or one directive.
  struct Step {
    /// The line it stands in, from 1.
    let line: Int
    /// The lines before it: comments and blanks.
    var before: [String]
    /// Its own lines.
    var head: [String]
    /// The lines of its file, or what it is expected to print.
    var body: [String] = []

    var isCommand: Bool { head.first?.hasPrefix("$") ?? false }
    /// Whether the command is refused in both languages.
    var isRefusal: Bool { head.first?.hasPrefix("$$") ?? false }
    /// The words of the command line, its name included.
    var commandLine: String {
      head.filter { $0.hasPrefix("$") || $0.hasPrefix(">") }
        .map { $0.drop { $0 != " " }.dropFirst() }.joined(separator: " ")
    }
    /// The words of a directive.
    var directive: [String] {
      get throws { try ShellWord.split(String(head[0].dropFirst())) }
    }
    /// The lines of its file.
    var content: [String] {
      body.map { String($0.hasPrefix("| ") ? $0.dropFirst(2) : $0.dropFirst()) }
    }
    /// The name that the printed id gets.
    var capture: String? {
      head.first { $0.hasPrefix("= ") }.map { String($0.dropFirst(2)) }
    }
  }

  var steps: [Step] = []
  var end: [String] = []

  init(_ text: String) {
    var pending: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = String(line)
      switch line.first {
      case "$", "@":
        // Blank lines at the end of what is expected belong to the next step.
        pending = cutBlankEnd() + pending
        steps.append(Step(line: index + 1, before: pending, head: [line]))
        pending = []
      case ">", "=": steps[steps.count - 1].head.append(line)
      case "#":
        pending = cutBlankEnd() + pending + [line]
      default:
        if steps.isEmpty || pending.contains(where: { $0.hasPrefix("#") }) {
          pending.append(line)
        } else {
          steps[steps.count - 1].body.append(line)
        }
      }
    }
    end = cutBlankEnd() + pending
  }

  private mutating func cutBlankEnd() -> [String] {
    guard var body = steps.last?.body else { return [] }
    var blanks: [String] = []
    while body.last == "" { blanks.append(body.removeLast()) }
    steps[steps.count - 1].body = body
    return blanks
  }

  /// The file again.
  var text: String {
    (steps.flatMap { $0.before + $0.head + $0.body } + end).joined(separator: "\n")
  }
}
