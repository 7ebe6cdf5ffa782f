import CRMCore
import CRMModel

/// Printing of reports: one place for every report and format.
extension Session {
  /// Prints with output to a file, which is replaced as a whole; to standard output without one, or
  /// for `-`.
  func printing(
    into file: String?, _ presentation: Presentation,
    _ body: (Session, Presentation) throws(CRMError) -> Void
  ) throws(CRMError) {
    guard let file, file != "-" else { return try body(self, presentation) }
    let held = CapturedOutput()
    let session = printing(to: held.output)
    var presentation = presentation
    presentation.hasColor = false
    presentation.width = nil
    try body(session, presentation)
    try session.output.flush()
    try writing(to: file) { (output) throws(CRMError) in try held.write(to: output) }
    notice(Phrase(ru: "записано в \(file)", en: "written to \(file)"))
  }

  /// Prints a report in the asked form, with its name in front where several follow each other.
  func print(
    _ frame: ReportFrame, _ presentation: Presentation, isTitled: Bool = false
  ) throws(CRMError) {
    switch options.report {
    case .html?:
      return try print(
        ReportPage(
          title: Phrase(frame.report.title(presentation)), frames: [frame],
          clock: frame.scope.clock,
          presentation: presentation))
    case .markdown?: return try output.append(frame.markdown(presentation))
    case nil: break
    }
    let hasBars = options.format == .table && options.fields.isEmpty && presentation.width != nil
    let noun = Noun<[ReportCell]>.report(
      frame.columns, hiding: frame.hidden, whole: frame.sums, bar: hasBars ? frame.bar : nil)
    switch options.format {
    case .json:
      var writer = JSONWriter(style: .pretty)
      try frame.write(columns(of: noun, isCard: false), with: &writer, to: output)
      try output.append(writer.finished())
    case .ndjson, .csv, .tsv, .ids: try list(noun, frame.rows.rows, presentation)
    case .table:
      if isTitled {
        let title = frame.report.title(presentation)
        try output.append(presentation.colored(title, .bold) + "\n")
      }
      let total = options.fields.isEmpty ? frame.totalRow : []
      if isTitled, frame.rows.rows.isEmpty {
        // Beside its title: a notice would not say of which report.
        try output.append(presentation.text(.nothingFound) + "\n")
      } else {
        try list(noun, frame.rows.rows + total, presentation)
      }
      for line in frame.notes(presentation) {
        try output.append(presentation.colored(line, .gray) + "\n")
      }
      for part in frame.parts where options.fields.isEmpty && !part.rows.rows.isEmpty {
        let title = part.report.title(presentation)
        try output.append("\n" + presentation.colored(title, .bold) + "\n")
        try list(
          .report(part.columns, hiding: part.hidden, whole: part.sums), part.rows.rows,
          presentation)
      }
      if isTitled { try output.append("\n") }
    }
  }

  /// Prints a page.
  func print(_ page: ReportPage) throws(CRMError) {
    try output.append("<!DOCTYPE html>\n")
    try output.append(page.html)
  }
}

extension ReportFrame {
  /// Writes it as the command contract has it (R87), row by row.
  func write(
    _ columns: [Column<[ReportCell]>]? = nil, with writer: inout JSONWriter, to output: Output
  ) throws(CRMError) {
    let noun = Noun<[ReportCell]>.report(self.columns)
    let columns = columns?.byKey() ?? noun.sortedColumns
    var tables = ["rows": (rows.rows, columns)]
    for part in parts {
      let noun = Noun<[ReportCell]>.report(part.columns)
      tables[part.report.name] = (part.rows.rows, noun.sortedColumns)
    }
    let page: JSONValue = [
      "report": .string(report.name), "at": .time(scope.clock.now),
      "from": .string(scope.days.lowerBound.text), "to": .string(scope.days.upperBound.text),
      "period": .text(scope.period?.rawValue), "by": .text(scope.slice?.key),
      "sample": .number(rows.sample),
      "leftOut": .array(
        rows.leftOut.map { ["why": .string($0.why.rawValue), "count": .number($0.count)] }),
      "total": rows.total.map { noun.json($0, columns) } ?? .null,
      "converted": rows.converted?.json ?? .null,
    ]
    let members = tables.keys.reduce(into: page.object ?? JSONObject()) { $0[$1] = .null }.members
    writer.beginObject()
    for member in members {
      writer.appendKey(member.key)
      if let (rows, columns) = tables[member.key] {
        try output.append(rows, columns, with: &writer)
      } else {
        writer.append(member.value)
      }
    }
    writer.endObject()
  }

