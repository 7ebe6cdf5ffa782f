/// An e-mail address of plausible form, compared in lower case (R32).
public struct EmailAddress: Hashable, Sendable {
  /// The address as it was typed, without blanks around it.
  public let text: String

  /// The address in a text.
  ///
  /// Only the form is checked: whether mail arrives is known by sending it. Quoted local parts and
  /// addresses of hosts, which RFC 5322 also has, are refused.
  /// - Throws: ``ValueError`` unless there is one `@`, with 1…64 bytes before it and a domain of
  ///   two labels or more behind it, 254 bytes in all.
  public init(parsing text: String) throws(ValueError) {
    let trimmed = text.trimmingBlanks()
    let parts = EmailAddress.parts(of: trimmed[...], by: "@")
    guard parts.count == 2, trimmed.utf8.count <= 254, EmailAddress.isLocalPart(parts[0]),
      EmailAddress.isDomain(parts[1])
    else {
      throw ValueError(
        text, ru: "это не адрес почты; годится anna@example.ru",
        en: "not an e-mail address; write anna@example.com")
    }
    self.text = trimmed
  }

  /// The address in lower case, by which it is compared and found.
  public var comparisonText: String { text.lowercased() }

  /// Whether both are the same address, whatever the case.
  public static func == (left: EmailAddress, right: EmailAddress) -> Bool {
    left.comparisonText == right.comparisonText
  }

  /// Hashes the address in lower case.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(comparisonText)
  }

  /// Dots stand between other characters; what separates addresses in a list does not occur.
  private static func isLocalPart(_ part: Substring) -> Bool {
    (1...64).contains(part.utf8.count)
      && parts(of: part, by: ".").allSatisfy { !$0.isEmpty }
      && part.unicodeScalars.allSatisfy { scalar in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-", "+": true
        default:
          !scalar.properties.isWhitespace && !SafeText.isHidden(scalar)
            && !scalar.properties.isDefaultIgnorableCodePoint
            && !"()<>[],;:\\\"".unicodeScalars.contains(scalar)
        }
      }
  }

  /// Labels of letters of any script, digits, and hyphens inside.
  private static func isDomain(_ domain: Substring) -> Bool {
    let labels = parts(of: domain, by: ".")
    return labels.count >= 2
      && labels.allSatisfy { label in
        let hyphen = UInt8(ascii: "-")
        return (1...63).contains(label.utf8.count) && label.utf8.first != hyphen
          && label.utf8.last != hyphen
          && label.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x2D, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            case ..<0x80: false
            default: scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
            }
          }
      }
  }

  private static func parts(of text: Substring, by separator: Unicode.Scalar) -> [Substring] {
    text.utf8.split(separator: UInt8(ascii: separator), omittingEmptySubsequences: false)
      .map(Substring.init)
  }
}
