/// A lead: somebody got in touch, and one clue is enough to take that in (R59).
public typealias Lead = CardRecord<LeadForm>
/// The id of a lead.
public typealias LeadID = Identifier<Lead>

/// The kind of leads.
public enum LeadForm: RecordForm {
  /// Its row.
  public static var kind: Kind { .lead }
  /// Its fields.
  public static let card: [Field<Lead>] = [
    .name, .companyName, .state, .receivedAt, .phones, .emails, .text, .channel, .source, .external,
    .serviceType, .leadPriority, .manager, .reason, .isRepeat, .tags, .company, .contact, .deal,
  ]
  /// Those that an option fills.
  public static let details: [Field<Lead>] = [
    .name, .text, .channel, .source, .external, .serviceType, .leadPriority,
  ]
  /// What people call one.
  public static let titles: [Field<Lead>] = [.companyName, .name, .phones, .emails, .text]
  /// What has become of it, and its id in its source.
  public static let unshared: [Field<Lead>] = [
    .state, .reason, .external, .company, .contact, .deal,
  ]
  /// What a deal came of stays by itself.
  public static func requireMerging(_ other: Lead, into kept: Lead) throws(Refusal) {
    guard let deal = other.deal else { return }
    let turned = Remedy("lead", "merge", other.id.text, kept.id.text)
    throw Refusal(
      "R65",
      Phrase(
        ru: "нельзя слить '\(other.name)' с '\(kept.name)': из него уже вышла сделка \(deal.text)",
        en: "cannot merge '\(other.name)' into '\(kept.name)': deal \(deal.text) came of it"),
      remedies: kept.deal == nil ? [turned] : [Remedy("deal", "show", deal.text)])
  }
  /// By what its source calls it, and by phones and e-mails.
  public static func keys(of lead: Lead) -> [NameKey] {
    lead.deliveries.map(Lead.key) + MatchSubject(lead).channelKeys
  }
  /// What people call several of one kind by, where a lead comes from elsewhere.
  package static let aliases = ["phone": "phones", "email": "emails", "company": "companyName"]
  /// Of these one at least must be known (R59).
  public static let clues: [Field<Lead>] = titles
}

extension Field<Lead> {
  /// What has become of it.
  public static let state = fact(
    "state", Phrase(ru: "состояние", en: "state"), .choice,
    choices: Lead.State.allCases.map { Choice($0.rawValue, $0.name) }, table: .main,
    merging: .together(.outcome))
  /// When somebody got in touch; the oldest is the next to be worked on.
  public static let receivedAt = fact(
    "receivedAt", Phrase(ru: "получено", en: "received"), .moment, table: .useful,
    reading: { (text) throws(ValueError) in _ = try Instant(parsing: text) })
  /// The person's name, as it came.
  public static let name = fact(
    "name", Phrase(ru: "имя", en: "name"),
    help: Phrase(ru: "имя человека", en: "the person's name"),
    .line, table: .key)
  /// The company, as it came.
  public static let companyName = fact(
    "companyName", Phrase(ru: "компания, как названа", en: "company as named"), .line, table: .main)
  /// The first is the main one (R67).
  public static let phones = fact(
    "phones", Phrase(ru: "телефоны", en: "phones"), .phones, table: .useful,
    reading: { (text) throws(ValueError) in _ = try PhoneNumber(written: text) })
  /// The first is the main one.
  public static let emails = fact(
    "emails", Phrase(ru: "e-mail", en: "e-mails"), .lines, table: .extra,
    reading: { (text) throws(ValueError) in _ = try EmailAddress(parsing: text) })
  /// What was asked for.
  public static let text = fact(
    "text", Phrase(ru: "текст", en: "text"),
    help: Phrase(ru: "о чем просят", en: "what is asked for"), .prose, table: .extra)
  /// How somebody got in touch.
  public static let channel = fact(
    "channel", Phrase(ru: "канал", en: "channel"),
    help: Phrase(
      ru: "канал: letter, message, call, form, import, manual или свой",
      en: "the channel: letter, message, call, form, import, manual or your own"), .line,
    table: .extra)
  /// Where it came from.
  public static let source = fact(
    "source", Phrase(ru: "источник", en: "source"),
    help: Phrase(ru: "откуда пришло: сайт, выставка", en: "where it came from: site, fair"), .line,
    table: .useful)
  /// Its id in the source, which keeps a retry from being a second lead (R60).
  public static let external = fact(
    "external", Phrase(ru: "id в источнике", en: "id in the source"), word: "ID", .line)
  /// What is wanted.
  public static let serviceType = fact(
    "serviceType", Phrase(ru: "тип услуги", en: "service type"), .line)
  /// How much sooner than others (B32).
  static let leadPriority = fact(
    "priority", Phrase(ru: "приоритет", en: "priority"),
    help: Phrase(ru: "приоритет от 0 до 3", en: "a priority of 0 to 3"), .number, in: 0...3)
  /// Who works on it; nobody's where it is empty.
  public static let manager = fact(
    "manager", Phrase(ru: "менеджер", en: "manager"), .user, table: .useful)
  /// Why it ended without a deal.
  public static let reason = fact(
    "reason", Phrase(ru: "причина", en: "reason"), .prose, merging: .together(.outcome))
  /// Whether the client was known before (I10).
  public static let isRepeat = fact("isRepeat", Phrase(ru: "повторное", en: "repeated"), .flag)
  /// Free labels, sorted.
  public static let tags = fact("tags", Phrase(ru: "метки", en: "tags"), .choices)
  /// The client that it was found to be of.
  public static let company = fact(
    "company", Phrase(ru: "компания", en: "company"), .reference, to: .company)
  /// The person that it was found to be of.
  public static let contact = fact(
    "contact", Phrase(ru: "контакт", en: "contact"), .reference, to: .contact)
  /// The deal that came of it, or that it was about.
  public static let deal = fact(
    "deal", Phrase(ru: "сделка", en: "deal"), .reference, to: .deal, table: .extra,
    merging: .together(.outcome))
}

