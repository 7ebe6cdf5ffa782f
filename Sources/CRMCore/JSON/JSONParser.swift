/// One pass over the bytes of a JSON text, which notes where its values stand.
///
/// Recursion is bounded by the depth limit. `index` never passes the end of the input.
struct JSONParser {
  let input: UnsafeBufferPointer<UInt8>
  let depthLimit: Int
  var index = 0
  /// What ``JSONText`` keeps.
  private(set) var places: [JSONText.Place] = []
  var escaped: [UInt32: String] = [:]

  init(input: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
    self.input = input
    self.depthLimit = depthLimit
  }

  /// The only value of the text.
  mutating func document(limit: Int) throws(JSONError) {
    guard input.count <= limit else { throw JSONError(.tooLarge(limit: limit), in: input, at: 0) }
    if input.starts(with: [0xEF, 0xBB, 0xBF]) { throw JSONError(.byteOrderMark, in: input, at: 0) }
    // Our own documents have a value in every 14 bytes or so.
    places.reserveCapacity(input.count / 12 + 1)
    do throws(JSONError) {
      skipBlanks()
      try value(depth: 0)
      skipBlanks()
      guard index == input.count else { throw failure(.textAfterValue) }
    } catch {
      // Whatever comes first is told.
      try validate(upTo: index)
      throw error
    }
    try validate(upTo: input.count)
  }

  /// Outside of texts the grammar knows ASCII only, so what is no UTF-8 stands in one.
  private func validate(upTo end: Int) throws(JSONError) {
    let bytes = UnsafeBufferPointer(rebasing: input[..<end])
    do throws(UTF8.ValidationError) { _ = try UTF8Span(validating: bytes.span) } catch {
      throw failure(.invalidUTF8, at: error.byteOffsets.lowerBound)
    }
  }

  private mutating func value(depth: Int) throws(JSONError) {
    guard index < input.count else { throw failure(.unexpectedEnd) }
    switch input[index] {
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "{"): try object(depth: depth + 1)
    case UInt8(ascii: "["): try array(depth: depth + 1)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    case UInt8(ascii: "t") where accept("true"): note(.true, from: index)
    case UInt8(ascii: "f") where accept("false"): note(.false, from: index)
    case UInt8(ascii: "n") where accept("null"): note(.null, from: index)
    default: throw failure(.valueExpected)
    }
  }

  /// Notes a value that has nothing in it, and ends before `end` or here.
  mutating func note(_ kind: JSONText.Place.Kind, from start: Int, to end: Int? = nil) {
    places.append(
      JSONText.Place(
        kind: kind, start: UInt32(start), end: UInt32(end ?? index),
        next: UInt32(places.count + 1)))
  }

  /// Says how far an array or object that was noted goes.
  private mutating func finish(_ place: Int) {
    places[place].end = UInt32(index)
    places[place].next = UInt32(places.count)
  }

  private mutating func object(depth: Int) throws(JSONError) {
    let place = places.count
    note(.object, from: index)
    if try !open(UInt8(ascii: "}"), depth: depth) {
      var last: Slice<UnsafeBufferPointer<UInt8>>?
      var isOrdered = true
      repeat {
        guard index < input.count else { throw failure(.unexpectedEnd) }
        guard input[index] == UInt8(ascii: "\"") else { throw failure(.keyExpected) }
        let key = places.count
        try string()
        // Our own documents are sorted, so that keys are seen to be distinct on the way.
        if isOrdered {
          let text = asciiText(key)
          isOrdered = key == place + 1 || isOrderedText(last, text)
          last = text
        }
        skipBlanks()
        guard accept(UInt8(ascii: ":")) else { throw failure(.colonExpected) }
        skipBlanks()
        try value(depth: depth)
      } while try !close(UInt8(ascii: "}"))
      if !isOrdered { try refuseDuplicates(in: place) }
    }
    finish(place)
  }

  /// Whether two keys are plain ASCII, and the first one comes before the other.
  private func isOrderedText(
    _ left: Slice<UnsafeBufferPointer<UInt8>>?, _ right: Slice<UnsafeBufferPointer<UInt8>>?
  ) -> Bool {
    guard let left, let right else { return false }
    return left.lexicographicallyPrecedes(right)
  }

  private func asciiText(_ place: Int) -> Slice<UnsafeBufferPointer<UInt8>>? {
    let place = places[place]
    guard place.kind == .text else { return nil }
    let text = input[Int(place.start)..<Int(place.end)]
    return text.allSatisfy { $0 < 0x80 } ? text : nil
  }

  /// Compares the keys as Swift compares texts: by Unicode canonical equivalence.
  private func refuseDuplicates(in object: Int) throws(JSONError) {
    var keys: Set<String> = []
    var key = object + 1
    while key < places.count {
      let place = places[key]
      let bytes = UnsafeBufferPointer(rebasing: input[Int(place.start)..<Int(place.end)])
      let plain = escaped[place.start]
      let text = if let plain { plain } else { try text(of: bytes, at: Int(place.start)) }
      guard keys.insert(text).inserted else {
        throw failure(.duplicateKey(text), at: Int(place.start) - 1)
      }
      key = Int(places[key + 1].next)
    }
  }

  private mutating func array(depth: Int) throws(JSONError) {
    let place = places.count
    note(.array, from: index)
    if try !open(UInt8(ascii: "]"), depth: depth) {
      repeat {
        try value(depth: depth)
      } while try !close(UInt8(ascii: "]"))
    }
    finish(place)
  }

  /// Steps into an array or object; whether it ends at once.
  private mutating func open(_ end: UInt8, depth: Int) throws(JSONError) -> Bool {
    guard depth <= depthLimit else { throw failure(.tooDeep(limit: depthLimit)) }
    index += 1
    skipBlanks()
    return accept(end)
  }

  /// Steps behind an element and the comma that follows it; whether the end follows instead.
  private mutating func close(_ end: UInt8) throws(JSONError) -> Bool {
    skipBlanks()
    if accept(end) { return true }
    guard accept(UInt8(ascii: ",")) else { throw failure(.commaExpected) }
    skipBlanks()
    return false
  }

  private mutating func number() throws(JSONError) {
    guard let length = JSONNumber.length(in: input, from: index) else {
      throw failure(.invalidNumber)
    }
    let start = index
    index += length
    // `01` would otherwise be a number and a missing comma.
    if index < input.count, input[index] >= 0x30, input[index] <= 0x39 {
      throw failure(.invalidNumber)
    }
    note(.number, from: start)
  }

  @inline(__always)
  mutating func skipBlanks() {
    while index < input.count {
      switch input[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }

  @inline(__always)
  mutating func accept(_ byte: UInt8) -> Bool {
    guard index < input.count, input[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func accept(_ word: StaticString) -> Bool {
    guard input.count - index >= word.utf8CodeUnitCount else { return false }
    for offset in 0..<word.utf8CodeUnitCount
    where input[index + offset] != word.utf8Start[offset] {
      return false
    }
    index += word.utf8CodeUnitCount
    return true
  }

  /// An error here, or at another byte; at the end of the text it is that the text ends.
  func failure(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
    let isEnd = offset == nil && index >= input.count
    return JSONError(isEnd ? .unexpectedEnd : reason, in: input, at: offset ?? index)
  }
}
