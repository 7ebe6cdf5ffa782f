import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm import csv KIND FILE`: a table of one's own (R113).
struct ImportCSV: WritingRunnable {
  var kind = Kind.company
  var file = ImportFile()
  var write = WriteOptions()
  var prints: Printed { .card(.importReport(.en)) }

  static var command: CRMCommand {
    CRMCommand(
      "csv", Text(ru: "таблица своих записей", en: "a table of your own"),
      discussion: Text(
        ru:
          "Столбцы узнают по ключам полей, по их названиям и по своим полям отдела; неизвестный "
          + "становится полем под своим именем. Запись узнают по id, иначе по ИНН, названию, телефону "
          + "и e-mail. То, что пишет crm export csv, читается обратно: измененные в таблице ячейки "
          + "меняют запись, пустая ничего не стирает, измененное с тех пор здесь остается и "
          + "перечислено. Отклоненные строки — в FILE.rejected.csv: исправьте и примите его один.",
        en:
          "Columns are known by the keys of fields, by their names and by your own fields; an unknown "
          + "one becomes a field under its own name. A record is known by its id, else by INN, name, "
          + "phone and e-mail. What crm export csv writes is read back: cells that you change in the "
          + "table change the record, an empty one erases nothing, what was changed here since stays "
          + "and is listed. Rejected rows go to FILE.rejected.csv: mend it and import it alone."),
      ImportCSV(),
      rows: [
        .argument(
          .choice(of: Kind.self, "KIND", among: ImportTable.kinds),
          help: Text(ru: "чего", en: "of what")
        ) { $0.kind = $1 },
        .group(ImportFile.reading + ImportFile.rows + ImportFile.ofConflicts) { options, fill in
          fill(&options.file)
        },
      ],
      examples: [
        Example(
          "crm import csv company companies.csv",
          Text(ru: "компании из таблицы", en: "companies of a table")),
        Example(
          "crm import csv contact contacts.csv --map contacts.map.json --dry-run",
          Text(
            ru: "что изменится, по файлу соответствий", en: "what would change, by a mapping file")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let table = try file.reading(session) { $0 }
    let command = ["import", "csv", kind.rawValue, file.path]
    try file.take([(file.path, kind, table)], command, write, session) {
      (transaction, options, rejecting) throws(CRMError) in
      let format = try transaction.importFormat(ImportFormat.ownTable)
      return try ExportImport(format, [.init(of: kind, table)])
        .run(in: transaction, options, rejecting: rejecting)
    }
  }
}
