import CRMModel

/// Who is meant by a row (R61, R114), and how somebody new is made: what a kind of cards needs beside its
/// fields.
struct CardIdentity<Subject: ImportedCard> {
  /// A card of which nothing is known.
  let blank: (Identifier<Subject>) -> Subject
  /// The cards that a row may be of, by what it says, the surest first; one that has no more than a number
  /// or an address in common is not sure.
  let candidates:
    (CardRow<Subject>, ImportResolution) throws(CRMError) -> [(
      id: Identifier<Subject>, isSure: Bool
    )]
  /// What a row calls its card.
  let name: (CardRow<Subject>) -> String?
  /// A new card, by what it is given.
  let make:
    (Subject, CardEdit<Subject>, CardMerge<Subject>, _ at: Instant, _ by: Login?) throws(CRMError)
      -> Subject
  /// A card that is here with what a row says anew.
  let change: (Subject, CardEdit<Subject>, inout CardMerge<Subject>) throws(CRMError) -> Subject
  /// Knows a card from now on.
  let note: (Subject) -> Void
  /// A row with what its columns mean once it is known what its names are.
  var settle:
    (CardRow<Subject>, CardColumns<Subject>, ImportResolution) throws(CRMError) -> CardRow<Subject> =
      { row, _, _ in row }
  /// What a card says of what stands beside its fields, where later rows change it.
  var facts: (Subject) -> [CardColumns<Subject>.Fact: String] = { _ in [:] }
  /// A value that is not taken over; one that lasts never is.
  typealias Conflict = (key: String, here: String, there: String, isLasting: Bool)
}

extension CardIdentity<Company> {
  /// What rows say.
  static var shape: CardColumns<Company>.Shape {
    .init(needed: [.field(.name)], client: [.contact, .position, .workPhone, .workEmail])
  }

  init(_ cards: ImportCards, _ context: ActionContext) {
    /// What a row says of a person there; whose that is stands beside it.
    func cells(_ client: ExportCells, of company: String) -> ExportCells {
      var cells = client
      cells[.company] = company
      return cells
    }
    self.init(
      blank: { Company(id: $0, name: "", manager: context.user) },
      candidates: { row, _ in
        let sure = [
          row[.field(.name)].flatMap { cards.company(named: $0) },
          row[.taxNumber].flatMap(cards.company(taxedAs:)),
        ]
        return sure.compactMap { $0 }.map { ($0, true) }
          + [cards.company(reachedBy: row.channels)].compactMap { $0 }.map { ($0, false) }
      },
      name: { $0[.field(.name)] },
      make: { (blank, edit, merge, _, _) throws(CRMError) in
        let name = edit.value(of: .name)?.text ?? ""
        let client = ClientValues(cells(merge.row.client, of: name))
        var (edit, merging) = (edit, RowMerging(merge.rule, isKnown: false))
        return try cards.keeping { () throws(CRMError) in
          let left = try cards.take(client, imported: nil, at: blank.id, &merging).left
          for (name, text) in client.fields.merging(left, uniquingKeysWith: { old, _ in old }) {
            edit.own[name] = .some(.text(text))
          }
          return edit.made(blank, in: context)
        }.card
      },
      change: { (before, edit, merge) throws(CRMError) in
        let (company, changesOthers) = try cards.keeping { () throws(CRMError) in
          var edit = edit
          let said = cells(merge.row.client, of: before.name)
          let known = cells(ExportCells(merge.memories).client, of: before.name)
          let fields = try cards.change(before, said, from: known, at: before.id, &merge).fields
          edit.own.merge(fields) { old, _ in old }
          return edit.apply(to: before, in: context)
        }
        merge.changesOthers = changesOthers
        return company
      },
      note: cards.note)
  }
}

extension CardIdentity<Contact> {
  /// What rows say.
  static var shape: CardColumns<Contact>.Shape {
    .init(
      needed: [.field(.name), .field(.lastName), .field(.firstName)],
      facts: [.id, .revision, .createdAt, .author, .company, .companyId, .manager])
  }

