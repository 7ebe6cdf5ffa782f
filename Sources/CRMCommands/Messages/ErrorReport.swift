import CRMCore
import CRMModel
import CommandLineKit

/// An error as scripts and people get it.
struct ErrorReport {
  /// `error.code`, a part of the command contract.
  enum Code: String, CaseIterable {
    case requirementMissing = "requirement-missing"
    case ruleRefused = "rule-refused"
    case usage
    case notFound = "not-found"
    case ambiguous
    case noDataDirectory = "no-data-directory"
    case locked
    case damaged
    case newerFormat = "newer-format"
    case notPermitted = "not-permitted"
    case revisionConflict = "revision-conflict"
    case syncRefused = "sync-refused"
    case io
    case bug

    /// The exit status that belongs to it.
    var status: Int32 {
      switch self {
      case .usage: 2
      case .requirementMissing, .ruleRefused: 3
      case .notFound, .ambiguous: 4
      case .noDataDirectory, .locked, .damaged, .newerFormat, .syncRefused: 5
      case .notPermitted: 6
      case .revisionConflict: 7
      case .bug: 70
      case .io: 74
      }
    }
  }

  let code: Code
  let message: Phrase
  var missing: [Missing] = []
  /// Commands that lead on, ready to be pasted.
  var hints: [Phrase] = []
  /// The word that names nothing, where that is why.
  var unknown: UnknownWord?
  /// What was stored all the same: operations by their ids.
  var stored: [String] = []
  /// What it should have named.
  var subject: CRMError.Subject?
  /// What to do instead, or first.
  var alternative: Alternative?

  /// The report with the line of a batch that it is about.
  func locating(line: Int?) -> ErrorReport {
    guard let line else { return self }
    let message = Phrase(
      ru: "строка \(line): \(message.ru)", en: "line \(line): \(message.en)")
    return ErrorReport(
      code: code, message: message, missing: missing, hints: hints, unknown: unknown)
  }

  /// The report that says what was stored before the system failed, so that nobody does it twice.
  func telling(ofStored stored: [String]) -> ErrorReport {
    guard code == .io, !stored.isEmpty else { return self }
    let list = (stored.count > 3 ? "…, " : "") + stored.suffix(3).joined(separator: ", ")
    let message = Phrase(
      ru: "\(message.ru); изменение сохранено, повторять не нужно: \(list)",
      en: "\(message.en); the change is stored, do not repeat it: \(list)")
    return ErrorReport(
      code: code, message: message, missing: missing, hints: hints, unknown: unknown, stored: stored
    )
  }

  /// What a person reads on standard error.
  func text(_ language: Language) -> String {
    var lines = ["crm: \(message[language])"]
    lines += missing.map { missing in
      let message = missing.message[language]
      let option = missing.option.map { message.contains($0) ? "" : " (\($0))" } ?? ""
      return "  - \(message)\(option)"
    }
    lines += hints.map { "hint: \($0[language])" }
    return lines.map { SafeText.visible($0) }.joined(separator: "\n") + "\n"
  }

  /// What a script reads on standard error with `--json`.
  func json(_ language: Language) -> JSONValue {
    let details: [JSONValue] =
      missing.map { missing in
        [
          "requirement": .string(missing.requirement.rawValue),
          "message": .string(missing.message[language]), "option": .text(missing.option),
        ]
      }
      + [unknown].compactMap(\.self).map { unknown in
        ["unknown": .string(unknown.typed), "known": .array(unknown.known.map(JSONValue.string))]
      }
    var error = JSONObject()
    error["code"] = .string(code.rawValue)
    error["message"] = .string(message[language])
    error["details"] = .array(details)
    error["hints"] = .array(hints.map { .string($0[language]) })
    if !stored.isEmpty { error["stored"] = .array(stored.map(JSONValue.string)) }
    return ["error": .object(error)]
  }
}

