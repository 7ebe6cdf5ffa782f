import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm lead intake [FILE|-]` (R60).
struct LeadIntakeCommand: WritingRunnable {
  var file = "-"
  var isCSV = false
  var write = WriteOptions()
  var prints: Printed { .card(.intakeReport(.en)) }

  /// What comes in.
  enum Input: String, CaseIterable, Sendable { case json, csv }

  static var command: CRMCommand {
    CRMCommand(
      "intake", Text(ru: "принять обращения из программы", en: "take in leads from a program"),
      discussion: Text(
        ru: "Строка — объект JSON с ключами обращения: source, external, name, companyName, phone, "
          + "email, text, receivedAt; прочие ключи становятся полями. Те же source и external второй "
          + "раз ничего не меняют. Строка, которую нельзя прочесть, отклоняется, остальные "
          + "принимаются. Что делать с источником, говорит sources.json: crm help files.",
        en: "A line is a JSON object with the keys of a lead: source, external, name, companyName, "
          + "phone, email, text, receivedAt; other keys become fields. The same source and external "
          + "change nothing the second time. A line that cannot be read is rejected, the others go "
          + "in. What to do with a source is said in sources.json: crm help files."),
      LeadIntakeCommand(),
      rows: [
        .argument(
          .file("FILE"), isRequired: false,
          help: Text(
            ru: "файл; - или ничего для стандартного ввода",
            en: "the file; - or nothing for standard input")
        ) { $0.file = $1 },
        .flag(
          "--csv",
          help: Text(
            ru: "это CSV, ключи в первой строке", en: "it is CSV with the keys in the first row")
        ) { $0.isCSV = true },
        .option(
          "--input", value: .choice(of: Input.self, "FORMAT"),
          help: Text(ru: "что на входе: json или csv", en: "what comes in: json or csv")
        ) { $0.isCSV = $1 == .csv },
        .atMostOne("--csv", "--input"),
      ],
      examples: [
        Example(
          "crm lead intake forms.ndjson", Text(ru: "ночная выгрузка сайта", en: "what the site has")
        )
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let intake = try read(session)
    let (result, presentation) = try session.writeToShow(write) { (transaction) throws(CRMError) in
      try intake.run(in: transaction)
    }
    for kept in result.kept { session.notice(kept) }
    let report = IntakeReport(result: result, isDryRun: write.isDryRun)
    try session.show(
      .intakeReport(session.language), report, presentation, done: report.text(presentation))
  }

  private func read(_ session: Session) throws(CRMError) -> LeadIntake {
    let bytes = try session.text(of: file, limit: LeadIntake.largestFile)
    guard isCSV else { return LeadIntake(json: bytes) }
    do throws(ImportError) { return try LeadIntake(csv: bytes) } catch {
      throw .usage(
        Phrase(ru: "\(file): \(error.problem.ru)", en: "\(file): \(error.problem.en)"))
    }
  }
}

/// What an intake did, with what is printed of it.
struct IntakeReport {
  let result: IntakeResult
  let isDryRun: Bool

  /// The counts, then a line for each delivery that was not taken in.
  func text(_ presentation: Presentation) -> String {
    let dry = isDryRun ? Phrase(ru: "(не записано) ", en: "(not written) ") : Phrase("")
    let counts = Phrase(
      ru: "\(dry.ru)принято обращений: \(result.created), стало сделками: \(result.accepted), "
        + "уже были: \(result.skipped), отклонено строк: \(result.rejected.count)",
      en: "\(dry.en)leads taken in: \(result.created), made deals: \(result.accepted), "
        + "known already: \(result.skipped), lines rejected: \(result.rejected.count)")
    return ([counts] + result.rejected.map(\.phrase)).map {
      SafeText.visible(presentation.text($0))
    }
    .joined(separator: "\n")
  }
}

extension Noun where Row == IntakeReport {
  /// An intake: the keys are a part of the command contract.
  static func intakeReport(_ language: Language) -> Noun<IntakeReport> {
    Noun(
      id: { $0.result.leads.map(\.text).joined(separator: "\n") },
      [
        Column("created", Phrase(ru: "принято", en: "created")) { .number($0.result.created) },
        Column("accepted", Phrase(ru: "стало сделками", en: "accepted")) {
          .number($0.result.accepted)
        },
        Column("skipped", Phrase(ru: "уже были", en: "skipped")) { .number($0.result.skipped) },
        Column("rejected", Phrase(ru: "отклонено", en: "rejected")) { report in
          .array(report.result.rejected.map { $0.json(language) })
        },
        Column("leads", Phrase(ru: "обращения", en: "leads")) { report in
          .array(report.result.leads.map { .string($0.text) })
        },
      ])
  }
}
