import CRMModel

/// A telephone number or an address, of which a cell may hold several.
protocol Channel: Sendable {
  /// All that stand in a cell.
  static func all(in cell: String) -> [Self]
  /// What was typed.
  var written: String { get }
  /// What a person is known by (R61); `nil` for what cannot be read.
  var identity: String? { get }
}

extension PhoneNumber: Channel {
  var written: String { typed }
  var identity: String? { e164 }
}

extension EmailAddress: Channel {
  static func all(in cell: String) -> [EmailAddress] {
    if let whole = try? EmailAddress(parsing: cell) { return [whole] }
    return cell.split { $0.isWhitespace || ",;|/<>".contains($0) }.compactMap {
      try? EmailAddress(parsing: String($0))
    }
  }

  var written: String { text }
  var identity: String? { comparisonText }
}

/// The best of what several columns of a row say, what else they say, and what all of it is known by.
struct BestChannel<Value: Channel> {
  private(set) var column: ExportColumn?
  private(set) var value: Value?
  /// The others that can be read, each once.
  private(set) var others: [Value] = []
  private(set) var identities: [String] = []

  /// The first value that can be read, else the first; a cell with something that cannot be is a field
  /// too.
  init(
    of columns: [ExportColumn], _ cells: ExportCells, isUsed: Bool = true,
    _ fields: inout [String: String]
  ) {
    var known: Set<String> = []
    var unread: [ExportColumn: String] = [:]
    for column in columns {
      guard let cell = cells[column] else { continue }
      let text = Self.plain(cell)
      let all = isUsed ? Value.all(in: text) : []
      for found in all {
        guard let identity = found.identity else {
          if value == nil { (self.column, value) = (column, found) }
          continue
        }
        guard known.insert(identity).inserted else { continue }
        identities.append(identity)
        if value?.identity == nil {
          (self.column, value) = (column, found)
        } else {
          others.append(found)
        }
      }
      if all.isEmpty || all.contains(where: { $0.identity == nil }) { unread[column] = cell }
    }
    for (column, cell) in unread
    where column != self.column || value?.written != Self.plain(cell) {
      fields[column.title] = cell
    }
  }

  /// A cell without the apostrophe that amoCRM writes in front, so that a spreadsheet keeps the plus, and
  /// without what Pipedrive says behind a number: of which sort it is, such as `(Work)`.
  private static func plain(_ cell: String) -> String {
    guard cell.utf8.contains(where: { "'(".utf8.contains($0) }) else {
      return cell.trimmingBlanks()
    }
    let parts = cell.filter { $0 != "'" }.split(separator: "(", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(parts.first.map(String.init) ?? "") { text, part in
      guard let end = part.firstIndex(of: ")"),
        part[..<end].allSatisfy({ $0.isLetter || $0 == " " })
      else { return "\(text)(\(part)" }
      return text + part[part.index(after: end)...]
    }.trimmingBlanks()
  }
}

/// All by which the row says that somebody is reached.
struct Reach {
  let phones: BestChannel<PhoneNumber>
  let emails: BestChannel<EmailAddress>

  /// What whoever it is is known by (R61).
  var identities: [String] { emails.identities + phones.identities }
}

/// A person's name with an address behind it, as HubSpot writes it: `Anna Smirnova (anna@example.com)`, and
/// others behind semicolons.
struct AddressedName {
  let name: String
  let address: String
  let isOneOfMany: Bool

  init?(_ cell: String) {
    guard cell.utf8.contains(UInt8(ascii: "(")) else { return nil }
    let first = cell.prefix { $0 != ";" }
    guard let open = first.lastIndex(of: "("), let close = first.lastIndex(of: ")"), open < close
    else { return nil }
    name = String(first[..<open]).trimmingBlanks()
    address = String(first[first.index(after: open)..<close])
    isOneOfMany = first.endIndex < cell.endIndex
    guard !name.isEmpty, (try? EmailAddress(parsing: address)) != nil else { return nil }
  }
}
