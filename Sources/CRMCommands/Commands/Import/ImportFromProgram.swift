import CRMCore
import CRMModel
import CommandLineKit

/// Takes in another program's export: `crm import amocrm` and its sisters (R112, R113).
struct ImportFromProgram: WritingRunnable {
  /// Whose export it is.
  let format: String
  /// What the one file is of.
  var kind: Kind?
  /// The files of several kinds.
  var files: [Kind: String] = [:]
  var file = ImportFile()
  var setsGoing = false
  var write = WriteOptions()
  var prints: Printed { .card(.importReport(.en)) }

  /// The command of each format that the program brings.
  static var commands: [CRMCommand] { ImportFormat.ids.map(command) }

  private static func command(of format: String) -> CRMCommand {
    CRMCommand(
      format,
      Text(
        ru: "сделки, люди и компании из выгрузки \(format)",
        en: "deals, people and companies of an export of \(format)"),
      discussion: Text(
        ru:
          "Столбцы находятся по именам, сделки — по ID выгрузки. Повторный импорт меняет только то, "
          + "что изменилось в выгрузке; пустая ячейка ничего не стирает; измененное с тех пор здесь "
          + "остается и перечислено. Файлы одной выгрузки берут одной командой: компании, потом люди, "
          + "потом сделки, связанные по ID или именам. Компания находится по "
          + "названию, иначе по e-mail или телефону; человек — по имени с телефоном, e-mail или "
          + "компанией. Неизвестные воронки, этапы и "
          + "люди останавливают импорт: файл --map, если его еще нет, будет записан, и его можно "
          + "исправить; если в нем чего-то нет, рядом будет записан дополненный. Свои имена "
          + "столбцов: formats/\(format).json каталога данных.",
        en:
          "Columns are found by their names, deals by the export's ID. Another import changes only "
          + "what has changed in the export; an empty cell erases nothing; what was changed here since "
          + "stays and is listed. The files of one export are taken in by one command: companies, "
          + "then people, then deals, joined by IDs or names. A company is found by its name, else by "
          + "e-mail or phone; a person by the name with phone, e-mail or company. Unknown pipelines, "
          + "stages and people stop the import: a --map file that does not exist yet is written, to "
          + "be corrected; where it leaves something out, a completed one is written beside it. Names "
          + "of your own for columns: formats/\(format).json in the data directory."),
      ImportFromProgram(format: format),
      rows: reading + [
        .group(ImportFile.rows + ImportFile.ofConflicts) { options, fill in
          fill(&options.file)
        },
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
        Example(
          "crm import \(format) --deals deals.csv --contacts contacts.csv --create",
          Text(ru: "сделки и люди одной выгрузки", en: "deals and people of one export")),
      ])
  }

  /// What says which files are read: one, or one of each kind.
  private static var reading: [Row<ImportFromProgram>] {
    [
      .argument(
        .tables, isRequired: false,
        help: Text(ru: "чего; иначе сделок", en: "of what; deals unless said otherwise")
      ) { $0.kind = $1 }.givingWay,
      .group(ImportFile.reading(isRequired: false)) { options, fill in fill(&options.file) },
    ]
      + ImportTable.kinds.flatMap { kind -> [Row<ImportFromProgram>] in
        let name = "--\(kind.many.en)"
        return [
          .option(
            name, value: .file("FILE"),
            help: Text(
              ru: "файл, в котором \(kind.many.ru)", en: "the file of \(kind.many.en)")
          ) { $0.files[kind] = $1 },
          .option(name, replaces: ["FILE"]),
        ]
      }
  }

  func run(in session: Session) throws(CRMError) {
    guard kind == nil || files.isEmpty else {
      throw .usage(
        Phrase(
          ru: "'\(kind?.many.en ?? "")' лишнее: что в файлах, говорят параметры",
          en: "'\(kind?.many.en ?? "")' is too much: options say what the files are of"),
        hints: [Remedy("help", "import", format).phrase])
    }
    let format = try session.read { (snapshot) throws(CRMError) in
      try snapshot.importFormat(self.format)
    }
    let columns = try file.readMapping(session)?.columns ?? [:]
    var read: [(path: String, file: ExportImport.File)] = []
    for (kind, path) in (files.isEmpty ? [kind ?? .deal: file.path] : files)
      .sorted(by: { $0.key.rawValue < $1.key.rawValue })
    {
      let one = try file.reading(session, path) { (table) throws(ImportError) in
        try ExportImport.File(of: kind, table, format, columns: columns)
      }
      read.append((path, one))
    }
    let words = files.isEmpty ? [kind?.many.en, file.path].compactMap(\.self) : []
    try file.take(
      read.map { ($0.path, $0.file.kind, $0.file.table) }, ["import", self.format] + words, write,
      session
    ) { (transaction, options, rejecting) throws(CRMError) in
      var options = options
      options.setsGoing = setsGoing
      return try ExportImport(format, read.map(\.file))
        .run(in: transaction, options, rejecting: rejecting)
    }
  }
}

extension ValueParser where Value == Kind {
  /// What a table can be of, in the words for many of them.
  fileprivate static var tables: ValueParser<Kind> {
    let names = ImportTable.kinds.map(\.many.en)
    let list = names.joined(separator: ", ")
    return ValueParser(
      ValueDescription(name: "KIND", kind: "choice", choices: names)
    ) { (word) throws(ValueProblem) in
      if let kind = ImportTable.kinds.first(where: { $0.many.en == word }) { return kind }
      throw ValueProblem(Text(ru: "возможны: \(list)", en: "choose one of: \(list)"))
    }
  }
}
