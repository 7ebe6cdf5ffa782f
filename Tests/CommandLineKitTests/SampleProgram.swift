import CommandLineKit

/// A small program with every form the kit knows; it reads mail.
enum Sample {
  struct Globals: Hashable, Sendable {
    var language: SampleLanguage?
    var format = OutputFormat.table
    var wait = 10
    var data: String?
  }

  enum OutputFormat: String, CaseIterable, Sendable {
    case table, json, ids
  }

  enum SampleLanguage: String, CaseIterable, Sendable {
    case ru, en
  }

  enum Fate: Hashable, Sendable {
    case kept, binned
  }

  /// The options of every sample command behind one protocol, as a real program would have them.
  protocol Runnable: Sendable {}

  static func text(_ word: String) -> Text { Text(ru: word + "-ру", en: word) }

  static var program: Program<Globals, any Runnable> {
    Program(
      "post", summary: Text(ru: "Читает и пишет письма", en: "Reads and writes letters"),
      discussion: Text(
        ru: "Письма лежат в папке.\nСети не нужно.", en: "Letters are in a folder.\nNo network."),
      globals: Globals(),
      rows: [
        .option(
          "--data", value: .directory("DIR"),
          help: Text(ru: "папка писем", en: "the folder of the letters")
        ) { $0.data = $1 },
        .option(
          "--format", value: .choice(of: OutputFormat.self, "F"),
          help: Text(ru: "вид вывода", en: "the form of the output")
        ) { $0.format = $1 },
        .flag(
          "--json",
          help: Text(ru: "то же, что --format json", en: "the same as --format json")
        ) { $0.format = .json },
        .flag(
          "-q", "--quiet", help: Text(ru: "только номера", en: "only numbers")
        ) { $0.format = .ids },
        .option(
          "--lang", value: .choice(of: SampleLanguage.self, "LANG"),
          help: Text(ru: "язык сообщений", en: "the language of messages")
        ) { $0.language = $1 },
        .option(
          "-w", "--wait", value: .integer("SECONDS", in: 0...3600),
          help: Text(ru: "сколько ждать", en: "how long to wait")
        ) { $0.wait = $1 },
        .atMostOne("--format", "--json", "--quiet"),
      ],
      exitStatuses: [
        ExitStatus(0, Text(ru: "сделано", en: "done")),
        ExitStatus(2, Text(ru: "ошибка в командной строке", en: "malformed command line")),
      ],
      examples: [
        Example("post letter list", Text(ru: "что пришло", en: "what has arrived"))
      ],
      synonyms: ["version": ["--version"], "-V": ["--version"]], commands: [letter, count, secret])
  }

  static var letter: Command<any Runnable> {
    Command(
      group: "letter", summary: Text(ru: "Письма", en: "Letters"),
      category: Text(ru: "Почта", en: "Mail"),
      synonyms: ["latest": ["list", "--limit=1"]],
      commands: [SendLetter.command, list, SortLetter.command])
  }

  static var list: Command<any Runnable> {
    Command(
      "list", summary: Text(ru: "Показать письма", en: "List letters"),
      options: ListLetters(),
      rows: [
        .option(
          "--sort",
          value: ValueParser(
            ValueDescription(name: "FIELD", kind: "text", mayStartWithHyphen: true)
          ) { $0 },
          help: Text(ru: "порядок", en: "the order")
        ) { $0.sort = $1 },
        .option(
          "--limit", value: .integer("N", in: -9...9),
          help: Text(ru: "не больше стольких", en: "no more than this many")
        ) { $0.limit = $1 },
      ],
      examples: [
        Example(
          "post letter list --limit 3 | wc -l", Text(ru: "три письма", en: "three letters"))
      ]
    ) { $0 }
  }

  static var count: Command<any Runnable> {
    Command(
      "count", summary: Text(ru: "Посчитать слова в файлах", en: "Count the words of files"),
      category: Text(ru: "Прочее", en: "Other"),
      options: CountWords(),
      rows: [
        .argument(.file("FILE", extensions: ["txt"]), help: Text(ru: "файл", en: "a file")) {
          $0.first = $1
        },
        .argument(.text("MARK"), isRequired: false, help: Text(ru: "метка", en: "a mark")) {
          $0.second = $1
        },
        .argument(
          .text("WORD"), isRequired: false, isRepeatable: true, help: Text(ru: "слова", en: "words")
        ) { $0.rest.append($1) },
      ],
      examples: [Example("post count a.txt", Text(ru: "один файл", en: "one file"))]
    ) { $0 }
  }

  /// A program with a word that may be left out in front of another.
  static var fetching: Program<Globals, any Runnable> {
    Program(
      "post", summary: Text(ru: "Забирает письма", en: "Fetches letters"), globals: Globals(),
      rows: [], exitStatuses: [], examples: [], commands: [fetch])
  }

