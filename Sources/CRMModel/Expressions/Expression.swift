/// A filter, a requirement or a check as a department writes it (R38):
/// `budget >= 55000 and stage in (proposal, contract) and not tag = "партнер"`.
///
/// It is only read here; what its words mean is found out by ``condition(in:_:)``.
public struct Expression: Hashable, Sendable {
  /// As it was written.
  public let text: String
  let root: Node

  /// A tree of tests.
  indirect enum Node: Hashable, Sendable {
    case any([Node])
    case all([Node])
    case not(Node)
    case test(Test)
  }

  /// One question to one property.
  struct Test: Hashable, Sendable {
    let property: Word
    let question: Question
  }

  enum Question: Hashable, Sendable {
    /// A lone property, which has to be a flag.
    case holds
    case isEmpty, isSet
    case compares(Comparator, Word)
    case isAmong([Word], negated: Bool)
  }

  /// A word and where it stands.
  struct Word: Hashable, Sendable {
    let text: String
    let isQuoted: Bool
    let range: Range<Int>

    // Where it stands is no part of what it says.
    static func == (one: Word, other: Word) -> Bool {
      one.text == other.text && one.isQuoted == other.isQuoted
    }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
  }

  /// The signs of comparisons.
  enum Comparator: String, Hashable, Sendable {
    case equal = "="
    case unequal = "!="
    case below = "<"
    case atMost = "<="
    case above = ">"
    case atLeast = ">="
    case contains = "~"
    case lacks = "!~"
  }

  /// How long, how deep and of how many tests an expression may be.
  enum Limit {
    static let characters = 4_000
    static let depth = 32
    static let tests = 200
  }

  /// The expression of a text.
  ///
  /// - Throws: ``ExpressionError``, with the place, where it is none.
  public init(parsing text: String) throws(ExpressionError) {
    guard text.count <= Limit.characters else {
      throw ExpressionError(
        0..<0, ru: "выражение длиннее \(Limit.characters) знаков",
        en: "an expression of more than \(Limit.characters) characters")
    }
    var parser = ExpressionParser(try ExpressionToken.all(in: text), count: text.count)
    root = try parser.whole()
    self.text = text
  }

  /// Whether one of two is `not (…)` of the other.
  func isOpposite(of other: Expression) -> Bool {
    root == .not(other.root) || other.root == .not(root)
  }
}

/// What is wrong with an expression, and where.
public struct ExpressionError: Error, Hashable, Sendable {
  /// The place in characters; empty where the whole is meant.
  public let range: Range<Int>
  /// What is wrong.
  public let problem: Phrase
  /// What is wrong, with its place.
  public var placedProblem: Phrase {
    let place = range.lowerBound + 1
    return Phrase(ru: "знак \(place): \(problem.ru)", en: "character \(place): \(problem.en)")
  }
  /// A word that names nothing, and what could have been meant.
  public let unknown: UnknownWord?
  /// The kind of thing that does not exist, where a value names one.
  public let missing: ReferenceKind?

  init(
    _ range: Range<Int>, ru: String, en: String, unknown: UnknownWord? = nil,
    missing: ReferenceKind? = nil
  ) {
    self.range = range
    problem = Phrase(ru: ru, en: en)
    self.unknown = unknown
    self.missing = missing
  }

  init(_ range: Range<Int>, _ error: ValueError) {
    self.init(range, ru: error.problem.ru, en: error.problem.en)
  }
}

/// What a value of an expression can name.
public enum ReferenceKind: Hashable, Sendable {
  case pipeline, stage, user, department, company
  /// A saved list of the same kind of thing (R40).
  case list(of: Kind)
}
