/// The report of what becomes of leads (R91).
extension Report {
  static let leads = Report(
    "leads", Phrase(ru: "обращения и что из них вышло", en: "leads and what came of them"),
    Phrase(
      ru: "Обращения, полученные за эти дни, по источнику и каналу: сколько принято, привязано к "
        + "идущим сделкам, не пошло; доли ставших сделкой и продажей; медиана времени до первого "
        + "действия человека. --where — о обращениях, --by — по их полям.",
      en:
        "Leads received on these days, by source and channel: how many were accepted, linked to open "
        + "deals, came to nothing; the shares that became a deal and a sale; the median time to the "
        + "first thing that anybody did. --where is about leads, --by is one of their fields."),
    of: .leads, sources: { _ in [.pasts, .leads] },
    [
      ReportColumn("source", Phrase(ru: "источник", en: "source"), .key),
      ReportColumn("channel", Phrase(ru: "канал", en: "channel")),
      ReportColumn("received", Phrase(ru: "получено", en: "received"), .key),
      ReportColumn("accepted", Phrase(ru: "принято", en: "accepted")),
      ReportColumn("linked", Phrase(ru: "привязано", en: "linked"), .useful),
      ReportColumn("dead", Phrase(ru: "не пошло", en: "dead"), .useful),
      ReportColumn("toDeal", Phrase(ru: "стало сделкой", en: "to a deal"), .key, isRate: true),
      ReportColumn("toSale", Phrase(ru: "стало продажей", en: "to a sale"), isRate: true),
      ReportColumn("firstAction", Phrase(ru: "дней до дела", en: "days to an action"), .useful),
    ]
  ) { material in
    let leads = material.leads.filter { one in
      one.lead.receivedAt.map { material.scope.includes($0) } ?? false
    }
    let field = material.slice.flatMap { slice in Lead.card.first { $0.key == slice.key } }
    let slice = field.map { field in { (one: ReportedLead) in field.get(one.lead) } }
    let won = Set(
      material.deals.filter { $0.journeys.last?.end == .won }.map(\.id))
    func cells(_ leads: [ReportedLead]) -> [ReportCell] {
      func count(_ state: Lead.State) -> Int { leads.count { $0.lead.state == state } }
      let accepted = count(.accepted)
      let sold = leads.count {
        $0.lead.state == .accepted && $0.lead.deal.map(won.contains) ?? false
      }
      return [
        .count(leads.count), .count(accepted), .count(count(.linked)), .count(count(.dead)),
        .share(accepted, of: leads.count), .share(sold, of: leads.count),
        Durations(leads.compactMap(\.waited)).percentile(50),
      ]
    }
    var found = ReportRows()
    found.sample = leads.count
    found.fill(leads, by: slice) {
      [.none, .none] + cells($0)
    } _: { leads in
      Dictionary(grouping: leads, by: ReportedLead.Origin.init)
        .sorted { left, right in
          left.value.count == right.value.count
            ? left.key.order < right.key.order : left.value.count > right.value.count
        }
        .map { origin, leads in [.text(origin.source), .text(origin.channel)] + cells(leads) }
    }
    return found
  }
}

extension Property<DealSubject> {
  /// A field of leads by which their report is cut; no deal has it.
  public static func ofLeads(_ key: String) -> Property? {
    Lead.card.first { $0.key == key }.map { field in
      Property(field.key, field.name, .line) { _ in nil }
    }
  }
}

/// A lead and when somebody first did something about it.
public struct ReportedLead: Sendable {
  /// The lead.
  public let lead: Lead
  /// From being received to the first command after the one that took it in, in seconds.
  let waited: Int64?

  /// A lead with its history.
  public init(_ lead: Lead) {
    self.lead = lead
    let events = lead.history.filter { !$0.isUndone }
    let acted = events.first { $0.operation != events.first?.operation }
    waited = acted.flatMap { event in
      lead.receivedAt.map { max(0, event.at.secondsSinceEpoch - $0.secondsSinceEpoch) }
    }
  }

  /// Where a lead came from.
  fileprivate struct Origin: Hashable {
    let source: String?
    let channel: String?

    init(_ one: ReportedLead) {
      source = one.lead[.source]?.text
      channel = one.lead[.channel]?.text
    }

    var order: (String, String) { (source ?? "", channel ?? "") }
  }
}
