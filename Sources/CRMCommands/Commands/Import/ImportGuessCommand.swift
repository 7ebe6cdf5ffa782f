import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm import guess FILE` (R113).
struct ImportGuessCommand: Runnable {
  var file = ImportFile()
  var prints: Printed { .card(.importGuess) }

  static var command: CRMCommand {
    CRMCommand(
      "guess", Text(ru: "понять, что это за таблица", en: "find out what a table is"),
      discussion: Text(
        ru:
          "Предлагает формат, вид записей и поле для каждого столбца, с примером из пяти строк. С "
          + "--json это файл соответствий: исправьте его и дайте в --map; null вместо поля — столбец не "
          + "нужен.",
        en:
          "Proposes the format, the kind of records and a field for each column, with a sample of five "
          + "rows. With --json it is a mapping file: correct it and give it to --map; null instead of a "
          + "field leaves the column out."),
      ImportGuessCommand(),
      rows: [.group(ImportFile.reading) { options, fill in fill(&options.file) }],
      examples: [
        Example(
          "crm import guess deals.csv", Text(ru: "что это за файл", en: "what the file is"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let table = try file.reading(session) { $0 }
    let (guess, presentation) = try session.read { (snapshot) throws(CRMError) in
      let viewpoint = try session.viewpoint(snapshot)
      return (
        try ImportGuess(table, in: snapshot, viewpoint), try session.presentation(snapshot)
      )
    }
    guard let guess else {
      throw .usage(
        Phrase(
          ru: "\(file.path): неясно, что это за таблица; назовите столбцы в --map",
          en: "\(file.path): it is not clear what table this is; name the columns with --map"),
        hints: [Remedy("help", "import", "csv").phrase])
    }
    try session.show(.importGuess, guess, presentation, done: guess.text(presentation))
    session.notice([
      Notice(
        Phrase(
          ru: "узнано столбцов: \(guess.known) из \(guess.columns.count)",
          en: "columns recognized: \(guess.known) of \(guess.columns.count)"), remedy: remedy(guess)
      )
    ])
  }

  private func remedy(_ guess: ImportGuess) -> Remedy {
    let words =
      guess.format == ImportFormat.ownTable
      ? [guess.kind.rawValue, file.path]
      : guess.kind == .deal ? [file.path] : [guess.kind.many.en, file.path]
    var command = OwnCommand(Remedy(words: ["import", guess.format] + words))
    if let sheet = file.sheet { command.add("--sheet", Phrase(sheet)) }
    return command.remedy.adding("--dry-run")
  }
}

extension ImportGuess {
  /// How many characters of a cell a person needs to see what stands there.
  private static var mostShown: Int { 24 }

  /// The form, then a line for each column with what stands in it.
  fileprivate func text(_ presentation: Presentation) -> String {
    let head = Phrase(
      ru: "формат \(format), \(kind.many.ru)", en: "format \(format), \(kind.many.en)")
    let lines = columns.enumerated().map { place, column in
      let cells = sample.compactMap { $0.indices.contains(place) ? $0[place] : nil }
        .filter { !$0.isEmpty }
        .map { $0.count > Self.mostShown ? $0.prefix(Self.mostShown) + "…" : $0 }
      return "\(column.title) → \(column.key ?? "—")"
        + (cells.isEmpty ? "" : ": " + cells.joined(separator: "; "))
    }
    return ([presentation.text(head)] + lines).map { SafeText.visible($0) }.joined(separator: "\n")
  }
}

extension Noun where Row == ImportGuess {
  /// What a file may be, as a mapping file says it.
  fileprivate static var importGuess: Noun<ImportGuess> {
    Noun(
      id: { $0.format },
      [
        Column("schema", Phrase(ru: "версия", en: "version")) { _ in .number(1) },
        Column("format", Phrase(ru: "формат", en: "format")) { .string($0.format) },
        Column("kind", Phrase(ru: "чего", en: "of what")) { .string($0.kind.rawValue) },
        Column("columns", Phrase(ru: "столбцы", en: "columns")) { guess in
          var columns = JSONObject()
          for (title, key) in guess.columns where !title.isEmpty {
            columns[title] = key.map(JSONValue.string) ?? .null
          }
          return .object(columns)
        },
        Column("sample", Phrase(ru: "пример", en: "sample")) { guess in
          .array(guess.sample.map { .array($0.map(JSONValue.string)) })
        },
      ])
  }
}
