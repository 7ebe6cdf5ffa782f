/// One pass over the bytes of a JSON text.
///
/// Recursion is bounded by the depth limit. `index` never passes the end of the input.
struct JSONParser {
  let input: UnsafeBufferPointer<UInt8>
  let depthLimit: Int
  var index = 0

  init(input: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
    self.input = input
    self.depthLimit = depthLimit
  }

  /// The only value of the text.
  mutating func document() throws(JSONError) -> JSONValue {
    skipBlanks()
    let value = try value(depth: 0)
    skipBlanks()
    guard index == input.count else { throw failure(.textAfterValue) }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard index < input.count else { throw failure(.unexpectedEnd) }
    switch input[index] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t") where accept("true"): return .bool(true)
    case UInt8(ascii: "f") where accept("false"): return .bool(false)
    case UInt8(ascii: "n") where accept("null"): return .null
    default: throw failure(.valueExpected)
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
    let start = index
    if try open(UInt8(ascii: "}"), depth: depth) { return JSONObject() }
    var members: [JSONObject.Member] = []
    members.reserveCapacity(8)
    var isSorted = true
    repeat {
      guard index < input.count else { throw failure(.unexpectedEnd) }
      guard input[index] == UInt8(ascii: "\"") else { throw failure(.keyExpected) }
      let keyStart = index
      let key = try string()
      // Our own documents are sorted, so a duplicate usually stands beside its first.
      if isSorted, let last = members.last, !(last.key < key) {
        if last.key == key { throw failure(.duplicateKey(key), at: keyStart) }
        isSorted = false
      }
      skipBlanks()
      guard accept(UInt8(ascii: ":")) else { throw failure(.colonExpected) }
      skipBlanks()
      members.append(JSONObject.Member(key: key, value: try value(depth: depth)))
    } while try !close(UInt8(ascii: "}"))
    if isSorted { return JSONObject(sorted: members) }
    do throws(JSONObject.DuplicateKey) {
      return try JSONObject(unsorted: members)
    } catch {
      throw failure(.duplicateKey(error.key), at: start)
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    if try open(UInt8(ascii: "]"), depth: depth) { return [] }
    var elements: [JSONValue] = []
    repeat {
      elements.append(try value(depth: depth))
    } while try !close(UInt8(ascii: "]"))
    return elements
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

  private mutating func number() throws(JSONError) -> JSONNumber {
    guard let length = JSONNumber.length(in: input, from: index) else {
      throw failure(.invalidNumber)
    }
    let digits = UnsafeBufferPointer(rebasing: input[index..<index + length])
    index += length
    // `01` would otherwise be a number and a missing comma.
    if index < input.count, input[index] >= 0x30, input[index] <= 0x39 {
      throw failure(.invalidNumber)
    }
    return JSONNumber(unchecked: String(decoding: digits, as: UTF8.self))
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
