/// Text in the cell of a table that a spreadsheet may open.
///
/// What a spreadsheet would take for a formula gets an apostrophe in front, wherever it may begin a
/// cell: behind a semicolon too, which parts cells where a comma parts decimals. Numbers and telephone
/// numbers are none. Reading takes the apostrophe away again, so that a table comes back as it was.
package enum SpreadsheetText {
  /// What a spreadsheet may part cells or rows at, whatever was meant.
  package static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ";", "|", "\t", "\r", "\n": true
    default: false
    }
  }

  /// The text with nothing in it that a spreadsheet would compute.
  package static func guarded(
    _ text: String, partedAt isSeparator: (Unicode.Scalar) -> Bool = isBreak
  ) -> String {
    changed(text, partedAt: isSeparator) { shown, place in
      if isFormula(place) { shown.append("'") }
      return false
    }
  }

  /// The text that `guarded` made, or a spreadsheet that guards its cells, as it was.
  package static func unguarded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "'")) else { return text }
    return changed(text, partedAt: isBreak) { _, place in
      place.first == "'" && place.first { $0 != "'" }.map(isSign) ?? false
    }
  }

  /// Walks over the text; `atStart` is asked wherever a cell may begin, and says whether to leave the
  /// character there out.
  private static func changed(
    _ text: String, partedAt isSeparator: (Unicode.Scalar) -> Bool,
    _ atStart: (inout String.UnicodeScalarView, Substring.UnicodeScalarView) -> Bool
  ) -> String {
    let scalars = text.unicodeScalars
    guard scalars.contains(where: isSign) else { return text }
    var shown = String.UnicodeScalarView()
    var isAtStart = true
    for place in scalars.indices {
      let scalar = scalars[place]
      if isAtStart, atStart(&shown, scalars[place...].prefix { !isSeparator($0) }) {
        isAtStart = false
        continue
      }
      shown.append(scalar)
      isAtStart =
        isSeparator(scalar) || isAtStart && (scalar == "\"" || scalar.properties.isWhitespace)
    }
    return String(shown)
  }

  /// What a formula begins with, in wide forms too.
  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "＝", "＋", "－", "＠": true
    default: false
    }
  }

  /// One that is guarded already is guarded once more, or reading would take the wrong one away.
  private static func isFormula(_ cell: Substring.UnicodeScalarView) -> Bool {
    let bare = cell.drop { $0 == "'" }
    guard let sign = bare.first, isSign(sign) else { return false }
    let digits = bare.dropFirst()
    let isNumber =
      bare.startIndex == cell.startIndex && !digits.isEmpty
      && digits.allSatisfy { $0 == "." || "0"..."9" ~= $0 }
    return !isNumber || sign != "+" && sign != "-"
  }
}

/// Several texts in one cell of a table: parted by commas, one that could be taken for several in
/// quotes (R115).
package enum ListText {
  /// The texts in one.
  package static func joined(_ texts: [String]) -> String {
    texts.map { text in
      let isPlain =
        !text.isEmpty && text == text.trimmingBlanks() && text.first != "\""
        && !text.unicodeScalars.contains(where: isSeparator)
      return isPlain
        ? text
        : "\""
          + text.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\""
    }.joined(separator: ", ")
  }

  /// The texts that stand in one; empty ones that are not in quotes are none.
  package static func parts(of cell: String) -> [String] {
    var parts: [String] = []
    var rest = cell.unicodeScalars[...]
    while true {
      rest = rest.drop { $0.properties.isWhitespace }
      guard !rest.isEmpty else { return parts }
      if rest.first == "\"", let (text, behind) = quoted(rest.dropFirst()) {
        parts.append(text)
        rest = behind
      } else {
        let end = rest.firstIndex(where: isSeparator) ?? rest.endIndex
        let text = String(rest[..<end]).trimmingBlanks()
        if !text.isEmpty { parts.append(text) }
        rest = rest[end...]
      }
      rest = rest.dropFirst()
    }
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "," || scalar == ";" || scalar == "\n" || scalar == "\r"
  }

  /// What stands up to the closing quote, and what begins at the separator behind; `nil` where the
  /// quotes are a part of the text.
  private static func quoted(
    _ text: Substring.UnicodeScalarView
  ) -> (text: String, behind: Substring.UnicodeScalarView)? {
    var found = String.UnicodeScalarView()
    var rest = text
    while let end = rest.firstIndex(of: "\"") {
      found.append(contentsOf: rest[..<end])
      rest = rest[end...].dropFirst()
      guard rest.first == "\"" else {
        let behind = rest.drop { $0 == " " }
        guard behind.first.map(isSeparator) ?? true else { return nil }
        return (String(found), behind)
      }
      found.append("\"")
      rest = rest.dropFirst()
    }
    return nil
  }
}