  /// The total as the last row of a table.
  var totalRow: [[ReportCell]] {
    guard var total = rows.total, rows.rows.count > 1 else { return [] }
    let place = told.first ?? 0
    if total[place] == .none { total[place] = .total }
    return [total]
  }

  /// What stands under a report: its days, its sample, and what it could not use.
  func notes(_ presentation: Presentation) -> [String] {
    let sample = presentation.text(report.counted.counted(rows.sample))
    let time =
      report.isOfNow ? presentation.moment(scope.clock.now) : presentation.days(scope.days)
    let converted = rows.converted.map { total in
      let sum = presentation.converted(total)
      return presentation.text(
        Phrase(ru: "в одной валюте: \(sum)", en: "in one currency: \(sum)"))
    }
    return ["\(time) · \(sample)"] + [converted].compactMap(\.self)
      + rows.leftOut.map { one in
        let count = presentation.text(report.counted.counted(one.count))
        let words = presentation.text(one.why.words)
        return presentation.text(
          Phrase(ru: "не учтено: \(count) — \(words)", en: "left out: \(count), \(words)"))
      }
      + (rows.rows.isEmpty ? [] : told).compactMap { columns[$0].note.map(presentation.text) }
  }

  /// The columns that tell people nothing: empty ones, and the pipeline where there is only one.
  var hidden: Set<Int> {
    Set(
      columns.indices.filter { place in
        let cells = rows.rows.lazy.map { $0[place] }
        guard let filled = cells.first(where: { $0 != .none }) else { return !cells.isEmpty }
        return ["pipeline", "end"].contains(columns[place].key)
          && cells.allSatisfy { [.none, filled].contains($0) }
      })
  }

  /// The others, found with one look at the rows.
  private var told: [Int] {
    let hidden = hidden
    return columns.indices.filter { !hidden.contains($0) }
  }

  /// The columns of sums, which are never shortened: half a sum lies.
  fileprivate var sums: Set<Int> {
    Set(
      columns.indices.filter { place in
        rows.rows.contains { if case .money = $0[place] { true } else { false } }
      })
  }

  /// The columns that pages show: no more than fit a sheet of paper.
  var shown: [Int] {
    told.filter { ![nil, .extra].contains(columns[$0].prominence) }
  }

  /// Gives the share that a row's bar shows, in tenths of a per cent up to 100: that of the column which
  /// a table keeps longest; `nil` where a row has none, as a total has.
  var bar: @Sendable ([ReportCell]) -> Int? {
    let shares = columns.indices.filter { place in
      columns[place].isBar
        && rows.rows.contains { if case .share = $0[place] { true } else { false } }
    }
    let place = shares.max {
      (columns[$0].prominence?.rawValue ?? -1) < (columns[$1].prominence?.rawValue ?? -1)
    }
    return { row in
      guard let place, !row.contains(.total), case .share(let share) = row[place] else {
        return nil
      }
      return share.tenths.map { min(max($0, 0), 1_000) }
    }
  }

  /// Cells as people read them, the heading in front.
  func texts(_ presentation: Presentation) -> [[String]] {
    let shown = shown
    return [shown.map { presentation.text(columns[$0].heading) }]
      + (rows.rows + totalRow).map { row in
        shown.map { presentation.text(row[$0], isRate: columns[$0].isRate) }
      }
  }

  /// For chats and mail.
  func markdown(_ presentation: Presentation) -> String {
    let notes = notes(presentation).map { Markdown.text($0) + "\n" }.joined()
    let parts = parts.filter { !$0.rows.rows.isEmpty }.map { $0.table("###", presentation) + "\n" }
      .joined()
    return "\(table("##", presentation))\n\(notes)\n\(parts)"
  }

  private func table(_ mark: String, _ presentation: Presentation) -> String {
    let lines = texts(presentation)
    let title = Markdown.text(report.title(presentation))
    let table =
      Markdown.row(lines[0].map(Markdown.text)) + Markdown.row(lines[0].map { _ in "---" })
      + lines.dropFirst().map { Markdown.row($0.map(Markdown.text)) }.joined()
    return "\(mark) \(title)\n\n\(table)"
  }
}

extension Report {
  /// What it tells, as a heading.
  func title(_ presentation: Presentation) -> String {
    let words = presentation.text(words)
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
