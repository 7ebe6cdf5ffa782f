/// The report of what open deals are likely to bring (R93).
extension Report {
  static let forecast = Report(
    "forecast", Phrase(ru: "чего ждать по месяцам", en: "what to expect, month by month"),
    Phrase(
      ru:
        "Открытые сделки по месяцу, в котором их ждут: по полю expected, иначе — когда сделка встала "
        + "на этап и сколько с него обычно идут до выигрыша (медиана). Максимум — все суммы; "
        + "взвешенно — каждая на вероятность своего этапа; надежно — с вероятностью от 90 % или с "
        + "подтвержденным заказом. Вероятность — (выиграно + 1) / (закрыто + 2) среди вошедших на этап "
        + "за год и закрытых; где закрыто меньше 10 — вероятность из воронки. "
        + "Сделки, которых ждали раньше этого месяца, не входят. Затраты — закупки, "
        + "которые еще не пришли. Без --from и --to — год вперед.",
      en:
        "Open deals by the month in which they are expected: by the field expected, else by when a "
        + "deal entered its stage and how long it takes from there to be won (median). At most is all "
        + "of their sums; weighted is each times its stage's probability; committed those of 90 % and "
        + "more or with a confirmed order. A probability is (won + 1) / (closed + 2) of the deals that "
        + "entered the stage within a year and are closed; the pipeline's own where fewer than 10 are. "
        + "What was expected before this month is left out. "
        + "Costs are purchases that have not come yet. Without --from and --to it is a year ahead."),
    isAhead: true, sources: { _ in [.pasts, .formerValues, .papers] },
    [
      ReportColumn("month", Phrase(ru: "месяц", en: "month"), .key), .count,
      ReportColumn("optimistic", Phrase(ru: "максимум", en: "at most")),
      ReportColumn("weighted", Phrase(ru: "взвешенно", en: "weighted"), .key),
      ReportColumn("committed", Phrase(ru: "надежно", en: "committed"), .useful),
      ReportColumn("costs", Phrase(ru: "затраты", en: "costs"), .useful),
    ]
  ) { material in
    let forecast = Forecast(material, at: material.scope.clock.now)
    let spans = CalendarSpan.all(.month, touching: material.scope.days)
    let expected = forecast.open.map(forecast.expected)
    let shown = expected.filter { one in
      !one.isOverdue && one.month.map(spans.contains) ?? false
    }
    let purchases = material.slice == nil ? material.papers.filter(\.isAwaited) : []
    var found = ReportRows()
    found.sample = shown.count
    found.converted = material.conversion?.total(
      of: shown.lazy.compactMap { one in one.weighted.map { ($0, nil) } })
    let (unknown, overdue) = (
      expected.count { $0.month == nil }, expected.count(where: \.isOverdue)
    )
    for (why, count) in [
      (ReportRows.LeftOut.noTerm, unknown), (.overdue, overdue),
      (.otherDays, expected.count - shown.count - unknown - overdue),
    ] where count > 0 {
      found.leftOut.append((why, count))
    }
    func cells(_ name: ReportCell, _ deals: [Forecast.Expected], _ days: ClosedRange<Day>)
      -> [ReportCell]
    {
      let costs = purchases.filter { days.contains($0.day) }.map(\.total).sums
      return [
        name, .count(deals.count), .money(deals.lazy.compactMap(\.budget).sums),
        .money(deals.lazy.compactMap(\.weighted).sums),
        .money(deals.lazy.filter(\.isCommitted).compactMap(\.budget).sums),
        costs.isEmpty ? .none : .money(costs),
      ]
    }
    found.fill(shown, by: material.slice) {
      cells(.none, $0, material.scope.days)
    } _: { deals in
      let byMonth = Dictionary(grouping: deals, by: \.month)
      return spans.compactMap { span in
        let here = byMonth[span] ?? []
        let hasCosts = purchases.contains { span.days.contains($0.day) }
        return here.isEmpty && !hasCosts ? nil : cells(.text(span.name), here, span.days)
      }
    }
    found.parts = [chances(of: forecast), backtest]
    return found
  }