extension ErrorReport {
  /// The report of everything that can go wrong; what a check found is no error, and is not reported.
  init(_ error: CRMError) {
    switch error {
    case .usage(let message, let hints, let unknown):
      self.init(code: .usage, message: message, hints: hints, unknown: unknown)
    case .needs(_, let message, let hints):
      self.init(code: .usage, message: message, hints: hints)
    case .check:
      self.init(code: .bug, message: Phrase(ru: "проверка", en: "a check"))
    case .refused(let refusal):
      self.init(
        code: refusal.missing.isEmpty ? .ruleRefused : .requirementMissing,
        message: refusal.message, missing: refusal.missing, hints: refusal.remedies.map(\.phrase),
        unknown: refusal.unknown, alternative: refusal.alternative)
    case .notPermitted(let denial):
      self.init(code: .notPermitted, message: denial.message, hints: denial.hints)
    case .notFound(let subject, let reference, let nearest):
      self.init(notFound: subject, reference, known: nearest, shown: nearest.map { "'\($0)'" })
    case .noStage(let reference, let stages):
      self.init(
        notFound: .stage, reference, known: stages.flatMap { [$0.id.text, $0.name] },
        shown: stages.map { "\($0.id.text) («\($0.name)»)" })
    case .ambiguous(let subject, let reference, let candidates):
      self.init(
        code: .ambiguous,
        message: Phrase(
          ru: "'\(reference)' — это \(subject.things.counted(candidates.count).ru): укажите id",
          en: "'\(reference)' fits \(subject.things.counted(candidates.count).en): give an id"),
        hints: candidates.prefix(10).map {
          Phrase(ru: "\($0.reference)  \($0.name.ru)", en: "\($0.reference)  \($0.name.en)")
        })
    case .withoutDeal(let company, let name):
      self.init(
        code: .notFound,
        message: Phrase(
          ru: "у компании '\(name)' нет сделок", en: "company '\(name)' has no deals"),
        hints: [Remedy("company", "show", company.text).phrase])
    case .withoutTask(let deal, _):
      self.init(
        code: .notFound,
        message: Phrase(
          ru: "у сделки '\(deal.name)' нет открытых задач",
          en: "deal '\(deal.name)' has no open task"),
        hints: [Remedy("task", "set", deal.id.text).asking(.action).asking("--due").phrase])
    case .withoutPrice(let item, let list, let remedy):
      self.init(
        code: .usage,
        message: list.map { list in
          Phrase(
            ru: "'\(item)': в прайс-листе '\(list)' цены нет",
            en: "'\(item)': price list '\(list)' has no price for it")
        }
          ?? Phrase(
            ru: "'\(item)': такого товара нет, а у текста должна быть цена",
            en: "'\(item)': there is no such product, and a text needs a price"),
        hints: [remedy.phrase])
    case .store(let error): self.init(error)
    case .document(let path, let problem):
      self.init(
        code: .damaged,
        message: Phrase(
          ru: "документ \(path) поврежден: \(problem.problem.ru)",
          en: "document \(path) is damaged: \(problem.problem.en)"),
        hints: [
          path.hasPrefix(DataDirectory.pipelinesFolder + "/")
            ? Remedy("pipeline", "lint").phrase
            : Remedy("fsck", "--repair", "--dry-run").phrase
        ])
    case .newerFormat(let path):
      self.init(
        code: .newerFormat,
        message: Phrase(
          ru: "\(path) записан более новой версией crm: обновите программу",
          en: "\(path) was written by a newer version of crm: upgrade the program"))
    case .zone(let name):
      self.init(
        code: .usage,
        message: Phrase(
          ru: "часовой пояс '\(name)' этой машине неизвестен (нужны данные tzdata)",
          en: "time zone '\(name)' is unknown to this machine (tzdata is needed)"),
        hints: [Remedy("settings", "set", "time-zone", "Europe/Moscow").phrase],
        unknown: UnknownWord(name, known: ["Europe/Moscow"]))
    case .deleted(let id):
      self.init(
        code: .notFound,
        message: Phrase(ru: "сделка '\(id.text)' удалена", en: "deal '\(id.text)' is deleted"),
        hints: [Remedy("deal", "restore", id.text).phrase])
    case .revision(let id, let expected, let actual):
      self.init(
        code: .revisionConflict,
        message: Phrase(
          ru: "сделка '\(id.text)' тем временем изменилась: версия \(actual), а не \(expected)",
          en: "deal '\(id.text)' changed meanwhile: its revision is \(actual), not \(expected)"),
        hints: [Remedy("deal", "show", id.text).phrase])
    case .system(let error): self.init(error)
    case .sync(let problem):
      self.init(
        code: problem.cause == .refused ? .syncRefused : .io, message: problem.message,
        hints: problem.remedies.map(\.phrase) + problem.commands.map { Phrase(ShellWord.quote($0)) }
      )
    }
  }

