import CRMTestSupport
import XCTest

/// What the program says to people stands in both languages side by side.
final class PeoplesWordsTests: XCTestCase {
  /// Files with Russian words that are no message, and why.
  private static let russian: [String: String] = [
    "CRMCore/Import/Programs/ImportFormat.swift": "a currency's sign",
    "CRMCore/Import/Programs/ExportColumn.swift": "titles of an export's columns",
    "CRMCore/Import/Programs/ExportColumns.swift": "a title for a column without one",
    "CRMCore/Import/Programs/ClientValues.swift": "words of an export",
    "CRMCore/Import/BankStatement.swift": "keys of a bank's statement, heads of a table",
    "CRMCore/Import/Names/NewPipeline.swift": "names in a proposed pipeline, which are data",
    "CRMCore/Import/PaymentPurpose.swift": "words of a payment's purpose",
    "CRMCore/Import/ProductImport.swift": "heads of a table",
    "CRMCore/Tables/TableDates.swift": "heads of a table",
    "CRMCore/Import/Names/Transliteration.swift": "letters",
    "CRMCore/Tables/CodePage.swift": "letters",
    "CRMCommands/Commands/Paper/OrderPromise.swift": "a task's action, which is data",
    "CRMCommands/Commands/Paper/PaperCommands.swift": "commands that can be typed",
    "CRMModel/Papers/PaperType.swift": "numbers of papers",
    "CRMModel/Papers/SumInWords.swift": "numbers in words, which each language makes otherwise",
    "CRMModel/Actions/SplitPayment.swift": "names of deals (R20, R21)",
    "CRMModel/Entities/ChainLink.swift": "names of deals (R20, R21)",
    "CRMModel/Entities/FullName.swift": "letters",
    "CRMModel/Expressions/Condition.swift": "words that can be typed",
    "CRMModel/Expressions/ExpressionParser.swift": "words that can be typed",
    "CRMModel/Values/Spelling.swift": "legal forms in names",
    "CRMModel/Pipelines/PipelineLint+Advice.swift": "how stages are called",
    "CRMModel/Schema/ValueType.swift": "words that can be typed",
    "CRMModel/Values/CountedNoun.swift":
      "Russian has more plural forms, which stand beside English",
    "CRMModel/Values/Folding.swift": "names of deals, letters",
    "CRMModel/Values/Money+Parsing.swift": "words that can be typed",
    "CRMModel/Values/PhoneNumber.swift": "words that can be typed",
    "CRMModel/Values/TimeExpressionParser.swift": "words that can be typed",
    "CRMCommands/Commands/Help/Topics/HelpTopic+Money.swift": "words that can be typed",
    "CRMCommands/Commands/Help/Topics/HelpTopic+Stages.swift": "a name in an example",
    "CRMCommands/Commands/Help/Topics/HelpTopic+Times.swift": "words that can be typed",
  ]

  /// Files with English words that are no message, and why.
  private static let english: [String: String] = [
    "CRMCore/Sync/GitRepository+Remote.swift": "a command of git",
    "CRMCommands/Commands/Export/ExportSQL.swift": "words of a database",
    "CRMCommands/Commands/Export/ExportSQL+Views.swift": "words of a database",
    "CRMCommands/Commands/Help/Topics/HelpTopic+Where.swift": "expressions that can be typed",
    "CRMCore/Workspace/SavedLists.swift": "expressions that can be typed",
    "CRMCommands/Commands/Product/ProductCommands.swift": "an expression that can be typed",
    "CRMModel/Papers/SumInWords.swift": "numbers in words, which each language makes otherwise",
    "CRMModel/Pipelines/PipelineLint+Advice.swift": "how stages are called",
    "CRMCommands/Messages/SystemError+Words.swift": "names by which streams are known",
    "CRMCore/Store/JournalEntry.swift": "words of a file format",
    "CRMCore/Store/JournalRecord.swift": "words of a file format",
    "CRMCore/Sync/GitRepository.swift": "a command that can be typed",
    "CRMCore/Sync/GitRepository+Commits.swift": "words of git",
    "CRMCore/Sync/Workspace+SyncInit.swift": "words of git",
    "CRMCore/System/PosixSystem+Process.swift": "the names by which streams are known",
    "CRMCore/System/PosixSystem.swift": "the name by which a stream is known",
  ]

