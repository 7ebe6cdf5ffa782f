/// Reads tokens by the grammar of R38, one method a line of it.
struct ExpressionParser {
  private let tokens: [ExpressionToken]
  /// Where the text ends.
  private let end: Int
  private var next = 0
  private var depth = 0
  private var tests = 0

  private typealias Word = Expression.Word

  init(_ tokens: [ExpressionToken], count: Int) {
    self.tokens = tokens
    end = count
  }

  /// The words that mean something when they stand bare.
  private enum Keyword {
    case or, and, not, among, be, empty, set

    init?(_ word: String) {
      switch word.lowercased() {
      case "or", "или": self = .or
      case "and", "и": self = .and
      case "not", "не": self = .not
      case "in", "в": self = .among
      case "is": self = .be
      case "empty", "пусто": self = .empty
      case "set", "задано": self = .set
      default: return nil
      }
    }
  }

  /// Whether a bare word means something of its own, so that no property can have it.
  static func isKeyword(_ word: String) -> Bool {
    Keyword(word) != nil || ["me", "я", "list", "список"].contains(Folding.fold(word))
  }

  mutating func whole() throws(ExpressionError) -> Expression.Node {
    let node = try any()
    if let token = peek {
      throw ExpressionError(
        token.range, ru: "здесь ожидается «и», «или» или конец выражения",
        en: "'and', 'or' or the end is expected here")
    }
    return node
  }

  // `expr = and { OR and }`
  private mutating func any() throws(ExpressionError) -> Expression.Node {
    var parts = [try all()]
    while take(.or) { parts.append(try all()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  // `and = not { AND not }`
  private mutating func all() throws(ExpressionError) -> Expression.Node {
    var parts = [try negation()]
    while take(.and) { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  // `not = NOT not | "(" expr ")" | test`
  private mutating func negation() throws(ExpressionError) -> Expression.Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Expression.Limit.depth else {
      throw ExpressionError(
        here, ru: "скобки и «не» вложены глубже \(Expression.Limit.depth)",
        en: "parentheses and 'not' are nested more than \(Expression.Limit.depth) deep")
    }
    if take(.not) { return .not(try negation()) }
    guard let opening = take(.open) else { return .test(try test()) }
    let node = try any()
    guard take(.close) != nil else {
      throw ExpressionError(
        opening.range, ru: "скобка не закрыта", en: "the parenthesis is not closed")
    }
    return node
  }

  // `test = prop [ CMP value | [NOT] IN "(" value {"," value} ")" | IS [NOT] (EMPTY|SET) | EMPTY | SET ]`
  private mutating func test() throws(ExpressionError) -> Expression.Test {
    tests += 1
    guard tests <= Expression.Limit.tests else {
      throw ExpressionError(
        here, ru: "больше \(Expression.Limit.tests) проверок",
        en: "more than \(Expression.Limit.tests) tests")
    }
    let property = try property()
    return Expression.Test(property: property, question: try question())
  }

  // `prop = word | quoted | word-ending-in-"." quoted`
  private mutating func property() throws(ExpressionError) -> Word {
    if let token = peek, token.kind == .word, Keyword(token.text) != nil {
      throw ExpressionError(
        token.range, ru: "здесь ожидается свойство, а не «\(token.text)»",
        en: "a property is expected here, not '\(token.text)'")
    }
    let first = try word(ru: "здесь ожидается свойство", en: "a property is expected here")
    guard !first.isQuoted, first.text.hasSuffix("."), let rest = peek, rest.kind == .quoted,
      rest.range.lowerBound == first.range.upperBound
    else { return first }
    next += 1
    return Word(
      text: first.text + rest.text, isQuoted: false,
      range: first.range.lowerBound..<rest.range.upperBound)
  }

  private mutating func question() throws(ExpressionError) -> Expression.Question {
    if case .comparison(let comparator)? = peek?.kind {
      next += 1
      return .compares(comparator, try value())
    }
    if take(.be) {
      let isNegated = take(.not)
      if take(.empty) { return isNegated ? .isSet : .isEmpty }
      if take(.set) { return isNegated ? .isEmpty : .isSet }
      throw ExpressionError(
        here, ru: "здесь ожидается «empty» или «set»", en: "'empty' or 'set' is expected here")
    }
    if take(.empty) { return .isEmpty }
    if take(.set) { return .isSet }
    let isNegated =
      tokens.indices.contains(next + 1) && isKeyword(.among, at: next + 1)
      && take(.not)
    guard take(.among) else { return .holds }
    guard take(.open) != nil else {
      throw ExpressionError(
        here, ru: "здесь ожидается скобка", en: "a parenthesis is expected here")
    }
    var values = [try value()]
    while take(.comma) != nil { values.append(try value()) }
    guard take(.close) != nil else {
      throw ExpressionError(
        here, ru: "здесь ожидается запятая или скобка",
        en: "a comma or a closing parenthesis is expected here")
    }
    return .isAmong(values, negated: isNegated)
  }

  private mutating func value() throws(ExpressionError) -> Word {
    try word(ru: "здесь ожидается значение", en: "a value is expected here")
  }

  private mutating func word(ru: String, en: String) throws(ExpressionError) -> Word {
    guard let token = peek, token.kind == .word || token.kind == .quoted else {
      throw ExpressionError(here, ru: ru, en: en)
    }
    next += 1
    return Word(text: token.text, isQuoted: token.kind == .quoted, range: token.range)
  }

  // MARK: Tokens

  private var peek: ExpressionToken? { tokens.indices.contains(next) ? tokens[next] : nil }

  /// The next token's place; the end's where there is none.
  private var here: Range<Int> { peek?.range ?? end..<end }

  private func isKeyword(_ keyword: Keyword, at place: Int) -> Bool {
    tokens[place].kind == .word && Keyword(tokens[place].text) == keyword
  }

  private mutating func take(_ keyword: Keyword) -> Bool {
    guard peek != nil, isKeyword(keyword, at: next) else { return false }
    next += 1
    return true
  }

  private mutating func take(_ kind: ExpressionToken.Kind) -> ExpressionToken? {
    guard let token = peek, token.kind == kind else { return nil }
    next += 1
    return token
  }
}
