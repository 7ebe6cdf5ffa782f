import CRMModel

/// A kind of cards that rows of a table become.
typealias ImportedCard = Document

/// What each column of a table is to cards of a kind: found by its key, by the name that people see, by
/// a format, or because the mapping says so (R113); never by its place.
struct CardColumns<Subject: ImportedCard> {
  /// What becomes of a column's cells.
  enum Use: Hashable {
    /// The value of a field; of several columns of telephones the first is the main one.
    case field(Field<Subject>)
    /// The same as somebody typed it, where the field shows it otherwise (R67).
    case typed(Field<Subject>)
    /// One of the department's own fields.
    case own(String)
    case fact(Fact)
    /// What is told of a deal's client: a person, numbers and addresses.
    case client(ExportColumn)
    /// What no field understands, under its own name: nothing that came is lost.
    case kept(String)
    /// A second column of a field, by its name: what it says counts where the first is empty, and is
    /// kept where the first says something else.
    case spare(Field<Subject>, String)
    /// What follows from others, or was left out by the user.
    case passedOver

    /// Whether its cells are numbers, addresses or dates, so that words in them can say that there is none.
    var isExact: Bool {
      switch self {
      case .field(let field), .spare(let field, _):
        [.phone, .email, .number, .money, .day, .moment, .url, .taxNumber].contains(field.type)
      case .fact(let fact): [.createdAt, .budget, .endDate, .closedAt, .price].contains(fact)
      case .typed, .own, .client, .kept, .passedOver: false
      }
    }

    /// Whether it names somebody who works here.
    var isPerson: Bool {
      switch self {
      case .field(let field), .spare(let field, _): field.type == .user
      case .fact(let fact): fact == .author || fact == .manager
      case .typed, .own, .client, .kept, .passedOver: false
      }
    }
  }

  /// What a row says beside the fields of its card.
  enum Fact: String, CaseIterable {
    case id, revision, createdAt, author, company, companyId
    case name, pipeline, pipelineId, stage, stageId, state, manager, budget, currency, package
    case endDate, closedAt, lostReason, spokeWith
    /// What `crm export csv` writes of where a deal comes from: history, which no table changes.
    case part, originSystem, originId
    /// The parts of a name, of things that have it as a whole.
    case lastName, firstName, patronymic
    /// What a product costs now.
    case price

    /// The key under which a card remembers what the cell meant here, where that is not what it said.
    var meaning: String { rawValue + "Here" }
  }

  /// The use of each column, in the order of the file.
  let uses: [Use]
  /// The name of each column.
  let titles: [String]
  /// What people write for the values of closed lists, by the keys of columns.
  fileprivate let words: [String: [String: String]]
  /// What their columns are called in a program, whose words may say more than ours.
  fileprivate let heads: [String: String]

  /// What rows of a kind say.
  struct Shape {
    /// The columns of which one must be there.
    let needed: [Use]
    /// What they say beside the fields of the card.
    var facts: [Fact] = [.id, .revision, .createdAt, .author]
    /// And of whose they are.
    var client: Set<ExportColumn> = []
  }

  /// The columns of a header line.
  ///
  /// - Throws: `CRMError.usage` for a mapping that names what there is not, and for a header that
  ///   cannot be read.
  init(
    _ header: CSVRecord, _ shape: Shape, _ vocabulary: Vocabulary<some Any>, _ own: CustomFields,
    _ format: ImportFormat, _ mapping: [String: String?]
  ) throws(CRMError) {
    if let problem = header.problem { throw CRMError(ImportError.header(problem)) }
    var titles = header.cells.map { $0.trimmingBlanks() }
    while titles.last?.isEmpty == true { titles.removeLast() }
    self.titles = titles
    words = format.words[Subject.kind] ?? [:]
    heads = format.isOwnTable ? [:] : format.tableTitles[Subject.kind] ?? [:]
    let mapped = Dictionary(
      keepingFirst: mapping.sorted { $0.key < $1.key }.map { (Folding.fold($0.key), $0.value) })
    let keys = titles.map { title -> String? in
      if let wanted = mapped[Folding.fold(title)] { return wanted }
      // What we write ourselves comes first, then what the department or the format calls it.
      if vocabulary.properties.contains(where: { $0.key == title }) { return title }
      if let field = own.of(Subject.kind).first(where: { $0.isCalled(title) }) {
        return CustomField.key(of: field.id)
      }
      return format.column(Subject.kind, title)?.key ?? vocabulary.property(title)?.key ?? title
    }
    let known = Set(keys.compactMap(\.self))
    // Of two columns that mean one thing the one counts that the format names first.
    let ranks = titles.map { title in
      mapped[Folding.fold(title)] == nil
        ? format.column(Subject.kind, title)?.rank ?? -1 : -1
    }
    let order = titles.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    var uses = titles.map(Use.kept)
    var taken: [Use] = []
    var names: Set<String> = []
    for place in order {
      let (title, key) = (titles[place], keys[place])
      let use = key.map { Self.use(of: $0, beside: known, shape, vocabulary, own) } ?? .passedOver
      if use == nil, let key, mapped[Folding.fold(title)] != nil {
        let card = Subject.card.map(\.key)
        let facts = shape.facts.map(\.rawValue).filter { !card.contains($0) }
        let list = (card + facts + shape.client.map(\.key).sorted()).joined(separator: ", ")
        throw .mapping(
          "columns.\(title)",
          Phrase(ru: "нет поля '\(key)'; есть: \(list)", en: "no field '\(key)'; there are \(list)")
        )
      }
      if let use { uses[place] = Self.unused(use, title, among: taken) }
      // Nothing that came is lost, so of two columns of one name each has its own.
      let unused = ImportFormat.unused(title, among: &names)
      if uses[place] == .kept(title) { uses[place] = .kept(unused) }
      taken.append(uses[place])
    }
    self.uses = zip(uses, titles).map { use, title in
      title.isEmpty || ImportTable.isOurs(title) || format.rowKinds.isNamed(title)
        ? .passedOver : use
    }
  }

