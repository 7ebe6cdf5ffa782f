/// One value where it stands in a ``JSONText``.
package struct JSONNode: Sendable {
  let text: JSONText
  let index: Int

  private var place: JSONText.Place { text.places[index] }

  /// Whether this is `null`.
  package var isNull: Bool { place.kind == .null }

  /// Whether this is an object.
  package var isObject: Bool { place.kind == .object }

  /// The truth value; `nil` for another kind of value.
  package var bool: Bool? {
    switch place.kind {
    case .true: true
    case .false: false
    case .null, .number, .text, .escapedText, .array, .object: nil
    }
  }

  /// The number; `nil` for another kind of value.
  package var number: JSONNumber? {
    place.kind == .number ? JSONNumber(unchecked: copied) : nil
  }

  /// The text; `nil` for another kind of value.
  package var string: String? {
    switch place.kind {
    case .text: copied
    case .escapedText: text.escaped[place.start]
    case .null, .true, .false, .number, .array, .object: nil
    }
  }

  /// The text's bytes; `nil` for another kind of value, and for a text with escapes.
  func withPlainBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    guard place.kind == .text else { return nil }
    return text.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The elements of an array, in their order; `nil` for another kind of value.
  package var elements: Children? { place.kind == .array ? children : nil }

  /// The members of an object, in the order of the text; `nil` for another kind of value.
  package var members: [(key: String, value: JSONNode)]? {
    guard place.kind == .object else { return nil }
    var members: [(key: String, value: JSONNode)] = []
    var children = children
    while let key = children.next(), let value = children.next() {
      members.append((key.string ?? "", value))
    }
    return members
  }

  /// The value of an object's key; `nil` where there is none.
  package func member(_ key: String) -> JSONNode? {
    guard place.kind == .object else { return nil }
    return text.member(key, of: index).map { JSONNode(text: text, index: $0) }
  }

  /// The value with all that is in it.
  package var value: JSONValue {
    switch place.kind {
    case .null: .null
    case .true: .bool(true)
    case .false: .bool(false)
    case .number: .number(JSONNumber(unchecked: copied))
    case .text, .escapedText: .string(string ?? "")
    case .array: .array(children.map(\.value))
    case .object:
      .object(
        JSONObject(
          distinct: (members ?? []).map { JSONObject.Member(key: $0.key, value: $0.value.value) }))
    }
  }

  private var range: Range<Int> { Int(place.start)..<Int(place.end) }

  /// The bytes as a text; that all of them are UTF-8 was looked at when they were parsed.
  private var copied: String {
    text.bytes.withUnsafeBufferPointer { bytes in
      let part = UnsafeBufferPointer(rebasing: bytes[range])
      return String(copying: UTF8Span(unchecked: part.span))
    }
  }

  private var children: Children {
    Children(text: text, index: index + 1, end: Int(place.next))
  }

  /// What stands in an array or object, one after the other.
  package struct Children: Sequence, IteratorProtocol {
    fileprivate let text: JSONText
    fileprivate var index: Int
    fileprivate let end: Int

    package mutating func next() -> JSONNode? {
      guard index < end else { return nil }
      defer { index = Int(text.places[index].next) }
      return JSONNode(text: text, index: index)
    }
  }
}
