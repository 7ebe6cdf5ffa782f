package import CRMModel

/// Why a file as a whole cannot be imported.
package enum ImportError: Error, Hashable, Sendable {
  /// More bytes than this limit.
  case tooLarge(limit: Int)
  /// A spreadsheet of another form (XLS, ODS, that of 1C), or one with a password.
  case workbook
  /// A workbook (XLSX), or a page with a table, that cannot be read.
  case damaged
  /// A workbook without a sheet of that name.
  case noSheet(String, known: [String])
  /// Begins like UTF-8 or UTF-16 and goes on like nothing known.
  case notText
  /// Begins with an object of JSON and goes on otherwise in this line.
  case noObject(line: Int)
  /// Nothing but blank lines.
  case empty
  /// Of a kind of things that are no rows of a table.
  case noTable(Kind)
  /// No statement of a bank.
  case noStatement
  /// The first line cannot be read.
  case header(Phrase)
  /// Columns without which no row can be taken in; `encoding` is what the file was read as.
  case missingColumns([String], encoding: String)

  /// What is wrong in words.
  package var problem: Phrase {
    switch self {
    case .tooLarge(let limit):
      Phrase(ru: "файл больше \(limit >> 20) МиБ", en: "the file has more than \(limit >> 20) MiB")
    case .workbook:
      Phrase(
        ru: "это не .xlsx, а таблица другого вида (.xls, .ods, .mxl) или книга с паролем; "
          + "сохраните ее без пароля как .xlsx или CSV",
        en: "this is no .xlsx but a spreadsheet of another form (.xls, .ods, .mxl), or one with a "
          + "password; save it as .xlsx or CSV without one")
    case .damaged:
      Phrase(
        ru: "книга Excel или страница с таблицей повреждена",
        en: "the Excel workbook, or the page with the table, is damaged")
    case .noSheet(let name, let known):
      Phrase(
        ru: "в книге нет листа '\(name)'; есть: \(known.quoted)",
        en: "the workbook has no sheet '\(name)'; it has \(known.quoted)")
    case .notText: Phrase(ru: "файл — не текст", en: "the file is no text")
    case .noObject(let line):
      Phrase(
        ru: "строка \(line): это не объект JSON", en: "line \(line): this is no object of JSON")
    case .empty: Phrase(ru: "файл пуст", en: "the file is empty")
    case .noTable(let kind):
      Phrase(
        ru: "из таблицы не берут: \(kind.many.ru)", en: "no table is taken in of \(kind.many.en)")
    case .noStatement:
      Phrase(
        ru: "это не выписка: нет строки 1CClientBankExchange или столбцов Дата и Сумма",
        en: "this is no statement: no line 1CClientBankExchange, nor columns date and sum")
    case .header(let problem):
      Phrase(
        ru: "строка заголовков не читается: \(problem.ru)",
        en: "the header line cannot be read: \(problem.en)")
    case .missingColumns(let names, let encoding):
      Phrase(
        ru: "в файле нет столбцов: \(names.quoted); прочитан как \(encoding)",
        en: "the file has no columns \(names.quoted); it was read as \(encoding)")
    }
  }
}

extension CRMError {
  /// What is wrong with one row of several; `nil` for what is not the row's fault.
  var ofOneRow: Phrase? {
    switch self {
    case .refused(let refusal): refusal.message
    case .usage(let problem, _, _): problem
    case .notFound(let subject, let name, _):
      Phrase(ru: "\(subject.missing.ru) '\(name)'", en: "\(subject.missing.en) '\(name)'")
    default: nil
    }
  }

  /// A file that cannot be imported is a malformed value of the command line (status 2).
  package init(_ error: ImportError) {
    self = .usage(error.problem, hints: [])
  }
}
