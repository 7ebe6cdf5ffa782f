import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm lead show LEAD`, with whom it may be of before anything is decided (I7).
struct LeadShow: Runnable {
  var lead = ""
  var prints: Printed { .card(.leadCard) }

  static var command: CRMCommand {
    CRMCommand(
      "show",
      Text(ru: "показать обращение и кто это может быть", en: "show a lead and who it may be"),
      LeadShow(), rows: [.record(LeadForm.self) { $0.lead = $1 }],
      examples: [
        Example("crm lead show 7k3m9qa2", Text(ru: "чье оно", en: "whose it is"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let lead = try snapshot.record(lead, LeadForm.self)
      let found = try snapshot.matches(for: MatchSubject(lead))
      // The folders of deals are a thousand to look at, which only somebody who is known pays for.
      let index = try snapshot.index(found.isEmpty ? [] : [.company, .contact, .deal])
      let matches = found.map { match in
        let company =
          match.kind == .company
          ? CompanyID(match.id) : ContactID(match.id).flatMap { index.contact($0) }?.company
        return LeadMatch(
          match: match, manager: company.flatMap { index.company($0) }?.manager,
          deals: company.map { index.deals(of: $0).filter { $0.state == .open } } ?? [])
      }
      return LeadRow(subject: try snapshot.subject(lead), matches: matches)
    }
    try session.show(.leadCard, row, presentation)
  }
}

/// A lead with whom it may be of.
struct LeadRow {
  let subject: CardSubject<LeadForm>
  let matches: [LeadMatch]
}

/// Somebody whom a lead may be of, with who works there and what is open.
struct LeadMatch {
  let match: ClientMatch
  let manager: Login?
  let deals: [any DealFacts]

  fileprivate var json: JSONValue {
    [
      "kind": .string(match.kind.rawValue), "id": .string(match.id), "name": .string(match.name),
      "sure": .bool(match.isCertain), "why": .string(match.reason.rawValue),
      "manager": manager.map { .string($0.text) } ?? .null,
      "deals": .array(deals.map { .string($0.id.text) }),
    ]
  }

  fileprivate func text(_ presentation: Presentation) -> String {
    let open = deals.map { "\($0.id.text) \($0.name)" }.joined(separator: ", ")
    let manager = manager.map { " (\($0.text))" } ?? ""
    return presentation.text(match.phrase) + manager + (open.isEmpty ? "" : ": \(open)")
  }
}

extension Noun where Row == LeadRow {
  /// A lead with whom it may be of, for `lead show`.
  static var leadCard: Noun<LeadRow> {
    let lead = Noun<CardSubject<LeadForm>>.cards(LeadForm.self)
    return Noun(
      id: { lead.id($0.subject) }, owner: lead.owner,
      lead.columns.map { $0.asked(of: \.subject) } + [
        Column(
          "matches", Phrase(ru: "кто это", en: "who it may be"), cardOnly: true,
          shown: { row, presentation in
            row.matches.map { $0.text(presentation) }.joined(separator: "; ")
          }
        ) { .array($0.matches.map(\.json)) }
      ])
  }
}
