import CRMCore
import CRMModel
import CommandLineKit

/// What an import did, with what is printed of it.
struct ImportReport {
  /// What became of the rows of one kind of one file.
  struct Part {
    let file: String
    let result: ImportResult
    /// Where the rows are that were not taken in.
    var rejectedFile: String?
  }

  /// In the order in which they were taken in; never none.
  let parts: [Part]
  /// The pipelines that a mapping to be corrected can name.
  let known: [Pipeline]
  let isDryRun: Bool

  /// A number of all parts.
  func total(_ count: (ImportResult) -> Int) -> Int { parts.map { count($0.result) }.reduce(0, +) }

  /// Of each part the counts, what there is to know, then a line for each row that was not taken in.
  func text(_ presentation: Presentation) -> String {
    parts.flatMap { $0.lines(isDryRun: isDryRun, isOneOfMany: parts.count > 1) }
      .map { SafeText.visible(presentation.text($0)) }.joined(separator: "\n")
  }
}

extension ImportReport.Part {
  fileprivate func lines(isDryRun: Bool, isOneOfMany: Bool) -> [Phrase] {
    let dry = isDryRun ? Phrase(ru: "(не записано) ", en: "(not written) ") : Phrase(ru: "", en: "")
    let things = result.kind.things.ofMany
    let counts = Phrase(
      ru: "\(dry.ru)заведено \(things.ru): \(result.created), изменено: \(result.updated), "
        + "без изменений: \(result.skipped), отклонено строк: \(result.rejectedCount)",
      en: "\(dry.en)\(things.en) created: \(result.created), updated: \(result.updated), "
        + "unchanged: \(result.skipped), rows rejected: \(result.rejectedCount)")
    let rejected = result.rejected.map { isOneOfMany ? $0.phrase.inFile(file) : $0.phrase }
    let rest = result.rejectedCount - rejected.count
    let more = Phrase(ru: "и еще строк: \(rest)", en: "and \(rest) rows more")
    let conflicts = result.conflicts.prefix(Self.mostShared).map(\.phrase)
    let others = result.conflictCount - conflicts.count
    let furthers = Phrase(ru: "и еще расхождений: \(others)", en: "and \(others) more of these")
    return [counts] + notices + conflicts + (others > 0 ? [furthers] : []) + rejected
      + (rest > 0 ? [more] : [])
  }

  /// As programs read it, a part of the command contract.
  fileprivate var json: JSONValue {
    [
      "file": .string(file), "kind": .string(result.kind.rawValue),
      "created": .number(result.created), "updated": .number(result.updated),
      "skipped": .number(result.skipped), "rejectedCount": .number(result.rejectedCount),
      "conflictCount": .number(result.conflictCount), "rejectedFile": .text(rejectedFile),
    ]
  }
}

extension Phrase {
  /// The same of one of several files.
  fileprivate func inFile(_ path: String) -> Phrase {
    Phrase(ru: "\(path), \(ru)", en: "\(path), \(en)")
  }
}

extension ImportResult.Rejection {
  /// Where and why, in words.
  var phrase: Phrase {
    Phrase(ru: "строка \(line): \(reason.ru)", en: "line \(line): \(reason.en)")
  }

  /// As programs read it, a part of the command contract.
  func json(_ language: Language) -> JSONValue {
    ["line": .number(line), "reason": .string(reason[language]), "row": .string(row)]
  }
}

extension ImportResult.Conflict {
  /// What is said on both sides.
  fileprivate var phrase: Phrase {
    Phrase(
      ru: "\(kind.one.ru) '\(name)' (\(id)), \(field): здесь '\(here)', в файле '\(there)'",
      en: "\(kind.one.en) '\(name)' (\(id)), \(field): '\(here)' here, '\(there)' in the file")
  }

  /// As programs read it, a part of the command contract.
  fileprivate var json: JSONValue {
    [
      "kind": .string(kind.rawValue), "id": .string(id), "name": .string(name),
      "field": .string(field), "here": .string(here), "there": .string(there),
    ]
  }
}

extension ImportReport.Part {
  /// What was made along with the rows, in words; `nil` for nothing.
  fileprivate var along: Phrase? {
    var counts = Kind.documents.compactMap { kind in
      result.made[kind].map { kind.things.counted($0) }
    }
    if result.people > 0 { counts.append(CountedNoun.users.counted(result.people)) }
    guard !counts.isEmpty else { return nil }
    return Phrase(
      ru: "заодно: " + counts.map(\.ru).joined(separator: ", "),
      en: "along with them: " + counts.map(\.en).joined(separator: ", "))
  }

