import CRMCore
import CRMModel
import CommandLineKit

/// A label as it is printed, with how many have it or one below it (R63).
struct TagRow {
  var tag: String
  var companies = 0
  var deals = 0
  var leads = 0

  /// How many of each have it.
  var counts: Phrase {
    let counts = [
      CountedNoun.companies.counted(companies), CountedNoun.deals.counted(deals),
      CountedNoun.leads.counted(leads),
    ]
    return Phrase(
      ru: counts.map(\.ru).joined(separator: ", "), en: counts.map(\.en).joined(separator: ", "))
  }
}

extension Noun where Row == TagRow {
  /// Labels: the keys are a part of the command contract.
  static var tag: Noun<TagRow> {
    Noun(
      id: \.tag,
      [
        Column("tag", Phrase(ru: "метка", en: "tag"), table: .key, whole: true) { .text($0.tag) },
        Column("companies", Phrase(ru: "компаний", en: "companies"), table: .main) {
          .number($0.companies)
        },
        Column("deals", Phrase(ru: "сделок", en: "deals"), table: .main) { .number($0.deals) },
        Column("leads", Phrase(ru: "обращений", en: "leads"), table: .main) { .number($0.leads) },
      ])
  }
}

/// The command `crm tag list`.
struct TagList: Runnable {
  var prints: Printed { .list(.tag) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать дерево меток", en: "show the tree of labels"),
      discussion: Text(
        ru: "Метка 'партнер/серебро' — ниже 'партнер': отбор по 'партнер' берет и ее.",
        en: "Label 'partner/silver' is below 'partner': a filter on 'partner' takes it too."),
      TagList(), rows: [],
      examples: [Example("crm tag list", Text(ru: "какие есть", en: "which there are"))])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try snapshot.tagRows()
    }
    try session.list(.tag, rows, presentation)
  }
}

/// The command `crm tag rename TAG NEW`.
struct TagRename: WritingRunnable {
  var tag = ""
  var name = ""
  var write = WriteOptions()
  var prints: Printed { .card(.tag) }

  static var command: CRMCommand {
    CRMCommand(
      "rename", Text(ru: "переименовать метку", en: "rename a label"),
      discussion: Text(
        ru: "Метки ниже нее переезжают вместе с ней.", en: "Labels below it move with it."),
      TagRename(),
      rows: [
        .tag { $0.tag = $1 },
        .argument(.tag("NEW"), help: Text(ru: "новое название", en: "its new name")) {
          $0.name = $1
        },
      ],
      examples: [
        Example("crm tag rename партнер партнер/сеть", Text(ru: "глубже", en: "one deeper"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.renameTag(tag, to: name, write, Phrase(ru: "теперь \(name)", en: "now \(name)"))
  }
}

/// The command `crm tag remove TAG`.
struct TagRemove: WritingRunnable {
  var tag = ""
  var write = WriteOptions()
  var prints: Printed { .card(.tag) }

  static var command: CRMCommand {
    CRMCommand(
      "remove", Text(ru: "снять метку со всех", en: "take a label off everything"),
      discussion: Text(
        ru: "Метки ниже нее тоже снимаются.", en: "Labels below it are taken off too."),
      TagRemove(), rows: [.tag { $0.tag = $1 }],
      examples: [
        Example("crm tag remove партнер/бронза", Text(ru: "больше не нужна", en: "no more use"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.renameTag(tag, to: nil, write, Phrase(ru: "снята", en: "taken off"))
  }
}

extension DealFacts {
  fileprivate var tags: [String] {
    fact(Field<Deal>.tags.key)?.elements.map(\.text) ?? []
  }
}

extension Lead {
  fileprivate var tags: [String] { self[.tags]?.elements.map(\.text) ?? [] }
}

extension Row {
  fileprivate static func tag(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .argument(
      .line("TAG", completion: .live("tag")), help: Text(ru: "метка", en: "the label"),
      store: store)
  }
}

extension Snapshot {
  /// Every label and what it is below, in order, with how many have it.
  fileprivate func tagRows() throws(CRMError) -> [TagRow] {
    // As filters compare them: «партнёр» is «Партнер», which is called as most write it.
    var rows: [String: TagRow] = [:]
    var spellings: [String: [String: Int]] = [:]
    func count(_ tags: [String], _ add: (inout TagRow) -> Void) {
      let branches = Dictionary(
        keepingFirst: tags.flatMap(TagTree.branches).map { (Folding.fold($0), $0) })
      for (folded, branch) in branches {
        spellings[folded, default: [:]][branch, default: 0] += 1
        add(&rows[folded, default: TagRow(tag: branch)])
      }
    }
    let index = try index([.company, .deal, .lead])
    for company in index.companies { count(company.record.company.tags) { $0.companies += 1 } }
    for deal in index.deals where !deal.isDeleted { count(deal.tags) { $0.deals += 1 } }
    for lead in index.cards(LeadForm.self) { count(lead.record.tags) { $0.leads += 1 } }
    return rows.sorted { $0.key < $1.key }.map { folded, row in
      var row = row
      let usual = spellings[folded]?.min { ($1.value, $0.key) < ($0.value, $1.key) }
      row.tag = usual?.key ?? row.tag
      return row
    }
  }
}

extension Session {
  /// Gives a label another name in every company and deal, or takes it off them.
  fileprivate func renameTag(
    _ tag: String, to name: String?, _ write: WriteOptions, _ done: Phrase
  ) throws(CRMError) {
    let (row, presentation) = try writeToShow(write) { (transaction) throws(CRMError) in
      var row = TagRow(tag: tag)
      let index = try transaction.index([.company, .deal, .lead])
      for facts in index.companies where !facts.record.company.tags.isEmpty {
        if try transaction.rename(tag, to: name, in: .tags, of: facts.id) { row.companies += 1 }
      }
      for facts in index.deals where !facts.tags.isEmpty {
        if try transaction.rename(tag, to: name, in: .tags, of: facts.id) { row.deals += 1 }
      }
      for lead in index.cards(LeadForm.self) where !lead.record.tags.isEmpty {
        if try transaction.rename(tag, to: name, in: .tags, of: lead.record.id) { row.leads += 1 }
      }
      guard row.companies + row.deals + row.leads > 0 else {
        throw .notFound(.tag, tag, nearest: try transaction.tags())
      }
      return row
    }
    let text = "\(tag): \(presentation.text(done)) (\(presentation.text(row.counts)))"
    try show(.tag, row, presentation, done: dry(write) + SafeText.visible(text))
  }
}

extension Transaction {
  /// - Returns: Whether it had the label.
  fileprivate func rename<Subject: Document>(
    _ tag: String, to name: String?, in tags: Field<Subject>, of id: Identifier<Subject>
  ) throws(CRMError) -> Bool {
    let card = try get(id)
    guard let edit = CardEdit(renaming: tag, to: name, in: tags, of: card) else { return false }
    try put(edit.apply(to: card, in: context))
    return true
  }
}
