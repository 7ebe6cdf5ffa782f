extension String {
  /// The text without white space at either end.
  package func trimmingBlanks() -> String {
    // Most texts have none, and looking at bytes is much cheaper than at characters.
    if let first = unicodeScalars.first, let last = unicodeScalars.last, Self.isPlain(first),
      Self.isPlain(last)
    {
      return self
    }
    var rest = self[...].drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// Whether a scalar is seen and stands for itself: of ASCII, or a Russian letter.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    ("!"..."~").contains(scalar) || ("\u{410}"..."\u{44F}").contains(scalar)
  }

  /// Where another text occurs first, compared character by character.
  func firstRange(of other: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) {
        return start..<index(start, offsetBy: other.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
