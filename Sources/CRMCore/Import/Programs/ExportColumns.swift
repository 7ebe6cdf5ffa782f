import CRMModel

/// What each column of a file is, found by its name and never by its place.
struct ExportColumns {
  /// What becomes of a column's cells.
  enum Use: Hashable {
    /// Something that a deal, a contact or a company has.
    case known(ExportColumn)
    /// Another column of the same, by its name: what it says counts where the first says nothing, and is a
    /// custom field where the first says something else.
    case spare(ExportColumn, String)
    /// A note, of which there may be several.
    case note
    /// What the user leaves out.
    case passedOver
    /// A custom field of the deal.
    case field(String)
  }

  /// The use of each column, in the order of the file.
  let uses: [Use]
  /// By which the names were understood.
  let format: ImportFormat
  /// In what sums are that name no currency, by the name of their column.
  private(set) var currency: Currency?
  /// The name of each column.
  private let names: [String]

  private static let longestName = 200

  /// The columns of a header line.
  ///
  /// Of two columns of one name the first is the contact's or the known one; the later ones are kept
  /// apart under their name and a number, such as «Источник (2)».
  /// - Throws: `ImportError.header` and `.missingColumns`.
  init(
    _ header: CSVRecord, _ format: ImportFormat, _ mapping: [String: String?] = [:],
    encoding: String
  ) throws(ImportError) {
    self.format = format
    if let problem = header.problem { throw .header(problem) }
    var names = header.cells.map { $0.trimmingBlanks() }
    // A separator at the end of every line makes one more column that has no name.
    while names.last?.isEmpty == true { names.removeLast() }
    var taken = Set(ExportColumn.allCases.map { Folding.fold($0.title) })
    var known: Set<ExportColumn> = []
    var uses: [Use] = []
    let first = try Self.first(names, format, mapping)
    for (index, name) in names.enumerated() {
      guard name.unicodeScalars.count <= Self.longestName else {
        throw .header(
          Phrase(
            ru: "имя столбца \(index + 1) длиннее \(Self.longestName) знаков",
            en: "the name of column \(index + 1) has more than \(Self.longestName) characters"))
      }
      let said: String? = mapping[name] ?? ""
      if said == nil {
        uses.append(.passedOver)
      } else if said == "note" || said == "" && format.isNote(name) {
        uses.append(.note)
      } else {
        let column = try Self.column(said, name, format)
        if let column, first[column] == index {
          known.insert(column)
          uses.append(.known(column))
        } else {
          let wanted = name.isEmpty ? "Столбец \(index + 1)" : name
          let field = ImportFormat.unused(wanted, among: &taken)
          uses.append(column.map { .spare($0, field) } ?? .field(field))
        }
      }
    }
    (self.uses, self.names) = (uses, names)
    currency = ImportFormat.currency(inTitle: title(.budget))
    let missing = Self.missing(known)
    guard missing.isEmpty else { throw .missingColumns(missing, encoding: encoding) }
  }

  /// What the file calls a known column.
  func title(_ column: ExportColumn) -> String {
    zip(uses, names).first { $0.0 == .known(column) }?.1 ?? column.title
  }

  /// Where each known column is: of several, the one that the user or the format names first.
  private static func first(
    _ names: [String], _ format: ImportFormat, _ mapping: [String: String?]
  ) throws(ImportError) -> [ExportColumn: Int] {
    var first: [ExportColumn: (rank: Int, place: Int)] = [:]
    for (place, name) in names.enumerated() {
      guard let said = mapping[name] ?? "", let column = try column(said, name, format) else {
        continue
      }
      let rank = said.isEmpty ? format.column(.deal, name)?.rank ?? 0 : -1
      if let other = first[column], other.rank <= rank { continue }
      first[column] = (rank, place)
    }
    return first.mapValues(\.place)
  }

  /// What the user says that a column is, else the format; `nil` for a custom field.
  private static func column(
    _ said: String?, _ name: String, _ format: ImportFormat
  ) throws(ImportError) -> ExportColumn? {
    guard let said, !said.isEmpty else {
      return format.column(.deal, name).flatMap { ExportColumn(key: $0.key) }
    }
    if CustomField.id(ofKey: said) != nil { return nil }
    if let column = ExportColumn(key: said) { return column }
    let list = ExportColumn.allCases.map(\.key).joined(separator: ", ")
    throw .header(
      Phrase(
        ru: "'\(name)': нет поля '\(said)'; есть: note, \(list)",
        en: "'\(name)': no field '\(said)'; there are note, \(list)"))
  }

  /// A second import finds a deal by its ID, a deal stands at a stage, and it is somebody's.
  private static func missing(_ known: Set<ExportColumn>) -> [String] {
    var missing: [String] = []
    if !known.contains(.id) { missing.append(ExportColumn.id.title) }
    if !known.contains(.stage) { missing.append(ExportColumn.stage.title) }
    let clients: Set<ExportColumn> = [.company, .contactCompany, .contact, .lastName, .firstName]
    if known.isDisjoint(with: clients) {
      missing += [ExportColumn.company.title, ExportColumn.contact.title]
    }
    return missing
  }
}
