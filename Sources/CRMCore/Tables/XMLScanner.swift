/// Reads XML from front to back: elements, attributes and text, which is all that workbooks need.
///
/// A document type, by which entities could grow without end, is refused, unless it is a page's: there it
/// says nothing, and is passed over.
struct XMLScanner {
  /// What comes next.
  enum Token {
    /// An element begins; it ends at once where it is empty.
    case start(String, isEmpty: Bool)
    case end(String)
    case text(String)
  }

  private let bytes: [UInt8]
  private var position = 0
  /// Between the name and the end of the last start tag.
  private var attributes = 0..<0

  /// Whether it is a page of the web.
  private let isPage: Bool

  init(_ bytes: [UInt8], isPage: Bool = false) { (self.bytes, self.isPage) = (bytes, isPage) }

  /// The next token; `nil` at the end.
  ///
  /// - Throws: `ImportError.damaged`.
  mutating func next() throws(ImportError) -> Token? {
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else {
        let start = position
        position = end(of: "<", from: position) ?? bytes.count
        return .text(Self.text(bytes[start..<position]))
      }
      guard let sign = bytes[position...].dropFirst().first, sign == 0x21 || sign == 0x3F else {
        return try tag()
      }
      let rest = bytes[position...]
      if rest.starts(with: "<!--".utf8) {
        try skip("-->")
      } else if rest.starts(with: "<![CDATA[".utf8) {
        let start = position + 9
        try skip("]]>")
        return .text(String(decoding: bytes[start..<(position - 3)], as: UTF8.self))
      } else if rest.starts(with: "<?".utf8) {
        try skip("?>")
      } else {
        guard isPage else { throw .damaged }
        try skip(">")
      }
    }
    return nil
  }

  /// The value of an attribute of the last start tag, whatever its prefix is.
  func attribute(_ name: String) -> String? {
    var place = attributes.lowerBound
    while let equals = bytes[place..<attributes.upperBound].firstIndex(of: UInt8(ascii: "=")) {
      guard let quote = bytes[equals..<attributes.upperBound].firstIndex(where: Self.isQuote),
        let end = bytes[(quote + 1)..<attributes.upperBound].firstIndex(of: bytes[quote])
      else { return nil }
      let last = bytes[place..<equals].lastIndex { !Self.isBlank($0) }
      if let last, Self.isLast(name, of: bytes[place...last]) {
        return Self.text(bytes[(quote + 1)..<end])
      }
      place = end + 1
    }
    return nil
  }

  private mutating func tag() throws(ImportError) -> Token {
    let start = position + 1
    // A sign may stand in an attribute's value.
    var quote: UInt8?
    var end = start
    while end < bytes.count, quote != nil || bytes[end] != UInt8(ascii: ">") {
      if let open = quote {
        if bytes[end] == open { quote = nil }
      } else if Self.isQuote(bytes[end]) {
        quote = bytes[end]
      }
      end += 1
    }
    guard end < bytes.count, end > start else { throw .damaged }
    position = end + 1
    if bytes[start] == UInt8(ascii: "/") { return .end(Self.local(bytes[(start + 1)..<end])) }
    let isEmpty = bytes[end - 1] == UInt8(ascii: "/")
    let inside = bytes[start..<(isEmpty ? end - 1 : end)]
    let name = inside.prefix { !Self.isBlank($0) }
    attributes = name.endIndex..<inside.endIndex
    return .start(Self.local(name), isEmpty: isEmpty)
  }

  private mutating func skip(_ mark: String) throws(ImportError) {
    let mark = Array(mark.utf8)
    while position + mark.count <= bytes.count {
      if bytes[position...].starts(with: mark) {
        position += mark.count
        return
      }
      position += 1
    }
    throw .damaged
  }

  private func end(of mark: Character, from start: Int) -> Int? {
    bytes[start...].firstIndex(of: mark.asciiValue ?? 0)
  }

  /// Whether a name is another one, behind its prefix.
  private static func isLast(_ name: String, of whole: ArraySlice<UInt8>) -> Bool {
    guard whole.suffix(name.utf8.count).elementsEqual(name.utf8) else { return false }
    return whole.dropLast(name.utf8.count).last.map { isBlank($0) || $0 == UInt8(ascii: ":") }
      ?? true
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }
  private static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 }

  /// A name without its prefix.
  private static func local(_ name: ArraySlice<UInt8>) -> String {
    let start = name.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? name.startIndex
    return String(decoding: name[start...].prefix { !isBlank($0) }, as: UTF8.self)
  }

  /// A text with its references replaced; one that is none stays as it stands.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.contains(UInt8(ascii: "&")) else { return text }
    var plain = ""
    var rest = text[...]
    while let sign = rest.firstIndex(of: "&") {
      plain += rest[..<sign]
      rest = rest[sign...]
      guard let end = rest.prefix(12).firstIndex(of: ";"),
        let meant = character(rest[rest.index(after: sign)..<end])
      else {
        plain.append(rest.removeFirst())
        continue
      }
      plain.append(meant)
      rest = rest[rest.index(after: end)...]
    }
    return plain + rest
  }

  private static func character(_ name: Substring) -> Character? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "nbsp": return "\u{A0}"
    case "laquo": return "«"
    case "raquo": return "»"
    case "ndash": return "–"
    case "mdash": return "—"
    default:
      guard name.first == "#" else { return nil }
      let digits = name.dropFirst()
      let code =
        digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return code.flatMap(Unicode.Scalar.init).map(Character.init)
    }
  }
}
