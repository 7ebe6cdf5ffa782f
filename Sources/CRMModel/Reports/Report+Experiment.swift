/// The report of what a change has changed (R97).
extension Report {
  static let experiment = Report(
    "experiment", Phrase(ru: "что изменилось после даты", en: "what a dated change has changed"),
    Phrase(
      ru:
        "Показатель за столько дней до --date и с нее (--days, иначе 30): pass:ЭТАП — доля прошедших "
        + "этап дальше среди вошедших в воронку в эти дни; win-rate — доля выигранных среди закрытых; "
        + "cycle — средний срок выигранных. Интервалы 95 %: у долей по Уилсону, у срока — нормальный; "
        + "если они пересекаются, разница может быть случайной.",
      en: "A metric so many days before --date and from it on (--days, else 30): pass:STAGE is the "
        + "pass rate from a stage of the deals that entered the pipeline then; win-rate the share of "
        + "won among closed; cycle the mean length of won ones. 95 % intervals: Wilson's of shares, "
        + "the normal one of lengths; where they overlap, the difference may be chance."),
    options: [.experiment], sources: CycleReport.sources,
    [
      ReportColumn("part", Phrase(ru: "когда", en: "when"), .key),
      ReportColumn("from", Phrase(ru: "с", en: "from"), .useful),
      ReportColumn("to", Phrase(ru: "по", en: "to"), .useful), .count,
      ReportColumn("value", Phrase(ru: "значение", en: "value"), .key, isRate: true),
      ReportColumn("difference", Phrase(ru: "разница", en: "difference"), .key),
      ReportColumn("overlap", Phrase(ru: "интервалы пересекаются", en: "intervals overlap"), .key),
    ]
  ) { (material) throws(ReportProblem) in
    guard let wish = material.wishes.experiment else { return ReportRows() }
    let before = try material.measured(wish.metric, in: wish.before)
    let after = try material.measured(wish.metric, in: wish.after)
    var found = ReportRows()
    found.sample = before.count + after.count
    let difference = zip(before.value.tenths, after.value.tenths).map { $1 - $0 }
    let overlap = zip(before.value.interval, after.value.interval).map { $0.overlaps($1) }
    found.rows = [
      before.cells(of: Phrase(ru: "до", en: "before"), "before", wish.before) + [.none, .none],
      after.cells(of: Phrase(ru: "после", en: "after"), "after", wish.after)
        + [
          difference.map { .days($0) } ?? .none, overlap.map { .value(.flag($0)) } ?? .none,
        ],
    ]
    return found
  }
}

/// Both of two values, where there are both.
private func zip<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
  guard let first, let second else { return nil }
  return (first, second)
}

/// What is looked at before and after a day.
public struct Experiment: Sendable {
  /// The first day of the change.
  public let date: Day
  /// How many days before and after it.
  public let length: Int
  /// What is measured.
  public let metric: Metric

  /// What can be measured.
  public enum Metric: Sendable {
    /// The pass rate from a stage, by its id.
    case pass(StageID)
    /// The mean length of won deals.
    case cycle
    /// The share of won among closed deals.
    case winRate

    /// `pass:STAGE`, `cycle` or `win-rate`.
    ///
    /// - Throws: ``ValueError`` for anything else.
    public init(parsing text: String) throws(ValueError) {
      let parts = text.split(separator: ":", maxSplits: 1)
      switch (parts.first, parts.count) {
      case ("pass", 2): self = .pass(StageID(String(parts[1])))
      case ("cycle", 1): self = .cycle
      case ("win-rate", 1): self = .winRate
      default:
        throw ValueError(
          text, ru: "возможны: pass:ЭТАП, cycle, win-rate",
          en: "choose one of: pass:STAGE, cycle, win-rate")
      }
    }
  }

  /// An experiment.
  public init(_ date: Day, length: Int, _ metric: Metric) {
    self.date = date
    self.length = length
    self.metric = metric
  }

  /// All its days.
  public var days: ClosedRange<Day> { before.lowerBound...after.upperBound }

  var before: ClosedRange<Day> {
    let last = date.adding(days: -1) ?? date
    return min(date.adding(days: -length) ?? .first, last)...last
  }

  var after: ClosedRange<Day> { date...(date.adding(days: length - 1) ?? .last) }
}

/// A metric of some deals.
private struct Measured {
  let count: Int
  let value: ReportCell

  func cells(of words: Phrase, _ id: String, _ days: ClosedRange<Day>) -> [ReportCell] {
    [
      .named(id: id, name: words), .value(.day(days.lowerBound)), .value(.day(days.upperBound)),
      .count(count), value,
    ]
  }
}

extension ReportMaterial {
  fileprivate func measured(
    _ metric: Experiment.Metric, in days: ClosedRange<Day>
  ) throws(ReportProblem) -> Measured {
    switch metric {
    case .winRate:
      let closed = closed(in: days)
      let won = closed.count { $0.journey.end == .won }
      return Measured(count: closed.count, value: .share(won, of: closed.count))
    case .cycle:
      let cycle = CycleReport(self)
      let lengths = closed(in: days).filter { $0.journey.end == .won }.compactMap(cycle.length)
      return Measured(count: lengths.count, value: Durations(lengths).meanWithin)
    case .pass(let id):
      let places = deals.pipelines.map { $0.position(of: id) }
      guard pipelines.contains(where: { $0.position(of: id) != nil }) else {
        throw ReportProblem(
          message: Phrase(
            ru: "--metric: нет этапа '\(id.text)'", en: "--metric: no stage '\(id.text)'"))
      }
      let here = usable(cases { scope.includes($0.entered, in: days) }).compactMap { one in
        places[one.journey.pipeline].map { (one.journey, $0) }
      }.filter { $0.reached($1) }
      return Measured(
        count: here.count, value: .share(here.count { $0.passed($1) }, of: here.count))
    }
  }

  private func closed(in days: ClosedRange<Day>) -> [ReportCase] {
    usable(cases { $0.endedAt.map { scope.includes($0, in: days) } ?? false })
  }
}
