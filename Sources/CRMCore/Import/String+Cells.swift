extension String {
  /// A cell's text without white space at its ends.
  var trimmedCell: String {
    // Most cells have none, and looking at bytes is much cheaper than at characters.
    let visible = UInt8(ascii: "!")...UInt8(ascii: "~")
    if let first = utf8.first, let last = utf8.last, visible ~= first, visible ~= last {
      return self
    }
    var rest = self[...].drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// A name in one line, whatever line breaks the cell had.
  var inOneLine: String {
    guard contains(where: \.isNewline) else { return self }
    return split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
