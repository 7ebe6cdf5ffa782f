import CommandLineKit

extension HelpTopic {
  /// The forms of results.
  static var formats: HelpTopic {
    HelpTopic(
      "formats", Text(ru: "вид результата: таблица, JSON, CSV…", en: "tables, JSON, CSV and more"),
      [
        .list(
          Text(ru: "Виды", en: "Formats"),
          FormatChoice.allCases.map { Item($0.rawValue, $0.meaning) }),
        .text(
          Text(
            ru: """
              Имена полей, id и коды не меняются от версии к версии и не переводятся; таблицы и \
              сообщения — для людей и меняться могут. Результат идет в стандартный вывод, все \
              остальное — в стандартный поток ошибок.
              """,
            en: """
              Names of fields, ids and codes stay as they are from version to version and are never \
              translated; tables and messages are for people and may change. Results go to standard \
              output, everything else to standard error.
              """)),
        .text(
          Text(
            ru: """
              Объект JSON, такой как company, в csv и tsv занимает по ячейке на ключ: company.id, \
              company.name; так же его части зовутся в --fields. Список слов — одна ячейка через \
              запятую. Вложенные списки целиком есть в json и ndjson: deal list --full.
              """,
            en: """
              A JSON object such as company takes a cell for each key in csv and tsv: company.id, \
              company.name; so are its parts named in --fields. A list of words is one cell with \
              commas. Lists of objects are whole in json and ndjson: deal list --full.
              """)),
        .examples([
          Example(
            "crm deal list --json | jq '.[].name'",
            Text(ru: "для программы", en: "for a program")),
          Example(
            "crm deal list --format csv --fields name,stage,budget > deals.csv",
            Text(ru: "для электронной таблицы", en: "for a spreadsheet")),
          Example(
            "crm deal list --state all --full --format ndjson > deals.ndjson",
            Text(ru: "все сделки с историей", en: "all deals with their history")),
          Example(
            "crm today --flat --format tsv",
            Text(ru: "день построчно", en: "the day row by row")),
          Example(
            "crm deal list --overdue --quiet",
            Text(ru: "только id, для скрипта", en: "ids for a script")),
          Example(
            "crm audit --format html > report.html",
            Text(ru: "отчет для браузера", en: "a report for a browser")),
          Example(
            "crm commands --json",
            Text(ru: "все команды для программы", en: "the commands for a program")),
        ]),
      ])
  }
}

extension FormatChoice {
  /// What it is for.
  var meaning: Text {
    switch self {
    case .result(let format): format.meaning
    case .report(let format): format.meaning
    case .calendar:
      Text(
        ru: "календарь для других программ; task list, today, remind, calendar",
        en: "a calendar for other programs; task list, today, remind, calendar")
    }
  }
}

extension Format {
  /// What it is for.
  fileprivate var meaning: Text {
    switch self {
    case .table:
      Text(ru: "для людей, по ширине терминала", en: "for people, as wide as the terminal")
    case .json: Text(ru: "один документ JSON", en: "one JSON document")
    case .ndjson: Text(ru: "по объекту JSON в строке", en: "one JSON object a line")
    case .csv:
      Text(
        ru: "через запятую, для электронных таблиц; формулы обезврежены",
        en: "comma separated, for spreadsheets; formulas are made harmless")
    case .tsv:
      Text(
        ru: "через табуляцию; формулы обезврежены",
        en: "tab separated; formulas are made harmless")
    case .ids: Text(ru: "по одному id в строке", en: "one id a line")
    }
  }
}

extension ReportFormat {
  /// What it is for.
  fileprivate var meaning: Text {
    switch self {
    case .html:
      Text(
        ru: "страница для браузера; audit, board, report, print",
        en: "a page for a browser; audit, board, report, print")
    case .markdown:
      Text(
        ru: "для чата и письма; audit, board, report",
        en: "for chats and mail; audit, board, report")
    }
  }
}
