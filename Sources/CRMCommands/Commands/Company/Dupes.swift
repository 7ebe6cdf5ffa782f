import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm dupes [companies|contacts|leads]` (R64).
struct Dupes: Runnable {
  var kinds = Clients.allCases
  var prints: Printed { .list(.duplicates) }

  /// Of whom there may be several.
  enum Clients: String, CaseIterable, Sendable {
    case companies, contacts, leads

    var kind: Kind {
      switch self {
      case .companies: .company
      case .contacts: .contact
      case .leads: .lead
      }
    }
  }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "dupes", Text(ru: "найти заведенных дважды", en: "find who was added twice"),
      discussion: Text(
        ru: "Сначала те, у кого общий ИНН, e-mail или телефон: это один и тот же клиент; потом "
          + "те, у кого похожи названия компаний: возможно, один.",
        en: "First those with one tax number, e-mail or phone: they are one client; then those "
          + "with similar company names: they may be one."),
      category: category, Dupes(),
      rows: [
        .argument(
          .choice(of: Clients.self, "KIND"), isRequired: false,
          help: Text(
            ru: "только компании, контакты или новые обращения",
            en: "only companies, contacts or new leads")
        ) { $0.kinds = [$1] }
      ],
      examples: [
        Example("crm dupes companies", Text(ru: "какие компании слить", en: "which to merge"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (groups, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      var groups: [DuplicateRow] = []
      for kind in kinds { groups += try snapshot.duplicates(kind) }
      return groups.filter(\.isCertain) + groups.filter { !$0.isCertain }
    }
    try session.list(.duplicates, groups, presentation)
  }
}

extension Snapshot {
  func duplicates(_ clients: Dupes.Clients) throws(CRMError) -> [DuplicateRow] {
    let index = try index([clients.kind])
    let subjects =
      switch clients {
      case .companies: index.companies.map { MatchSubject($0.record.company) }
      case .contacts: index.contacts.map { MatchSubject($0.record.contact) }
      // A client who has been dealt with comes again; only what is to be done is done twice.
      case .leads:
        index.cards(LeadForm.self).map(\.record).filter { $0.state == .new }
          .map { MatchSubject($0) }
      }
    // All that matters of them is in the subjects now.
    index.forgetRecords()
    return subjects.duplicates().map { group in
      DuplicateRow(kind: clients.kind, group: group, clients: group.members.map { subjects[$0] })
    }
  }
}

/// Clients that are, or may be, one, as they are printed.
struct DuplicateRow {
  let kind: Kind
  let group: DuplicateGroup
  let clients: [MatchSubject]

  var isCertain: Bool { group.isCertain }
}

extension Noun where Row == DuplicateRow {
  /// Groups of duplicates: the keys are a part of the command contract.
  static var duplicates: Noun<DuplicateRow> {
    Noun(
      id: { $0.clients.compactMap(\.id).joined(separator: " ") },
      [
        Column(
          "kind", Phrase(ru: "кто", en: "kind"), table: .useful,
          shown: { row, presentation in presentation.text(row.kind.many) }
        ) { .string($0.kind.rawValue) },
        Column(
          "sure", Phrase(ru: "точно", en: "sure"), table: .main,
          shown: { row, presentation in
            presentation.text(
              row.isCertain
                ? Phrase(ru: "точно", en: "sure") : Phrase(ru: "возможно", en: "maybe"))
          }
        ) { .bool($0.isCertain) },
        Column(
          "why", Phrase(ru: "что общего", en: "in common"), table: .key,
          shown: { row, presentation in
            row.group.reasons.map { presentation.text($0.name) }.joined(separator: ", ")
          }
        ) { .array($0.group.reasons.map { .string($0.rawValue) }) },
        Column(
          "clients", Phrase(ru: "клиенты", en: "clients"), table: .key,
          shown: { row, _ in
            row.clients.map { "\($0.id ?? "") \($0.name)" }.joined(separator: ", ")
          }
        ) { .array($0.clients.map { .reference($0.id ?? "", $0.name) }) },
      ])
  }
}