  init(
    _ cards: ImportCards, _ context: ActionContext,
    company known: @escaping (CardRow<Contact>) throws(CRMError) -> CompanyID?
  ) {
    func company(_ row: CardRow<Contact>) throws(CRMError) -> CompanyID? {
      if let id = try known(row) { return id }
      return row[.company].flatMap { cards.company(named: $0) }
    }
    self.init(
      blank: { Contact(id: $0, company: Identifier(stored: 0), name: "", role: .other) },
      candidates: { (row, _) throws(CRMError) in
        let employer = try company(row)
        let (name, channels) = (row.fullName, row.channels)
        let sure = [
          employer.flatMap { cards.contact(named: name, channels, at: $0) },
          cards.contact(named: name, channels, at: nil),
        ]
        let named =
          row[.company] == nil && employer == nil
          ? try cards.privateClients(named: name ?? "", channels) : []
        return sure.compactMap { $0 }.map { ($0, true) } + named.map { ($0.id, false) }
      },
      name: \.fullName,
      make: { (blank, edit, merge, _, _) throws(CRMError) in
        let row = merge.row
        var contact = blank
        let name = edit.value(of: .name)?.text ?? ""
        let employer = try company(row)
        // Whoever works nowhere is a private client, perhaps one who is known as a company.
        if let id = employer ?? (row[.company] == nil ? cards.company(ofNobodyNamed: name) : nil) {
          contact.company = id
        } else {
          contact.company = try cards.makeCompany(
            named: row[.company] ?? name, merge.resolution.login(row[.manager]))
          try cards.commit()
        }
        let made = edit.made(contact, in: context)
        let client = try cards.company(made.company)
        cards.remember(made, asClient: client.name, of: client.manager)
        return made
      },
      change: { (contact, edit, merge) throws(CRMError) in
        // No import moves a person to another company; that is told.
        if let named = try company(merge.row), named != contact.company {
          merge.note(
            .company, try cards.company(contact.company).name, try cards.company(named).name)
        }
        return edit.apply(to: contact, in: context)
      },
      note: cards.note)
  }
}

extension CardIdentity<Lead> {
  /// What rows say.
  static var shape: CardColumns<Lead>.Shape {
    .init(
      needed: LeadForm.clues.map { .field($0) },
      facts: [.id, .revision, .createdAt, .author, .lastName, .firstName, .patronymic])
  }

  init(_ known: LeadKeys, _ transaction: Transaction) {
    let context = transaction.context
    self.init(
      blank: { Lead(id: $0) },
      candidates: { (row, _) throws(CRMError) in
        try known.candidates(row) { (id) throws(CRMError) in try transaction.find(id) }
      },
      name: { $0[.field(.name)] },
      make: { (blank, edit, _, _, _) throws(CRMError) in
        let lead = try CRMError.refusing { () throws(Refusal) in
          try Lead.take(edit, id: blank.id, in: context)
        }
        // What became of it elsewhere is told as what has become of it here.
        var state = CardEdit<Lead>()
        state.fill(.state, edit.value(of: .state)?.text)
        return state.apply(to: lead, in: context)
      },
      change: { before, edit, _ in edit.apply(to: before, in: context) },
      note: known.note)
  }
}

extension CardIdentity<Product> {
  /// What rows say.
  static var shape: CardColumns<Product>.Shape {
    .init(needed: [.field(.code)], facts: [.id, .revision, .createdAt, .author, .price])
  }

  init(_ known: ImportKeys<Product>, _ transaction: Transaction) {
    let context = transaction.context
    func price(of product: Product) -> String? {
      product.price(ProductPrice.usualList, on: context.zone.day(of: context.now))?.decimalText
    }
    func priced(_ product: Product, _ text: String) throws(CRMError) -> Product {
      try transaction.pricing(
        product, text, Currency(namedIn: text), list: ProductPrice.usualList, from: nil)
    }
    self.init(
      blank: { Product(id: $0) },
      candidates: { row, _ in
        row[.code].flatMap { known[Folding.fold($0)] }.map { [($0, true)] } ?? []
      },
      name: { $0[.code] },
      make: { (blank, edit, merge, _, _) throws(CRMError) in
        guard edit.value(of: .code) != nil else {
          throw .usage(Phrase(ru: "нет кода товара", en: "the product has no code"))
        }
        let product = edit.made(blank, in: context)
        guard let price = merge.row[.price] else { return product }
        return try priced(product, price)
      },
      change: { (before, edit, merge) throws(CRMError) in
        let product = edit.apply(to: before, in: context)
        guard let text = merge.row[.price] else { return product }
        let (old, new) = (price(of: before), try priced(product, text))
        let isTaken = merge.takes(.price, price(of: new).map(Value.text), old.map(Value.text))
        return isTaken ? new : product
      },
      note: { product in
        if let code = product[.code] { known[Folding.fold(code.text)] = product.id }
      }, facts: { product in price(of: product).map { [.price: $0] } ?? [:] })
  }
}

/// What finds records again; a class, because whoever copies an import's state would copy the table.
final class ImportKeys<Subject> {
  private var ids: [String: Identifier<Subject>] = [:]

  subscript(key: String) -> Identifier<Subject>? {
    get { ids[key] }
    set { ids[key] = newValue }
  }
}

extension CardRow where Subject: Reachable {
  /// The numbers and addresses by which somebody is known.
  var channels: [String] {
    texts(.email).flatMap(EmailAddress.all).compactMap(\.identity)
      + texts(.phone).flatMap(PhoneNumber.all).compactMap(\.identity)
  }

  private func texts(_ type: ValueType) -> [String] {
    Subject.card.filter { $0.type == type }.flatMap { cells[.field($0)] ?? [] }
  }
}

extension CardRow<Contact> {
  /// The name, be it by its parts.
  var fullName: String? {
    if let name = self[.field(.name)] { return name }
    let parts = Contact.partsOfName.compactMap { self[.field($0)] }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
