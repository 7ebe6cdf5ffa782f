import CommandLineKit
import Foundation
import XCTest

final class ShellWordTests: XCTestCase {
  func testQuotesOnlyWhereAShellNeedsThem() {
    let table: [(String, String)] = [
      ("", "''"), ("a", "a"), ("--name=x", "--name=x"), ("a b", "'a b'"), ("it's", "'it'\\''s'"),
      ("'", "''\\'''"), ("$x", "'$x'"), ("*", "'*'"), ("~", "'~'"), ("#1", "'#1'"),
      ("=ls", "'=ls'"), ("a=b", "a=b"), ("7k3m/1", "7k3m/1"), ("Кафе", "Кафе"), ("a;b", "'a;b'"),
      ("a\nb", "'a\nb'"), ("{a,b}", "'{a,b}'"), ("!!", "'!!'"), ("a\u{A0}b", "'a\u{A0}b'"),
      ("\\", "''\\\\''"), ("50%", "50%"),
      ("%self", "'%self'"), ("\u{115F}", "'\u{115F}'"),
      ("Бар\\'; touch x; \\", "'Бар'\\\\''\\''; touch x; '\\\\''"), ("a@b.ru", "a@b.ru"),
      ("'\u{301}", "''\\''\u{301}'"),
    ]
    for (word, expected) in table {
      XCTAssertEqual(Array(ShellWord.quote(word).utf8), Array(expected.utf8), word)
    }
    XCTAssertEqual(ShellWord.quote(["a", "b c", ""]), "a 'b c' ''")
  }

  func testSplitsAsAShellDoes() throws {
    let table: [(String, [String])] = [
      ("", []), ("  \t ", []), ("a", ["a"]), (" a  b\tc\n", ["a", "b", "c"]),
      ("'a b'c", ["a bc"]), ("''", [""]), ("\"\" ''", ["", ""]), ("a'b'\"c\"", ["abc"]),
      ("\"a'b\"", ["a'b"]), ("'a\"b'", ["a\"b"]), ("'a\\b'", ["a\\b"]), ("a\\ b", ["a b"]),
      ("\\'", ["'"]), ("\"\\\"\\\\\\$\\`\\n\"", ["\"\\$`\\n"]), ("a\\\nb", ["ab"]),
      ("\"a\\\nb\"", ["ab"]), ("# all", []), ("a #b", ["a"]), ("a#b", ["a#b"]),
      ("a # b\nc", ["a", "c"]), ("'#'", ["#"]), ("\\# x", ["#", "x"]), ("a\r\n", ["a"]),
      ("a | b > c; $x *", ["a", "|", "b", ">", "c;", "$x", "*"]), ("'a\nb'", ["a\nb"]),
      ("a '\u{301}'", ["a", "\u{301}"]), ("\\\\", ["\\"]),
    ]
    for (line, expected) in table {
      XCTAssertEqual(try ShellWord.split(line), expected, line)
    }
  }

  func testProblemSaysWhereItIs() {
    let table: [(String, ShellWordProblem, String, String)] = [
      (
        "a 'b", .openSingleQuote(column: 3), "the single quote at column 3 is not closed",
        "не закрыта одинарная кавычка в позиции 3"
      ),
      (
        "й\"b 'c'", .openDoubleQuote(column: 2), "the double quote at column 2 is not closed",
        "не закрыта двойная кавычка в позиции 2"
      ),
      (
        "a b\\", .danglingBackslash(column: 4), "nothing follows the backslash at column 4",
        "после обратной косой черты в позиции 4 ничего нет"
      ),
      (
        "\"\\", .openDoubleQuote(column: 1), "the double quote at column 1 is not closed",
        "не закрыта двойная кавычка в позиции 1"
      ),
    ]
    for (line, problem, en, ru) in table {
      XCTAssertThrowsError(try ShellWord.split(line), line) { error in
        XCTAssertEqual(error as? ShellWordProblem, problem, line)
      }
      XCTAssertEqual(problem.text, Text(ru: ru, en: en))
    }
  }

  private static func randomWords(_ generator: inout SeededGenerator, _ pieces: [String])
    -> [String]
  {
    (0..<Int.random(in: 0...5, using: &generator)).map { _ in
      (0..<Int.random(in: 0...8, using: &generator)).map { _ in
        pieces[Int.random(in: pieces.indices, using: &generator)]
      }.joined()
    }
  }

  func testQuotedWordsComeBackFromSplit() throws {
    var generator = SeededGenerator(seed: 7)
    let pieces = [
      "a", "Я", " ", "\t", "\n", "\r", "\r\n", "'", "\"", "\\", "#", "$", "`", "!", "\u{301}", "=",
      "-", "~", "*", "👍🏽", "\0", "\u{2028}", "\u{A0}", "%", ";", "&",
    ]
    for round in 0..<5_000 {
      let words = Self.randomWords(&generator, pieces)
      let back = try ShellWord.split(ShellWord.quote(words))
      XCTAssertEqual(back.map { Array($0.utf8) }, words.map { Array($0.utf8) }, "round \(round)")
    }
  }

  func testARealShellReadsQuotedWordsTheSame() throws {
    var generator = SeededGenerator(seed: 8)
    let pieces = ["a", "Я", " ", "'", "\"", "\\", "#", "$x", "`", "!", "=", "~", "*", "{a,b}", "&"]
    let words = (0..<60).flatMap { _ in Self.randomWords(&generator, pieces) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "printf '%s\\n' " + ShellWord.quote(words)]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    XCTAssertEqual(
      String(decoding: output, as: UTF8.self), words.map { $0 + "\n" }.joined())
  }

  func testALongLineIsSplitAtOnce() throws {
    let word = String(repeating: "ы", count: 500_000)
    XCTAssertEqual(try ShellWord.split("a '\(word)'"), ["a", word])
  }
}
