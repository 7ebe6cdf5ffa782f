/// Reports of money: what was sold, what was planned, what it takes.
extension Report {
  /// What was sold.
  public static let sales = Report(
    "sales", Phrase(ru: "продажи и средний чек", en: "sales and their average"),
    Phrase(
      ru: "Выигранное за эти дни и за столько же перед ними (месяц — против прошлого месяца). "
        + "Оплата частями — одна продажа, в день первой части; деньги — в день каждой части.",
      en: "What was won on these days and before them (a month against the last one). A payment in "
        + "parts is one sale, on the day of its first part; money counts on the day of its part."),
    [
      .period,
      ReportColumn("count", Phrase(ru: "продаж", en: "sales"), .key), .money,
      ReportColumn("average", Phrase(ru: "средний чек", en: "average")),
      ReportColumn("previousCount", Phrase(ru: "до того продаж", en: "sales before"), .useful),
      ReportColumn("previousMoney", Phrase(ru: "до того сумма", en: "sum before"), .useful),
    ]
  ) { material in
    let scope = material.scope
    let whole = SalesStretch(
      name: nil, days: scope.days, before: CalendarSpan.before(scope.days))
    let spans = scope.period == nil ? [] : scope.spans(.month)
    let stretches = spans.isEmpty ? [whole] : spans.map { SalesStretch($0, in: scope) }
    let first = (stretches + [whole]).map(\.before.lowerBound).min() ?? scope.days.lowerBound
    let won = material.won(in: first...scope.days.upperBound)
    var found = ReportRows()
    let now = won.filter { $0.isEnded(in: scope.days, scope) }
    found.sample = now.sales
    found.converted = material.converted(now)
    found.fill(won, by: material.slice) {
      whole.cells($0, scope)
    } _: { cases in
      stretches.map { $0.cells(cases, scope) }
    }
    return found
  }

  static let inflow = Report(
    "inflow", Phrase(ru: "сколько сделок завести ради продаж", en: "how many deals sales take"),
    Phrase(
      ru: "Сколько сделок должно дойти до каждого этапа, чтобы вышло столько продаж (--sales) или "
        + "денег (--money) при той же проходимости и среднем чеке, что у сделок, вошедших в эти дни; "
        + "с округлением вверх.",
      en: "How many deals must get to each stage for so many sales (--sales) or so much money "
        + "(--money) at the pass rates and the average sale of the deals that entered on these days; "
        + "rounded up."),
    options: [.goal],
    [.stage, .pipeline, .passRate, ReportColumn("needed", Phrase(ru: "нужно", en: "needed"), .key)]
  ) { material in
    material.rows(of: material.cohort()) { cases in
      cases.byPipeline { pipeline, cases in
        let stages = StageCount.all(of: cases, in: pipeline)
        let won = cases.filter { $0.journey.end == .won }
        let sales = material.wishes.goal.flatMap { $0.sales(at: won.averages) }
        return stages.map { stage in
          // The rates from here on multiply to the won ones among those that got here.
          let needed = sales.flatMap { sales in
            won.isEmpty ? nil : Int128(sales).dividedUp(by: Int128(won.count), times: stage.entered)
          }
          return [
            .stage(stage.stage), .pipeline(pipeline), stage.rate,
            needed.map { .count($0) } ?? .none,
          ]
        }
      }
    }
  }

  /// Plan and fact (R92).
  public static let plan = Report(
    "plan", Phrase(ru: "план и факт", en: "plan and fact"),
    Phrase(
      ru: "План отдела и всех — сумма планов людей, если не задан свой; если месяцы не сходятся с "
        + "кварталом, видно и то и другое. Факт — выигранное. Темп — доля прошедших рабочих дней, "
        + "вместе с сегодняшним; ожидается — факт по этому темпу; в день — сколько не хватает на "
        + "каждый оставшийся рабочий день. --by-payment: факт — полученные деньги в день оплаты.",
      en: "The plan of a department and of all is the sum of its people's unless set; where months "
        + "and quarter disagree, both are shown. The fact is what was won. The pace is the share of "
        + "working days gone, today included; expected is the fact at that pace; per day is what is "
        + "missing for each working day left. --by-payment: the fact is what was paid, on its day."),
    options: [.byPayment], sources: { $0.wishes.isByPayment ? [.pasts, .papers] : [.pasts] },
    [
      .period,
      ReportColumn("plan", Phrase(ru: "план", en: "plan"), .key),
      ReportColumn(
        "parts", Phrase(ru: "план по частям", en: "plan by parts"), .key,
        note: Phrase(
          ru: "план и сумма планов на его части расходятся; показано и то и другое",
          en: "a plan and the sum of the plans for its parts disagree; both are shown")),
      ReportColumn("fact", Phrase(ru: "факт", en: "fact"), .key),
      ReportColumn("share", Phrase(ru: "выполнено", en: "done"), .key),
      ReportColumn("pace", Phrase(ru: "темп", en: "pace"), .useful, isBar: false),
      ReportColumn("expected", Phrase(ru: "ожидается", en: "expected")),
      ReportColumn("perDay", Phrase(ru: "в день", en: "per day"), .useful),
      ReportColumn("planCount", Phrase(ru: "план продаж", en: "planned sales"), .extra),
      ReportColumn("factCount", Phrase(ru: "продаж", en: "sales"), .extra),
    ]
  ) { (material) throws(ReportProblem) in try PlanReport(material).rows() }
}

