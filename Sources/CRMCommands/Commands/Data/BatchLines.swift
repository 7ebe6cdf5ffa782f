import CRMCore
import CRMModel
import CommandLineKit

/// The commands of a batch: a line is words as in a shell, or a JSON array of words.
struct BatchLines: Sequence {
  /// One command, not yet parted into words.
  struct Line {
    /// Counts from 1.
    let number: Int
    fileprivate let text: String

    /// The words after `crm`, which a line may begin with.
    ///
    /// - Throws: `CRMError.usage` for an open quote or JSON that is no array of texts.
    func words() throws(CRMError) -> [String] {
      let words = text.first == "[" ? try jsonWords() : try shellWords()
      return words.first == "crm" ? Array(words.dropFirst()) : words
    }

    private func shellWords() throws(CRMError) -> [String] {
      do throws(ShellWordProblem) {
        return try ShellWord.split(text)
      } catch {
        throw problem(Phrase(ru: error.text.ru, en: error.text.en))
      }
    }

    private func jsonWords() throws(CRMError) -> [String] {
      let value: JSONValue
      do throws(JSONError) { value = try JSONReader.parse(Array(text.utf8)) } catch {
        throw problem(error.problem)
      }
      let words = value.array?.compactMap(\.string) ?? []
      guard words.count == value.array?.count else {
        throw problem(
          Phrase(ru: "нужен массив слов команды", en: "an array of the command's words is needed"))
      }
      return words
    }

    private func problem(_ phrase: Phrase) -> CRMError {
      .usage(phrase, hints: [])
    }
  }

  private let bytes: [UInt8]

  /// - Throws: `CRMError.usage` where the bytes are not UTF-8.
  init(_ bytes: [UInt8]) throws(CRMError) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw .usage(Phrase(ru: "пакет не в UTF-8", en: "the batch is not UTF-8"), hints: [])
    }
    self.bytes = bytes
  }

  /// The lines with their numbers; blank ones and comments are passed over.
  func makeIterator() -> some IteratorProtocol<Line> {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated().lazy
      .map { Line(number: $0.offset + 1, text: Self.text(of: $0.element)) }
      .filter { !$0.text.isEmpty && $0.text.first != "#" }
      .makeIterator()
  }

  private static func text(of line: ArraySlice<UInt8>) -> String {
    let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    return String(decoding: line.trimmingPrefix { $0 == UInt8(ascii: " ") }, as: UTF8.self)
  }
}
