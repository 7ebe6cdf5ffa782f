/// A JSON text with the place of every value in it, found in one strict pass.
///
/// Nothing is copied before it is asked for: of a document's history most texts are never read when
/// 100,000 of them are looked through.
package final class JSONText: Sendable {
  /// Where one value, or one key of an object, stands.
  struct Place: Sendable {
    /// What stands there.
    enum Kind: UInt8 {
      case null, `true`, `false`, number, text, escapedText, array, object
    }

    let kind: Kind
    /// The first byte, behind the quotation mark of a text.
    let start: UInt32
    /// The byte behind the last one, so the closing quotation mark of a text.
    var end: UInt32
    /// The place behind this one and all that stand in it.
    var next: UInt32
  }

  let bytes: [UInt8]
  /// Every value in the order of the text; an object's keys stand before their values.
  let places: [Place]
  /// The texts that had escapes, without them, by the first byte.
  let escaped: [UInt32: String]

  /// Finds the values of a text.
  ///
  /// - Throws: ``JSONError`` where it is no value that we take.
  package init(
    _ bytes: [UInt8], limits: JSONReader.Limits = JSONReader.Limits()
  ) throws(JSONError) {
    self.bytes = bytes
    (places, escaped) = try bytes.withUnsafeBufferPointer { (input) throws(JSONError) in
      var parser = JSONParser(input: input, depthLimit: limits.depth)
      try parser.document(limit: limits.bytes)
      return (parser.places, parser.escaped)
    }
  }

  /// The only value of the text.
  package var root: JSONNode { JSONNode(text: self, index: 0) }

  /// Where the value of an object's key stands; `nil` where there is none.
  ///
  /// By bytes: every field of every document is asked for in this way.
  func member(_ key: String, of object: Int) -> Int? {
    var key = key
    return key.withUTF8 { key in
      bytes.withUnsafeBufferPointer { bytes in
        places.withUnsafeBufferPointer { places in
          var index = object + 1
          let end = Int(places[object].next)
          while index < end {
            if isKey(places[index], key, in: bytes) { return index + 1 }
            index = Int(places[index + 1].next)
          }
          return nil
        }
      }
    }
  }

  @inline(__always)
  private func isKey(
    _ place: Place, _ key: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard place.kind == .text else {
      return escaped[place.start]?.utf8.elementsEqual(key) ?? false
    }
    guard place.end - place.start == key.count else { return false }
    let start = Int(place.start)
    for index in key.indices where key[index] != bytes[start + index] { return false }
    return true
  }
}
