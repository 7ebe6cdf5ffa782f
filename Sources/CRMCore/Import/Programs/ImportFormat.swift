import CRMModel

/// How a program's export is read (R112): which of its columns means what, and the words by which it
/// says how a deal ended.
///
/// A format is a document. The program brings those of `Formats`; what `formats/ID.json` of a data
/// directory says is known beside that.
package struct ImportFormat: Sendable {
  /// Its name in commands, and in the origin of what it brought.
  package let id: String
  /// What columns are in tables of a kind, by their names as they are compared.
  private(set) var tables: [Kind: [String: Column]] = [:]
  /// What the columns of a key are called first.
  private(set) var tableTitles: [Kind: [String: String]] = [:]
  /// What people write for the values of a closed list, folded, by the key of its column; `anyWord` for all
  /// that is not named.
  private(set) var words: [Kind: [String: [String: String]]] = [:]
  /// How the rows of a table say of what kind they are, where one table has several.
  private(set) var rowKinds = RowKinds()
  /// Whether rows in succession that have one id are one thing, of which each tells a part.
  private(set) var joinsRows = false
  /// What parts the companies of a deal, of which the first is the client.
  private var companySeparator: Character?
  /// Names that several columns have, by `@NAME`.
  private var lists: [String: [String]] = [:]
  private var notes: Set<String> = []
  private var nothing: Set<String> = []
  private var totals: Set<String> = []
  private var names: Set<String> = []
  private var footnotes: Set<String> = []
  private var won: Set<String> = []
  private var lost: Set<String> = []
  /// What this program calls the stages at which deals end, where an export does not name them itself.
  private(set) var closingNames: [Stage.Kind: String] = [:]
  /// The open stages that this program gives everybody, in their order, folded.
  private var stages: [String] = []
  /// What stands in the place of a closing time where there is none.
  private var open: Set<String> = []

  static let anyWord = "*"
  private static let folder = "Formats/"
  private static let shipped = Dictionary(
    uniqueKeysWithValues: EmbeddedScenarios.files.filter { $0.path.hasPrefix(folder) }.map {
      ($0.path.dropFirst(folder.count).dropLast(".json".count).lowercased(), $0.text)
    })

  /// What is known of tables that no program wrote.
  package static let ownTable = "csv"
  /// The programs whose exports are known.
  package static var ids: [String] { shipped.keys.filter { $0 != ownTable }.sorted() }
  static let amoCRM = ImportFormat("amocrm")
  /// Whether it is of no program, so that people may stand in it by their logins here.
  var isOwnTable: Bool { id == Self.ownTable }

  /// A format that the program brings; tests read all of them.
  init(_ id: String) {
    self.id = id
    guard let fields = try? DocumentVersion.fields(Array((Self.shipped[id] ?? "").utf8)) else {
      return
    }
    try? add(fields)
  }

  /// Knows more names.
  ///
  /// - Throws: `DocumentError` for a column that means nothing here, and of a format that nobody reads.
  mutating func add(_ fields: DocumentFields) throws(DocumentError) {
    guard Self.shipped[id] != nil else {
      let list = Self.shipped.keys.sorted().joined(separator: ", ")
      throw DocumentError(
        "", ru: "формата '\(id)' никто не читает; есть: \(list)",
        en: "nobody reads a format '\(id)'; there are \(list)")
    }
    if let known = try fields.object("lists") {
      for name in known.names { lists["@\(name)"] = try known.strings(name) }
    }
    if let known = try fields.object("columns") {
      for key in known.names where ExportColumn(key: key) == nil {
        let list = ExportColumn.allCases.map(\.key).joined(separator: ", ")
        throw known.error(
          key, ru: "такого столбца нет; есть: \(list)",
          en: "there is no such column; there are \(list)")
      }
      try add(known, of: .deal)
    }
    if let known = try fields.object("tables") {
      for name in known.names {
        let kind = try ImportTable.kind(named: name, in: known)
        if let columns = try known.object(name) { try add(columns, of: kind) }
      }
    }
    if let known = try fields.object("words") {
      for name in known.names {
        let kind = try ImportTable.kind(named: name, in: known)
        guard let columns = try known.object(name) else { continue }
        for key in columns.names {
          guard let values = try columns.object(key) else { continue }
          for value in values.names {
            for text in try values.strings(value) {
              words[kind, default: [:]][key, default: [:]][Folding.fold(text)] = value
            }
          }
        }
      }
    }
    if let known = try fields.object("kinds") { try rowKinds.add(known) }
    if try fields.bool("joinsRows") { joinsRows = true }
    companySeparator = try fields.optionalString("companySeparator")?.first ?? companySeparator
    notes.formUnion(try fields.strings("notes").map(Self.key))
    nothing.formUnion(try fields.strings("nothing").map(Folding.fold))
    totals.formUnion(try fields.strings("totals").map(Self.key))
    names.formUnion(try fields.strings("names").map(Folding.fold))
    footnotes.formUnion(try fields.strings("footnotes").map(Self.key))
    let endings = [Stage.Kind.won: try fields.strings("won"), .lost: try fields.strings("lost")]
    closingNames.merge(endings.compactMapValues(\.first)) { known, _ in known }
    won.formUnion((endings[.won] ?? []).map(Folding.fold))
    lost.formUnion((endings[.lost] ?? []).map(Folding.fold))
    open.formUnion(try fields.strings("open").map(Folding.fold))
    stages += try fields.strings("stages").map(Folding.fold)
  }

  private mutating func add(
    _ columns: DocumentFields, of kind: Kind
  ) throws(DocumentError) {
    for key in columns.names {
      let titles = try columns.strings(key).flatMap { lists[$0] ?? [$0] }
      if tableTitles[kind]?[key] == nil { tableTitles[kind, default: [:]][key] = titles.first }
      for (rank, title) in titles.enumerated() {
        tables[kind, default: [:]][Self.key(title)] = Column(key: key, rank: rank)
      }
    }
  }

  /// A name as it is compared: folded, without a currency or what parts it at its end: «Бюджет, ₽»,
  /// "Presupuesto RD$", «Создано:», "Name*".
  static func key(_ name: String) -> String {
    let whole = Folding.fold(name)
    var key = whole[...]
    let endings: Set<Character> = [" ", ",", ":", "*"]
    while let last = key.last, endings.contains(last) || last.isCurrencySymbol { key.removeLast() }
    let sign = whole[key.endIndex...].contains(where: \.isCurrencySymbol)
    for ending in [" руб.", " руб"] + (sign ? [" r", " rd", " c", " us"] : [])
    where key.hasSuffix(ending) {
      key = key.dropLast(ending.count)
      while let last = key.last, endings.contains(last) { key.removeLast() }
    }
    return key.isEmpty ? whole : String(key)
  }

  /// The currency that stands behind the name of a column of sums: «Бюджет, ₽», "Sale, $".
  static func currency(inTitle title: String) -> Currency? {
    let words = title.split { $0.isWhitespace || ",()".contains($0) }
    guard words.count > 1, let word = words.last.map(String.init),
      let currency = Currency(namedIn: word)
    else { return nil }
    // Any word of three letters may be a code; what is meant as one is written as one.
    return currency.code == word.uppercased() && currency.code != word ? nil : currency
  }

  /// Whether a cell says in words that there is no number, address or date.
  static func isNothing(_ cell: String) -> Bool { ownWords.nothing.contains(Folding.fold(cell)) }

  /// Whether a row adds up those above it, by the word that it begins with: «Итого», «Всего за год: 15», or is a note
  /// below them.
  static func isBelow(_ row: CSVRecord) -> Bool {
    guard row.problem == nil,
      let cell = row.cells.first(where: { !$0.allSatisfy(\.isWhitespace) })
    else { return false }
    let word = key(String(cell.prefix(60).prefix { !$0.isNumber && $0 != ":" }).trimmingBlanks())
    let first = word.prefix { $0 != " " }
    let start = word[first.endIndex...].dropFirst().prefix { $0 != " " }.endIndex
    if ownWords.totals.contains(word)
      || ownWords.totals.contains(String(first)) && ownWords.totals.contains(String(word[..<start]))
    {
      return cell.utf8.count <= 60
    }
    let isAlone = row.cells.count > 2 && row.cells.count { !$0.allSatisfy(\.isWhitespace) } == 1
    // A client may be called «*Звезда».
    return isAlone && (cell.hasPrefix("* ") || ownWords.footnotes.contains(word))
  }

  /// Words of `csv.json` that count in tables of every program.
  ///
  /// They are `nothing` for an empty cell of a number or a date, `totals` and `footnotes` as rows begin with below
  /// a table, and `names` of columns that say no more than that something has a name. They are needed before it
  /// is known whose a table is, so what a data directory adds to them is not looked at.
  private static let ownWords = ImportFormat(ownTable)

  /// Whether a column is called no more than a name.
  static func isPlainName(_ name: String) -> Bool { ownWords.names.contains(Folding.fold(name)) }

  /// Whether any program calls a column so.
  static func isTitle(_ name: String) -> Bool { titles.contains(key(name)) }

  private static let titles = Set(
    shipped.keys.flatMap { ImportFormat($0).tables.values.flatMap(\.keys) })

  /// What a column's field is called beside those of the same name before it: «Источник (2)».
  static func unused(_ name: String, among taken: inout Set<String>) -> String {
    if taken.insert(Folding.fold(name)).inserted { return name }
    var number = 2
    while !taken.insert(Folding.fold("\(name) (\(number))")).inserted { number += 1 }
    return "\(name) (\(number))"
  }

  /// What a column is.
  struct Column: Sendable {
    /// The key of a field.
    let key: String
    /// How far behind in its list the name stands: of two columns that mean one thing, the one that is named
    /// first counts.
    let rank: Int
  }

  /// What a column of a table of a kind is; of what several columns may say, also under a number: «Телефон 2».
  func column(_ kind: Kind, _ title: String) -> Column? {
    let key = Self.key(title)
    if let column = tables[kind]?[key] { return column }
    let name = Self.withoutNumber(key)
    let isOfSeveral = name != key && lists.values.contains { $0.contains { Self.key($0) == name } }
    return isOfSeveral ? tables[kind]?[name] : nil
  }

  private static func withoutNumber(_ key: String) -> String {
    var name = key[...]
    while let last = name.last, last == " " || last.isNumber { name.removeLast() }
    return String(name)
  }

  /// A person's name without the number that Bitrix24 writes behind it.
  static func person(_ text: String) -> String {
    guard text.hasSuffix("]"), let sign = text.lastIndex(of: "[") else { return text }
    return String(text[..<sign]).trimmingBlanks()
  }

  /// Whether a column is one of several notes: «Примечание», «Примечание 2», «Примечание к сделке 3».
  func isNote(_ name: String) -> Bool {
    notes.contains(Self.withoutNumber(Folding.fold(name)))
  }

  /// How a deal ended that stands at a stage; `nil` for one that is open.
  func closing(_ stage: String) -> Stage.Kind? {
    let stage = Folding.fold(stage)
    return won.contains(stage) ? .won : lost.contains(stage) ? .lost : nil
  }

  /// The names of stages in this program's usual order, those that it does not have behind them as they
  /// came.
  func inUsualOrder(_ names: [String]) -> [String] {
    let ranks = names.enumerated().map { index, name in
      (stages.firstIndex(of: Folding.fold(name)) ?? stages.count, index, name)
    }
    return ranks.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  /// Whether a cell says in the place of a closing time that there is none.
  func isOpen(_ cell: String) -> Bool { open.contains(Folding.fold(cell)) }

  /// Says in the words of this program what a row says in its own: how the deal ended, in which currency
  /// its sum is, and who has it.
  ///
  /// The stage that a deal stood at when it ended, where the export says that too, becomes a field.
  func settle(_ cells: inout ExportCells, _ fields: inout [String: String]) {
    if let currency = cells[.currency], let budget = cells[.budget] {
      cells[.budget] = "\(budget) \(currency)"
    }
    if let separator = companySeparator, let all = cells[.company], all.contains(separator) {
      fields[ExportColumn.company.title] = all
      cells[.company] = all.split(separator: separator).first.map { String($0).trimmingBlanks() }
    }
    if let manager = cells[.manager] {
      cells[.manager] = Self.person(manager)
    }
    if let closed = cells[.closedAt], isOpen(closed) { cells[.closedAt] = nil }
    let (outcome, stage) = (cells[.outcome], cells[.stage])
    (cells[.outcome], cells[.currency]) = (nil, nil)
    guard let kind = outcome.flatMap(closing) ?? stage.flatMap(closing),
      stage.flatMap(closing) != kind, let name = closingNames[kind]
    else { return }
    if let stage { fields[ExportColumn.stage.title] = stage }
    cells[.stage] = name
  }
}

extension Snapshot {
  /// A format with what the department adds to it.
  ///
  /// - Throws: `CRMError.document` where that cannot be read.
  package func importFormat(_ id: String) throws(CRMError) -> ImportFormat {
    try optional(DataDirectory.importFormatPath(id)) { (bytes) throws(DocumentError) in
      var format = ImportFormat(id)
      try format.add(DocumentVersion.fields(bytes))
      return format
    } ?? ImportFormat(id)
  }
}
