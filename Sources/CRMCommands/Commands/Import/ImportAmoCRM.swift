import CRMCore
import CRMModel
import CommandLineKit

/// Takes in another program's export of deals: `crm import amocrm` and its sisters (R112).
struct ImportAmoCRM: WritingRunnable {
  /// Whose export it is.
  let format: String
  var file = ""
  var sheet: String?
  var map: String?
  var isCreating = false
  var setsGoing = false
  var write = WriteOptions()
  var prints: Printed { .card(.importReport(.en)) }

  /// The command of each format that the program brings.
  static var commands: [CRMCommand] { ImportFormat.ids.map(command) }

  private static func command(of format: String) -> CRMCommand {
    CRMCommand(
      format,
      Text(ru: "сделки из выгрузки \(format)", en: "deals from an export of \(format)"),
      discussion: Text(
        ru:
          "Столбцы находятся по именам, сделки — по ID выгрузки. Повторный импорт меняет только то, "
          + "что изменилось в выгрузке; пустая ячейка ничего не стирает. Компания находится по "
          + "названию, иначе по e-mail или телефону; человек — по имени с телефоном, e-mail или "
          + "компанией. Неизвестные воронки, этапы и "
          + "люди останавливают импорт: файл --map, если его еще нет, будет записан, и его можно "
          + "исправить; если в нем чего-то нет, рядом будет записан дополненный. Свои имена "
          + "столбцов: formats/\(format).json каталога данных.",
        en:
          "Columns are found by their names, deals by the export's ID. Another import changes only "
          + "what has changed in the export; an empty cell erases nothing. A company is found by its "
          + "name, else by e-mail or phone; a person by the name with phone, e-mail or company. "
          + "Unknown pipelines, stages "
          + "and people stop the import: a --map file that does not exist yet is written, to be "
          + "corrected; where it leaves something out, a completed one is written beside it. Names "
          + "of your own for columns: formats/\(format).json in the data directory."),
      ImportAmoCRM(format: format),
      rows: [
        .argument(
          .file("FILE.csv"),
          help: Text(
            ru: "выгрузка сделок, CSV или .xlsx; - для стандартного ввода",
            en: "the export of deals, CSV or .xlsx; - for standard input")
        ) { $0.file = $1 },
        .option(
          "--sheet", value: .line("SHEET"),
          help: Text(ru: "лист книги; иначе первый", en: "the workbook's sheet; else the first")
        ) { $0.sheet = $1 },
        .option(
          "--map", value: .file("FILE.json"),
          help: Text(
            ru: "что здесь значат воронки, этапы и люди выгрузки",
            en: "what the export's pipelines, stages and people are here")
        ) { $0.map = $1 },
        .flag(
          "--create",
          help: Text(
            ru: "завести все неизвестное так, как предложено",
            en: "make everything unknown as it is proposed")
        ) { $0.isCreating = true },
        .flag(
          "--automation",
          help: Text(
            ru: "пусть сработают задачи этапов и правила воронок",
            en: "let stages set their tasks and pipelines run their rules")
        ) { $0.setsGoing = true },
      ],
      examples: [
        Example(
          "crm import \(format) deals.csv --map deals.map.json",
          Text(ru: "с файлом соответствий", en: "with a mapping file")),
        Example(
          "crm import \(format) deals.csv --create",
          Text(ru: "завести все, чего нет", en: "make everything that is missing")),
      ])
  }

  /// The largest mapping file, in bytes.
  private static var largestMap: Int { 16 << 20 }

  func run(in session: Session) throws(CRMError) {
    let export = try readExport(session)
    let mapping = try readMapping(session)
    let (outcome, known, presentation) = try session.write(write) {
      (transaction) throws(CRMError) -> (ImportOutcome, [Pipeline], Presentation) in
      let known = try transaction.sortedPipelines()
      let outcome = try export.run(
        in: transaction, mapping: mapping, create: isCreating, automation: setsGoing)
      return (outcome, known, try session.presentation(transaction))
    }
    switch outcome {
    case .done(let result):
      try session.show(
        result, ImportReport(result: result, known: [], isDryRun: write.isDryRun), presentation)
    case .unknown(let unknown):
      let written = try writeProposal(unknown, known, mapping, session)
      let result = ImportResult(mapping: unknown.proposal)
      if session.options.format == .json || session.options.format == .ndjson {
        try session.show(
          result, ImportReport(result: result, known: known, isDryRun: true), presentation)
        try session.output.flush()
      }
      throw .refused(unknown.refusal(remedies: remedies(written, after: session.words)))
    }
  }

  private func readExport(_ session: Session) throws(CRMError) -> AmoCRMImport {
    let limit = AmoCRMImport.largestFile + 1
    let bytes = try session.bytes(of: file, limit: limit)
    let format = try session.read { (snapshot) throws(CRMError) in
      try snapshot.importFormat(self.format)
    }
    do throws(ImportError) {
      return try AmoCRMImport(bytes: bytes, format, sheet: sheet)
    } catch {
      throw .usage(
        Phrase(ru: "\(file): \(error.problem.ru)", en: "\(file): \(error.problem.en)"), hints: [])
    }
  }

  /// The mapping of `--map`; `nil` where there is no such file yet.
  private func readMapping(_ session: Session) throws(CRMError) -> ImportMapping? {
    guard let map else { return nil }
    do throws(SystemError) {
      guard try session.world.files.status(map) != nil else { return nil }
    } catch {
      throw .system(error)
    }
    let bytes = try session.bytes(of: map, limit: Self.largestMap)
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
    _ unknown: ImportUnknown, _ known: [Pipeline], _ mapping: ImportMapping?, _ session: Session
  ) throws(CRMError) -> String? {
    guard var map, !write.isDryRun else { return nil }
    let json = unknown.proposal.json(known: known)
    let bytes = JSONWriter.bytes(of: .object(json), style: .document)
    do throws(SystemError) {
      let stem = map.hasSuffix(".json") ? String(map.dropLast(5)) : map
      var number = 2
      while try session.world.files.status(map) != nil {
        map = "\(stem).\(number).json"
        number += 1
      }
      // The names of people stand in it (R31).
      try session.world.files.createFile(map, bytes, mode: 0o600)
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

  private func remedies(_ written: String?, after typed: [String]) -> [Remedy] {
    var command = OwnCommand(Remedy("import", format, file))
    command.take(optionsOf: typed, leaving: ["--map", "--create"])
    let start = command.remedy
    let proposed = "\(file == "-" ? format : file).map.json"
    let again = start.adding("--map", written ?? map ?? proposed)
    // A file that was only proposed is accepted without it as well.
    let isGiven = map != nil && written != map
    return [again, (isGiven ? start.adding("--map", map ?? "") : start).adding("--create")]
  }
}

extension Session {
  /// Prints what an import did.
  fileprivate func show(
    _ result: ImportResult, _ report: ImportReport, _ presentation: Presentation
  ) throws(CRMError) {
    guard options.format != .ids else {
      for id in result.deals { try output.append(id.text + "\n") }
      return
    }
    try show(
      .importReport(language), report, presentation, done: report.text(presentation))
  }
}
