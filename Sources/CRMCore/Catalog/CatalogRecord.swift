import CRMModel

/// One record of the catalog: the facts of a document, and the file they were read from.
///
/// It has two parts, so that an audit touches only what it reads: the hot one, which begins with the
/// place of the cold one; and the cold one, which begins with the file's stamp and the keys by which
/// the document is looked up, and ends with those by which a client is known to be here already.
package struct CatalogRecord: Sendable {
  let kind: Kind
  let id: UInt64
  /// The hot part.
  let hot: ByteView

  /// Bytes of the hot part before its facts: distance to the cold part (8), its size (4), and the mark
  /// of the file (8).
  static let hotHead = 20
  /// Bytes of the cold part before its facts: inode, two times, size, two keys, the number of those
  /// behind the facts.
  static let coldHead = 56

  /// A record whose hot part is known.
  init(kind: Kind, id: UInt64, hot: ByteView) {
    self.kind = kind
    self.id = id
    self.hot = hot
  }

  /// A record whose cold part stands behind its hot part.
  init(kind: Kind, id: UInt64, joined: ByteView) {
    self.init(
      kind: kind, id: id,
      hot: joined.part(from: 0, count: Int(joined.integer(0, as: Int64.self))))
  }

  /// The cold part of a hot one.
  static func cold(of hot: ByteView) -> ByteView {
    hot.beyond(hot.integer(0), count: Int(hot.integer(8, as: UInt32.self)))
  }

  var cold: ByteView { Self.cold(of: hot) }

  /// Says in a middle that there is no such document any more.
  static func removed(_ kind: Kind, _ id: UInt64) -> CatalogRecord {
    CatalogRecord(kind: kind, id: id, hot: ByteView(Bytes(copying: [])))
  }

  /// Whether it says so.
  var isRemoved: Bool { hot.count == 0 }

  /// Where the cold part of a hot one stands in the base, which has them in the order of an audit's
  /// findings; `nil` for one that stands right behind its hot part, in a middle or a tail.
  static func rank(of hot: ByteView) -> Int? {
    let distance = hot.integer(0, as: Int64.self)
    return distance == hot.count ? nil : Int(clamping: Int64(hot.position) &+ distance)
  }

  /// Whose record it is.
  var place: DocumentPlace { DocumentPlace(kind: kind, id: id) }

  /// The department's own fields.
  var ownFields: [String: Value] { kind.type.ownFields(in: self) }

  /// The file as it was when the facts were read.
  var file: FileStamp { cold.file(0) }

  /// The mark of that file, without a look at the cold part.
  var fileMark: UInt64 { hot.integer(12) }

  /// The key of the name, folded with its suffixes.
  var nameKey: UInt64 { cold.integer(32) }

  /// The company it belongs to; its own id for a company.
  var company: UInt64 { cold.integer(40) }

  /// Looks at its keys in an index of a sort.
  func forEachKey(_ sort: CatalogBase.Index.Key, _ body: (UInt64) -> Void) {
    switch sort {
    case .name: body(nameKey)
    // Every company is its own.
    case .company: if kind != .company { body(company) }
    // Those by which a new client is known to be here already (R61).
    case .match:
      let cold = cold
      let count = min(cold.integer(48, as: Int.self), cold.count / 8)
      for place in 0..<max(count, 0) { body(cold.integer(cold.count - 8 * (count - place))) }
    }
  }

  /// Whether it has a key in an index of a sort.
  func has(_ key: UInt64, _ sort: CatalogBase.Index.Key) -> Bool {
    var isFound = false
    forEachKey(sort) { isFound = isFound || $0 == key }
    return isFound
  }

  /// The same facts, read from a file.
  func read(from file: FileStamp) -> CatalogRecord {
    var writer = ByteWriter()
    writer.append(raw: joined)
    let numbers = [Int64(bitPattern: file.inode), file.modified, file.changed, file.size]
    for (place, number) in numbers.enumerated() {
      writer.set(number, at: hot.count + 8 * place)
    }
    writer.set(file.mark, at: 12)
    return CatalogRecord(kind: kind, id: id, joined: ByteView(Bytes(copying: writer.bytes)))
  }

  /// Both parts, one behind the other.
  var joined: [UInt8] {
    let cold = cold
    var writer = ByteWriter()
    writer.reserve(hot.count + cold.count)
    writer.append(raw: hot.bytes)
    writer.append(raw: cold.bytes)
    // Too short to have a head only where a damaged catalog says so.
    if hot.count >= Self.hotHead {
      writer.set(Int64(hot.count), at: 0)
      writer.set(UInt32(clamping: cold.count), at: 8)
    }
    return writer.bytes
  }
}
