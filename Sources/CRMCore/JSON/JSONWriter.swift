/// Writes JSON, in one of three layouts, piece by piece or a whole value at once.
///
/// Text stays as it is: slashes and letters of any script are not escaped, control characters are,
/// also those beyond ASCII that would disturb a terminal. Objects of a ``JSONValue`` come out
/// sorted by key; what is written piece by piece comes out in the order of the calls.
package struct JSONWriter: Sendable {
  /// How the text is laid out.
  package enum Style: Sendable {
    /// Without any blank, and without a newline at the end.
    case compact
    /// Indented by two blanks, one newline at the end.
    case pretty
    /// As ``pretty``, but an array of objects has each of them in one line, so that one more event
    /// is one more line in a diff.
    case document
  }

  /// The layout of one array or object, taken over by what is inside.
  private enum Layout {
    case compact
    case oneLine
    case lines
  }

  private struct Level {
    let layout: Layout
    let isArrayOfObjects: Bool
    var isEmpty = true
  }

  /// What has been written and not given away.
  package private(set) var bytes: [UInt8] = []
  private let style: Style
  private var levels: [Level] = []
  private var followsKey = false

  /// A writer that has written nothing.
  package init(style: Style) {
    self.style = style
  }

  /// The bytes of a whole value.
  package static func bytes(of value: JSONValue, style: Style) -> [UInt8] {
    var writer = JSONWriter(style: style)
    writer.append(value)
    return writer.finished()
  }

  /// Gives away what has been written so far, so that a long text is never in memory as a whole; as much
  /// is likely to come.
  package mutating func taken() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// The bytes, ended with a newline where the style has one.
  package consuming func finished() -> [UInt8] {
    if style != .compact { bytes.append(UInt8(ascii: "\n")) }
    return bytes
  }

  /// Writes a value, as an element or behind its key.
  package mutating func append(_ value: JSONValue) {
    switch value {
    case .null: appendRaw("null")
    case .bool(let bool): appendRaw(bool ? "true" : "false")
    case .number(let number): appendRaw(number.text)
    case .string(let string): append(string)
    case .array(let elements):
      let isOfObjects = elements.allSatisfy { if case .object = $0 { true } else { false } }
      beginArray(ofObjects: isOfObjects)
      for element in elements { append(element) }
      endArray()
    case .object(let object):
      beginObject()
      for member in object.members { append(key: member.key, member.value) }
      endObject()
    }
  }

  /// Writes a key with its value.
  package mutating func append(key: String, _ value: JSONValue) {
    appendKey(key)
    append(value)
  }

  /// Writes a key; its value has to follow.
  package mutating func appendKey(_ key: String) {
    beginElement()
    bytes.appendJSONString(key)
    bytes.append(UInt8(ascii: ":"))
    if style != .compact { bytes.append(UInt8(ascii: " ")) }
    followsKey = true
  }

  /// Writes a string.
  package mutating func append(_ string: String) {
    beginElement()
    bytes.appendJSONString(string)
  }

  /// Begins an object; ``appendKey(_:)`` and values follow, then ``endObject()``.
  package mutating func beginObject() {
    begin(UInt8(ascii: "{"), elementsInLines: false)
  }

  /// Ends the innermost object.
  package mutating func endObject() { end(UInt8(ascii: "}")) }

  /// Begins an array; elements follow, then ``endArray()``.
  ///
  /// - Parameter ofObjects: all elements are objects; in a document each gets one line.
  package mutating func beginArray(ofObjects: Bool = false) {
    begin(UInt8(ascii: "["), elementsInLines: ofObjects)
  }

  /// Ends the innermost array.
  package mutating func endArray() { end(UInt8(ascii: "]")) }

  private mutating func begin(_ bracket: UInt8, elementsInLines: Bool) {
    // What stands in a line of an array of objects stays in that line.
    let isElementInLine = levels.last?.layout == .lines && levels.last?.isArrayOfObjects == true
    beginElement()
    bytes.append(bracket)
    let layout: Layout =
      switch (style, levels.last?.layout) {
      case (.compact, _): .compact
      case (_, .oneLine): .oneLine
      case _ where isElementInLine: .oneLine
      case (.pretty, _), (.document, _): .lines
      }
    levels.append(
      Level(layout: layout, isArrayOfObjects: style == .document && elementsInLines))
  }

  private mutating func end(_ bracket: UInt8) {
    if let level = levels.popLast(), level.layout == .lines, !level.isEmpty { appendNewline() }
    bytes.append(bracket)
  }

  private mutating func appendRaw(_ text: String) {
    beginElement()
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes what stands before a key or an element: nothing between a key and its value.
  private mutating func beginElement() {
    if followsKey {
      followsKey = false
      return
    }
    guard let level = levels.last else { return }
    if !level.isEmpty { bytes.append(UInt8(ascii: ",")) }
    levels[levels.count - 1].isEmpty = false
    switch level.layout {
    case .compact: break
    case .oneLine: if !level.isEmpty { bytes.append(UInt8(ascii: " ")) }
    case .lines: appendNewline()
    }
  }

  private mutating func appendNewline() {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * levels.count))
  }
}