  /// The probabilities that the forecast is made with, and of how many deals.
  private static func chances(of forecast: Forecast) -> Report {
    Report(
      "chances",
      Phrase(ru: "вероятность выигрыша по этапам", en: "how likely a deal is won, by stage"),
      Phrase(
        ru: "Среди сделок, вошедших на этап за год до этого дня и закрытых.",
        en: "Of the deals that entered the stage within a year before this day and are closed."),
      [
        .stage, .pipeline,
        ReportColumn("probability", Phrase(ru: "вероятность", en: "probability"), .key),
        ReportColumn("sample", Phrase(ru: "по закрытым", en: "of closed")),
        ReportColumn("days", Phrase(ru: "дней до выигрыша", en: "days to the win"), .useful),
      ]
    ) { material in
      var found = ReportRows()
      let used = Set(forecast.open.map(\.spot))
      found.rows = material.askedPlaces.flatMap { place in
        let pipeline = material.deals.pipelines[place]
        return pipeline.stages.indices.filter {
          pipeline.stages[$0].kind == .open
        }.compactMap { position -> [ReportCell]? in
          let spot = Forecast.Spot(pipeline: place, position: position)
          let outlook = forecast.outlook(at: spot)
          guard outlook.sample > 0 || used.contains(spot) else { return nil }
          found.sample = max(found.sample, outlook.sample)
          return [
            .stage(pipeline.stages[position]), .pipeline(pipeline), .share(outlook.chance),
            .count(outlook.sample), Durations.days(outlook.median),
          ]
        }
      }
      return found
    }
  }

  /// What the same method said of months that are over, from what was known when they began.
  private static let backtest = Report(
    "backtest",
    Phrase(ru: "как прогноз сходился раньше", en: "how the forecast has come true so far"),
    Phrase(
      ru: "По тому, что было известно на начало месяца: суммы, этапы, сроки, вероятности.",
      en: "By what was known when the month began: sums, stages, dates, probabilities."),
    [
      ReportColumn("month", Phrase(ru: "месяц", en: "month"), .key),
      ReportColumn("weighted", Phrase(ru: "обещал", en: "it said"), .key),
      ReportColumn("fact", Phrase(ru: "вышло", en: "it was"), .key),
      ReportColumn("error", Phrase(ru: "ошибка", en: "error"), .key),
    ]
  ) { material in
    let clock = material.scope.clock
    var found = ReportRows()
    var span = CalendarSpan(.month, around: clock.zone.day(of: clock.now))
    for _ in 1...6 {
      span = span.previous
      let forecast = Forecast(material, at: clock.zone.startOfDay(span.days.lowerBound))
      let said = forecast.open.lazy
        .filter { forecast.day(of: $0).map(span.days.contains) ?? false }
        .compactMap(forecast.weighted).sums
      let won = material.won(in: span.days)
      guard !said.isEmpty || !won.isEmpty else { continue }
      found.sample += won.count
      // Sums of two currencies are never set against each other (R103).
      let fact = won.money.count == 1 ? won.money[0] : nil
      let same = fact.flatMap { fact in said.first { $0.currency == fact.currency } }
      found.rows.insert(
        [
          .text(span.name), .money(said), .money(won.money),
          fact.map {
            .share((same?.minorUnits ?? 0) - $0.minorUnits, of: $0.minorUnits)
          } ?? .none,
        ], at: 0)
    }
    return found
  }
}

extension Paper {
  /// Whether it is a purchase that has yet to come and be paid for.
  fileprivate var isAwaited: Bool { type == .purchase && isIn(.ordered) }
}

/// What open deals are likely to bring, from what is known at a moment.
struct Forecast {
  /// A stage of a pipeline.
  struct Spot: Hashable {
    let pipeline: Int
    let position: Int
  }

  /// What became of the closed deals that had entered a stage in the year before.
  struct Tally {
    var won = 0
    var closed = 0
    /// From the stage to the win, in seconds.
    var lengths: [Int64] = []
  }

  /// What is to be expected of a deal that stands at a stage.
  struct Outlook {
    /// How likely it is won: by what became of others, or what the pipeline says where they are too few.
    let chance: Share
    /// How long it usually takes from there to be won.
    let median: Int64?
    /// Of how many closed deals that is known.
    let sample: Int

    /// Of a stage that the pipeline gives a probability of its own, where it does.
    init(_ tally: Tally = Tally(), said: Int? = nil) {
      let known = Share(tally.won + 1, of: tally.closed + 2)
      chance = tally.closed < Share.enough ? said.map { Share($0, of: 100) } ?? known : known
      (median, sample) = (Durations(tally.lengths).rank(50), tally.closed)
    }
  }

  /// A deal that was open at the moment.
  struct Open {
    let deal: ReportedDeal
    let spot: Spot
    /// Since when it stood there.
    let since: Instant
  }

