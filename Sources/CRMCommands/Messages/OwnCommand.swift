import CRMModel

/// The user's own command on its way to a hint.
struct OwnCommand {
  /// The words as typed.
  let words: [String]
  private var hint: [Phrase]

  init(_ words: [String]) {
    self.words = words
    hint = words.map { Phrase($0) }
  }

  var isChanged: Bool { hint.count != words.count || zip(hint, words).contains { $0.en != $1 } }
  var remedy: Remedy { Remedy(words: hint) }

  /// Whether an option was given, in either of its forms.
  func has(_ option: String) -> Bool {
    words.contains { $0 == option || $0.hasPrefix(option + "=") }
  }

  /// Adds an option with its value.
  mutating func add(_ option: String, _ value: Phrase) {
    hint += [Phrase(ru: option, en: option), value]
  }

  /// Gives an option a value, in the place of another that it had.
  mutating func set(_ option: String, to value: Phrase) {
    if let index = hint.firstIndex(where: { $0.en.hasPrefix(option + "=") }) {
      hint[index] = Phrase(ru: "\(option)=\(value.ru)", en: "\(option)=\(value.en)")
    } else if let index = hint.firstIndex(where: { $0.en == option }), index + 1 < hint.count {
      hint[index + 1] = value
    } else {
      add(option, value)
    }
  }

  /// The command with another name in the place of a word, of an option's value, or of one name in a
  /// list; `nil` where the word does not stand in it.
  func replacing(_ typed: String, by name: String) -> Remedy? {
    let replaced = words.map { word -> String in
      if word == typed { return name }
      if word.hasPrefix("--"), word.hasSuffix("=" + typed) {
        return word.dropLast(typed.count) + name
      }
      let list = word.split(separator: ",", omittingEmptySubsequences: false)
      guard list.count > 1, list.contains(Substring(typed)) else { return word }
      return list.map { $0 == typed ? name : String($0) }.joined(separator: ",")
    }
    return replaced == words ? nil : Remedy(words: replaced)
  }
}
