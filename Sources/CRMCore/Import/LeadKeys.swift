import CRMModel

/// What finds leads again: what their source calls them, else who it was, and when or about what (R61): who
/// gets in touch again is another lead.
///
/// Where there is no number or address, all that was said is the same.
///
/// A class, because whoever copies an import's state would copy the table.
final class LeadKeys {
  private var byDelivery: [String: LeadID] = [:]
  private var byChannel: [String: [LeadID]] = [:]
  /// Those without any number or address, by what their rows said.
  private var bySaying: [[String]: [LeadID]] = [:]
  private static let saying: [Field<Lead>] = [
    .name, .companyName, .receivedAt, .text, .phones, .emails,
  ]

  init(_ leads: [Lead]) {
    for lead in leads.sorted(by: { $0.id < $1.id }) { note(lead) }
  }

  /// Knows a lead from now on.
  func note(_ lead: Lead) {
    for key in lead.deliveries { byDelivery[key] = lead.id }
    let channels = Self.channels(
      lead[.phones]?.elements.map(\.text), lead[.emails]?.elements.map(\.text))
    for channel in channels where byChannel[channel]?.contains(lead.id) != true {
      byChannel[channel, default: []].append(lead.id)
    }
    let said = Self.said(lead[.name]?.text, lead[.text]?.text)
    if channels.isEmpty, bySaying[said]?.contains(lead.id) != true {
      bySaying[said, default: []].append(lead.id)
    }
  }

  /// The leads that a row may be of.
  func candidates(
    _ row: CardRow<Lead>, _ find: (LeadID) throws(CRMError) -> Lead?
  ) throws(CRMError) -> [(id: LeadID, isSure: Bool)] {
    if let external = row[.external] {
      return byDelivery[Lead.delivery(source: row[.source], external: external)]
        .map { [($0, true)] } ?? []
    }
    let channels = Self.channels(row.cells[.field(.phones)], row.cells[.field(.emails)])
    var found: [(id: LeadID, isSure: Bool)] = []
    if channels.isEmpty {
      for id in bySaying[Self.said(row[.field(.name)], row[.field(.text)])] ?? [] {
        guard let lead = try find(id) else { continue }
        if Self.saying.allSatisfy({ lead.imported[$0.key] == row.memory(.field($0)) }) {
          found.append((id, true))
        }
      }
    }
    for channel in channels {
      for id in byChannel[channel] ?? [] where !found.contains(where: { $0.id == id }) {
        if let lead = try find(id), Self.isSameRequest(lead, row) { found.append((id, false)) }
      }
    }
    return found
  }

  private static func said(_ name: String?, _ text: String?) -> [String] {
    [name, text].map { Folding.fold($0 ?? "") }
  }

  /// Whether a row tells of the request that a lead came of, by what it said when it was taken in.
  private static func isSameRequest(_ lead: Lead, _ row: CardRow<Lead>) -> Bool {
    for field in [Field<Lead>.receivedAt, .text] {
      if let said = row.memory(.field(field)) { return lead.imported[field.key] == said }
    }
    return true
  }

  private static func channels(_ phones: [String]?, _ emails: [String]?) -> [String] {
    (phones ?? []).flatMap(PhoneNumber.all).compactMap(\.identity)
      + (emails ?? []).flatMap(EmailAddress.all).compactMap(\.identity)
  }
}