/// Some days and those that they are compared with (R91).
private struct SalesStretch {
  let name: String?
  let days: ClosedRange<Day>
  let before: ClosedRange<Day>

  func cells(_ cases: [ReportCase], _ scope: ReportFrame.Scope) -> [ReportCell] {
    let now = cases.filter { $0.isEnded(in: days, scope) }
    let then = cases.filter { $0.isEnded(in: before, scope) }
    return [
      .text(name), .count(now.sales), .money(now.money), .money(now.averages), .count(then.sales),
      .money(then.money),
    ]
  }
}

extension SalesStretch {
  /// A month or the like, as far as it lies in the report's days.
  fileprivate init(_ span: CalendarSpan, in scope: ReportFrame.Scope) {
    self.init(
      name: span.name, days: span.days.clamped(to: scope.days), before: span.previous.days)
  }
}

/// Plans against what was sold (R92).
private struct PlanReport {
  let material: ReportMaterial
  let plans: PlanTable
  let slice: String?
  /// Where these count, and not what was won.
  private let payments: [(day: Day, fact: Fact)]?

  /// What counts against a plan: a sale that was won, or money that was paid.
  struct Fact {
    let manager: Login
    let money: Money?
    let isSale: Bool
  }

  init(_ material: ReportMaterial) throws(ReportProblem) {
    self.material = material
    plans = PlanTable(material, isWhole: !material.isOfOnePipeline)
    slice = material.slice?.key
    payments = material.wishes.isByPayment ? material.payments() : nil
    guard [nil, "manager", "manager.department"].contains(slice) else {
      throw ReportProblem(
        message: Phrase(
          ru: "--by: планы — людей и отделов: manager, department",
          en: "--by: plans are those of people and departments: manager, department"))
    }
  }

  func rows() -> ReportRows {
    let usual = CalendarPeriod.allCases.first {
      CalendarSpan($0, around: material.scope.days.lowerBound).days == material.scope.days
    }
    let spans = material.scope.spans(usual ?? .month)
    var found = ReportRows()
    for span in spans {
      let facts = facts(in: span.days)
      found.sample += facts.count(where: \.isSale)
      found.rows += rows(of: span, facts)
      guard slice != nil, spans.count == 1 else { continue }
      found.total = [.none] + cells(.everybody, span, facts)
    }
    return found
  }

  /// What counts on some days.
  private func facts(in days: ClosedRange<Day>) -> [Fact] {
    if let payments { return payments.filter { days.contains($0.day) }.map(\.fact) }
    return material.won(in: days).map { one in
      Fact(manager: one.manager, money: one.deal.budget, isSale: one.deal.isSale)
    }
  }

  private func rows(of span: CalendarSpan, _ done: [Fact]) -> [[ReportCell]] {
    switch slice {
    case nil: return [cells(.everybody, span, done)]
    case "manager":
      let facts = Dictionary(grouping: done, by: \.manager)
      return plans.holders.union(facts.keys).sorted().map { login in
        [.text(login.text)]
          + cells(.holder(.user(login)), span, facts[login] ?? [])
      }
    default:
      return material.people.departments.map { department in
        let logins = material.people.logins(in: department.id)
        return [.named(id: department.id.text, name: Phrase(department.name))]
          + cells(
            .holder(.department(department.id)), span,
            done.filter { logins.contains($0.manager) })
      }
    }
  }

  private func cells(_ whose: PlanTable.Whose, _ span: CalendarSpan, _ done: [Fact])
    -> [ReportCell]
  {
    let planned = plans.planned(whose, in: span)
    let parts = plans.byParts(whose, in: span)
    let (sums, facts) = (planned?.money.sorted ?? [], done.compactMap(\.money).sums)
    let days = material.workingDays(in: span.days)
    // A share is of one currency; sums of two are never added (R103).
    let plan = sums.count == 1 ? sums[0] : nil
    let fact = plan.map { plan in
      facts.first { $0.currency == plan.currency } ?? Money(minorUnits: 0, currency: plan.currency)
    }
    let missing = plan.flatMap { plan in
      fact.flatMap { plan.subtracting($0) }.map {
        $0.isPositive ? $0 : Money(minorUnits: 0, currency: plan.currency)
      }
    }
    let left = days.all - days.gone
    return [
      .text(span.name), planned.map { _ in .money(sums) } ?? .none,
      parts.map { $0.money.sorted == sums ? .none : .money($0.money.sorted) } ?? .none,
      .money(facts),
      plan.map { .share(fact?.minorUnits ?? 0, of: $0.minorUnits) } ?? .none,
      .share(days.gone, of: days.all),
      days.gone == 0
        ? .none : .money(facts.map { $0.times(days.all, over: days.gone) }),
      left == 0
        ? .none : missing.map { .money([$0.times(1, over: left, isRoundedUp: true)]) } ?? .none,
      planned?.count.map { .count($0) } ?? .none, .count(done.count(where: \.isSale)),
    ]
  }
}

