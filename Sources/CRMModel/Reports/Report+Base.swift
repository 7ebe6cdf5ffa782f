/// The report of how complete the base of clients is (R68).
extension Report {
  static let base = Report(
    "base",
    Phrase(ru: "насколько заполнены карточки клиентов", en: "how complete clients' cards are"),
    Phrase(
      ru: "Доля заполненного в карточках клиентов по весам профиля (настройка base-profile; иначе "
        + "телефон, e-mail, адрес, город, ИНН и сайт поровну), по менеджерам. Ниже — карточки, где "
        + "заполнено меньше всего, и команда, которая их дополнит.",
      en:
        "The filled share of clients' cards by the weights of a profile (the setting base-profile; "
        + "else phone, e-mail, address, town, tax number and site alike), by manager. Below are the "
        + "emptiest cards with the command that fills them."),
    of: .cards, isOfNow: true, sources: { _ in [.companies] },
    [
      .manager, ReportColumn("cards", Phrase(ru: "карточек", en: "cards"), .key),
      ReportColumn("complete", Phrase(ru: "заполнены целиком", en: "complete"), .useful),
      ReportColumn("filled", Phrase(ru: "заполнено", en: "filled"), .key),
    ]
  ) { material in
    func cells(_ cards: [ClientFilling]) -> [ReportCell] {
      [
        .count(cards.count), .count(cards.count(where: \.missing.isEmpty)),
        .share(cards.reduce(0) { $0 + $1.filled }, of: cards.reduce(0) { $0 + $1.whole }),
      ]
    }
    let cards = material.fillings
    var found = ReportRows()
    found.sample = cards.count
    found.total = [.none] + cells(cards)
    found.rows = Dictionary(grouping: cards, by: \.company.manager).sorted { $0.key < $1.key }
      .map { manager, cards in [.text(manager.text)] + cells(cards) }
    found.parts = [emptiest]
    return found
  }

  private static let emptiest = Report(
    "emptiest", Phrase(ru: "самые пустые карточки", en: "the emptiest cards"),
    Phrase(ru: "Двадцать, где заполнено меньше всего.", en: "The twenty that say least."),
    of: .cards,
    [
      ReportColumn("company", Phrase(ru: "компания", en: "company"), .key), .manager,
      ReportColumn("filled", Phrase(ru: "заполнено", en: "filled"), .key),
      ReportColumn("missing", Phrase(ru: "не хватает", en: "missing"), .useful),
      ReportColumn("fix", Phrase(ru: "команда", en: "command"), .main),
    ]
  ) { material in
    let worst = material.fillings.filter { !$0.missing.isEmpty }
      .sorted { left, right in
        let (first, second) = (left.filled * right.whole, right.filled * left.whole)
        return first == second ? left.company.name < right.company.name : first < second
      }.prefix(20)
    var found = ReportRows()
    found.sample = worst.count
    found.rows = worst.map { card in
      [
        .value(.reference(id: card.company.id.text, name: card.company.name)),
        .text(card.company.manager.text), .share(card.filled, of: card.whole),
        .value(
          .texts(card.missing.map(\.key)), among: Company.card.map { Choice($0.key, $0.name) }),
        .text(
          "crm company edit \(card.company.id.text) \(card.missing.map(\.option).joined(separator: " "))"
        ),
      ]
    }
    return found
  }
}

/// What the profile asks for: a field of every card, or one of the department's own.
private struct ProfileEntry {
  let key: String
  let weight: Int
  private let field: Field<Company>?

  init(_ key: String, weight: Int) {
    self.key = key
    self.weight = weight
    field = Company.card.first { $0.key == key }
  }

  func isFilled(in company: Company) -> Bool {
    field?.isFilled(in: company) ?? !(company.fields[key]?.isEmpty ?? true)
  }

  /// What fills it, without its value.
  var option: String { field.map { "\($0.option) \($0.word)" } ?? "--set \(key)=" }
}

/// How much of what the profile asks for a client's card says.
private struct ClientFilling {
  let company: Company
  let filled: Int
  let whole: Int
  /// What is empty, the weightiest first.
  let missing: [ProfileEntry]

  init(_ company: Company, _ profile: [ProfileEntry]) {
    self.company = company
    missing = profile.filter { !$0.isFilled(in: company) }
    whole = profile.reduce(0) { $0 + $1.weight }
    filled = whole - missing.reduce(0) { $0 + $1.weight }
  }
}

extension ReportMaterial {
  /// The cards of clients by the department's profile.
  fileprivate var fillings: [ClientFilling] {
    let usual = Company.profile.map { ProfileEntry($0.key, weight: 1) }
    let own = baseProfile.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
      .map { ProfileEntry($0.key, weight: $0.value) }
    return companies.map { ClientFilling($0, own.isEmpty ? usual : own) }
  }
}
