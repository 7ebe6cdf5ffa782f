import CRMModel

/// Writes the two parts of a record.
struct RecordWriter {
  var hot = ByteWriter()
  var cold = ByteWriter()

  private let keys: [NameKey]

  /// With the keys by which a new client is known to be here already.
  init(_ file: FileStamp, name: String, company: UInt64, keys: [NameKey] = []) {
    self.keys = keys
    // Nearly always enough; rebuilding writes as many of them as there are documents.
    hot.reserve(192)
    cold.reserve(320)
    hot.append(raw: repeatElement(0, count: 12))
    hot.append(file.mark)
    cold.append(file)
    cold.append(NameKey(folded: Folding.fold(name)).bits)
    cold.append(company)
    cold.append(UInt64(keys.count))
  }

  /// Both parts, one behind the other.
  var joined: [UInt8] {
    var joined = ByteWriter()
    joined.reserve(hot.bytes.count + cold.bytes.count)
    joined.append(raw: hot.bytes)
    joined.set(Int64(hot.bytes.count), at: 0)
    joined.set(UInt32(clamping: cold.bytes.count + 8 * keys.count), at: 8)
    joined.append(raw: cold.bytes)
    for key in keys { joined.append(key.bits) }
    return joined.bytes
  }
}