  /// What is expected of one.
  struct Expected: OfDeal {
    let deal: ReportedDeal
    let budget: Money?
    /// `nil` where nobody can say when.
    let month: CalendarSpan?
    /// Whether that month is over: who waits for it still cannot say when, and to expect it now would
    /// count deals that stand for years in every month.
    let isOverdue: Bool
    let chance: Share
    let isCommitted: Bool

    /// Its sum times the chance, halves rounded up.
    var weighted: Money? { budget.map(chance.of) }
  }

  private(set) var open: [Open] = []
  private let moment: Instant
  private let today: Day
  private let zone: TimeZoneRules
  /// Of each stage of each pipeline.
  private let outlooks: [[Outlook]]
  /// The deals with an agreed order.
  private let ordered: Set<DealID>

  init(_ material: ReportMaterial, at moment: Instant) {
    let deals = material.deals
    let asked = Set(material.askedPlaces)
    let isAsked = deals.pipelines.indices.map(asked.contains)
    (self.moment, zone) = (moment, material.scope.clock.zone)
    today = zone.day(of: moment)
    ordered = Set(material.papers.filter(\.isAgreedOrder).compactMap(\.deal))
    let start = zone.startOfDay(today.yearBefore)
    var tallies = deals.pipelines.map { Array(repeating: Tally(), count: $0.stages.count) }
    for deal in deals {
      let ways = deal.journeys
      // What ended before the year, or begins later, says nothing: most of what a department has.
      guard let first = ways.first, first.entered <= moment,
        ways.last?.endedAt.map({ $0 >= start }) ?? true
      else { continue }
      var last: StageJourney?
      for way in ways {
        guard let known = deals.known(way, at: moment) else { continue }
        last = known
        guard known.endedAt != nil, isAsked[known.pipeline], !known.isUnknown, deal.isSale else {
          continue
        }
        deals.visits(of: known).tell(&tallies[known.pipeline], since: start)
      }
      guard let last, last.end == .here, isAsked[last.pipeline], let place = last.lastOpen else {
        continue
      }
      let spot = Spot(pipeline: last.pipeline, position: place)
      open.append(Open(deal: deal, spot: spot, since: last.since))
    }
    outlooks = zip(tallies, deals.pipelines).map { tallies, pipeline in
      zip(tallies, pipeline.stages).map { Outlook($0, said: $1.probability) }
    }
  }

  /// When a deal is likely to be won.
  func day(of one: Open) -> Day? {
    one.deal.expected(at: moment)
      ?? outlook(at: one.spot).median.flatMap { one.since.adding(seconds: $0) }.map(zone.day)
  }

  /// What is expected of a deal.
  func expected(_ one: Open) -> Expected {
    let chance = outlook(at: one.spot).chance
    let month = day(of: one).map { CalendarSpan(.month, around: $0) }
    return Expected(
      deal: one.deal, budget: one.deal.budget(at: moment), month: month,
      isOverdue: month.map { $0.days.upperBound < today } ?? false, chance: chance,
      isCommitted: chance.part * 10 >= chance.whole * 9 || ordered.contains(one.deal.id))
  }

  /// What is expected of its sum alone.
  func weighted(_ one: Open) -> Money? {
    one.deal.budget(at: moment).map(outlook(at: one.spot).chance.of)
  }

  /// Nobody is known to have entered a stage that the pipeline does not know.
  func outlook(at spot: Spot) -> Outlook {
    spot.position < 0 ? Outlook() : outlooks[spot.pipeline][spot.position]
  }
}

extension Share {
  /// So much of a sum, halves rounded up.
  fileprivate func of(_ sum: Money) -> Money { sum.times(Int(part), over: Int(whole)) }
}

extension StageVisits {
  /// Counts those of a closed way at each stage of its pipeline that it entered since a moment, by its
  /// last stay there.
  fileprivate func tell(_ tallies: inout [Forecast.Tally], since start: Instant) {
    guard let closing = last else { return }
    for place in indices {
      let visit = self[place]
      guard visit.kind == .open, visit.position >= 0, visit.entered >= start,
        !(place + 1..<endIndex).contains(where: { self[$0].position == visit.position })
      else { continue }
      tallies[visit.position].closed += 1
      guard closing.kind == .won else { continue }
      tallies[visit.position].won += 1
      tallies[visit.position].lengths.append(
        closing.entered.secondsSinceEpoch - visit.entered.secondsSinceEpoch)
    }
  }
}

extension Day {
  /// The same day a year ago; the last of February for a leap day.
  fileprivate var yearBefore: Day {
    Day(year: year - 1, month: month, day: day) ?? Day(year: year - 1, month: 2, day: 28) ?? .first
  }
}
