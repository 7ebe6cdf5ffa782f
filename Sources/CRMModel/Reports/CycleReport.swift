/// How long sales take, from and to what their pipelines say (R89).
struct CycleReport {
  /// Of each pipeline, and where a stage from which it counts stands in it.
  private let cycles: [(cycle: SalesCycle, position: Int?)]
  private let zone: TimeZoneRules
  /// When the first lead came in of which a deal was made.
  private let received: [DealID: Instant]
  /// The papers of deals.
  private let papers: [DealID: [Paper]]

  /// What has to be read to count from where and to where pipelines count.
  static let sources: @Sendable (ReportMaterial) -> Set<ReportSource> = { material in
    let pipelines = material.pipelines
    var sources: Set<ReportSource> = [.pasts]
    if pipelines.contains(where: { $0.cycle.start == .lead }) { sources.insert(.leads) }
    if pipelines.contains(where: { $0.cycle.end != .won }) { sources.insert(.papers) }
    return sources
  }

  init(_ material: ReportMaterial) {
    cycles = material.deals.pipelines.map { pipeline in
      guard case .stage(let id) = pipeline.cycle.start else { return (pipeline.cycle, nil) }
      return (pipeline.cycle, pipeline.position(of: pipeline.successor(of: id)))
    }
    zone = material.scope.clock.zone
    var received: [DealID: Instant] = [:]
    for one in material.leads {
      guard let deal = one.lead.deal, let moment = one.lead.receivedAt else { continue }
      received[deal] = min(received[deal] ?? moment, moment)
    }
    self.received = received
    papers = material.papers.reduce(into: [:]) { papers, paper in
      if let deal = paper.deal { papers[deal, default: []].append(paper) }
    }
  }

  /// The lengths of won deals to each end that counts somewhere, and of lost ones.
  func rows(_ cases: [ReportCase]) -> [[ReportCell]] {
    let won = cases.filter { $0.journey.end == .won }
    let ends = Set(won.map { cycles[$0.journey.pipeline].cycle.end })
    // Payment and shipment are set against each other: they reward the opposite.
    let shown = ends.isSubset(of: [.won]) ? [.won] : SalesCycle.End.allCases
    let lost = cases.filter { $0.journey.end == .lost }
    return shown.flatMap { end in
      let lengths = won.compactMap { length($0, to: end) }
      let isWanted = ends.contains(end) || shown == [.won] || !lengths.isEmpty
      return isWanted ? [cells(.won, end, lengths)] : []
    } + [cells(.lost, nil, lost.compactMap { length($0, to: .won) })]
  }

  /// How long a closed sale took by its own pipeline.
  func length(_ one: ReportCase) -> Int64? {
    length(one, to: cycles[one.journey.pipeline].cycle.end)
  }

  private func cells(_ state: DealState, _ end: SalesCycle.End?, _ lengths: [Int64])
    -> [ReportCell]
  {
    [
      .named(id: state.rawValue, name: state.name),
      end.map { .named(id: $0.rawValue, name: $0.name) } ?? .none, .count(lengths.count),
    ] + Durations(lengths).cells
  }

  /// From where the pipeline counts to an end, in seconds; `nil` where either did not happen.
  private func length(_ one: ReportCase, to end: SalesCycle.End) -> Int64? {
    guard let start = start(of: one), let end = self.end(end, of: one, since: start) else {
      return nil
    }
    return max(0, end.secondsSinceEpoch - start.secondsSinceEpoch)
  }

  private func start(of one: ReportCase) -> Instant? {
    let made = one.deal.journeys.first?.entered
    let (cycle, position) = cycles[one.journey.pipeline]
    switch cycle.start {
    case .created: return made
    case .lead: return received[one.deal.id] ?? made
    case .stage:
      return one.visits.first { $0.position == position }?.entered
    }
  }

  /// Papers have days: their ends are so many whole days after the start.
  private func end(_ end: SalesCycle.End, of one: ReportCase, since start: Instant) -> Instant? {
    guard end != .won else { return one.journey.endedAt }
    let tree = PaperTree(papers[one.deal.id] ?? [])
    let sums = tree.sums(in: one.deal.subject.currency)
    let (type, share) =
      end == .paid ? (PaperType.payment, sums.paidShare) : (.shipment, sums.shippedShare)
    guard share == 100 else { return nil }
    let days = tree.papers.lazy.filter { $0.type == type && $0.isInForce }.map(\.day)
    return days.max().flatMap { day in
      let count = day.daysSinceEpoch - zone.day(of: start).daysSinceEpoch
      return start.adding(seconds: Int64(count) * 86_400)
    }
  }
}