  /// Files whose wordings name other values, and why.
  private static let differing: [String: String] = [
    "CRMModel/Values/CountedNoun.swift": "the form of a noun by its number",
    "CRMCore/Tables/CSVRecord.swift": "only English counts its nouns there",
  ]

  func testRussianHasItsEnglish() throws {
    let texts = try SourceText.all()
    XCTAssertGreaterThan(texts.count { $0.wording?.label == "ru" }, 600, "the sources are read")
    let pairs = pairs(texts)
    for text in texts where text.hasCyrillic && text.wording?.label != "ru" {
      guard Self.russian[text.file] == nil, !text.isCommandLine, !pairs.contains(text.bracket)
      else { continue }
      fail(text, "Russian outside of Phrase(ru:en:) and Text(ru:en:)")
    }
  }

  func testEnglishHasItsRussian() throws {
    let texts = try SourceText.all()
    let pairs = pairs(texts)
    for text in texts where text.wording == nil && text.isSentence {
      guard Self.english[text.file] == nil, !text.isCommandLine, !pairs.contains(text.bracket),
        !text.isIn(["fatalError"]), !text.file.hasPrefix("CommandLineKit/Completion/"),
        // Marks of a page, and its style.
        !text.file.hasPrefix("CRMCommands/Report/"), !text.shown.hasPrefix("<"),
        // What is wrong with a declaration is said to its author.
        !text.file.hasSuffix("+Problems.swift")
      else { continue }
      fail(text, "English outside of Phrase(ru:en:) and Text(ru:en:)")
    }
  }

  func testBothLanguagesSayTheSame() throws {
    let wordings = try Dictionary(grouping: SourceText.all().filter { $0.wording != nil }) {
      "\($0.file) \($0.wording?.offset ?? 0)"
    }
    for texts in wordings.values {
      let ru = texts.filter { $0.wording?.label == "ru" }
      let en = texts.filter { $0.wording?.label == "en" }
      guard let first = en.first ?? ru.first else { continue }
      if values(ru) != values(en), Self.differing[first.file] == nil {
        fail(first, "the languages name different values: \(values(ru)), \(values(en))")
      }
      if en.contains(where: { $0.isSentence && !$0.isCommandLine }),
        !ru.contains(where: \.hasCyrillic)
      {
        fail(first, "the Russian wording is missing")
      }
    }
  }

  /// The calls whose first arguments are a Russian and an English text.
  private func pairs(_ texts: [SourceText]) -> Set<String> {
    let calls = Dictionary(grouping: texts.filter { $0.places.last?.label == "" }, by: \.bracket)
    return Set(
      calls.filter { $0.value.count > 1 && $0.value[0].hasCyrillic && !$0.value[1].hasCyrillic }
        .keys)
  }

  /// The values that wordings name, whichever language each is in.
  private func values(_ texts: [SourceText]) -> Set<String> {
    let nested = #/"(?:[^"\\]|\\.)*"/#
    return Set(
      texts.flatMap(\.values).map { value in
        value.replacing(nested, with: "").split { !$0.isLetter && !$0.isNumber }
          .filter { $0 != "ru" && $0 != "en" }.joined(separator: " ")
      })
  }

  private func fail(_ text: SourceText, _ problem: String) {
    recordFailure(
      withDescription: "\(problem): '\(text.shown)'",
      inFile: "\(RecordedFile("Sources").url.path)/\(text.file)", atLine: text.line, expected: true)
  }
}

extension SourceText {
  /// A line that can be typed into a shell: an example, or what is said of one.
  fileprivate var isCommandLine: Bool { isIn(["Example"]) || shown.hasPrefix("crm ") }
  /// The innermost bracket that it stands in.
  fileprivate var bracket: String { "\(file) \(places.last?.offset ?? 0)" }
  /// Whether it has two English words in a row.
  fileprivate var isSentence: Bool {
    texts.contains { $0.contains(#/[A-Za-z]{2,} [A-Za-z]{2,}/#) }
  }
}
