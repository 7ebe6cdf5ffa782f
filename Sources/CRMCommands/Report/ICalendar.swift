import CRMCore
import CRMModel

/// Tasks as a calendar that other programs subscribe to as a file (R56, RFC 5545).
struct ICalendar {
  let rows: [TaskRow]

  /// The octets that a line may have before it is folded.
  private static let longest = 75

  /// The file: lines end as the standard wants it.
  var text: String {
    (["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//crm//tasks//RU"] + rows.flatMap(event)
      + ["END:VCALENDAR"]).map { Self.folded($0) + "\r\n" }.joined()
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
    SafeText.visible(text, breaks: .keep).replacing("\\", with: "\\\\").replacing(";", with: "\\;")
      .replacing(",", with: "\\,").replacing("\n", with: "\\n")
  }

  /// A long line goes on behind a blank, and no character is cut.
  private static func folded(_ line: String) -> String {
    var (folded, count) = ("", 0)
    for character in line.unicodeScalars {
      let size = character.utf8.count
      if count + size > longest {
        folded += "\r\n "
        count = 1
      }
      folded.unicodeScalars.append(character)
      count += size
    }
    return folded
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
