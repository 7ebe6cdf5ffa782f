extension String {
  /// A name in one line, whatever line breaks the cell had.
  var inOneLine: String {
    // A line break is a character of its own, or one with another: its first scalar tells.
    guard unicodeScalars.contains(where: \.isLineBreak) else { return self }
    return split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Unicode.Scalar {
  fileprivate var isLineBreak: Bool {
    switch self {
    case "\n"..."\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }
}
