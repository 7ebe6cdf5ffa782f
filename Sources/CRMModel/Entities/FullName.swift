/// What counts as a full name: a family name and a given name at least (R6).
public enum FullName {
  /// Whether a name has two words of letters or more.
  public static func isFull(_ name: String) -> Bool {
    var words = 0
    var isInWord = false
    for scalar in name.unicodeScalars {
      switch scalar {
      case "A"..."Z", "a"..."z", "А"..."я", "Ё", "ё":
        if !isInWord { words += 1 }
        isInWord = true
      case " ": isInWord = false
      case "-", ".": break
      default: return isFull(inAnyScript: name)
      }
    }
    return words >= 2
  }

  /// The definition; asking Unicode costs more than all else that is asked of a contact.
  static func isFull(inAnyScript name: String) -> Bool {
    name.split(whereSeparator: \.isWhitespace).count { $0.contains(where: \.isLetter) } >= 2
  }

  /// Фамилия, имя, отчество of a name in this order (R67).
  ///
  /// A word alone is a first name; two are a first name and a patronymic where the second is one.
  static func parts(_ name: String) -> [String?] {
    let words = name.split(separator: " ").map(String.init)
    let hasLast = words.count > 2 || words.count == 2 && !isPatronymic(words[1])
    return parts(of: hasLast ? words[...] : [""] + words, over: 3)
  }

  /// The people whom a cell names: «Анна Ли; Борис Кац», each in a line, or parted by commas where each part
  /// can be nothing but a Russian name of several words; one name where a part may be something else, such
  /// as what somebody is: «Ли Анна, директор».
  package static func several(_ cell: String) -> [String] {
    guard cell.utf8.contains(where: { ",;\n\r".utf8.contains($0) }) else { return [cell] }
    func names(_ isSeparator: (Character) -> Bool, _ isName: (Substring) -> Bool) -> [String]? {
      let parts = cell.split(whereSeparator: isSeparator).map { $0.drop(while: \.isWhitespace) }
        .filter { !$0.isEmpty }
      return parts.count > 1 && parts.allSatisfy(isName)
        ? parts.map { String($0).trimmingBlanks() } : nil
    }
    return names({ $0 == ";" || $0.isNewline }, isCapitalized)
      ?? names({ $0 == "," }) { isFull(String($0)) && isRussian($0) && isCapitalized($0) } ?? [cell]
  }

  /// Whether all its words begin with capitals and are no abbreviations, of letters alone.
  private static func isCapitalized(_ name: Substring) -> Bool {
    name.split(separator: " ").allSatisfy { word in
      word.first?.isUppercase == true
        && (word.count < 3 || word.contains(where: \.isLowercase)
          || word.contains("."))
        && word.allSatisfy { $0.isLetter || ".-'’".contains($0) }
    }
  }

  private static func isRussian(_ name: Substring) -> Bool {
    name.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic || ("Ё"..."ё").contains($0) }
  }

  /// Whether a word is a patronymic, as far as its ending tells.
  package static func isPatronymic(_ word: some StringProtocol) -> Bool {
    ["вич", "вна", "ична"].contains(where: word.hasSuffix)
  }

  /// A word for each of so many parts, all that is left for the last one.
  static func parts(of words: ArraySlice<String>, over count: Int) -> [String?] {
    (1...max(count, 1)).map { place in
      let rest = words.dropFirst(place - 1)
      let part = place == count ? rest.joined(separator: " ") : rest.first ?? ""
      return part.isEmpty ? nil : part
    }
  }

  /// Whether two names are one person's, as far as names can tell: two of their words or more, and all
  /// of the shorter one's, whatever the order.
  public static func isSame(_ left: String, _ right: String) -> Bool {
    let (left, right) = (words(left), words(right))
    return min(left.count, right.count) >= 2
      && (left.isSubset(of: right) || right.isSubset(of: left))
  }

  private static func words(_ name: String) -> Set<Substring> {
    Set(Folding.fold(name).split(separator: " "))
  }
}
