import CRMCore
import CRMModel
import CommandLineKit

/// The commands `crm export FORM …` (R115, R116).
struct ExportCommand: Runnable {
  let form: Form
  var kinds: [Kind] = []
  var filter = WhereOptions()
  var folder: String?
  var isForExcel = false
  var dialect = SQLDialect.postgres
  var schema = "crm"
  var prints: Printed { .text }

  /// What is written.
  enum Form: String, CaseIterable, Sendable {
    case csv, ndjson, vcf, sql
  }

  static func group(_ category: Text) -> CRMCommand {
    CRMCommand(
      group: "export",
      summary: Text(
        ru: "отдать данные: таблицы, документы, база", en: "give data out: tables, documents, SQL"),
      category: category,
      commands: [
        command(
          .csv,
          Text(ru: "таблицы для людей", en: "tables for people"),
          Text(
            ru:
              "По строке на запись: имена рядом с id, время по часам отдела.",
            en: "A row for each record: names beside ids, times by the department's clock."),
          [ofKinds(ExportSource.kinds), .group(WhereOptions.rows) { $1(&$0.filter) }, excel],
          Example(
            "crm export csv deal --where 'state = won' --excel",
            Text(ru: "выигранные для Excel", en: "those that were won, for Excel"))),
        command(
          .ndjson,
          Text(ru: "документы с историей", en: "documents with their history"),
          Text(
            ru: "По документу в строке, как они хранятся; без вида — весь каталог данных. "
              + "crm import crm читает это обратно.",
            en: "One document a line, as they are kept; without a kind, the whole data directory. "
              + "crm import crm reads it back."),
          [ofKinds(Kind.documents), .group(WhereOptions.rows) { $1(&$0.filter) }],
          Example(
            "crm export ndjson deal", Text(ru: "сделки с историей", en: "deals with history"))),
        command(
          .vcf, Text(ru: "контакты в vCard", en: "contacts as vCard"),
          Text(
            ru: "vCard 4.0 для телефона и почты.", en: "vCard 4.0 for telephones and mail programs."
          ),
          [.group(WhereOptions.rows) { $1(&$0.filter) }],
          Example(
            "crm export vcf --mine", Text(ru: "контакты моих компаний", en: "of my companies"))),
        command(
          .sql, Text(ru: "база PostgreSQL или SQLite", en: "a PostgreSQL or SQLite database"),
          Text(
            ru: "Все таблицы с ключами и представлениями воронки: crm export sql | psql. Загрузка "
              + "заменяет прежнюю; у каждого отдела своя схема.",
            en: "All tables with keys, and views of the funnel: crm export sql | psql. A load "
              + "replaces the one before; each department has a schema of its own."),
          [
            .option(
              "--dialect", value: .choice(of: SQLDialect.self, "DIALECT"),
              help: Text(ru: "для какой базы; иначе postgres", en: "which database; else postgres")
            ) { $0.dialect = $1 },
            .option(
              "--schema", value: .line("SCHEMA"),
              help: Text(
                ru: "схема PostgreSQL; иначе crm", en: "the schema in PostgreSQL; else crm")
            ) { $0.schema = $1 },
          ],
          Example(
            "crm export sql --dialect sqlite", Text(ru: "для sqlite3", en: "for sqlite3"))),
      ])
  }

  private static func command(
    _ form: Form, _ summary: Text, _ discussion: Text, _ rows: [Row<ExportCommand>],
    _ example: Example
  ) -> CRMCommand {
    CRMCommand(
      form.rawValue, summary, discussion: discussion, ExportCommand(form: form),
      rows: rows + [
        .option(
          "--out", value: .directory("DIR"),
          help: Text(
            ru: "в файлы этой папки; иначе на стандартный вывод",
            en: "into files of this folder; else to standard output")
        ) { $0.folder = $1 }
      ],
      examples: [example])
  }

  private static func ofKinds(_ kinds: [Kind]) -> Row<ExportCommand> {
    .argument(
      .choice(of: Kind.self, "KIND", among: kinds), isRequired: false, isRepeatable: true,
      help: Text(ru: "чего; иначе всего", en: "of what; else of everything")
    ) { $0.kinds.append($1) }
  }

  private static var excel: Row<ExportCommand> {
    .flag(
      "--excel",
      help: Text(
        ru: "с меткой порядка байтов, точкой с запятой и запятой в числах",
        en: "with a byte order mark, semicolons, and commas in numbers")
    ) { $0.isForExcel = true }
  }

  func run(in session: Session) throws(CRMError) {
    let all = kinds.isEmpty ? ExportSource.kinds : kinds
    if form == .csv, folder == nil, all.count > 1 {
      throw .usage(
        Phrase(
          ru: "на стандартный вывод — одна таблица; для всех нужна папка --out",
          en: "standard output takes one table; --out names a folder for all of them"),
        hints: [
          Remedy("export", "csv", all[0].rawValue).phrase,
          Remedy("export", "csv", "--out", "export").phrase,
        ])
    }
    if !filter.isEmpty, form != .vcf, all.count > 1 {
      throw .usage(
        Phrase(
          ru: "выражение задается для одного вида", en: "an expression is about one kind"),
        hints: [Remedy("export", form.rawValue, all[0].rawValue, "--mine").phrase])
    }
    guard let folder else {
      return try session.spooling { (output) throws(CRMError) in
        try session.read { (snapshot) throws(CRMError) in
          try write(kinds, ExportSource(session, snapshot, where: filter), session, to: output)
        }
      }
    }
    let files = form == .csv ? all.map { ($0.plural, [$0]) } : [(form.file, kinds)]
    try session.makeFolder(folder)
    try session.read { (snapshot) throws(CRMError) in
      let source = try ExportSource(session, snapshot, where: filter)
      for (name, kinds) in files {
        let path = "\(folder)/\(name).\(form.rawValue)"
        try session.writing(to: path) { (output) throws(CRMError) in
          try write(kinds, source, session, to: output)
        }
        session.notice(Phrase(ru: "записано в \(path)", en: "written to \(path)"))
      }
    }
  }

  private func write(
    _ kinds: [Kind], _ source: ExportSource, _ session: Session, to output: Output
  ) throws(CRMError) {
    let snapshot = source.snapshot
    switch form {
    case .csv:
      try ExportCSV(
        table: source.table(kinds[0]), zone: snapshot.zone(), people: snapshot.people(),
        isForExcel: isForExcel, fields: session.options.fields
      ).write(to: output)
    case .ndjson:
      guard !filter.isEmpty else { return try snapshot.forEachLine(of: kinds, output.append) }
      let table = try source.table(kinds[0])
      var ids: [String] = []
      try table.forEach { (row) throws(CRMError) in ids += [table.value("id", in: row)?.text ?? ""]
      }
      try snapshot.forEachLine(of: kinds[0], ids: ids, output.append)
    case .vcf: try ExportCards(table: source.table(.contact)).write(to: output)
    case .sql:
      try ExportSQL(dialect: dialect, schema: schema, tables: source.everything()).write(to: output)
    }
  }
}

extension ExportCommand.Form {
  /// What its one file is called.
  fileprivate var file: String {
    switch self {
    case .csv, .ndjson, .sql: "crm"
    case .vcf: Kind.contact.plural
    }
  }
}
