/// A kind of things that are kept and listed: what rights, lists, own fields, expressions and errors
/// need to know of it stands in its row, and nothing else lists the kinds (R33).
///
/// A number, so that a catalog's records cost nothing to copy.
public struct Kind: Hashable, Sendable {
  /// Its row, and its number in the catalog.
  package let number: Int

  private struct Row {
    let name: String
    let folder: String?
    let one: Phrase
    let many: Phrase
    let missing: Phrase
    let things: CountedNoun
    let mine: String
  }

  private static let rows = [
    Row(
      name: "company", folder: "companies", one: Phrase(ru: "компания", en: "company"),
      many: Phrase(ru: "компании", en: "companies"),
      missing: Phrase(ru: "нет компании", en: "no company"), things: .companies,
      mine: "manager = me"),
    Row(
      name: "contact", folder: "contacts", one: Phrase(ru: "контакт", en: "contact"),
      many: Phrase(ru: "контакты", en: "contacts"),
      missing: Phrase(ru: "нет контакта", en: "no contact"), things: .contacts,
      mine: "company.manager = me"),
    Row(
      name: "deal", folder: "deals", one: Phrase(ru: "сделка", en: "deal"),
      many: Phrase(ru: "сделки", en: "deals"), missing: Phrase(ru: "нет сделки", en: "no deal"),
      things: .deals, mine: "manager = me"),
    Row(
      name: "lead", folder: "leads", one: Phrase(ru: "обращение", en: "lead"),
      many: Phrase(ru: "обращения", en: "leads"),
      missing: Phrase(ru: "нет обращения", en: "no lead"), things: .leads, mine: "manager = me"),
    Row(
      name: "product", folder: "products", one: Phrase(ru: "товар", en: "product"),
      many: Phrase(ru: "товары", en: "products"),
      missing: Phrase(ru: "нет товара", en: "no product"),
      things: .products, mine: "true"),
    Row(
      name: "paper", folder: "papers", one: Phrase(ru: "документ продажи", en: "paper"),
      many: Phrase(ru: "документы продаж", en: "papers"),
      missing: Phrase(ru: "нет документа", en: "no paper"), things: .papers, mine: "manager = me"),
    Row(
      name: "task", folder: nil, one: Phrase(ru: "задача", en: "task"),
      many: Phrase(ru: "задачи", en: "tasks"), missing: Phrase(ru: "нет задачи", en: "no task"),
      things: .tasks, mine: "assignee = me"),
    Row(
      name: "log", folder: nil, one: Phrase(ru: "действие", en: "operation"),
      many: Phrase(ru: "действия", en: "operations"),
      missing: Phrase(ru: "нет действия", en: "no operation"), things: .operations,
      mine: "user = me"),
  ]

  /// A client.
  public static let company = Kind(number: 0)
  /// A person at a client.
  public static let contact = Kind(number: 1)
  /// A sale.
  public static let deal = Kind(number: 2)
  /// Somebody who got in touch (R59).
  public static let lead = Kind(number: 3)
  /// Something that is sold (R71).
  public static let product = Kind(number: 4)
  /// A paper of a sale (R74).
  public static let paper = Kind(number: 5)
  /// A task of a deal, which is a part of the deal's document.
  public static let task = Kind(number: 6)
  /// What one command did to a deal, which is a part of the deal's document (R55).
  public static let log = Kind(number: 7)

  /// Those that are documents of their own, each with fields of the department's own (R35).
  public static let documents = rows.indices.map(Kind.init).filter { rows[$0.number].folder != nil }

  /// The folder of its documents in the data directory; that of its owner's for a part of another.
  package var folder: String { Self.rows[number].folder ?? "" }
  /// What people call one.
  public var one: Phrase { Self.rows[number].one }
  /// What people call several.
  public var many: Phrase { Self.rows[number].many }
  /// That there is none.
  public var missing: Phrase { Self.rows[number].missing }
  /// How several are counted.
  public var things: CountedNoun { Self.rows[number].things }
  /// What `--mine` means, as an expression (R38).
  public var mine: String { Self.rows[number].mine }
}

extension Kind: RawRepresentable, CaseIterable {
  /// Its name in JSON and in commands.
  public var rawValue: String { Self.rows[number].name }

  /// The kind of a name; `nil` where there is none.
  public init?(rawValue: String) {
    guard let number = Self.rows.firstIndex(where: { $0.name == rawValue }) else { return nil }
    self.number = number
  }

  /// All that is listed.
  public static var allCases: [Kind] { rows.indices.map(Kind.init) }

  /// The document kind of a name; `nil` where there is none.
  public static func document(named name: String) -> Kind? {
    documents.first { $0.rawValue == name }
  }
}