  /// What a key means; `nil` for one that nobody knows.
  private static func use(
    of key: String, beside known: Set<String>, _ shape: Shape, _ vocabulary: Vocabulary<some Any>,
    _ own: CustomFields
  ) -> Use? {
    if let field = Subject.card.first(where: { $0.key + "Typed" == key }) { return .typed(field) }
    if let field = Subject.card.first(where: { $0.key == key }) {
      // Of a thing that is named and has its id beside it, the id counts.
      guard field.references != nil else { return .field(field) }
      return known.contains(key + "Id") ? .passedOver : alias(of: key).map(Use.field)
    }
    if let field = Subject.card.first(where: { $0.references != nil && $0.key + "Id" == key }) {
      return .field(field)
    }
    if let field = Subject.card.first(where: { $0.type == .user && $0.key + "Name" == key }) {
      return known.contains(field.key) ? .passedOver : .field(field)
    }
    if let column = ExportColumn(key: key), shape.client.contains(column) { return .client(column) }
    if let fact = Fact(rawValue: key), shape.facts.contains(fact) { return .fact(fact) }
    // A field that nobody has defined is a column `fields.NAME` in what `crm export` writes.
    if let id = CustomField.id(ofKey: key) {
      return own.of(Subject.kind).contains { $0.id == id } ? .own(id) : .kept(id)
    }
    // What `crm export csv` adds to a value: the name of a person, the id of a thing.
    for ending in ["Name", "Id"] where key.hasSuffix(ending) {
      if vocabulary.property(String(key.dropLast(ending.count))) != nil { return .passedOver }
    }
    return alias(of: key).map(Use.field) ?? (vocabulary.property(key) == nil ? nil : .passedOver)
  }

  /// What people call several of one kind by, as a lead's deliveries do.
  private static func alias(of key: String) -> Field<Subject>? {
    let other = LeadForm.aliases[key] ?? LeadForm.aliases.first { $0.value == key }?.key
    return other.flatMap { other in Subject.card.first { $0.key == other } }
  }

  /// The use of a column beside those that came before it; of what a field has several of there may be several.
  private static func unused(_ use: Use, _ title: String, among others: [Use]) -> Use {
    guard use != .passedOver, others.contains(use) else { return use }
    if case .client(let column) = use, (ExportColumn.phones + ExportColumn.emails).contains(column)
    {
      return use
    }
    guard case .field(let field) = use else { return .kept(title) }
    let hasSeveral = Subject.further[field] != nil || field.type.form == .texts
    return hasSeveral ? use : .spare(field, title)
  }

  /// Whether there is such a column.
  func has(_ use: Use) -> Bool { uses.contains(use) }

  /// Whether `crm export csv` wrote the table: its rows say which state of a card they are of.
  var isOwnExport: Bool { has(.fact(.id)) && has(.fact(.revision)) }

  /// Whether any column names people.
  var namesPeople: Bool { uses.contains(where: \.isPerson) }

  /// The name of the first column of a use.
  func title(_ use: Use) -> String { zip(uses, titles).first { $0.0 == use }?.1 ?? "" }

  /// The keys of the columns; `nil` for one that is passed over.
  var keys: [String?] {
    uses.map { use in
      switch use {
      case .field(let field), .spare(let field, _):
        field.references == nil ? field.key : field.key + "Id"
      case .typed(let field): field.key + "Typed"
      case .own(let name), .kept(let name): CustomField.key(of: name)
      case .fact(let fact): fact.rawValue
      case .client(let column): column.key
      case .passedOver: nil
      }
    }
  }

