import CRMCore
import CRMModel

/// A table for people and their spreadsheets (R115): flat cells, names beside ids, local times.
struct ExportCSV {
  let table: ExportTable
  let zone: TimeZoneRules
  let people: People
  /// For a spreadsheet that expects a byte order mark, semicolons and commas in numbers.
  let isForExcel: Bool
  /// The columns that are wanted, in their order; all of them where none is named.
  let fields: [String]

  /// One cell of each line.
  private struct Cell {
    let key: String
    let place: Int
    let text: (Value) -> String
  }

  private var cells: [Cell] {
    table.columns.enumerated().flatMap { place, column in
      let shown = Cell(key: column.key, place: place, text: text)
      switch column.type {
      case .reference: return [shown, Cell(key: column.key + "Id", place: place, text: identifier)]
      case .user: return [shown, Cell(key: column.key + "Name", place: place, text: name)]
      default: return [shown]
      }
    }
  }

  /// Writes the heading and a line for each row.
  func write(to output: Output) throws(CRMError) {
    let all = cells
    try Printed.find(
      fields, among: Printed.Names(all.map { Printed.Field(key: $0.key, title: Phrase($0.key)) }))
    let cells = fields.isEmpty ? all : fields.compactMap { key in all.first { $0.key == key } }
    let separator: Character = isForExcel ? ";" : ","
    if isForExcel { try output.append("\u{FEFF}") }
    try output.append(Separated.csv(cells.map(\.key), by: separator))
    try table.forEach { (row) throws(CRMError) in
      let line = cells.map { cell in row[cell.place].map(cell.text) ?? "" }
      try output.append(Separated.csv(line, by: separator))
    }
  }

  private func text(_ value: Value) -> String {
    switch value {
    case .moment(let moment): text(zone.local(of: moment))
    case .day(let day): text(day)
    case .money, .number: isForExcel ? value.text.replacing(".", with: ",") : value.text
    case .list(let values): ListText.joined(values.map(text))
    case .text, .days, .flag, .reference: value.text
    }
  }

  private func text(_ time: LocalTime) -> String {
    let clock = [time.hour, time.minute, time.second].map(Self.twoDigits)
    return text(time.day) + " " + clock.joined(separator: ":")
  }

  private func text(_ day: Day) -> String {
    isForExcel
      ? "\(Self.twoDigits(day.day)).\(Self.twoDigits(day.month)).\(day.year)" : day.text
  }

  private static func twoDigits(_ number: Int) -> String {
    (number < 10 ? "0" : "") + String(number)
  }

  private func identifier(_ value: Value) -> String {
    value.elements.map { if case .reference(let id, _) = $0 { id } else { $0.text } }
      .joined(separator: ", ")
  }

  private func name(_ value: Value) -> String {
    people.user(Login(stored: value.text))?.name ?? ""
  }
}
