import CRMCore
import CRMModel
import CommandLineKit

/// Printing of results; one place for every noun and format.
extension Session {
  /// How this run shows values to people.
  func presentation(_ snapshot: Snapshot? = nil) throws(CRMError) -> Presentation {
    let zone: TimeZoneRules?
    if let snapshot { zone = try snapshot.zone() } else { zone = nil }
    let clock: AuditClock?
    if let zone { clock = AuditClock(now: try now(zone), zone: zone) } else { clock = nil }
    var presentation = Presentation(
      language: language, clock: clock, zone: zone, hasColor: hasColor, width: width)
    if let snapshot {
      // A damaged list of fields is fsck's to name; things are shown without their names.
      presentation.ownFields = (try? snapshot.customFields()) ?? CustomFields()
      presentation.currency = try snapshot.settings().currency
      if let clock, options.format == .table {
        presentation.conversion = try? snapshot.conversion(clock)
      }
    }
    return presentation
  }

  /// `--color`, else `NO_COLOR`, else `CLICOLOR_FORCE`, else whether somebody looks on.
  private var hasColor: Bool {
    switch options.color {
    case .always: return true
    case .never: return false
    case .auto:
      if nonEmptyVariable("NO_COLOR") != nil { return false }
      if let force = nonEmptyVariable("CLICOLOR_FORCE"), force != "0" { return true }
      return world.isTerminal(.output)
    }
  }

  /// `COLUMNS` where it is set, as `watch` does for its pipe; else the terminal's; no limit in a pipe.
  private var width: Int? {
    if let columns = nonEmptyVariable("COLUMNS").flatMap({ Int($0) }), columns > 0 {
      return columns
    }
    return world.isTerminal(.output) ? world.terminalWidth() ?? 80 : nil
  }

  /// Prints a list.
  func list<Row>(
    _ noun: Noun<Row>, _ rows: some RandomAccessCollection<Row>, _ presentation: Presentation
  ) throws(CRMError) {
    let columns = columns(of: noun, isCard: false)
    switch options.format {
    case .json: try appendJSON(rows, columns)
    case .ndjson:
      for row in rows { try appendLine(row, columns) }
    case .csv, .tsv: try appendSeparated(rows, columns)
    case .ids:
      for row in rows { try output.append(noun.id(row) + "\n") }
    case .table: try appendTable(rows, columns, presentation)
    }
  }

  /// Prints a list with all there is to each row, which is made whole when its turn comes; people get
  /// the list as ever.
  func cards<Row>(
    _ noun: Noun<Row>, _ rows: [Row], _ presentation: Presentation,
    whole: (Row) throws(CRMError) -> Row
  ) throws(CRMError) {
    let columns = columns(of: noun, isCard: true)
    switch options.format {
    case .table, .ids: try list(noun, rows, presentation)
    case .json: try appendJSON(rows, columns, whole: whole)
    case .ndjson:
      for row in rows { try appendLine(try whole(row), columns) }
    case .csv, .tsv: try appendSeparated(rows, columns, whole: whole)
    }
  }

  /// Prints a list up to a limit, and says how many of how many it shows.
  ///
  /// A person reads that under the table; so that pipes stay clean, it is else said on standard error
  /// and only where the limit cut the list. The total is that before any was chosen; `lines` say more of
  /// all rows.
  func list<Row>(
    _ noun: Noun<Row>, _ rows: [Row], _ limit: Int?, of total: Int, _ things: CountedNoun,
    _ presentation: Presentation, then lines: @autoclosure () -> [String] = []
  ) throws(CRMError) {
    let shown = rows.prefix(limit ?? rows.count)
    try list(noun, Array(shown), presentation)
    let isCut = shown.count < rows.count
    let all = isCut ? rows.count : total
    let count =
      shown.count == all
      ? things.counted(all)
      : Phrase(
        ru: "показано \(shown.count) из \(things.genitive(all).ru)",
        en: "\(shown.count) of \(things.genitive(all).en) shown")
    if options.format == .table, world.isTerminal(.output) {
      guard all > 0 else { return }
      let sums = tabled(columns(of: noun, isCard: false))
        .compactMap { presentation.total(of: $0, noun, shown) }
      let line = ([presentation.text(count)] + sums).joined(separator: ", ")
      for line in [line] + lines() { try output.append(presentation.colored(line, .gray) + "\n") }
    } else if isCut {
      notice(count)
    }
  }

  /// Prints one thing; `done` says in a table what a command changed.
  func show<Row>(
    _ noun: Noun<Row>, _ row: Row, _ presentation: Presentation,
    done: @autoclosure () -> String? = nil,
    card: (() -> [String])? = nil
  ) throws(CRMError) {
    let columns = columns(of: noun, isCard: true)
    switch options.format {
    case .json:
      var writer = JSONWriter(style: .pretty)
      writer.append(row, columns)
      try output.append(writer.finished())
    case .ndjson: try appendLine(row, columns)
    case .csv, .tsv: try appendSeparated([row], columns)
    case .ids: try output.append(noun.id(row) + "\n")
    case .table:
      if options.fields.isEmpty, let done = done() {
        try output.append(done + "\n")
      } else if options.fields.isEmpty, let card {
        for line in card() { try output.append(line + "\n") }
      } else {
        try appendFields(row, columns, presentation)
      }
    }
  }

