import CRMModel

/// JSON lines as a table (R113): an object is a row, and its keys are the columns.
///
/// What `--format ndjson` prints is read so: a thing that is named by `{"id","name"}` is its name, with its
/// id beside it; other objects are the columns `KEY.PART`, and a list of texts is one cell. A list of
/// objects has no place in a table and is passed over.
struct JSONTable {
  /// The table as comma separated values, a row for each line and a heading before the first.
  let text: [UInt8]

  private static let mostColumns = 1_000

  /// Whether a text begins with an object.
  static func isMeant(by text: [UInt8]) -> Bool {
    // A row of an export never begins so; an object that cannot be read is told as one.
    text.lazy.filter { !isBlank($0) }.prefix(2).elementsEqual("{\"".utf8)
  }

  /// Cost: each line is parsed twice, so that no number of them needs memory.
  ///
  /// - Throws: `ImportError.noObject`, `.header` for too many keys.
  init(_ bytes: [UInt8]) throws(ImportError) {
    var columns: [String] = []
    var places: [String: Int] = [:]
    try Self.forEach(bytes) { (row) throws(ImportError) in
      for (key, _) in row ?? [] where places[key] == nil {
        guard columns.count < Self.mostColumns else {
          throw .header(Phrase(ru: "ключей больше 1000", en: "there are more than 1000 keys"))
        }
        places[key] = columns.count
        columns.append(key)
      }
    }
    var text: [UInt8] = []
    CSVRecord.append(columns, columns.count, to: &text)
    try Self.forEach(bytes) { (row) throws(ImportError) in
      guard let row else { return text.append(UInt8(ascii: "\n")) }
      var cells = Array(repeating: "", count: columns.count)
      for (key, cell) in row { cells[places[key] ?? 0] = cell }
      CSVRecord.append(cells, columns.count, to: &text)
    }
    self.text = text
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [0x09, 0x0A, 0x0D, 0x20].contains(byte) }

  /// Passes on the cells of each line; `nil` for a blank one.
  private static func forEach(
    _ bytes: [UInt8], _ body: ([(key: String, cell: String)]?) throws(ImportError) -> Void
  ) throws(ImportError) {
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { !isBlank($0) }) else {
        try body(nil)
        continue
      }
      guard let object = (try? JSONReader.parse(Array(line)))?.object else {
        throw .noObject(line: number)
      }
      var row: [(String, String)] = []
      add(object, "", to: &row)
      try body(row)
    }
  }

  private static func add(_ object: JSONObject, _ start: String, to row: inout [(String, String)]) {
    for member in object.members {
      let key = start + member.key
      if let part = member.value.object {
        if let id = part["id"]?.string, let name = part["name"]?.string {
          row += [(key, name), (key + "Id", id)]
        } else {
          add(part, key + ".", to: &row)
        }
      } else if let items = member.value.array {
        let texts = items.compactMap { Self.text($0) }
        if texts.count == items.count { row.append((key, ListText.joined(texts))) }
      } else if let text = text(member.value) {
        row.append((key, text))
      }
    }
  }

  private static func text(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .number(let number): number.text
    case .bool(let flag): flag ? "true" : "false"
    case .null, .array, .object: nil
    }
  }
}