  private init(
    notFound subject: CRMError.Subject, _ reference: String, known: [String], shown: [String]
  ) {
    let list = shown.joined(separator: ", ")
    self.init(
      code: .notFound,
      message: Phrase(
        ru: "\(subject.missing.ru) '\(reference)'", en: "\(subject.missing.en) '\(reference)'"),
      hints: [
        shown.isEmpty
          ? subject.list.phrase : Phrase(ru: "есть: \(list)", en: "there are: \(list)")
      ],
      unknown: UnknownWord(reference, known: known), subject: subject)
  }

  private init(_ error: SystemError) {
    self.init(
      code: .io,
      message: Phrase(
        ru: "\(error.operation.name.ru): \(error.place.ru): \(error.reason.ru)",
        en: "\(error.operation.name.en): \(error.place.en): \(error.reason.en)"))
  }

  private init(_ error: StoreError) {
    switch error {
    case .noDataDirectory(let path):
      self.init(
        code: .noDataDirectory,
        message: Phrase(ru: "нет каталога данных: \(path)", en: "no data directory: \(path)"),
        alternative: Alternative(Remedy("init", path), leaving: nil))
    case .alreadyExists(let path):
      self.init(
        code: .noDataDirectory,
        message: Phrase(ru: "уже есть: \(path)", en: "exists already: \(path)"),
        hints: [Remedy("init").asking(.directory).phrase])
    case .locked(let waited):
      self.init(
        code: .locked,
        message: Phrase(
          ru: "данные заняты другой командой дольше \(waited.components.seconds) с",
          en: "another command has held the data for over \(waited.components.seconds) s"))
    case .damaged(let path, let damage):
      self.init(
        code: .damaged,
        message: Phrase(
          ru: "\(path): \(damage.words.ru)", en: "\(path): \(damage.words.en)"),
        hints: [Remedy("fsck").phrase])
    case .symbolicLink(let path):
      self.init(
        code: .damaged,
        message: Phrase(
          ru: "\(path): символические ссылки внутри каталога данных не допускаются",
          en: "\(path): symbolic links are not followed inside the data directory"))
    case .invalidPath(let path):
      self.init(
        code: .damaged,
        message: Phrase(ru: "\(path): не путь документа", en: "\(path): no path of a document"))
    case .tooLarge(let path, let limit):
      self.init(
        code: .damaged,
        message: Phrase(
          ru: "\(path): больше \(limit) байт", en: "\(path): larger than \(limit) bytes"))
    case .failed(let error): self.init(error)
    case .uncertain(let error):
      var report = ErrorReport(error)
      report.hints = [Remedy("log").phrase]
      self = report
    }
  }
}

extension Remedy {
  /// The command line in both languages.
  var phrase: Phrase { Phrase(ru: line(.ru), en: line(.en)) }
}

extension CRMError {
  /// A misused command line, with those corrections that can be used.
  static func parse(
    _ error: UsageError, where isUsable: ([String]) -> Bool = { _ in true }
  ) -> CRMError {
    .usage(
      Phrase(ru: error.text.ru, en: error.text.en),
      hints: error.hints(where: isUsable).map { Phrase(ru: $0, en: $0) })
  }
}
