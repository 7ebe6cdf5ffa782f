/// What somebody is to sell in a month, quarter, half or year (R92).
public struct SalesPlan: Hashable, Sendable {
  /// Whose it is.
  public let holder: Holder
  /// Of when.
  public let span: CalendarSpan
  /// In which pipeline; `nil` for all of them together.
  public let pipeline: PipelineID?
  /// For how much.
  public let sum: Money
  /// How many sales.
  public let count: Int?

  /// Who can have a plan.
  public enum Holder: Hashable, Sendable {
    case user(Login)
    case department(DepartmentID)

    /// The login or the id.
    public var text: String {
      switch self {
      case .user(let login): login.text
      case .department(let id): id.text
      }
    }
  }

  /// A plan.
  public init(
    _ holder: Holder, _ span: CalendarSpan, pipeline: PipelineID?, sum: Money, count: Int?
  ) {
    self.holder = holder
    self.span = span
    self.pipeline = pipeline
    self.sum = sum
    self.count = count
  }

  /// Whether another one takes its place.
  func isReplaced(by other: SalesPlan) -> Bool {
    holder == other.holder && span == other.span && pipeline == other.pipeline
  }

  fileprivate var order: (Day, Int32, String, String) {
    let days = span.days
    return (
      days.lowerBound, -days.upperBound.daysSinceEpoch, holder.text, pipeline?.text ?? ""
    )
  }
}

/// The plans of a department (R92).
public struct SalesPlans: Hashable, Sendable {
  /// By when, the longer ones in front, then by whom.
  public private(set) var plans: [SalesPlan]

  /// Plans in any order.
  public init(_ plans: [SalesPlan] = []) {
    self.plans = []
    for plan in plans { set(plan) }
  }

  /// Puts a plan in the place of that of the same person, time and pipeline.
  public mutating func set(_ plan: SalesPlan) {
    plans.removeAll { $0.isReplaced(by: plan) }
    plans.insert(plan, at: plans.firstIndex { plan.order < $0.order } ?? plans.endIndex)
  }

  /// Takes away the plan of the same person, time and pipeline as another one (R36).
  public mutating func remove(_ plan: SalesPlan) {
    plans.removeAll { $0.isReplaced(by: plan) }
  }
}

/// What is planned for somebody: sums, one a currency, and a number of sales.
struct PlannedSales: Hashable {
  var money = MoneySums()
  var count: Int?

  /// What several plans come to together; `nil` for none.
  init?(_ parts: [PlannedSales?]) {
    let parts = parts.compactMap(\.self)
    if parts.isEmpty { return nil }
    for part in parts {
      money.add(part.money)
      count = part.count.map { (count ?? 0) + $0 } ?? count
    }
  }

  fileprivate init(_ plan: SalesPlan) {
    money.add(plan.sum)
    count = plan.count
  }
}

/// The plans in the pipelines that were asked for, by whom and when.
struct PlanTable {
  /// Of whom a plan is wanted.
  enum Whose: Hashable {
    case everybody
    case holder(SalesPlan.Holder)
  }

  private let plans: [SalesPlan]
  private let people: People

  /// Of all pipelines: plans of one of them are parts of what the person has to sell.
  init(_ material: ReportMaterial, isWhole: Bool) {
    let asked = Set(material.pipelines.map(\.id))
    plans = material.plans.plans.filter { $0.pipeline.map(asked.contains) ?? isWhole }
    people = material.people
  }

  /// The users that have plans.
  var holders: Set<Login> {
    Set(
      plans.compactMap { plan in
        guard case .user(let login) = plan.holder else { return nil }
        return login
      })
  }

  /// What is planned: what was set, else what the shorter spans and, for a department, its people come
  /// to.
  func planned(_ whose: Whose, in span: CalendarSpan) -> PlannedSales? {
    own(whose, in: span) ?? parts(whose, in: span) ?? ofPeople(whose, in: span)
  }

  /// What the months of a quarter and the like come to, by themselves.
  func parts(_ whose: Whose, in span: CalendarSpan) -> PlannedSales? {
    let shorter: CalendarPeriod? =
      switch span.period {
      case .year: .half
      case .half: .quarter
      case .quarter: .month
      case .month, .week: nil
      }
    guard let shorter else { return nil }
    return PlannedSales(
      CalendarSpan.all(shorter, touching: span.days).map {
        own(whose, in: $0) ?? parts(whose, in: $0)
      })
  }

  /// What its shorter spans come to, and those of its people where it has no plan of its own; whoever has
  /// none counts by the whole span.
  func byParts(_ whose: Whose, in span: CalendarSpan) -> PlannedSales? {
    if let parts = parts(whose, in: span) { return parts }
    guard own(whose, in: span) == nil else { return nil }
    return PlannedSales(members(of: whose).map { byParts($0, in: span) ?? planned($0, in: span) })
  }

  private func own(_ whose: Whose, in span: CalendarSpan) -> PlannedSales? {
    guard case .holder(let holder) = whose else { return nil }
    let set = plans.filter { $0.holder == holder && $0.span == span }
    return set.first { $0.pipeline == nil }.map { PlannedSales($0) }
      ?? PlannedSales(set.map { PlannedSales($0) })
  }

  private func ofPeople(_ whose: Whose, in span: CalendarSpan) -> PlannedSales? {
    PlannedSales(members(of: whose).map { planned($0, in: span) })
  }

  /// The departments and users whose plans make up somebody's; none for a user.
  private func members(of whose: Whose) -> [Whose] {
    let department: DepartmentID?
    switch whose {
    case .everybody: department = nil
    case .holder(.department(let id)): department = id
    case .holder(.user): return []
    }
    let departments = people.departments.filter { $0.parent == department }.map {
      SalesPlan.Holder.department($0.id)
    }
    let users = holders.filter { people.user($0)?.department == department }
      .map { SalesPlan.Holder.user($0) }
    return (departments + users).map { .holder($0) }
  }
}