  private static var fetch: Command<any Runnable> {
    Command(
      "fetch", summary: Text(ru: "Забрать", en: "Fetch"), options: FetchMail(),
      rows: [
        .argument(
          .choice(of: FetchMail.Box.self, "BOX"), isRequired: false,
          help: Text(ru: "ящик", en: "the box")
        ) { $0.box = $1 }.givingWay,
        .argument(.file("FILE"), help: Text(ru: "куда", en: "where to")) { $0.file = $1 },
      ],
      examples: [Example("post fetch spam a.txt", Text(ru: "лишнее", en: "junk"))]
    ) { $0 }
  }

  static var secret: Command<any Runnable> {
    Command(
      "secret", summary: Text(ru: "Тайная", en: "Secret"), traits: .hidden,
      options: ListLetters(), rows: []
    ) { $0 }
  }
}

struct ListLetters: Sample.Runnable, Hashable {
  var sort: String?
  var limit: Int?
}

struct CountWords: Sample.Runnable, Hashable {
  var first = ""
  var second: String?
  var rest: [String] = []
}

struct FetchMail: Sample.Runnable, Hashable {
  enum Box: String, CaseIterable, Sendable { case inbox, spam }

  var box: Box?
  var file = ""
}

/// A group of options that several commands share.
struct Stamp: Hashable, Sendable {
  var price: Int?
  var colour: String?

  static var rows: [Row<Stamp>] {
    [
      .option(
        "--price", value: .integer("PENCE", in: 1...99),
        help: Text(ru: "цена марки", en: "the price of the stamp")
      ) { $0.price = $1 },
      .option(
        "--colour", value: .text("C", completion: .live("colour")),
        help: Text(ru: "цвет марки", en: "the colour of the stamp")
      ) { $0.colour = $1 },
      .option("--colour", needs: "--price"),
    ]
  }
}

struct SendLetter: Sample.Runnable, Hashable {
  var to = ""
  var subject = ""
  var copies: [String] = []
  var stamp = Stamp()
  var isUrgent = false
  var isDryRun = false

  static var command: Command<any Sample.Runnable> {
    Command(
      "send", summary: Text(ru: "Отправить письмо", en: "Send a letter"),
      discussion: Text(
        ru: "Текст читается из стандартного ввода, пока он не кончится.",
        en: "The text is read from standard input until it ends."),
      traits: .writes, options: SendLetter(),
      rows: [
        .argument(
          .text("PERSON", completion: .live("person")),
          help: Text(ru: "кому", en: "whom to send it to")
        ) { $0.to = $1 },
        .option(
          "-s", "--subject", value: .text("TEXT"), isRequired: true,
          help: Text(ru: "о чём письмо", en: "what the letter is about")
        ) { $0.subject = $1 },
        .option(
          "--copy", value: .text("PERSON", completion: .live("person")), isRepeatable: true,
          help: Text(
            ru: "кому ещё послать такое же письмо, без ведома первого",
            en: "who else gets the same letter, without the first one knowing of it")
        ) { $0.copies.append($1) },
        .group(Stamp.rows) { options, fill in fill(&options.stamp) },
        .flag("-u", "--urgent", help: Text(ru: "срочно", en: "with haste")) { $0.isUrgent = true },
        .flag(
          "-n", "--dry-run",
          help: Text(ru: "ничего не отправлять", en: "send nothing")
        ) { $0.isDryRun = true },
      ],
      examples: [
        Example(
          "post letter send anna --subject 'See you'",
          Text(ru: "короткое письмо", en: "a short letter"))
      ]
    ) { $0 }
  }
}

struct SortLetter: Sample.Runnable, Hashable {
  var letter = ""
  var fate: Sample.Fate?
  var isDryRun = false

  static var command: Command<any Sample.Runnable> {
    Command(
      "sort", summary: Text(ru: "Разобрать письмо", en: "Sort a letter"), traits: .writes,
      options: SortLetter(),
      rows: [
        .argument(.text("LETTER"), help: Text(ru: "письмо", en: "the letter")) { $0.letter = $1 },
        .flag("--keep", help: Text(ru: "оставить", en: "keep it")) { $0.fate = .kept },
        .flag("--bin", help: Text(ru: "выбросить", en: "throw it away")) { $0.fate = .binned },
        .exactlyOne("--keep", "--bin"),
        .flag(
          "-n", "--dry-run",
          help: Text(ru: "ничего не менять", en: "change nothing")
        ) { $0.isDryRun = true },
      ],
      examples: [
        Example("post letter sort 7 --keep", Text(ru: "сохранить письмо", en: "save the letter"))
      ]
    ) { $0 }
  }
}
