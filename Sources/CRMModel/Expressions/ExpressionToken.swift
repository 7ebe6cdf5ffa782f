/// One word or sign of an expression.
struct ExpressionToken: Hashable {
  enum Kind: Hashable {
    /// A bare word, which may be a keyword.
    case word
    /// A text in quotation marks, which never is one.
    case quoted
    /// `=`, `<=` and their like.
    case comparison(Expression.Comparator)
    case open, close, comma
  }

  let kind: Kind
  /// What it says, without quotation marks.
  let text: String
  /// Where it stands, in characters.
  let range: Range<Int>

  /// The tokens of a text.
  ///
  /// - Throws: ``ExpressionError`` for a quotation mark that is never closed and for a lone `!`.
  static func all(in text: String) throws(ExpressionError) -> [ExpressionToken] {
    let characters = Array(text)
    var tokens: [ExpressionToken] = []
    var place = 0
    while place < characters.count {
      let start = place
      let character = characters[place]
      if character.isWhitespace {
        place += 1
      } else if let kind = signs[character] {
        place += 1
        tokens.append(ExpressionToken(kind: kind, text: String(character), range: start..<place))
      } else if let end = marks[character] {
        let quoted = try quotation(characters, &place, until: end)
        tokens.append(ExpressionToken(kind: .quoted, text: quoted, range: start..<place))
      } else if "=!<>~".contains(character) {
        let pair = String(characters[place..<min(place + 2, characters.count)])
        guard
          let comparator = Expression.Comparator(rawValue: pair)
            ?? Expression.Comparator(rawValue: String(character))
        else {
          throw ExpressionError(
            start..<start + 1, ru: "здесь '!=' или '!~'", en: "'!=' or '!~' is expected here")
        }
        place += comparator.rawValue.count
        tokens.append(
          ExpressionToken(
            kind: .comparison(comparator), text: comparator.rawValue, range: start..<place))
      } else {
        while place < characters.count, isPartOfWord(characters[place]) { place += 1 }
        // A closing mark without its opening one is no word, and must not be looked at for ever.
        if place == start { place += 1 }
        tokens.append(
          ExpressionToken(
            kind: .word, text: String(characters[start..<place]), range: start..<place))
      }
    }
    return tokens
  }

  private static var signs: [Character: Kind] { ["(": .open, ")": .close, ",": .comma] }

  private static var marks: [Character: Character] { ["'": "'", "\"": "\"", "«": "»"] }

  private static func isPartOfWord(_ character: Character) -> Bool {
    !character.isWhitespace && !"'\"«»(),=!<>~".contains(character)
  }

  /// The text between two marks; the closing one doubled stands for itself.
  private static func quotation(
    _ characters: [Character], _ place: inout Int, until end: Character
  ) throws(ExpressionError) -> String {
    let start = place
    var text = ""
    place += 1
    while place < characters.count {
      if characters[place] == end {
        place += 1
        guard place < characters.count, characters[place] == end else { return text }
      }
      text.append(characters[place])
      place += 1
    }
    throw ExpressionError(
      start..<characters.count, ru: "кавычка не закрыта", en: "the quotation mark is not closed")
  }
}