  /// The columns to print: `--fields` in its order, else all that the noun has.
  ///
  /// That there are such fields was found out before anything was done (`Printed`).
  func columns<Row>(of noun: Noun<Row>, isCard: Bool) -> [Column<Row>] {
    let all =
      // Sorted keys in JSON; the noun's own order where people read.
      switch options.format {
      case .json, .ndjson: noun.sortedColumns
      case .csv, .tsv, .ids, .table: noun.columns
      }
    let known = isCard ? all : all.filter { !$0.isInCardOnly }
    let chosen =
      options.fields.isEmpty
      ? known
      // In the noun's order, as two columns may have one title.
      : options.fields.compactMap {
        noun.column($0, among: isCard ? noun.columns : noun.listed, self)
      }
    switch options.format {
    case .csv, .tsv: return chosen.flatMap { cells(of: $0, noun) }
    case .json, .ndjson: return options.fields.isEmpty ? chosen : chosen.withEachKeyOnce()
    case .ids, .table: return chosen
    }
  }

  /// A column as a spreadsheet takes it: each key of an object, each field of the department's own in
  /// a cell of its own.
  private func cells<Row>(of column: Column<Row>, _ noun: Noun<Row>) -> [Column<Row>] {
    guard let owner = noun.owner, column.key == CustomField.group else { return column.flat }
    return (schema?.fields.of(owner) ?? []).map { own in
      Column(CustomField.key(of: own.id), Phrase(own.name), table: .useful) {
        column.value($0).object?[own.id] ?? .null
      }
    }
  }

  private func appendJSON<Row>(
    _ rows: some RandomAccessCollection<Row>, _ columns: [Column<Row>],
    whole: (Row) throws(CRMError) -> Row = { $0 }
  ) throws(CRMError) {
    var writer = JSONWriter(style: .pretty)
    try output.append(rows, columns, with: &writer, whole: whole)
    try output.append(writer.finished())
  }

  private func appendLine<Row>(_ row: Row, _ columns: [Column<Row>]) throws(CRMError) {
    var writer = JSONWriter(style: .compact)
    writer.append(row, columns)
    try output.append(writer.finished())
    try output.append("\n")
  }

  private func appendSeparated<Row>(
    _ rows: some RandomAccessCollection<Row>, _ columns: [Column<Row>],
    whole: (Row) throws(CRMError) -> Row = { $0 }
  ) throws(CRMError) {
    let line = options.format == .csv ? { Separated.csv($0) } : Separated.tsv
    try output.append(line(columns.map(\.key)))
    for row in rows {
      let row = try whole(row)
      try output.append(line(columns.map { $0.cell(row) }))
    }
  }

  private func appendTable<Row>(
    _ rows: some RandomAccessCollection<Row>, _ columns: [Column<Row>],
    _ presentation: Presentation
  ) throws(CRMError) {
    guard !rows.isEmpty else {
      notice(.nothingFound)
      return
    }
    for line in table(rows, tabled(columns), presentation) { try output.append(line + "\n") }
  }

  /// The columns that a table has: all that were asked for, else those of some importance.
  private func tabled<Row>(_ columns: [Column<Row>]) -> [Column<Row>] {
    options.fields.isEmpty ? columns.filter { $0.importance != nil } : columns
  }

  /// The lines of a table of some columns; those asked for by `--fields` all stay.
  func table<Row>(
    _ rows: some RandomAccessCollection<Row>, _ columns: [Column<Row>],
    _ presentation: Presentation
  ) -> [String] {
    let headings = columns.map { column in
      let isNumber = rows.contains { column.value($0).number != nil }
      return Table.Heading(
        title: presentation.text(column.title),
        importance: options.fields.isEmpty ? column.importance?.rank ?? .max : .max,
        isWhole: column.isWhole || isNumber, isNumber: isNumber, isFolded: column.isFolded)
    }
    return Table(
      headings: headings, rows: rows.map { row in columns.map { cell($0, row, presentation) } }
    ).lines(presentation)
  }

  private func appendFields<Row>(
    _ row: Row, _ columns: [Column<Row>], _ presentation: Presentation
  ) throws(CRMError) {
    for column in columns {
      let cell = cell(column, row, presentation)
      guard !cell.text.isEmpty else { continue }
      try output.append("\(presentation.text(column.title)): \(cell.text)\n")
    }
  }

  private func cell<Row>(
    _ column: Column<Row>, _ row: Row, _ presentation: Presentation
  ) -> Table.Cell {
    let text = column.shown?(row, presentation) ?? Separated.text(column.value(row))
    return Table.Cell(SafeText.visible(text), color: column.color?(row, presentation))
  }

  // MARK: Standard error

  /// Says something that is no result.
  func notice(_ phrase: Phrase) {
    let text = phrase[language]
    // Nobody can be told that standard error is closed.
    try? world.write(Array("crm: \(SafeText.visible(text))\n".utf8), .error)
  }

  /// Says what an action noticed, with the commands that mend it.
  func notice(_ notices: [Notice]) {
    for notice in notices {
      self.notice(notice.message)
      for remedy in notice.remedies {
        let hint = OwnCommand.placed(remedy.phrase, as: words)[language]
        try? world.write(Array("hint: \(hint)\n".utf8), .error)
      }
    }
  }
}

extension Remedy {
  /// The command as it can be pasted into a shell; empty where a department's own check names none.
  func line(_ language: Language) -> String {
    words.isEmpty ? "" : ShellWord.quote(["crm"] + words.map { $0[language] })
  }

  /// The same below what it mends; no line where there is none.
  func indented(_ language: Language) -> [String] {
    words.isEmpty ? [] : ["      " + SafeText.visible(line(language))]
  }
}

extension Phrase {
  /// Stands for a table without a row.
  static let nothingFound = Phrase(ru: "ничего нет", en: "nothing found")
}
