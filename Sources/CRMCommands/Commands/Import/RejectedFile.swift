import CRMCore
import CRMModel

/// `FILE.rejected.csv` (R114): the rows that were not taken in, with line and reason, as a table that can be
/// mended and imported alone.
///
/// Rows are written as they come, so that no number of them needs memory; the file appears when all is
/// done. A class, because rows come from within a transaction.
final class RejectedFile {
  /// Where it is, once it is there.
  let path: String
  private let session: Session
  private let separator: Character
  private let titles: [String]
  private var output: Output?

  /// The file of the rows of a file; standard input and pipes have none.
  init?(of file: String, _ table: ImportTable, _ session: Session) {
    guard file != "-", !session.isPipeOrDevice(file) else { return nil }
    (path, self.session) = ("\(file).rejected.csv", session)
    (titles, separator) = table.heading
  }

  private var draft: String { "\(session.absolute(path)).crm-new" }

  /// Adds a row.
  func add(_ row: RejectedRow) throws(CRMError) {
    let output: Output = if let output { output } else { try begin() }
    let cells =
      row.cells.prefix(titles.count)
      + Array(
        repeating: "", count: max(titles.count - row.cells.count, 0))
    try output.append(
      Separated.csv(
        cells + ["\(row.line)", row.reason[session.language]], by: separator))
  }

  private func begin() throws(CRMError) -> Output {
    let files = session.world.files
    try? files.remove(draft)
    // The names of people stand in it (R31).
    do throws(SystemError) { try files.createFile(draft, [], mode: 0o600) } catch {
      throw .system(error)
    }
    let draft = draft
    let output = Output { (bytes) throws(SystemError) in
      try files.append(bytes, to: draft, at: files.status(draft)?.size ?? 0)
    }
    self.output = output
    // A spreadsheet takes a file without the mark for one of its own code page.
    try output.append("\u{FEFF}")
    let own = ImportTable.ownTitles
    try output.append(Separated.csv(titles + [own.line, own.reason], by: separator))
    return output
  }

  /// Puts the file where it belongs, if there were any rows.
  ///
  /// - Returns: Whether there is one.
  func finish() throws(CRMError) -> Bool {
    guard let output else { return false }
    try output.flush()
    do throws(SystemError) {
      try session.world.files.rename(draft, to: session.absolute(path))
    } catch {
      throw .system(error)
    }
    self.output = nil
    return true
  }

  /// Leaves nothing behind of an import that failed.
  func discard() {
    if output != nil { try? session.world.files.remove(draft) }
    output = nil
  }
}
