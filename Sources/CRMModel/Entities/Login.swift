/// The name under which a person works: an operating system login or one that an import proposed.
public struct Login: Hashable, Comparable, Sendable {
  /// The login as it is stored and printed.
  public let text: String

  /// A login that was stored before; no check is made.
  public init(stored text: String) {
    self.text = text
  }

  /// A login as a user typed it: 1 to 64 characters without blanks, control characters or slashes.
  ///
  /// - Throws: `ValueError` where the text is none.
  public init(parsing text: String) throws(ValueError) {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
        && scalar != "/" && scalar != "\\"
    }
    guard !text.isEmpty, text.count <= 64, isPlain, !text.hasPrefix("-") else {
      throw ValueError(
        text,
        ru: "логин пишется слитно, до 64 знаков, например ivanov",
        en: "a login is one word of up to 64 characters, such as ivanov")
    }
    self.text = text
  }

  /// Order by code points.
  public static func < (left: Login, right: Login) -> Bool { left.text < right.text }
}