extension ReportMaterial {
  /// What should have been paid before today and was not, of the deals that were asked for and of papers
  /// without one (R78, R99).
  public var overduePayments: [Money] {
    let asked = Set(deals.map(\.id))
    let tree = PaperTree(papers.filter { $0.deal.map(asked.contains) ?? true })
    return tree.overdue(on: scope.clock.zone.day(of: scope.clock.now)).sums
  }

  /// The payments of the deals that were asked for, by day; the first of each deal counts as its sale
  /// (R92).
  ///
  /// Money without a deal, for a client's own papers or in advance, was paid too: where nobody asks for
  /// some deals, it is that of the paper's manager.
  fileprivate func payments() -> [(day: Day, fact: PlanReport.Fact)] {
    let asked = Set(pipelines.map(\.id))
    let deals = Dictionary(
      keepingFirst: deals.filter { asked.contains($0.facts.pipeline) }.map { ($0.id, $0) })
    let today = scope.clock.zone.day(of: scope.clock.now)
    let payments = PaperTree(papers.filter { $0.type == .payment && $0.isInForce }).papers
    var seen: Set<DealID> = []
    return payments.compactMap { payment in
      guard payment.day <= today else { return nil }
      guard let id = payment.deal else {
        guard !isOfOnePipeline, !isOfSomeDeals, let manager = payment.manager else { return nil }
        let fact = PlanReport.Fact(manager: manager, money: payment.total, isSale: false)
        return (payment.day, fact)
      }
      guard let deal = deals[id] else { return nil }
      let isFirst = seen.insert(id).inserted
      return (
        payment.day,
        PlanReport.Fact(
          manager: deal.closer, money: payment.total,
          isSale: isFirst && deal.isSale)
      )
    }
  }

  /// The working days of a stretch, and how many of them are gone, today included.
  fileprivate func workingDays(in days: ClosedRange<Day>) -> (all: Int, gone: Int) {
    var (all, gone) = (0, 0)
    let today = scope.clock.zone.day(of: scope.clock.now)
    var next: Day? = days.lowerBound
    while let day = next, day <= days.upperBound {
      if calendar.isWorking(day) {
        all += 1
        if day <= today { gone += 1 }
      }
      next = day.adding(days: 1)
    }
    return (all, gone)
  }
}

extension ReportCase {
  func isEnded(in days: ClosedRange<Day>, _ scope: ReportFrame.Scope) -> Bool {
    journey.endedAt.map { scope.includes($0, in: days) } ?? false
  }
}

extension [ReportCase] {
  /// How many sales they are (R23).
  var sales: Int { count(where: \.deal.isSale) }

  /// The average sale of each currency, to its smallest unit, halves rounded up.
  var averages: [Money] {
    money.compactMap { sum in
      let sales = count { $0.deal.budget?.currency == sum.currency && $0.deal.isSale }
      return sales == 0 ? nil : sum.times(1, over: sales)
    }
  }
}

extension Money {
  /// A fraction of it to its smallest unit: rounded up, or halves rounded up.
  func times(_ factor: Int, over divisor: Int, isRoundedUp: Bool = false) -> Money {
    let (product, whole) = (Int128(minorUnits) * Int128(factor), Int128(divisor))
    let rounded =
      isRoundedUp ? (product + whole - 1) / whole : (2 * product + whole) / (2 * whole)
    return Money(minorUnits: Int64(clamping: rounded), currency: currency)
  }
}

extension Int128 {
  /// A product over a divisor, rounded up.
  fileprivate func dividedUp(by divisor: Int128, times factor: Int) -> Int {
    Int(clamping: (self * Int128(factor) + divisor - 1) / divisor)
  }
}

extension ReportMaterial.Wishes.Goal {
  /// How many sales it takes; `nil` where nothing of the currency was sold.
  fileprivate func sales(at averages: [Money]) -> Int? {
    switch self {
    case .sales(let count): count
    case .money(let sum):
      averages.first { $0.currency == sum.currency && $0.isPositive }.map {
        Int128(sum.minorUnits).dividedUp(by: Int128($0.minorUnits), times: 1)
      }
    }
  }
}
