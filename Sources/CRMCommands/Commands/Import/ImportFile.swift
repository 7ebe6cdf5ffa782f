import CRMCore
import CRMModel
import CommandLineKit

/// What every command that takes rows of a file in can be told, and what it does with them (R113, R114).
struct ImportFile: Sendable {
  /// The file; `-` for standard input.
  var path = ""
  var sheet: String?
  private var dates: DateOrder?
  var map: String?
  private var isCreating = false
  private var conflicts = ConflictRule.kept

  /// What says which table is read.
  static var reading: [Row<ImportFile>] { reading(isRequired: true) }

  /// The same, where options can name files instead.
  static func reading(isRequired: Bool) -> [Row<ImportFile>] {
    [
      .argument(
        .file("FILE"), isRequired: isRequired,
        help: Text(
          ru: "таблица: CSV, .xlsx, страница HTML (.xls) или строки JSON; - для стандартного ввода",
          en: "the table: CSV, .xlsx, a page (.xls in HTML) or JSON lines; - for standard input")
      ) { $0.path = $1 },
      .option(
        "--sheet", value: .line("SHEET"),
        help: Text(ru: "лист книги; иначе первый", en: "the workbook's sheet; else the first")
      ) { $0.sheet = $1 },
      .option(
        "--date-order", value: .choice(of: DateOrder.self, "ORDER"),
        help: Text(
          ru:
            "что впереди в датах вида 01/02/2026, день (dmy) или месяц (mdy), если файл не говорит",
          en: "what comes first in dates like 01/02/2026, day (dmy) or month (mdy), where the file "
            + "does not tell")
      ) { $0.dates = $1 },
    ]
  }

  /// And what says how it is taken in.
  static var rows: [Row<ImportFile>] {
    [
      .option(
        "--map", value: .file("FILE.json"),
        help: Text(
          ru: "что значат столбцы, воронки, этапы и люди файла",
          en: "what columns, pipelines, stages and people of the file are")
      ) { $0.map = $1 },
      .flag(
        "--create",
        help: Text(
          ru: "завести все неизвестное так, как предложено",
          en: "make everything unknown as it is proposed")
      ) { $0.isCreating = true },
    ]
  }

  /// And what says whose value stays where both sides changed one.
  static var ofConflicts: [Row<ImportFile>] {
    [
      .flag(
        "--theirs",
        help: Text(
          ru: "при расхождении взять значение файла",
          en: "where both sides changed a value, take the file's")
      ) { $0.conflicts = .theirs },
      .flag(
        "--ours",
        help: Text(
          ru: "при расхождении оставить свое и больше о нем не говорить",
          en: "where both sides changed a value, keep ours and say no more of it")
      ) { $0.conflicts = .ours },
      .atMostOne("--theirs", "--ours"),
    ]
  }

  /// The largest mapping file, in bytes.
  private static var largestMap: Int { 16 << 20 }

  /// Reads a file's form, and what a program's export needs of it; what is wrong with it is told with its
  /// name.
  func reading<Read>(
    _ session: Session, _ path: String? = nil, _ read: (ImportTable) throws(ImportError) -> Read
  ) throws(CRMError) -> Read {
    let path = path ?? self.path
    let bytes = try session.bytes(of: path, limit: ImportTable.largestFile + 1)
    do throws(ImportError) {
      return try read(ImportTable(bytes: bytes, sheet: sheet, dates: dates))
    } catch {
      throw .usage(
        Phrase(ru: "\(path): \(error.problem.ru)", en: "\(path): \(error.problem.en)"), hints: [])
    }
  }

  /// A file of rows, with its name and what it is of.
  typealias Named = (path: String, kind: Kind, table: ImportTable)

