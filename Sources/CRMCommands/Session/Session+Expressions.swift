import CRMCore
import CRMModel
import CommandLineKit

/// `--where` and `--mine` (R38): the same on every list.
struct WhereOptions: Sendable {
  var expression: String?
  var isMine = false

  static var rows: [Row<WhereOptions>] {
    [
      .option(
        "--where", value: .line("EXPRESSION"),
        help: Text(
          ru: "только где выполнено выражение: crm help where",
          en: "only where an expression holds: crm help where")
      ) { $0.expression = $1 },
      .flag("--mine", help: Text(ru: "только мои", en: "only mine")) { $0.isMine = true },
    ]
  }

  /// Whether anything was asked.
  var isEmpty: Bool { expression == nil && !isMine }

  /// The condition that both come to; `nil` where neither was given.
  ///
  /// - Throws: `CRMError.usage`, with the place, for a mistaken expression; `.notFound` for a stage,
  ///   pipeline, user, department or list that does not exist.
  func condition<Subject>(
    _ session: Session, _ snapshot: Snapshot, _ vocabulary: (Schema) -> Vocabulary<Subject>
  ) throws(CRMError) -> Condition<Subject>? {
    guard !isEmpty else { return nil }
    let viewpoint = try session.viewpoint(snapshot)
    let context = try snapshot.expressions(viewpoint)
    func condition(
      _ vocabulary: Vocabulary<Subject>
    ) throws(ExpressionError) -> Condition<Subject> {
      if let expression {
        // Alone, so that places are those of what was typed.
        _ = try Expression(parsing: expression).condition(in: vocabulary, context)
      }
      let texts = [expression.map { "(\($0))" }, isMine ? vocabulary.kind.mine : nil]
      return try Expression(parsing: texts.compactMap(\.self).joined(separator: " and "))
        .condition(in: vocabulary, context)
    }
    let schema = try snapshot.schema(viewpoint)
    return try expressionProblem(in: "--where") { () throws(ExpressionError) in
      do throws(ExpressionError) { return try condition(vocabulary(schema)) } catch {
        // A word that is unknown may be of a field that nobody defined (R35).
        guard error.unknown != nil, error.missing == nil,
          let more = try? snapshot.schema(viewpoint, knowing: snapshot.fieldsInUse())
        else { throw error }
        do throws(ExpressionError) { return try condition(vocabulary(more)) } catch _ {
          throw error
        }
      }
    }
  }
}

/// Translates what is wrong with an expression.
func expressionProblem<Result>(
  in option: String, _ body: () throws(ExpressionError) -> Result
) throws(CRMError) -> Result {
  do throws(ExpressionError) {
    return try body()
  } catch {
    if let kind = error.missing, let word = error.unknown {
      throw .notFound(kind.subject, word.typed, nearest: nearest(word))
    }
    let problem = error.placedProblem
    let meant = error.unknown?.meant
    throw .usage(
      Phrase(
        ru: "\(option), \(problem.ru)\(meant?.ru ?? "")",
        en: "\(option), \(problem.en)\(meant?.en ?? "")"),
      hints: [Remedy("help", "where").phrase], unknown: error.unknown)
  }
}

extension UnknownWord {
  /// What was probably meant, behind the word; `nil` where nothing is near.
  var meant: Phrase? {
    NearestName.find(typed, among: known)
      .map { Phrase(ru: "; есть '\($0)'", en: "; there is '\($0)'") }
  }
}

private func nearest(_ word: UnknownWord) -> [String] {
  NearestName.find(word.typed, among: word.known).map { [$0] } ?? Array(word.known.prefix(10))
}

extension ReferenceKind {
  /// What an error calls it.
  fileprivate var subject: CRMError.Subject {
    switch self {
    case .pipeline: .pipeline
    case .stage: .stage
    case .user: .user
    case .department: .department
    case .company: .company
    case .list: .list
    }
  }
}
