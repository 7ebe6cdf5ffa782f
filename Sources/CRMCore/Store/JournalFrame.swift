/// The first line of a record in the journal: how much follows, and its checksums.
struct JournalFrame {
  /// What every record begins with.
  static let mark = Array("operation ".utf8)
  /// No first line is longer.
  static let greatestLineSize = 120
  /// The most bytes of either part, so that sizes never overflow when they are added.
  private static let greatestPartSize = 1 << 40

  var sequence: UInt64
  /// The bytes of the lines that follow the first.
  var headerSize: Int
  /// The bytes of all images.
  var imagesSize: Int
  var headerSum: String
  var imagesSum: String

  var line: String {
    "operation \(sequence) \(headerSize) \(imagesSize) \(headerSum) \(imagesSum)\n"
  }

  var lineSize: Int {
    line.utf8.count
  }

  /// The bytes of the whole record, with the newline at its end.
  var recordSize: Int {
    lineSize + headerSize + imagesSize + 1
  }
}

extension JournalFrame {
  /// Reads the first line of what these bytes begin with, or gives nil where it is not one.
  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.starts(with: Self.mark),
      let end = bytes.prefix(Self.greatestLineSize).firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    let text = String(decoding: bytes[...end], as: UTF8.self)
    let parts = text.utf8.dropLast().split(separator: UInt8(ascii: " "))
      .map { String(decoding: $0, as: UTF8.self) }
    let sizes = 0...Self.greatestPartSize
    guard parts.count == 6, let sequence = UInt64(parts[1]),
      (1...StoreState.greatestSequence).contains(sequence),
      let headerSize = Int(parts[2]), sizes.contains(headerSize),
      let imagesSize = Int(parts[3]), sizes.contains(imagesSize)
    else { return nil }
    self.init(
      sequence: sequence, headerSize: headerSize, imagesSize: imagesSize, headerSum: parts[4],
      imagesSum: parts[5])
    guard line.utf8.elementsEqual(text.utf8) else { return nil }
  }
}
