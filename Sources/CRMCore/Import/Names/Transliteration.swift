import CRMModel

/// Russian words in Latin letters, for logins and ids that are easy to type.
package enum Transliteration {
  /// Lower-case Latin letters and digits, with a hyphen for each run of anything else between them.
  ///
  /// Letters as in the travel documents of Russia (order 889 of the Ministry of the Interior, 2017),
  /// but й as y; `fallback` for a text without any known letter.
  package static func slug(_ text: String, or fallback: String = "", limit: Int = 40) -> String {
    var slug = ""
    var owesHyphen = false
    for scalar in Folding.fold(text).unicodeScalars {
      guard let letters = latin(scalar) else {
        owesHyphen = !slug.isEmpty
        continue
      }
      if letters.isEmpty { continue }
      guard slug.utf8.count + letters.utf8.count < limit else { break }
      if owesHyphen { slug += "-" }
      owesHyphen = false
      slug += letters
    }
    return slug.isEmpty ? fallback : slug
  }

  /// The letters for one character; `nil` for what parts words.
  private static func latin(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "a"..."z", "0"..."9": String(scalar)
    case "а": "a"
    case "б": "b"
    case "в": "v"
    case "г", "ґ": "g"
    case "д": "d"
    case "е", "ё", "э", "є": "e"
    case "ж": "zh"
    case "з": "z"
    case "и", "і": "i"
    case "й", "ы": "y"
    case "к": "k"
    case "л": "l"
    case "м": "m"
    case "н": "n"
    case "о": "o"
    case "п": "p"
    case "р": "r"
    case "с": "s"
    case "т": "t"
    case "у": "u"
    case "ф": "f"
    case "х": "kh"
    case "ц": "ts"
    case "ч": "ch"
    case "ш": "sh"
    case "щ": "shch"
    case "ь", "ъ": ""
    case "ю": "yu"
    case "я": "ya"
    case "ї": "yi"
    default: nil
    }
  }
}
