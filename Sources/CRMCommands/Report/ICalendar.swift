import CRMCore
import CRMModel

/// Tasks as a calendar that other programs subscribe to as a file (R56, RFC 5545).
struct ICalendar {
  let rows: [TaskRow]

  /// The file: lines end as the standard wants it.
  var text: String {
    (["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//crm//tasks//RU"] + rows.flatMap(event)
      + ["END:VCALENDAR"]).map(ContentLine.folded).joined()
  }

  private func event(_ row: TaskRow) -> [String] {
    let task = row.task
    let title = Self.escaped("\(task.action): \(row.dealName)")
    let alarm = task.remind.map { span in
      [
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:\(title)",
        // A task that is past has nothing more to ring for.
        "TRIGGER:-PT\(span.minutes)M", "END:VALARM",
      ]
    }
    return [
      "BEGIN:VEVENT", "UID:\(row.deal.text)-\(task.number)-\(task.key)@crm",
      "DTSTAMP:\(Self.moment(task.createdAt))", "DTSTART:\(Self.moment(task.due))",
      // Nobody says how long a task takes; without an end some calendars show a whole day.
      "DURATION:PT30M",
      "SUMMARY:\(title)",
    ] + [task.text].compactMap { $0.map { "DESCRIPTION:\(Self.escaped($0))" } }
      + (task.state == .open ? alarm ?? [] : [])
      + (task.state == .cancelled ? ["STATUS:CANCELLED"] : []) + ["END:VEVENT"]
  }

  /// In UTC: `20261125T113000Z`.
  private static func moment(_ moment: Instant) -> String {
    moment.text.filter { $0 != "-" && $0 != ":" }
  }

  private static func escaped(_ text: String) -> String {
    ContentLine.escaped(SafeText.visible(text, breaks: .keep))
  }
}

extension Session {
  /// Prints tasks as a calendar, where that form was asked for.
  ///
  /// - Returns: Whether it was.
  func printCalendar(_ rows: [TaskRow]) throws(CRMError) -> Bool {
    guard options.isCalendar else { return false }
    try output.append(ICalendar(rows: rows).text)
    return true
  }
}