extension Lead {
  /// What has become of a lead.
  public enum State: String, CaseIterable, Sendable {
    case new, accepted, linked, dead, closed

    /// What people call it.
    public var name: Phrase {
      switch self {
      case .new: Phrase(ru: "новое", en: "new")
      case .accepted: Phrase(ru: "принято", en: "accepted")
      case .linked: Phrase(ru: "связано со сделкой", en: "linked")
      case .dead: Phrase(ru: "не отвечает", en: "dead")
      case .closed: Phrase(ru: "закрыто", en: "closed")
      }
    }
  }

  /// What has become of it.
  public var state: State { self[.state].flatMap { State(rawValue: $0.text) } ?? .new }
  /// When somebody got in touch.
  public var receivedAt: Instant? { self[.receivedAt].flatMap { try? Instant(parsing: $0.text) } }
  /// Who works on it.
  public var manager: Login? { self[.manager].map { Login(stored: $0.text) } }
  /// The deal that came of it.
  public var deal: DealID? { self[.deal].flatMap { DealID($0.text) } }
  /// Whether the client was known before.
  public var isRepeat: Bool {
    get { self[.isRepeat] == .flag(true) }
    set { facts[Field<Lead>.isRepeat.key] = newValue ? .flag(true) : nil }
  }
  /// What names it to its source, so that a retry is known (R60); `nil` where it has no id there.
  public var delivery: String? {
    self[.external].map { Lead.delivery(source: self[.source]?.text, external: $0.text) }
  }

  /// What names it, and all that was merged into it, to their sources.
  public var deliveries: [String] { united.compactMap(\.delivery) }

  /// What names a lead of a source by its id there.
  public static func delivery(source: String?, external: String) -> String {
    "\(source ?? "")\u{0}\(external)"
  }

  /// The key under which a delivery is kept.
  public static func key(ofDelivery delivery: String) -> NameKey {
    NameKey(folded: "delivery \(delivery)")
  }
}

extension MatchSubject {
  /// Whoever got in touch.
  public init(_ lead: Lead) {
    self.init(.lead)
    id = lead.id.text
    name = lead.name
    person = lead[.name]?.text
    company = lead[.companyName].map { ClientName($0.text) }
    phones = lead[.phones]?.elements.compactMap { try? PhoneNumber(written: $0.text) } ?? []
    emails = lead[.emails]?.elements.compactMap { try? EmailAddress(parsing: $0.text) } ?? []
  }
}
