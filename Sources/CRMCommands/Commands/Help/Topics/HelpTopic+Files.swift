import CommandLineKit

extension HelpTopic {
  /// What lies in the data directory.
  static var files: HelpTopic {
    HelpTopic(
      "files", Text(ru: "где лежат данные и что можно менять", en: "where the data is"),
      [
        .list(
          Text(ru: "В каталоге .crm", en: "In the directory .crm"),
          [
            Item(
              "settings.json",
              Text(
                ru: "часовой пояс, рабочие часы, праздники…; меняет crm settings set",
                en: "time zone, working hours, holidays…; crm settings set changes them")),
            Item(
              "lists.json",
              Text(
                ru: "сохраненные списки; меняет crm list save",
                en: "saved lists; crm list save changes them")),
            Item(
              "audits/*.json",
              Text(
                ru: "что нашли проверки прошлых вечеров; по файлу на день",
                en: "what the audits of past evenings found; one file a day")),
            Item(
              "people.json",
              Text(
                ru: "пользователи и отделы, если они есть; их пишет crm user",
                en: "users and departments, where there are any; crm user writes them")),
            Item(
              "fields.json, checks.json",
              Text(
                ru: "свои поля и свои проверки, если они есть; их пишут crm field и crm check",
                en: "fields and checks of your own, where there are any; crm field and crm check "
                  + "write them")),
            Item(
              "rates.json",
              Text(
                ru: "курсы валют, если они есть; их пишет crm rate set",
                en: "rates of currencies, where there are any; crm rate set writes them")),
            Item(
              "plans.json",
              Text(
                ru: "планы продаж, если они есть; их пишет crm plan set",
                en: "sales plans, where there are any; crm plan set writes them")),
            Item(
              "sources.json",
              Text(
                ru: "что делать с обращениями из источника, если сказано: "
                  + #"{"schema":1,"sources":{"site":{"pipeline":"smm","responsible":["ivanov"],"#
                  + "\n"
                  + #""tags":["сайт"],"serviceType":"Баннер","keys":{"tel":"phone"},"accept":true}}}"#,
                en: "what to do with the leads of a source, where it is said: "
                  + #"{"schema":1,"sources":{"site":{"pipeline":"smm","responsible":["ivanov"],"#
                  + "\n"
                  + #""tags":["site"],"serviceType":"Banner","keys":{"tel":"phone"},"accept":true}}}"#
              )),
            Item(
              "scenario.json",
              Text(
                ru: "что взято из сценариев, чтобы crm scenario update знала, что вы меняли",
                en: "what came from scenarios, by which crm scenario update knows what you changed")
            ),
            Item(
              "pipelines/*.json",
              Text(
                ru: "воронки: этапы, что для них нужно, пакеты, причины отказа; меняют crm "
                  + "pipeline, crm stage и вы сами",
                en: "pipelines: stages, what they ask for, packages, loss reasons; changed by crm "
                  + "pipeline, crm stage and yourself")),
            Item(
              "templates/*.json",
              Text(ru: "из чего состоит отчет о встрече", en: "what a meeting report consists of")),
            Item(
              "processes/*.json, texts/*.txt",
              Text(
                ru: "процессы и заготовки текстов; пишете вы (crm help automation, crm text)",
                en: "processes and texts; you write them (crm help automation, crm text)")),
            Item(
              "formats/*.json",
              Text(
                ru: "как выгрузки называют столбцы, если иначе, чем знает программа: "
                  + #"{"schema":1,"columns":{"budget":["Цена договора"]}}; ключи ниже"#,
                en: "what exports call columns, where it is not what the program knows: "
                  + #"{"schema":1,"columns":{"budget":["Contract price"]}}; keys below"#)),
            Item(
              "companies/, contacts/, deals/, leads/",
              Text(
                ru: "по файлу на каждую компанию, контакт, сделку, обращение; их пишет программа",
                en: "one file for each company, contact, deal, lead; let the program write them")),
            Item(
              "products/, papers/",
              Text(ru: "то же для товаров и документов", en: "the same of products and papers")),
            Item(
              "local/",
              Text(
                ru: "журнал и кэш этого компьютера; другим его не передают",
                en: "this machine's journal and cache; never shared")),
            Item(
              "crm.json", Text(ru: "версия формата; не трогайте", en: "the format; leave it alone")),
          ]),
        .list(
          Text(
            ru: "Что можно добавить в formats/*.json", en: "What formats/*.json can add"),
          formatKeys),
        .text(
          Text(
            ru: """
              Резервную копию делает crm backup, возвращает crm restore: копия цельная, даже если \
              в это время работают другие. Каталог можно держать в git: файлы — небольшой текст, \
              а local/ там не нужен и уже исключен.
              """,
            en: """
              crm backup makes a backup, crm restore brings it back: it is of one moment, even while \
              others work. The directory may be kept in git: its files are small texts, and local/ \
              is not wanted there and is already ignored.
              """)),
        .examples([
          Example(
            "crm init", Text(ru: "создать .crm в этой папке", en: "make .crm in this folder")),
          Example(
            "crm pipeline lint",
            Text(ru: "проверить воронки после правки", en: "check the pipelines after editing")),
          Example("crm fsck", Text(ru: "проверить все файлы", en: "check every file")),
          Example("crm backup crm.tar", Text(ru: "сделать копию", en: "make a backup")),
          Example(
            "crm undo", Text(ru: "отменить последнюю команду", en: "take the last command back")),
        ]),
      ])
  }

  /// What `ImportFormat.add` reads.
  private static var formatKeys: [Item] {
    [
      Item(
        "columns",
        Text(
          ru:
            "имена столбцов сделок по ключам полей; из двух столбцов главный тот, что назван раньше",
          en: "names of the columns of deals by keys of fields; of two columns the one named first "
            + "counts")),
      Item(
        "tables",
        Text(
          ru: "то же для таблиц другого: вид, ключ поля, имена; у csv здесь и сделки",
          en: "the same of tables of other things: kind, key of a field, names; in csv deals too")),
      Item(
        "lists",
        Text(
          ru: #"имена, общие многим полям; "@имя" вместо имени столбца берет весь список"#,
          en: #"names that many fields share; "@name" in the place of a column's takes the list"#)),
      Item(
        "words",
        Text(
          ru: #"что пишут вместо значения: вид, поле, значение, слова; "*" — любое другое слово"#,
          en: #"what is written for a value: kind, field, value, words; "*" is any other word"#)),
      Item(
        "kinds",
        Text(
          ru:
            "column — столбец, где сказано, чего строка; company, contact… — что там пишут; none — "
            + "строка ни о чем",
          en:
            "column: the one that says what a row is of; company, contact…: what it says; none: of "
            + "nothing")),
      Item(
        "won, lost, stages, open",
        Text(
          ru:
            "этапы успеха и отказа, обычный порядок открытых, слова вместо даты закрытия у открытых",
          en: "stages of success and loss, the usual order of open ones, words for no closing date")
      ),
      Item(
        "notes",
        Text(
          ru: "столбцы, которые станут комментариями", en: "columns that become comments")),
      Item(
        "joinsRows",
        Text(
          ru: "true: строки подряд с одним ID — одна сделка",
          en: "true: rows in succession with one ID are one deal")),
      Item(
        "companySeparator",
        Text(
          ru: "знак между компаниями одной ячейки; клиент — первая",
          en: "what parts the companies of a cell; the first is the client")),
    ]
  }
}
