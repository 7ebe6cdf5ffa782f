/// How names are written down, however they were typed (R67).
public enum Spelling {
  /// A company's name: blanks where they part words, quotation marks in pairs as «», and the form in
  /// which it is registered in capitals.
  public static func company(_ typed: String) -> String {
    var words = quoted(person(typed)).split(separator: " ").map(String.init)
    if words.count > 1 {
      for place in [0, words.count - 1] {
        words[place] = legalForm(words[place]) ?? words[place]
      }
    }
    return words.joined(separator: " ")
  }

  /// A person's name: blanks where they part words.
  public static func person(_ typed: String) -> String {
    typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The Russian words that say how a client is registered, in small letters.
  static let legalForms: Set<Substring> = [
    "ооо", "ип", "ао", "пао", "зао", "оао", "нао", "тоо", "чп", "гуп", "муп", "ано", "нко",
  ]

  private static func legalForm(_ word: String) -> String? {
    let letters = word.filter { $0 != "." }
    return legalForms.contains(letters.lowercased()[...]) ? letters.uppercased() : nil
  }

  /// The text with its double quotation marks in pairs; as it is where they are not: 15" is no quotation.
  private static func quoted(_ text: String) -> String {
    var (result, depth) = ("", 0)
    var last: Character = " "
    for letter in text {
      guard "\"“”„".contains(letter) else {
        result.append(letter)
        last = letter
        continue
      }
      let opens = letter == "„" || " («".contains(last)
      depth += opens ? 1 : -1
      guard depth >= 0 else { return text }
      last = opens ? "«" : "»"
      result.append(last)
    }
    return depth == 0 ? result : text
  }
}
