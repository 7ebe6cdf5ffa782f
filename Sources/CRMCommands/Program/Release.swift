import CRMCore
import CommandLineKit

/// A version of the program, with what it brought.
struct Release {
  /// The version, such as `0.1.0`.
  let version: String
  /// Its day in ISO 8601.
  let day: String
  /// What users notice, one line each.
  let changes: [Text]

  /// Every version, the newest first; the first one is what `--version` prints.
  static let all = [
    Release(
      version: "0.1.0", day: "2026-11-29",
      changes: [
        Text(
          ru: "сделки, компании, контакты, задачи; этапы с требованиями; вечерний аудит",
          en: "deals, companies, contacts, tasks; stages with requirements; the evening audit"),
        Text(
          ru: "звонки, письма, встречи и сообщения одной строкой; напоминания и календарь",
          en: "calls, letters, meetings and messages in one line; reminders and a calendar"),
        Text(
          ru: "обращения, дубли, метки, юрлица; документы продажи, товары, оплаты",
          en: "leads, duplicates, labels, legal entities; papers of a sale, products, payments"),
        Text(
          ru: "воронки, этапы, поля, проверки и правила — данные, а не код",
          en: "pipelines, stages, fields, checks and rules are data, not code"),
        Text(
          ru: "отчеты, планы, прогноз; загрузка из других программ и выгрузка",
          en: "reports, plans, forecast; import from other programs and export"),
        Text(
          ru: "видимое на экране можно и ввести: часть названия этапа, действия, роли, поля",
          en: "what is shown may be typed: a part of a stage's name, actions, roles, fields"),
        Text(
          ru: "csv и tsv без JSON в ячейках: company.id, company.name; названия этапов рядом с id",
          en: "csv and tsv without JSON in cells: company.id, company.name; names beside ids"),
      ])
  ]

  /// The one that runs.
  static var current: Release { all[0] }
}

extension Session {
  /// `--version`: what to name in a question about the program, and which data it reads.
  func printVersion() throws(CRMError) {
    let (version, format) = (Release.current.version, DataDirectory.formatVersion)
    let commit = world.commit
    switch options.format {
    case .json, .ndjson:
      var writer = JSONWriter(style: options.format == .json ? .pretty : .compact)
      writer.append(
        [
          "version": .string(version), "commit": commit.isEmpty ? .null : .string(commit),
          "formatVersion": .number(format),
        ])
      try output.append(writer.finished())
      if options.format == .ndjson { try output.append("\n") }
    case .table, .csv, .tsv, .ids:
      let built =
        commit.isEmpty ? "" : Text(ru: "коммит \(commit), ", en: "commit \(commit), ")[language]
      let data = Text(ru: "формат данных \(format)", en: "data format \(format)")[language]
      try output.append("crm \(version) (\(built)\(data))\n")
    }
  }
}
