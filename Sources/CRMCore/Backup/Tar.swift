import CRMModel

/// The plain archive of POSIX (`ustar`), with a `pax` record where a name is too long.
///
/// Source: IEEE 1003.1-2017, pax.
enum Tar {
  private static let blockSize = 512
  /// The longest name that a header holds; no document's path is longer than that of an extended one.
  private static let greatestName = 100
  /// What an archive ends with.
  static let end = [UInt8](repeating: 0, count: 2 * blockSize)

  // MARK: Writing

  /// A file for its owner alone.
  static func file(_ path: String, _ bytes: [UInt8], at time: Instant) -> [UInt8] {
    var extended: [UInt8] = []
    if path.utf8.count > greatestName {
      extended = entry("pax", type: "x", mode: 0o600, record("path", path), at: time)
    }
    return extended + entry(path, type: "0", mode: 0o600, bytes, at: time)
  }

  /// A folder for its owner alone.
  static func folder(_ path: String, at time: Instant) -> [UInt8] {
    entry(path + "/", type: "5", mode: 0o700, [], at: time)
  }

  private static func entry(
    _ name: String, type: Unicode.Scalar, mode: Int, _ content: [UInt8], at time: Instant
  ) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: blockSize)
    func set(_ offset: Int, _ text: some Sequence<UInt8>) {
      for (index, byte) in text.enumerated() { header[offset + index] = byte }
    }
    func set(_ offset: Int, _ number: Int, digits: Int) {
      let text = String(max(number, 0), radix: 8)
      set(offset, (String(repeating: "0", count: max(digits - text.count, 0)) + text).utf8)
    }
    set(0, name.utf8.prefix(greatestName))
    set(100, mode, digits: 7)
    set(108, 0, digits: 7)
    set(116, 0, digits: 7)
    set(124, content.count, digits: 11)
    set(136, Int(time.secondsSinceEpoch), digits: 11)
    set(156, String(type).utf8)
    set(257, "ustar\u{0}00".utf8)
    set(148, sum(header[...]), digits: 6)
    header[155] = UInt8(ascii: " ")
    let rest = [UInt8](repeating: 0, count: padded(content.count) - content.count)
    return header + content + rest
  }

  /// A line that says its own length.
  private static func record(_ key: String, _ value: String) -> [UInt8] {
    let rest = " \(key)=\(value)\n"
    var length = rest.utf8.count
    while String(length).utf8.count + rest.utf8.count != length {
      length = String(length).utf8.count + rest.utf8.count
    }
    return Array("\(length)\(rest)".utf8)
  }

  private static func padded(_ size: Int) -> Int {
    (size + blockSize - 1) / blockSize * blockSize
  }

  /// The sum of a header's bytes, with blanks in place of the sum itself.
  private static func sum(_ header: ArraySlice<UInt8>) -> Int {
    let sum = header.startIndex + 148..<header.startIndex + 156
    return header.indices.reduce(0) { $0 + (sum.contains($1) ? 0x20 : Int(header[$1])) }
  }

  // MARK: Reading

  /// One file of an archive.
  struct File {
    /// The name, with nothing in it that leads elsewhere.
    let path: String
    let bytes: ArraySlice<UInt8>
  }

  /// The files of an archive, each of at most so many bytes; folders are passed over.
  ///
  /// - Throws: `CRMError.usage` for an archive that is cut off or damaged, and for one with links, with
  ///   names that lead out of it, with a file beyond the limit or with anything that is no file.
  static func files(_ archive: [UInt8], limit: Int) throws(CRMError) -> [File] {
    var files: [File] = []
    var offset = 0
    var longName: String?
    while true {
      guard offset + blockSize <= archive.count else { throw .truncated }
      let header = archive[offset..<offset + blockSize]
      if header.allSatisfy({ $0 == 0 }) { return files }
      guard text(header, 257, 5) == "ustar", number(header, 148, 8) == sum(header),
        let size = number(header, 124, 12)
      else {
        throw .archive(
          ru: "по смещению \(offset) нет заголовка tar", en: "no tar header at offset \(offset)")
      }
      let prefix = text(header, 345, 155)
      let short = (prefix.isEmpty ? "" : prefix + "/") + text(header, 0, greatestName)
      let name = longName ?? short
      guard size <= limit else {
        throw .archive(
          ru: "'\(name)' больше \(limit) байт", en: "'\(name)' has more than \(limit) bytes")
      }
      offset += blockSize
      guard offset + size <= archive.count else { throw .truncated }
      let content = archive[offset..<offset + size]
      offset += padded(size)
      let type = header[header.startIndex + 156]
      if type == UInt8(ascii: "x") {
        longName = try path(inRecords: content)
        continue
      }
      longName = nil
      switch type {
      case UInt8(ascii: "0"), 0: files.append(File(path: try plain(name), bytes: content))
      case UInt8(ascii: "5"): _ = try plain(name)
      case UInt8(ascii: "g"): continue
      case UInt8(ascii: "1"), UInt8(ascii: "2"):
        throw .archive(ru: "'\(name)' — ссылка", en: "'\(name)' is a link")
      default:
        throw .archive(
          ru: "'\(name)' — не файл и не папка", en: "'\(name)' is neither a file nor a folder")
      }
    }
  }

  /// A name without `./` in front; none that leads out of the archive.
  private static func plain(_ name: String) throws(CRMError) -> String {
    let parts = name.split(separator: "/").filter { $0 != "." }
    guard name.utf8.first != UInt8(ascii: "/"), !parts.contains("..") else {
      throw .archive(
        ru: "'\(name)' ведет за пределы архива", en: "'\(name)' leads out of the archive")
    }
    return parts.joined(separator: "/")
  }

  private static func path(inRecords records: ArraySlice<UInt8>) throws(CRMError) -> String? {
    var rest = records
    var path: String?
    while !rest.isEmpty {
      let digits = rest.prefix { $0 != UInt8(ascii: " ") }
      guard let length = Int(String(decoding: digits, as: UTF8.self)),
        digits.allSatisfy({ (0x30...0x39).contains($0) }),
        length >= digits.count + 2, length <= rest.count,
        case let line = rest.prefix(length).dropFirst(digits.count + 1),
        line.last == UInt8(ascii: "\n"), line.contains(UInt8(ascii: "="))
      else { throw .archive(ru: "запись pax повреждена", en: "a pax record is damaged") }
      let record = String(decoding: line.dropLast(), as: UTF8.self)
      if record.hasPrefix("path=") { path = String(record.dropFirst("path=".count)) }
      if record.hasPrefix("size=") {
        throw .archive(ru: "файл слишком велик", en: "a file is too large")
      }
      rest = rest.dropFirst(length)
    }
    return path
  }

  private static func text(_ header: ArraySlice<UInt8>, _ offset: Int, _ size: Int) -> String {
    String(
      decoding: header.dropFirst(offset).prefix(size).prefix { $0 != 0 }, as: UTF8.self)
  }

  /// A number in octal digits; `nil` for anything else, also for the larger form of GNU.
  private static func number(_ header: ArraySlice<UInt8>, _ offset: Int, _ size: Int) -> Int? {
    let digits = text(header, offset, size).filter { $0 != " " }
    return digits.utf8.allSatisfy { (0x30...0x37).contains($0) } ? Int(digits, radix: 8) : nil
  }
}

extension CRMError {
  /// What is wrong with an archive: a malformed value of the command line (status 2).
  static func archive(ru: String, en: String) -> CRMError {
    .usage(Phrase(ru: "копию нельзя прочитать: \(ru)", en: "the backup cannot be read: \(en)"))
  }

  fileprivate static var truncated: CRMError {
    .archive(ru: "архив обрывается", en: "the archive is cut off")
  }
}
