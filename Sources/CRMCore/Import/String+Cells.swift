extension String {
  /// A name in one line, whatever line breaks the cell had.
  var inOneLine: String {
    guard contains(where: \.isNewline) else { return self }
    return split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
