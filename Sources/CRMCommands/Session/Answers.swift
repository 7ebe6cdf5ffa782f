import CRMCore
import CRMModel
import CommandLineKit

/// What a person at the terminal has answered, each with its place in the command line.
struct Answers {
  /// One answer.
  struct Answer {
    let parameter: ParameterDescription
    let place: Int
    var tries = 1
  }

  /// A third wrong answer ends the command.
  static var limit: Int { 3 }

  var list: [Answer] = []

  /// The answer that a command failed for, where one is to blame.
  func wrong(
    _ error: CRMError, _ parsed: Parsed<GlobalOptions, any Runnable>, in words: [String]
  ) -> Int? {
    list.firstIndex { answer in
      let (title, word) = (answer.parameter.title, words[answer.place])
      if case .failure(let usage) = parsed.outcome {
        guard case .malformedValue(let parameter, _, _) = usage.cause else { return false }
        return parameter == title
      }
      switch error {
      case .usage(let message, _, let unknown):
        return unknown?.typed == word || message.en.hasPrefix(title + ":")
      case .refused(let refusal):
        return refusal.unknown?.typed == word
          || refusal.missing.contains { $0.option == title }
      case .notFound(_, let reference, _), .noStage(let reference, _),
        .withoutDeal(_, let reference), .withoutTask(_, let reference),
        .ambiguous(_, let reference, _):
        return reference == word
      case .needs, .withoutPrice, .notPermitted, .store, .document, .newerFormat, .zone, .deleted,
        .revision,
        .check, .system, .sync:
        return false
      }
    }
  }
}
