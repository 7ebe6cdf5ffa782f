import CRMCore
import CRMModel
import CommandLineKit

/// Takes in another program's export of deals: `crm import amocrm` and its sisters (R112).
struct ImportAmoCRM: WritingRunnable {
  /// Whose export it is.
  let format: String
  var file = ImportFile()
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
        .group(ImportFile.rows) { options, fill in fill(&options.file) },
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

  func run(in session: Session) throws(CRMError) {
    let format = try session.read { (snapshot) throws(CRMError) in
      try snapshot.importFormat(self.format)
    }
    let columns = try file.readMapping(session)?.columns ?? [:]
    let export = try file.reading(session) { (bytes) throws(ImportError) in
      try AmoCRMImport(bytes: bytes, format, sheet: file.sheet, columns: columns)
    }
    try file.take(export.table, ["import", self.format], write, session) {
      (transaction, options, rejecting) throws(CRMError) in
      try export.run(
        in: transaction, mapping: options.mapping, create: options.creates, automation: setsGoing,
        rejecting: rejecting)
    }
  }
}
