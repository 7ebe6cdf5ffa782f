import CRMCore
import CRMModel
import CommandLineKit

/// A legal entity as it is printed.
struct LegalRow {
  let company: Company
  let entity: LegalEntity
}

extension Noun where Row == LegalRow {
  /// Legal entities: the keys are a part of the command contract.
  static var legalEntity: Noun<LegalRow> {
    let parts = LegalEntity.Part.allCases.map { part in
      Column<LegalRow>(part.rawValue, part.title, table: part == .name ? .key : .useful) {
        .text($0.entity.values[part])
      }
    }
    return Noun(
      id: \.entity.reference,
      parts + [
        Column("main", Phrase(ru: "основное", en: "main")) { .bool($0.entity.isMain) },
        Column("shared", Phrase(ru: "общее с другими", en: "shared")) { .bool($0.entity.isShared) },
        Column(
          "company", Phrase(ru: "компания", en: "company"), table: .main,
          shown: { row, _ in row.company.name }
        ) { .reference($0.company.id.text, $0.company.name) },
      ])
  }
}

/// What is said of a legal entity (R66).
struct LegalOptions: Sendable {
  var parts: [LegalEntity.Part: String] = [:]
  var isMain = false
  var isShared = false
  var duplicate = DuplicateOption()

  static var rows: [Row<LegalOptions>] {
    LegalEntity.Part.allCases.map { part in
      .option(
        "--" + part.rawValue, value: .text(part.rawValue.uppercased()),
        help: Text(ru: part.title.ru, en: part.title.en)
      ) { $0.parts[part] = $1 }
    } + [
      .flag("--main", help: Text(ru: "основное", en: "the main one")) { $0.isMain = true },
      .flag(
        "--shared-legal",
        help: Text(ru: "общее у нескольких компаний", en: "one that several companies share")
      ) { $0.isShared = true },
      .group(DuplicateOption.rows) { options, fill in fill(&options.duplicate) },
    ]
  }

  /// The entity with what was said; another company's is refused unless that is wanted (R64).
  func applied(
    to entity: LegalEntity, of company: Company, _ session: Session, _ transaction: Transaction
  ) throws(CRMError) -> LegalEntity {
    var entity = entity
    do throws(ValueError) { entity = try entity.with(parts) } catch { throw .usage(error.problem) }
    guard !company.legal.contains(where: { $0.reference == entity.reference }) else {
      throw .refused(
        Refusal(
          "R66",
          Phrase(
            ru: "у '\(company.name)' уже есть юрлицо \(entity.reference)",
            en: "'\(company.name)' has legal entity \(entity.reference) already"),
          remedies: [Remedy("company", "show", company.id.text)]))
    }
    entity.isMain = entity.isMain || isMain
    entity.isShared = entity.isShared || isShared
    var after = company
    after.legal.append(entity)
    let matches = try transaction.matches(
      for: MatchSubject(after).news(since: MatchSubject(company)))
    session.notice(
      try duplicate.notices(of: matches, adding: entity.name, session) { id in
        [Remedy(words: session.words).adding("--shared-legal"), Remedy("company", "show", id)]
      })
    return entity
  }
}

/// The command `crm company legal add COMPANY --name NAME …`.
struct CompanyLegalAdd: WritingRunnable {
  var company = ""
  var legal = LegalOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.legalEntity) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "добавить юрлицо компании", en: "add a legal entity to a company"),
      discussion: Text(
        ru:
          "Контрольные цифры ИНН, ОГРН и счета проверяются; тот же ИНН у другой компании — отказ.",
        en:
          "The control digits of INN, OGRN and account are checked; another company's INN is refused."
      ),
      CompanyLegalAdd(),
      rows: [
        .company { $0.company = $1 },
        .group(LegalOptions.rows) { options, fill in fill(&options.legal) },
      ],
      examples: [
        Example(
          "crm company legal add 'Кафе Пушкин' --name 'ООО «Ромашка»' --inn 7707083893",
          Text(ru: "кто платит", en: "who pays"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeLegal(company, write, Phrase(ru: "добавлено", en: "added")) {
      (company, transaction) throws(CRMError) in
      guard legal.parts[.name]?.isEmpty == false else {
        throw .needs(
          option: "--name", Phrase(ru: "нужно название юрлица", en: "a legal entity has a name"),
          hints: [Remedy(words: session.words).asking("--name", .value).phrase])
      }
      let entity = try legal.applied(to: LegalEntity(), of: company, session, transaction)
      return (nil, entity)
    }
  }
}

/// The command `crm company legal edit COMPANY ENTITY …`.
struct CompanyLegalEdit: WritingRunnable {
  var company = ""
  var entity = ""
  var legal = LegalOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.legalEntity) }

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить юрлицо", en: "change a legal entity"), CompanyLegalEdit(),
      rows: [
        .company { $0.company = $1 }, .legalEntity { $0.entity = $1 },
        .group(LegalOptions.rows) { options, fill in fill(&options.legal) },
      ],
      examples: [
        Example(
          "crm company legal edit 'Кафе Пушкин' 7707083893 --kpp 773601001",
          Text(ru: "узнали КПП", en: "the KPP is known now"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeLegal(company, write, Phrase(ru: "изменено", en: "changed")) {
      (company, transaction) throws(CRMError) in
      let place = try company.placeOfLegal(entity)
      var others = company
      let old = others.legal.remove(at: place)
      return (place, try legal.applied(to: old, of: others, session, transaction))
    }
  }
}

/// The command `crm company legal remove COMPANY ENTITY`.
struct CompanyLegalRemove: WritingRunnable {
  var company = ""
  var entity = ""
  var write = WriteOptions()
  var prints: Printed { .card(.legalEntity) }

  static var command: CRMCommand {
    CRMCommand(
      "remove", Text(ru: "убрать юрлицо", en: "take a legal entity away"), CompanyLegalRemove(),
      rows: [.company { $0.company = $1 }, .legalEntity { $0.entity = $1 }],
      examples: [
        Example(
          "crm company legal remove 'Кафе Пушкин' 7707083893",
          Text(ru: "больше не платит", en: "pays no more"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeLegal(company, write, Phrase(ru: "убрано", en: "taken away")) {
      (company, _) throws(CRMError) in (try company.placeOfLegal(entity), nil)
    }
  }
}

extension Row {
  fileprivate static func legalEntity(
    _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .argument(
      .line("ENTITY"),
      help: Text(ru: "ИНН, ИНН/КПП или название юрлица", en: "its INN, INN/KPP or name"),
      store: store)
  }
}

extension Session {
  /// Adds a legal entity, replaces the one at a place, or takes it away.
  fileprivate func changeLegal(
    _ reference: String, _ write: WriteOptions, _ done: Phrase,
    _ change: (Company, Transaction) throws(CRMError) -> (place: Int?, entity: LegalEntity?)
  ) throws(CRMError) {
    let (row, presentation) = try writeToShow(write) { (transaction) throws(CRMError) in
      let before = try transaction.company(reference)
      let (place, entity) = try change(before, transaction)
      let after = before.withLegal(entity, at: place, in: transaction.context)
      try transaction.put(after)
      return LegalRow(company: after, entity: entity ?? before.legal[place ?? 0])
    }
    let text = changed(
      row.company.id.text, row.company.name,
      ["\(row.entity.name): \(presentation.text(done))"], write, presentation)
    try show(.legalEntity, row, presentation, done: text)
  }
}
