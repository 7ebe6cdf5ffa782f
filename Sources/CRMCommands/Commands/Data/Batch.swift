import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm batch [FILE]`.
struct Batch: WritingRunnable {
  var file: String?
  var isKeepingGoing = false
  var write = WriteOptions()
  var prints: Printed { .text }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "batch", Text(ru: "выполнить много команд сразу", en: "run many commands at once"),
      discussion: Text(
        ru: "По команде в строке: слова, как в командной строке, или JSON-массив слов. "
          + "Все вместе — одно действие: либо все, либо ничего.",
        en: "One command a line: words quoted as in a shell, or a JSON array of words. "
          + "All of them are one operation: all or nothing."),
      category: category, Batch(),
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
      ],
      examples: [
        Example("crm batch commands.txt", Text(ru: "из файла", en: "from a file"))
      ])
  }

  /// The largest batch, in bytes.
  private static var largest: Int { 256 << 20 }

  func run(in session: Session) throws(CRMError) {
    let lines = Array(try BatchLines(session.text(of: file ?? "-", limit: Self.largest)))
    if isKeepingGoing {
      try runEach(lines, session)
    } else {
      try runTogether(lines, session)
    }
  }

  /// All in one transaction: the first error takes everything back.
  private func runTogether(_ lines: [BatchLines.Line], _ session: Session) throws(CRMError) {
    let results = CapturedOutput()
    let output = results.output
    let program = CommandTree.program.built
    try session.write(write) { (transaction) throws(CRMError) in
      for (place, line) in lines.enumerated() {
        session.batchLine = line.number
        try perform(line, program, session, output, transaction)
        session.progress?.show(WorkProgress(.batch, place + 1, of: lines.count))
      }
      session.batchLine = nil
    }
    try output.flush()
    try results.write(to: session.output)
  }

  /// Every command in a transaction of its own; the first error's status is the batch's.
  private func runEach(_ lines: [BatchLines.Line], _ session: Session) throws(CRMError) {
    var first: CRMError?
    let program = CommandTree.program.built
    for (place, line) in lines.enumerated() {
      session.progress?.show(WorkProgress(.batch, place + 1, of: lines.count))
      let results = CapturedOutput()
      let output = results.output
      do throws(CRMError) {
        try perform(line, program, session, output, nil)
        try output.flush()
        try results.write(to: session.output)
      } catch {
        try tell(error, of: line, session)
        if first == nil { session.batchLine = line.number }
        first = first ?? error
      }
    }
    guard let first else { return }
    // What the other lines did stands, and is printed.
    try session.output.flush()
    throw first
  }

  /// An error among the results; among ids it would be taken for one.
  private func tell(
    _ error: CRMError, of line: BatchLines.Line, _ session: Session
  ) throws(CRMError) {
    guard session.options.format != .ids else {
      return session.notice(ErrorReport(error).locating(line: line.number).message)
    }
    var report = ErrorReport(error).json(session.language).object ?? JSONObject()
    report["line"] = .number(line.number)
    try session.output.append(JSONWriter.bytes(of: .object(report), style: .compact))
    try session.output.append("\n")
  }

  private func perform(
    _ line: BatchLines.Line, _ program: Program<GlobalOptions, any Runnable>, _ session: Session,
    _ output: Output, _ transaction: Transaction?
  ) throws(CRMError) {
    let words = try line.words()
    let parsed = program.parse(words)
    try refuseStrangers(parsed)
    // Who, when and where are the batch's own; a line may only choose its fields.
    var options = session.options
    options.format = session.options.format == .ids ? .ids : .ndjson
    if !parsed.globals.fields.isEmpty { options.fields = parsed.globals.fields }
    let part = session.part(
      words: words, options: options, output: output, in: transaction,
      isDryRun: write.isDryRun)
    defer { session.stored += part.stored }
    do throws(CRMError) {
      try part.perform(parsed)
    } catch {
      if case .check = error { return }
      throw error
    }
  }

  /// Commands that make no part of one transaction, or answer with no result.
  private static let strangers: Set = [
    ["backup"], ["batch"], ["commands"], ["completions"], ["deal", "purge"], ["fsck"], ["help"],
    ["init"], ["redo"], ["restore"], ["undo"],
  ]

  private func refuseStrangers(
    _ parsed: Parsed<GlobalOptions, any Runnable>
  ) throws(CRMError) {
    let options = [
      ("--as", parsed.globals.user != nil), ("--data", parsed.globals.data != nil),
      ("--now", parsed.globals.now != nil),
    ]
    let name: String
    switch parsed.outcome {
    case .failure: return
    case .help: name = "--help"
    case .version: name = "--version"
    case .run:
      let option = options.first(where: \.1)?.0
      let command = [Array(parsed.path.prefix(1)), parsed.path]
        .first(where: Self.strangers.contains)?.joined(separator: " ")
      guard let stranger = command ?? option else { return }
      name = stranger
    }
    throw .usage(
      Phrase(
        ru: "'\(name)' в строке пакета не бывает", en: "'\(name)' cannot stand in a batch line"),
      hints: [])
  }
}