  /// The places of those with money.
  var sums: [Int] {
    uses.indices.filter { place in
      switch uses[place] {
      case .field(let field), .spare(let field, _): field.type == .money
      case .fact(let fact): fact == .budget || fact == .price
      case .typed, .own, .client, .kept, .passedOver: false
      }
    }
  }

  /// The columns that are kept under their own names.
  var kept: [String] {
    uses.compactMap { if case .kept(let title) = $0 { title } else { nil } }
  }
}

/// One row, by what its columns are; empty cells are left out.
struct CardRow<Subject: ImportedCard> {
  /// The line where it starts.
  let line: Int
  /// The cells of each use, in the order of the file.
  private(set) var cells: [CardColumns<Subject>.Use: [String]] = [:]
  /// The columns of fields and facts whose texts are kept, by their names.
  private(set) var spared: [String] = []

  private typealias Fact = CardColumns<Subject>.Fact

  /// - Throws: `RowProblem` where the row has not a cell for each column.
  init(_ record: CSVRecord, _ columns: CardColumns<Subject>) throws(RowProblem) {
    line = record.line
    var others: [(Field<Subject>, String, String)] = []
    for (place, cell) in try record.cells(for: columns.uses.count).enumerated() {
      let use = columns.uses[place]
      guard !cell.isEmpty, use != .passedOver else { continue }
      var text = SpreadsheetText.unguarded(cell)
      if use.isExact, ImportFormat.isNothing(text) { continue }
      if case .field(let field) = use, let words = columns.words[field.key] {
        if let head = columns.heads[field.key] {
          cells[.kept(head)] = [text]
          spared.append(head)
        }
        text = words[Folding.fold(text)] ?? words[ImportFormat.anyWord] ?? text
      }
      if case .field(let field) = use, field.type == .taxNumber {
        let number = Self.taxNumber(text)
        if number == nil || text.contains("/") {
          cells[.kept(columns.titles[place])] = [text]
          spared.append(columns.titles[place])
        }
        guard let number else { continue }
        text = number
      }
      if case .spare(let field, let title) = use {
        others.append((field, title, text))
      } else {
        cells[use, default: []].append(text)
      }
    }
    for (field, title, text) in others {
      guard let first = cells[.field(field)]?.first else {
        cells[.field(field)] = [text]
        continue
      }
      guard Folding.fold(first) != Folding.fold(text) else { continue }
      cells[.kept(title)] = [text]
      spared.append(title)
    }
    let parts = [Fact.lastName, .firstName, .patronymic].compactMap { self[.fact($0)] }
    if let name = Subject.card.first(where: { $0.key == Fact.name.rawValue }), !parts.isEmpty,
      cells[.field(name)] == nil
    {
      cells[.field(name)] = [parts.joined(separator: " ")]
    }
    for use in cells.keys where use.isPerson {
      cells[use] = cells[use]?.map(ImportFormat.person)
    }
  }

  /// Takes what stands beside the fields for no more than a text of its column.
  mutating func keep(_ fact: CardColumns<Subject>.Fact, under title: String) {
    guard let texts = cells.removeValue(forKey: .fact(fact)) else { return }
    cells[.kept(title)] = texts
    spared.append(title)
  }

  /// An ИНН as tables have it: with the country in front, as Odoo writes it, with its КПП behind it, as 1C
  /// does, or as the number that a spreadsheet took it for, without its first zero; `nil` for a number of
  /// another country.
  private static func taxNumber(_ text: String) -> String? {
    var number = text.prefix { $0 != "/" }[...]
    if number.hasPrefix("RU") { number = number.dropFirst(2) }
    guard !number.contains(where: \.isLetter) else { return nil }
    if number.hasSuffix(".0") { number = number.dropLast(2) }
    let lengthened = "0" + number
    return (try? TaxNumber(parsing: lengthened)) == nil ? String(number) : lengthened
  }

  /// The cell of a use.
  subscript(use: CardColumns<Subject>.Use) -> String? { cells[use]?.first }
  /// The cell of a field.
  subscript(field: Field<Subject>) -> String? { self[.field(field)] }
  /// What it says beside the fields.
  subscript(fact: CardColumns<Subject>.Fact) -> String? { self[.fact(fact)] }

  /// What it says of a deal's client.
  var client: ExportCells {
    cells.reduce(into: ExportCells()) { client, cell in
      if case .client(let column) = cell.key {
        client[column] = cell.value.joined(separator: ", ")
      }
    }
  }

  /// All that stands in the cells of a field, for who remembers it.
  func memory(_ use: CardColumns<Subject>.Use) -> String? {
    cells[use]?.joined(separator: "\n")
  }

  /// The names of people for whom logins are needed.
  var people: [String] {
    Subject.card.filter { $0.type == .user }.compactMap { self[$0] }
      + [self[.author], self[.manager]].compactMap(\.self)
  }
}
