import CRMCore

/// Standard output of one command, written in large pieces.
///
/// Results are printed after the lock has been given up, so a slow reader holds nobody up.
package final class Output {
  private let write: @Sendable ([UInt8]) throws(SystemError) -> Void
  private var pending: [UInt8] = []

  init(_ write: @escaping @Sendable ([UInt8]) throws(SystemError) -> Void) {
    self.write = write
  }

  /// How much is written at once.
  private static var pieceSize: Int { 1 << 16 }

  /// Keeps bytes, and writes what has gathered once it is much.
  func append(_ bytes: some Collection<UInt8>) throws(CRMError) {
    if pending.count + bytes.count > Self.pieceSize { try flush() }
    pending += bytes
  }

  /// Keeps a text.
  func append(_ text: String) throws(CRMError) { try append(text.utf8) }

  /// Writes rows as an array of objects, each as soon as it is made: there may be as many as deals.
  func append<Row>(
    _ rows: some Sequence<Row>, _ columns: [Column<Row>], with writer: inout JSONWriter,
    whole: (Row) throws(CRMError) -> Row = { $0 }
  ) throws(CRMError) {
    writer.beginArray()
    for row in rows {
      writer.append(try whole(row), columns)
      try append(writer.taken())
    }
    writer.endArray()
  }

  /// Writes what has gathered.
  func flush() throws(CRMError) {
    guard !pending.isEmpty else { return }
    let bytes = pending
    pending = []
    do throws(SystemError) { try write(bytes) } catch { throw .system(error) }
  }
}

extension JSONWriter {
  /// Writes a row as an object of some of its columns, in their order.
  mutating func append<Row>(_ row: Row, _ columns: [Column<Row>]) {
    beginObject()
    // By their places: a column is much to copy for each cell.
    for place in columns.indices {
      append(key: columns[place].key, columns[place].value(row))
    }
    endObject()
  }
}