  /// What the user should know of what was done.
  fileprivate var notices: [Phrase] {
    let shared = result.sharedCards.prefix(Self.mostShared).map(\.notice)
    let rest = result.sharedCards.count - shared.count
    let more = Phrase(ru: "и еще таких карточек: \(rest)", en: "and \(rest) more cards like that")
    let kept = result.keptFields.sorted { $0.key < $1.key }.map { name, count in
      Phrase(
        ru: "поле '\(name)' изменено здесь и остается как есть, \(result.kind.things.ofMany.ru): "
          + "\(count)",
        en: "field '\(name)' was changed here and stays as it is, "
          + "\(result.kind.things.ofMany.en): \(count)")
    }
    let columns = result.keptColumns.map { title in
      Phrase(
        ru: "столбец '\(title)' стал полем под своим именем",
        en: "column '\(title)' became a field under its own name")
    }
    let missing = result.missing.sorted { $0.key < $1.key }.map { title, count in
      Phrase(
        ru: "'\(title)' называет то, чего здесь нет, строк: \(count)",
        en: "'\(title)' names what is not here, rows: \(count)")
    }
    let file = rejectedFile.map { path in
      Phrase(ru: "отклоненные строки: \(path)", en: "rejected rows: \(path)")
    }
    let first = [along].compactMap(\.self) + result.newPipelines.map(\.notice)
    return first + columns + kept + missing + [file].compactMap(\.self) + shared
      + (rest > 0 ? [more] : [])
  }

  /// Cards that a person reads about.
  private static var mostShared: Int { 100 }
}

extension NewPipeline {
  /// What the audit will not ask of its deals.
  fileprivate var notice: Phrase {
    let asked = Set(stages.flatMap(\.requires))
    let unasked = Requirement.ID.builtIn
      .filter { !asked.contains($0) && !$0.isOfPapers }.map(\.rawValue)
    let list = (unasked + ["matchNames"]).joined(separator: ", ")
    let path = DataDirectory.pipelinePath(id)
    return Phrase(
      ru: "воронка '\(name)': аудит не спросит \(list); что нужно, впишите в \(path)",
      en: "pipeline '\(name)': the audit will not ask for \(list); add what is needed to \(path)")
  }
}

extension ImportResult.SharedCard {
  /// That others see the change too.
  fileprivate var notice: Phrase {
    let noun =
      kind == .company
      ? Phrase(ru: "компания", en: "company") : Phrase(ru: "контакт", en: "contact")
    return Phrase(
      ru: "\(noun.ru) '\(name)', сделок: \(deals), изменено: \(columns.quoted)",
      en: "\(noun.en) '\(name)' of \(deals) deals was changed: \(columns.quoted)")
  }
}

extension Noun where Row == ImportReport {
  /// An import: the keys are a part of the command contract; numbers and lists are of all its parts.
  static func importReport(_ language: Language) -> Noun<ImportReport> {
    func all(
      _ key: String, _ name: Phrase,
      _ values: @escaping @Sendable (ImportReport.Part) -> [JSONValue]
    ) -> Column<ImportReport> {
      Column(key, name) { .array($0.parts.flatMap(values)) }
    }
    func count(
      _ key: String, _ name: Phrase, _ value: @escaping @Sendable (ImportResult) -> Int
    ) -> Column<ImportReport> {
      Column(key, name) { .number($0.total(value)) }
    }
    return Noun(
      id: { $0.parts.flatMap(\.result.ids).joined(separator: "\n") },
      [
        count("created", Phrase(ru: "заведено", en: "created")) { $0.created },
        count("updated", Phrase(ru: "изменено", en: "updated")) { $0.updated },
        count("skipped", Phrase(ru: "без изменений", en: "skipped")) { $0.skipped },
        all("rejected", Phrase(ru: "отклонено", en: "rejected")) { part in
          part.result.rejected.map { $0.json(language) }
        },
        count("rejectedCount", Phrase(ru: "отклонено строк", en: "rows rejected")) {
          $0.rejectedCount
        },
        Column("rejectedFile", Phrase(ru: "файл отклоненных", en: "file of the rejected")) {
          .text($0.parts.lazy.compactMap(\.rejectedFile).first)
        },
        Column("kind", Phrase(ru: "чего", en: "of what")) {
          .text($0.parts.last?.result.kind.rawValue)
        },
        Column("made", Phrase(ru: "заведено заодно", en: "made along")) { report in
          var made = JSONObject()
          for kind in [Kind.company, .contact] {
            made[kind.many.en] = .number(report.total { $0.made[kind] ?? 0 })
          }
          made["people"] = .number(report.total(\.people))
          return .object(made)
        },
        all("conflicts", Phrase(ru: "расхождения", en: "conflicts")) {
          $0.result.conflicts.map(\.json)
        },
        count("conflictCount", Phrase(ru: "расхождений", en: "count of conflicts")) {
          $0.conflictCount
        },
        all("notices", Phrase(ru: "на заметку", en: "notices")) { part in
          part.notices.map { .string($0[language]) }
        },
        Column("mapping", Phrase(ru: "соответствия", en: "mapping")) { report in
          report.parts.compactMap(\.result.mapping).last
            .map { .object($0.json(known: report.known)) } ?? .null
        },
        all("parts", Phrase(ru: "по файлам", en: "by file")) { part in [part.json] },
      ])
  }
}
