import CRMCore
import CRMModel

/// Tasks as a calendar that other programs subscribe to as a file (R56, RFC 5545).
///
/// A task that is due on a day and at no hour lasts the day.
struct ICalendar {
  let rows: [TaskRow]
  let zone: TimeZoneRules?

  /// The file: lines end as the standard wants it.
  var text: String {
    (["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//crm//tasks//RU"] + rows.flatMap(event)
      + ["END:VCALENDAR"]).map(ContentLine.folded).joined()
  }

  private func event(_ row: TaskRow) -> [String] {
    let task = row.task
    let title = Self.escaped("\(task.action): \(row.dealName)")
    let day = zone.flatMap { $0.isEndOfDay(task.due) ? $0.day(of: task.due) : nil }
    let alarm = task.remind.map { span in
      [
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:\(title)",
        day == nil ? "TRIGGER:-PT\(span.minutes)M" : Self.trigger(span, before: task.due),
        "END:VALARM",
      ]
    }
    return [
      "BEGIN:VEVENT", "UID:\(row.deal.text)-\(task.number)-\(task.key)@crm",
      "DTSTAMP:\(Self.moment(task.createdAt))",
    ]
      // Nobody says how long a task takes; without an end some calendars show a whole day.
      + (day.map { ["DTSTART;VALUE=DATE:\(Self.digits($0.text))"] }
        ?? ["DTSTART:\(Self.moment(task.due))", "DURATION:PT30M"]) + ["SUMMARY:\(title)"]
      + [task.text].compactMap { $0.map { "DESCRIPTION:\(Self.escaped($0))" } }
      // A task that is past has nothing more to ring for.
      + (task.state == .open ? alarm ?? [] : [])
      + (task.state == .cancelled ? ["STATUS:CANCELLED"] : []) + ["END:VEVENT"]
  }

  /// When to ring for what has no hour of its own to count from.
  private static func trigger(_ span: Span, before due: Instant) -> String {
    let moment = due.adding(seconds: -Int64(span.minutes) * 60) ?? due
    return "TRIGGER;VALUE=DATE-TIME:\(self.moment(moment))"
  }

  /// In UTC: `20261125T113000Z`.
  private static func moment(_ moment: Instant) -> String { digits(moment.text) }

  private static func digits(_ text: String) -> String { text.filter { $0 != "-" && $0 != ":" } }

  private static func escaped(_ text: String) -> String {
    ContentLine.escaped(SafeText.visible(text, breaks: .keep))
  }
}

extension Session {
  /// Prints tasks as a calendar, where that form was asked for.
  ///
  /// - Returns: Whether it was.
  func printCalendar(_ rows: [TaskRow], _ presentation: Presentation) throws(CRMError) -> Bool {
    guard options.isCalendar else { return false }
    try output.append(ICalendar(rows: rows, zone: presentation.zone).text)
    return true
  }
}
