import CRMModel

/// What the known cells of a row say, understood.
///
/// The same is made of the cells that were imported last time, so that what changed in the export can
/// be told from what was changed here meanwhile.
struct ExportValues {
  /// The deal's name; its client's where the cell is empty.
  let name: String
  /// Whose it is.
  let client: ClientValues
  /// As written, because the pipeline says in which currency; `nil` for 0, which amoCRM puts where
  /// nothing was filled in.
  let budget: String?
  let manager: String?
  let author: String?
  /// When it was made, as far as the cell can tell.
  let created: ClosedRange<Instant>?
  /// When it was closed; a field where the deal is open all the same.
  let closed: ClosedRange<Instant>?
  /// What is wrong with the closing date, which only matters where the deal is closed.
  let closingProblem: RowProblem?
  let pipeline: String
  let stage: String
  /// How the deal ended, by what the export calls its stage.
  let closing: Stage.Kind?
  let lossReason: String?
  /// When the next task is due; a field where the cell is no time.
  let nextTask: Instant?
  /// Labels, sorted.
  let tags: [String]
  /// Cells for which a deal and its client have no place, by the titles of their columns.
  let fields: [String: String]

  /// Understands the cells of a row.
  ///
  /// - Throws: `RowProblem` where there is no stage, and for a creation that is no date or lies in
  ///   the future (R3).
  init(
    _ cells: ExportCells, _ format: ImportFormat, zone: TimeZoneRules, now: Instant
  ) throws(RowProblem) {
    func cell(_ column: ExportColumn) -> String? { cells[column] }
    client = ClientValues(cells)
    var fields = client.fields
    name = cell(.name)?.inOneLine ?? client.name
    guard let stage = cell(.stage)?.inOneLine else {
      throw RowProblem(ru: "нет этапа", en: "there is no stage")
    }
    self.stage = stage
    closing = format.closing(stage)
    pipeline = cell(.pipeline)?.inOneLine ?? NewPipeline.usualName
    budget = cell(.budget).flatMap { Self.isZero($0) ? nil : $0 }
    manager = cell(.manager)?.inOneLine
    author = cell(.author)?.inOneLine
    created = try Self.moment(.createdAt, cells, zone, now)
    (closed, closingProblem) = Self.closingTime(cells, format, created?.lowerBound, zone, now)
    try Self.checkLengths(of: [stage, pipeline, manager, author])
    lossReason = cell(.lossReason)
    nextTask = cell(.nextTask).flatMap { Self.due($0, zone, now) }
    if nextTask == nil, let text = cell(.nextTask) { fields[ExportColumn.nextTask.title] = text }
    tags = Set(cell(.tags).map(ListText.parts(of:)) ?? []).sorted()
    self.fields = fields
  }

  /// Whether the deal stands where it stood at the last import.
  func isSamePlace(as other: ExportValues?) -> Bool {
    pipeline == other?.pipeline && stage == other?.stage
  }

  var createdAt: Instant? { created?.lowerBound }
  var closedAt: Instant? { closed?.lowerBound }

  private static func checkLengths(of names: [String?]) throws(RowProblem) {
    guard names.allSatisfy({ ($0?.unicodeScalars.count ?? 0) <= 200 }) else {
      throw RowProblem(
        ru: "этап, воронка или имя человека длиннее 200 знаков",
        en: "a stage, a pipeline or a person's name has more than 200 characters")
    }
  }

  /// Whether an amount has no digit but zeros.
  private static func isZero(_ text: String) -> Bool {
    let digits = text.utf8.filter { (0x30...0x39).contains($0) }
    return !digits.isEmpty && digits.allSatisfy { $0 == 0x30 }
  }

  private static func closingTime(
    _ cells: ExportCells, _ format: ImportFormat, _ createdAt: Instant?, _ zone: TimeZoneRules,
    _ now: Instant
  ) -> (ClosedRange<Instant>?, RowProblem?) {
    // Cells that were remembered before formats knew the word have it still.
    if let text = cells[.closedAt], format.isOpen(text) { return (nil, nil) }
    do throws(RowProblem) {
      guard let closed = try moment(.closedAt, cells, zone, now) else { return (nil, nil) }
      // Only what the cell can tell counts: amoCRM writes the minute, a spreadsheet often the day.
      guard let createdAt else { return (closed, nil) }
      guard createdAt <= closed.upperBound else {
        throw RowProblem(
          ru: "дата закрытия раньше даты создания", en: "it was closed before it was created")
      }
      return (max(createdAt, closed.lowerBound)...closed.upperBound, nil)
    } catch {
      return (nil, error)
    }
  }

  /// When something is due; a day is as long as it lasts.
  private static func due(_ text: String, _ zone: TimeZoneRules, _ now: Instant) -> Instant? {
    guard let digit = text.utf8.first, (0x30...0x39).contains(digit),
      let time = try? TimeExpression(parsing: text)
    else { return nil }
    return try? time.resolve(now: now, zone: zone, dayMeans: .end)
  }

  private static func moment(
    _ column: ExportColumn, _ cells: ExportCells, _ zone: TimeZoneRules, _ now: Instant
  ) throws(RowProblem) -> ClosedRange<Instant>? {
    guard let text = cells[column] else { return nil }
    do throws(ValueError) {
      return try TimeExpression.span(inPast: text, now: now, zone: zone)
    } catch { throw RowProblem(column, error) }
  }
}

extension TimeExpression {
  /// The first and the last second that a cell can mean which says when something was (R3).
  ///
  /// - Throws: `ValueError` for what is no date, or one that is still to come.
  static func span(
    inPast text: String, now: Instant, zone: TimeZoneRules
  ) throws(ValueError) -> ClosedRange<Instant> {
    // «завтра» and «+3d» are times too, but no dates of a table.
    guard let digit = text.utf8.first, (0x30...0x39).contains(digit) else {
      throw ValueError(
        text, ru: "это не дата; годится 25.11.2026 14:30:00",
        en: "not a date; write 25.11.2026 14:30:00")
    }
    let time = try TimeExpression(parsing: text)
    let first = try time.resolve(now: now, zone: zone, dayMeans: .start)
    guard first <= now else {
      throw ValueError(text, ru: "эта дата еще не наступила", en: "this date is in the future")
    }
    let end = try time.resolve(now: now, zone: zone, dayMeans: .end)
    let isWholeMinute = first.secondsSinceEpoch.isMultiple(of: 60)
    return first...(time.isDayOnly || !isWholeMinute ? end : end.adding(seconds: 59) ?? end)
  }
}
