import CRMCore
import CRMModel
import CommandLineKit

/// `crm batch [FILE]`
struct Batch: Runnable {
  var file: String?
  var isKeepingGoing = false
  var write = WriteOptions()

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "batch", Text(ru: "выполнить много команд сразу", en: "run many commands at once"),
      discussion: Text(
        ru: "По команде в строке: слова, как в командной строке, или JSON-массив слов. "
          + "Все вместе — одно действие: либо все, либо ничего.",
        en: "One command a line: words quoted as in a shell, or a JSON array of words. "
          + "All of them are one operation: all or nothing."),
      category: category, traits: .writes, Batch(),
      rows: [
        .argument(
          .file("FILE"), isRequired: false,
          help: Text(ru: "файл; иначе стандартный ввод", en: "a file; else standard input")
        ) { $0.file = $1 },
        .flag(
          "--keep-going",
          help: Text(
            ru: "каждая команда отдельно; ошибки не останавливают",
            en: "every command on its own; errors do not stop the rest")
        ) { $0.isKeepingGoing = true },
        .group(WriteOptions.rows) { options, fill in fill(&options.write) },
      ],
      examples: [
        Example("crm batch commands.txt", Text(ru: "из файла", en: "from a file"))
      ])
  }

  /// The largest batch, in bytes.
  private static var largest: Int { 256 << 20 }

  func run(in session: Session) throws(CRMError) {
    let lines = try BatchLines(readAll(session))
    if isKeepingGoing {
      try runEach(lines, session)
    } else {
      try runTogether(lines, session)
    }
  }

  private func readAll(_ session: Session) throws(CRMError) -> [UInt8] {
    do throws(SystemError) {
      guard let file, file != "-" else { return try session.world.readInput(Self.largest) }
      return try session.world.readFile(file, Self.largest)
    } catch {
      throw .system(error)
    }
  }

  /// All in one transaction: the first error takes everything back.
  private func runTogether(_ lines: BatchLines, _ session: Session) throws(CRMError) {
    let results = CapturedOutput()
    try session.write(write) { (transaction) throws(CRMError) in
      for line in lines {
        do throws(CRMError) {
          try perform(line, session, results.output, transaction)
        } catch {
          session.notice(Phrase(ru: "строка \(line.number)", en: "line \(line.number)"))
          throw error
        }
      }
    }
    try session.output.append(results.taken())
  }

  /// Every command in a transaction of its own; the first error's status is the batch's.
  private func runEach(_ lines: BatchLines, _ session: Session) throws(CRMError) {
    var first: CRMError?
    for line in lines {
      let results = CapturedOutput()
      do throws(CRMError) {
        try perform(line, session, results.output, nil)
        try session.output.append(results.taken())
      } catch {
        let report: JSONValue = ErrorReport(error).json(session.language)
        try session.output.append(JSONWriter.bytes(of: report, style: .compact))
        try session.output.append("\n")
        first = first ?? error
      }
    }
    if let first { throw first }
  }

  private func perform(
    _ line: BatchLines.Line, _ session: Session, _ output: Output, _ transaction: Transaction?
  ) throws(CRMError) {
    let parsed = CommandTree.program.parse(try line.words())
    guard parsed.path.first != "batch", parsed.path.first != "init", parsed.path.first != "undo",
      parsed.path.first != "redo"
    else {
      let name = parsed.path[0]
      throw .usage(
        Phrase(ru: "'\(name)' в пакете не бывает", en: "'\(name)' cannot stand in a batch"),
        hints: [])
    }
    // Who, when and where are the batch's own; a line may only choose its fields.
    var options = session.options
    options.format = .ndjson
    options.fields = parsed.globals.fields
    let part = session.part(
      words: try line.words(), options: options, output: output, in: transaction,
      isDryRun: write.isDryRun)
    do throws(CRMError) {
      try part.perform(parsed)
    } catch {
      if case .check = error { return }
      throw error
    }
    try output.flush()
  }
}
