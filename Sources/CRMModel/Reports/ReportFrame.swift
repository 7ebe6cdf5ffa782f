/// A report with what it was made of: every format prints this (R87).
public struct ReportFrame: Sendable {
  /// Which one.
  public let report: Report
  /// By what it was made.
  public let scope: Scope
  /// Its columns, that of the slice in front.
  public let columns: [ReportColumn]
  /// What it says.
  public let rows: ReportRows
  /// What stands below it.
  public let parts: [ReportFrame]

  /// The moment, the days and the property by which a report is made.
  public struct Scope: Sendable {
    /// The moment: what happened later is not known.
    public let clock: AuditClock
    /// The days, both ends included.
    public let days: ClosedRange<Day>
    /// The stretches of the calendar by which it counts, where that was asked.
    public let period: CalendarPeriod?
    /// The property by which it is cut.
    public let slice: Property<DealSubject>?

    /// A scope.
    public init(
      clock: AuditClock, days: ClosedRange<Day>, period: CalendarPeriod?,
      slice: Property<DealSubject>?
    ) {
      self.clock = clock
      self.days = days
      self.period = period
      self.slice = slice
    }

    /// The stretches of the calendar that it counts by.
    func spans(_ usual: CalendarPeriod) -> [CalendarSpan] {
      CalendarSpan.all(period ?? usual, touching: days)
    }

    /// Whether a moment lies in its days and is not to come.
    public func includes(_ moment: Instant, in days: ClosedRange<Day>? = nil) -> Bool {
      moment <= clock.now && clock.zone.shows(days ?? self.days, at: moment)
    }
  }
}

/// What a report found.
public struct ReportRows: Sendable {
  /// A cell a column.
  public var rows: [[ReportCell]] = []
  /// The same over all rows; `nil` where nothing adds up.
  public var total: [ReportCell]?
  /// What the sums of its deals come to in one currency; `nil` where they are of one (R46).
  public var converted: ConvertedTotal?
  /// Of how many deals it is made.
  public var sample = 0
  /// How many deals it could not use, by why.
  public var leftOut: [(why: LeftOut, count: Int)] = []
  /// What stands below it, of the same material and of what was found of it.
  var parts: [Report] = []

  /// Why a deal cannot be used.
  public enum LeftOut: String, Sendable {
    /// It was imported, and nobody knows which stages it went through.
    case imported
    /// It went on to another pipeline.
    case elsewhere
    /// Its sum is of another currency than the plan's (R103).
    case currency
    /// Nobody can say when it will end.
    case noTerm
    /// It was expected before this month.
    case overdue
    /// It is expected on other days.
    case otherDays

    /// What people read.
    public var words: Phrase {
      switch self {
      case .imported:
        Phrase(ru: "импортированы, этапы неизвестны", en: "imported, their stages are unknown")
      case .elsewhere: Phrase(ru: "ушли в другую воронку", en: "went on to another pipeline")
      case .currency: Phrase(ru: "в другой валюте", en: "of another currency")
      case .noTerm: Phrase(ru: "срок неизвестен", en: "nobody knows when")
      case .overdue:
        Phrase(ru: "ожидались до этого месяца", en: "expected before this month")
      case .otherDays: Phrase(ru: "ожидаются в другие дни", en: "expected on other days")
      }
    }
  }
}

/// One column of a report and one key of its rows.
public struct ReportColumn: Sendable {
  /// The key in JSON, a part of the command contract.
  public let key: String
  /// What people read.
  public let heading: Phrase
  /// How long a table keeps it; `nil` for what only programs read.
  public let prominence: Prominence?
  /// Whether its shares are rates of a sample, which have an interval (R87).
  public let isRate: Bool
  /// Whether it holds ids of what has a name of its own, which stands beside them in JSON.
  public let isNamed: Bool
  /// Whether pages keep its values on one line, as they do with numbers.
  public let isUnbroken: Bool
  /// Whether its shares may be the bars of rows: not where they are the same for all.
  public let isBar: Bool
  /// What is said below a table where it is not empty.
  public let note: Phrase?

  init(
    _ key: String, _ heading: Phrase, _ prominence: Prominence? = .main, isRate: Bool = false,
    isNamed: Bool = false, isUnbroken: Bool = false, isBar: Bool = true, note: Phrase? = nil
  ) {
    self.key = key
    self.heading = heading
    self.prominence = prominence
    self.isRate = isRate
    self.isNamed = isNamed
    self.isUnbroken = isUnbroken
    self.isBar = isBar && !isRate
    self.note = note
  }

  /// That of a property of this name, whatever it is called.
  public init(slice: String) {
    self.init(slice, Phrase(slice), .key)
  }

  /// That of a property.
  init(_ property: Property<DealSubject>) {
    self.init(property.key, property.name, .key)
  }

  static let period = ReportColumn(
    "period", Phrase(ru: "срок", en: "period"), .key, isUnbroken: true)
  static let pipeline = ReportColumn(
    "pipeline", Phrase(ru: "воронка", en: "pipeline"), .key, isNamed: true)
  static let stage = ReportColumn("stage", Phrase(ru: "этап", en: "stage"), .key, isNamed: true)
  static let manager = ReportColumn("manager", Phrase(ru: "менеджер", en: "manager"), .key)
  static let count = ReportColumn("count", Phrase(ru: "сделок", en: "deals"), .key)
  static let money = ReportColumn("money", Phrase(ru: "сумма", en: "sum"), .key)
  static let share = ReportColumn("share", Phrase(ru: "доля", en: "share"), .useful)
  static let passRate = ReportColumn(
    "passRate", Phrase(ru: "прошло дальше", en: "pass rate"), .key, isRate: true)
}

/// One figure of a report.
public enum ReportCell: Hashable, Sendable {
  /// There is none.
  case none
  /// What stands in front of a total.
  case total
  /// A value of a property, as its column in lists shows it.
  case value(Value, among: [Choice] = [])
  /// A thing by its id and by what people call it.
  case named(id: String, name: Phrase)
  /// A number of things.
  case count(Int)
  /// Tenths of a day, and the interval of a mean.
  case days(Int, within: ClosedRange<Int>? = nil)
  /// A part of a whole.
  case share(Share)
  /// Sums, one a currency: they are never added (R103).
  case money([Money])
  /// Counts by the id and the name of what is counted.
  case counts([Counted])

  /// How many there are of something.
  public struct Counted: Hashable, Sendable {
    /// Its id.
    public let id: String
    /// What people call it.
    public let name: String
    /// How many.
    public let count: Int
  }

  /// The figure in tenths, of a share or a length.
  public var tenths: Int? {
    switch self {
    case .share(let share): share.tenths
    case .days(let tenths, _): tenths
    case .none, .total, .value, .named, .count, .money, .counts: nil
    }
  }

  /// Its 95 % interval, of a rate or a mean.
  public var interval: ClosedRange<Int>? {
    switch self {
    case .share(let share): share.interval
    case .days(_, let interval): interval
    case .none, .total, .value, .named, .count, .money, .counts: nil
    }
  }

  static func text(_ text: String?) -> ReportCell { text.map { .value(.text($0)) } ?? .none }
  static func pipeline(_ pipeline: Pipeline) -> ReportCell {
    .named(id: pipeline.id.text, name: Phrase(pipeline.name))
  }
  static func stage(_ stage: Stage?) -> ReportCell {
    stage.map { .named(id: $0.id.text, name: Phrase($0.name)) } ?? .none
  }
  static func share(_ part: some BinaryInteger, of whole: some BinaryInteger) -> ReportCell {
    .share(Share(part, of: whole))
  }
}
