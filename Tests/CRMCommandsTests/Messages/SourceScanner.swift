/// Finds the string literals of a Swift file, and the calls that they are arguments of.
///
/// It knows comments, strings of every kind, interpolations and brackets, and nothing else of Swift.
struct SourceScanner {
  private let file: String
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var line = 1
  private var places: [SourceText.Place] = []
  private var found: [SourceText] = []
  /// The identifier that was read last, with a dot in front where one stood there.
  private var word = ""

  init(_ text: String, file: String) {
    self.file = file
    scalars = Array(text.unicodeScalars)
  }

  mutating func literals() -> [SourceText] {
    while index < scalars.count { readCode() }
    return found.sorted { $0.line < $1.line }
  }

  private func at(_ text: String, _ offset: Int = 0) -> Bool {
    scalars[min(index + offset, scalars.count)...].starts(with: text.unicodeScalars)
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where index < scalars.count {
      if scalars[index] == "\n" { line += 1 }
      index += 1
    }
  }

  /// Reads one token that is no literal, or one literal.
  private mutating func readCode() {
    let scalar = scalars[index]
    if at("//") {
      while index < scalars.count, scalars[index] != "\n" { advance() }
    } else if at("/*") {
      while index < scalars.count, !at("*/") { advance() }
      advance(2)
    } else if scalar == "\"" || at("#\"") || at("##\"") {
      readLiteral()
    } else if scalar.properties.isAlphabetic || scalar == "_" || scalar == "." {
      readWord()
    } else {
      readSign(scalar)
    }
  }

  private mutating func readWord() {
    let start = index
    repeat {
      advance()
    } while index < scalars.count
      && (scalars[index].properties.isAlphabetic || scalars[index].properties.numericType != nil
        || scalars[index] == "_")
    word = string(start..<index)
    if at(":"), !places.isEmpty { places[places.count - 1].label = word }
  }

  private mutating func readSign(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "(", "[", "{":
      places.append(SourceText.Place(call: scalar == "(" ? word : "", offset: index))
    case ")", "]", "}":
      _ = places.popLast()
    case ",":
      if !places.isEmpty { places[places.count - 1].label = "" }
    default:
      break
    }
    if !scalar.properties.isWhitespace { word = "" }
    advance()
  }

  // MARK: Literals

  private mutating func readLiteral() {
    let start = line
    let around = places
    var parts = readString()
    // "…" + "…" is one text on two lines.
    while let next = joined() {
      advance(next)
      parts += readString()
    }
    let texts = parts.reduce(into: [SourceText.Part]()) { merged, part in
      if case .text(let more) = part, case .text(let text)? = merged.last {
        merged[merged.count - 1] = .text(text + more)
      } else {
        merged.append(part)
      }
    }
    found.append(SourceText(file: file, line: start, parts: texts, places: around))
    word = ""
  }

  /// How far away the next literal is that is joined to the one that was just read.
  private func joined() -> Int? {
    var offset = index
    func skipBlanks() {
      while offset < scalars.count, scalars[offset].properties.isWhitespace { offset += 1 }
    }
    skipBlanks()
    guard offset < scalars.count, scalars[offset] == "+" else { return nil }
    offset += 1
    skipBlanks()
    return offset < scalars.count && scalars[offset] == "\"" ? offset - index : nil
  }

  private mutating func readString() -> [SourceText.Part] {
    var hashes = ""
    while at("#") {
      hashes += "#"
      advance()
    }
    let quotes = at("\"\"\"") ? "\"\"\"" : "\""
    advance(quotes.count)
    var parts: [SourceText.Part] = []
    var text = ""
    while index < scalars.count, !at(quotes + hashes) {
      if at("\\" + hashes + "(") {
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        advance(hashes.count + 2)
        parts.append(.value(readInterpolation()))
      } else if at("\\" + hashes) {
        advance(hashes.count + 1)
        text.unicodeScalars.append(scalars[index] == "n" ? "\n" : scalars[index])
        advance()
      } else {
        text.unicodeScalars.append(scalars[index])
        advance()
      }
    }
    advance(quotes.count + hashes.count)
    if !text.isEmpty { parts.append(.text(text)) }
    return parts
  }

  /// Reads up to the closing bracket, with the literals in between.
  private mutating func readInterpolation() -> String {
    let start = index
    let depth = places.count
    places.append(SourceText.Place(call: "", offset: index))
    while index < scalars.count, places.count > depth { readCode() }
    return string(start..<index - 1)
  }

  private func string(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }
}