  /// Takes the rows of files in and tells what became of them; `command` are the words of the command
  /// without its options.
  func take(
    _ files: [Named], _ command: [String], _ write: WriteOptions, _ session: Session,
    _ rows: (
      Transaction, ImportOptions, @escaping (_ file: Int, RejectedRow) throws(CRMError) -> Void
    ) throws(CRMError) -> ExportImport.Outcome
  ) throws(CRMError) {
    var options = ImportOptions()
    options.mapping = try readMapping(session)
    options.creates = isCreating
    options.conflicts = conflicts
    let rejected = files.map { file in
      write.isDryRun ? nil : RejectedFile(of: file.path, file.table, session)
    }
    defer { for file in rejected { file?.discard() } }
    let (outcome, known, presentation) = try session.write(write) {
      (transaction) throws(CRMError) -> (ExportImport.Outcome, [Pipeline], Presentation) in
      let known = try transaction.sortedPipelines()
      let outcome = try rows(transaction, options) { (file, row) throws(CRMError) in
        try rejected[file]?.add(row)
      }
      return (outcome, known, try session.presentation(transaction))
    }
    switch outcome {
    case .done(let parts):
      var left: [String?] = []
      for file in rejected { left.append(try file?.finish() == true ? file?.path : nil) }
      let report = ImportReport(
        parts: parts.map {
          .init(
            file: files[$0.file].path, result: $0.result,
            rejectedFile: $0.result.rejectedCount > 0 ? left[$0.file] : nil)
        }, known: [], isDryRun: write.isDryRun)
      try session.show(report, presentation)
      var again = OwnCommand(Remedy(words: command))
      again.take(optionsOf: session.words, leaving: [])
      let unclear = files.flatMap(\.table.unclearDates)
      if report.total(\.rejectedCount) > 0, !unclear.isEmpty {
        session.notice([
          Notice(
            Phrase(
              ru: "в столбцах \(unclear.quoted) неясно, что впереди: день (dmy) или месяц (mdy)",
              en: "it is not clear what comes first in \(unclear.quoted): day (dmy) or month (mdy)"),
            remedies: DateOrder.allCases.map {
              again.remedy.adding("--date-order", $0.rawValue)
            })
        ])
      }
      let count = report.total(\.conflictCount)
      if count > 0, conflicts == .kept {
        session.notice([
          Notice(
            Phrase(
              ru: "расхождений: \(count), здесь все осталось как было",
              en: "conflicts: \(count), all stays here as it was"),
            remedy: again.remedy.adding(report.total(\.openConflicts) > 0 ? "--theirs" : "--ours"))
        ])
      }
    case .unknown(let unknown):
      let written = try writeProposal(unknown, known, options.mapping, write, session)
      let report = ImportReport(
        parts: files.map {
          .init(file: $0.path, result: ImportResult(of: $0.kind, mapping: unknown.proposal))
        }, known: known, isDryRun: true)
      if session.options.format == .json || session.options.format == .ndjson {
        try session.show(report, presentation)
        try session.output.flush()
      }
      let proposed = files.first { $0.path != "-" }?.path ?? command[command.count - 2]
      throw .refused(
        unknown.refusal(
          remedies: remedies(written, "\(proposed).map.json", command, after: session.words)))
    }
  }

  /// The mapping of `--map`; `nil` where there is no such file yet.
  func readMapping(_ session: Session) throws(CRMError) -> ImportMapping? {
    guard let map else { return nil }
    do throws(SystemError) {
      guard try session.world.files.status(session.absolute(map)) != nil else { return nil }
    } catch {
      throw .system(error)
    }
    let bytes = try session.text(of: map, limit: Self.largestMap)
    do throws(DocumentError) {
      return try ImportMapping(bytes: bytes)
    } catch {
      throw .usage(
        Phrase(ru: "\(map): \(error.problem.ru)", en: "\(map): \(error.problem.en)"), hints: [])
    }
  }

  /// Writes the proposal to the file of `--map`, or beside it where there is one: what the user has
  /// filled in is never written over.
  ///
  /// - Returns: The file; `nil` where none was asked for, or nothing may be written.
  private func writeProposal(
    _ unknown: ImportUnknown, _ known: [Pipeline], _ mapping: ImportMapping?, _ write: WriteOptions,
    _ session: Session
  ) throws(CRMError) -> String? {
    guard var map, !write.isDryRun else { return nil }
    let json = unknown.proposal.json(known: known)
    let bytes = JSONWriter.bytes(of: .object(json), style: .document)
    do throws(SystemError) {
      let stem = map.hasSuffix(".json") ? String(map.dropLast(5)) : map
      var number = 2
      while try session.world.files.status(session.absolute(map)) != nil {
        map = "\(stem).\(number).json"
        number += 1
      }
      // The names of people stand in it (R31).
      try session.world.files.createFile(session.absolute(map), bytes, mode: 0o600)
    } catch {
      throw .system(error)
    }
    session.notice(
      mapping == nil
        ? Phrase(
          ru: "записан файл соответствий \(map): исправьте его и повторите команду",
          en: "wrote the mapping file \(map): correct it and run the command again")
        : Phrase(
          ru:
            "записан дополненный файл соответствий \(map): исправьте его и повторите команду с ним",
          en:
            "wrote the completed mapping file \(map): correct it and run the command again with it"
        ))
    return map
  }

  private func remedies(
    _ written: String?, _ proposed: String, _ words: [String], after typed: [String]
  ) -> [Remedy] {
    var command = OwnCommand(Remedy(words: words))
    command.take(optionsOf: typed, leaving: ["--map", "--create"])
    let start = command.remedy
    let again = start.adding("--map", written ?? map ?? proposed)
    // A file that was only proposed is accepted without it as well.
    let isGiven = map != nil && written != map
    return [again, (isGiven ? start.adding("--map", map ?? "") : start).adding("--create")]
  }
}

extension Session {
  /// Prints what an import did.
  fileprivate func show(
    _ report: ImportReport, _ presentation: Presentation
  ) throws(CRMError) {
    guard options.format != .ids else {
      for id in report.parts.flatMap(\.result.ids) { try output.append(id + "\n") }
      return
    }
    try show(
      .importReport(language), report, presentation, done: report.text(presentation))
  }
}
