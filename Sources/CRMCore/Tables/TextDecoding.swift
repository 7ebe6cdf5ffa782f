/// Bytes of a file from anywhere, made UTF-8.
///
/// UTF-8 with or without a byte order mark, UTF-16 of either order (by its mark, or by the many zero
/// bytes that its ASCII characters have; a stray one is no text and dropped). What is not valid UTF-8 is of
/// the code page by which most of its columns have names that are known: CP1251, which Russian spreadsheets
/// write, unless another one makes more of them.
enum TextDecoding {
  /// What a file turned out to be written in.
  enum Encoding: String {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16 LE"
    case utf16BigEndian = "UTF-16 BE"
    case cp1251 = "CP1251"
    case koi8 = "KOI8-R"
    case dos = "CP866"
    case workbook = "XLSX"
    case jsonLines = "JSON"
    case page = "HTML"

    /// Whether the text was made of something that has rows and no lines.
    var isMade: Bool { [.workbook, .jsonLines, .page].contains(self) }
  }

  /// The text of a file in UTF-8, without a mark; a sheet of a workbook, the table of a page, and JSON
  /// lines, as comma separated values (R113).
  ///
  /// - Throws: `ImportError.notText` where a mark says what the bytes then are not, and what is wrong
  ///   with a workbook.
  static func utf8(
    _ bytes: [UInt8], sheet: String? = nil
  ) throws(ImportError) -> (bytes: [UInt8], encoding: Encoding) {
    // A ZIP archive (XLSX).
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return (try Workbook(bytes).table(sheet), .workbook)
    }
    // An OLE container (XLS, or XLSX with a password), a table of 1C (MXL).
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) || bytes.starts(with: "MOXCEL".utf8) {
      throw .workbook
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      return (try utf16(bytes[2...], lowFirst: true), .utf16LittleEndian)
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return (try utf16(bytes[2...], lowFirst: false), .utf16BigEndian)
    }
    if let lowFirst = looksLikeUTF16(bytes) {
      let encoding = lowFirst ? Encoding.utf16LittleEndian : .utf16BigEndian
      return (try utf16(bytes[...], lowFirst: lowFirst), encoding)
    }
    let bytes = bytes.contains(0) ? bytes.filter { $0 != 0 } : bytes
    let text = bytes.withoutMark
    if String(validating: text, as: UTF8.self) != nil {
      if JSONTable.isMeant(by: text) { return (try JSONTable(text).text, .jsonLines) }
      return try page(text) ?? (text, .utf8)
    }
    guard text.count == bytes.count else { throw .notText }
    let head = bytes.prefix(4096)
    let known = pages.map { ($0, $0.page.knownTitles(in: head)) }
    let most = known.reduce(known[0]) { $1.1 > $0.1 ? $1 : $0 }.0
    let plain = most.page.utf8(bytes)
    return try page(plain) ?? (plain, most.encoding)
  }

  private static let pages: [(page: CodePage, encoding: Encoding)] = [
    (.windows, .cp1251), (.koi8, .koi8), (.dos, .dos),
  ]

  private static func page(
    _ text: [UInt8]
  ) throws(ImportError) -> (bytes: [UInt8], encoding: Encoding)? {
    try PageTable.text(of: text).map { ($0, .page) }
  }

  /// A reader of a file's rows.
  ///
  /// - Throws: What `utf8` throws.
  static func rows(
    _ bytes: [UInt8], sheet: String? = nil
  ) throws(ImportError) -> (reader: CSVReader, encoding: Encoding) {
    let (text, encoding) = try utf8(bytes, sheet: sheet)
    // Lines of JSON have no heading, which is line 0.
    let reader = CSVReader(
      text, countsRows: encoding.isMade, from: encoding == .jsonLines ? 0 : 1)
    return (reader, encoding)
  }

  /// Whether the low byte comes first, where zero bytes stand on one side only and are as many as the
  /// separators and blanks of a table: one of 32 bytes.
  private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool? {
    let sample = bytes.prefix(4096)
    var zeros = (even: 0, odd: 0)
    for (index, byte) in sample.enumerated() where byte == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    guard min(zeros.even, zeros.odd) == 0, max(zeros.even, zeros.odd) * 32 >= max(sample.count, 64)
    else { return nil }
    return zeros.even == 0
  }

  private static func utf16(
    _ bytes: ArraySlice<UInt8>, lowFirst: Bool
  ) throws(ImportError) -> [UInt8] {
    guard bytes.count % 2 == 0 else { throw .notText }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: bytes.startIndex, to: bytes.endIndex, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(lowFirst ? second << 8 | first : first << 8 | second)
    }
    guard let text = String(validating: units, as: UTF16.self) else { throw .notText }
    return Array(text.utf8)
  }
}

extension [UInt8] {
  /// A text without the mark of UTF-8 in front of it, which spreadsheets write.
  package var withoutMark: [UInt8] {
    starts(with: [0xEF, 0xBB, 0xBF]) ? Array(dropFirst(3)) : self
  }
}
