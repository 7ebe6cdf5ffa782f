import CommandLineKit
import XCTest

/// The pages are golden: read the difference before changing them.
final class HelpTests: XCTestCase {
  private func check(
    _ path: [String], _ width: Int, _ language: Language, _ expected: String,
    file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let page = try Sample.program.find(path).text(language, width: width)
    XCTAssertEqual(page, expected, file: file, line: line)
  }

  func testProgramIn80Columns() throws {
    try check(
      [], 80, .en,
      """
      usage: post COMMAND [arguments] [options]

      Reads and writes letters

      Letters are in a folder.
      No network.

      Mail:
        letter  Letters

      Other:
        count  Count the words of files

      Global options:
            --data DIR      the folder of the letters
            --format F      the form of the output (table, json, ids)
            --json          the same as --format json
        -q, --quiet         only numbers
            --lang LANG     the language of messages (ru, en)
        -w, --wait SECONDS  how long to wait
        -h, --help          show help for the command
            --version       show the version of the program

      Examples:
        post letter list
            what has arrived

      Exit statuses:
        0  done
        2  malformed command line

      more: post help COMMAND

      """)
    try check(
      [], 80, .ru,
      """
      использование: post КОМАНДА [аргументы] [параметры]

      Читает и пишет письма

      Письма лежат в папке.
      Сети не нужно.

      Почта:
        letter  Письма

      Прочее:
        count  Посчитать слова в файлах

      Общие параметры:
            --data DIR      папка писем
            --format F      вид вывода (table, json, ids)
            --json          то же, что --format json
        -q, --quiet         только номера
            --lang LANG     язык сообщений (ru, en)
        -w, --wait SECONDS  сколько ждать
        -h, --help          показать справку о команде
            --version       показать версию программы

      Примеры:
        post letter list
            что пришло

      Коды завершения:
        0  сделано
        2  ошибка в командной строке

      подробнее: post help КОМАНДА

      """)
  }

  func testProgramIn40Columns() throws {
    try check(
      [], 40, .en,
      """
      usage: post COMMAND [arguments]
                  [options]

      Reads and writes letters

      Letters are in a folder.
      No network.

      Mail:
        letter
            Letters

      Other:
        count
            Count the words of files

      Global options:
        --data DIR
            the folder of the letters
        --format F
            the form of the output (table,
            json, ids)
        --json
            the same as --format json
        -q, --quiet
            only numbers
        --lang LANG
            the language of messages (ru, en)
        -w, --wait SECONDS
            how long to wait
        -h, --help
            show help for the command
        --version
            show the version of the program

      Examples:
        post letter list
            what has arrived

      Exit statuses:
        0
            done
        2
            malformed command line

      more: post help COMMAND

      """)
    try check(
      [], 40, .ru,
      """
      использование: post КОМАНДА [аргументы]
                          [параметры]

      Читает и пишет письма

      Письма лежат в папке.
      Сети не нужно.

      Почта:
        letter
            Письма

      Прочее:
        count
            Посчитать слова в файлах

      Общие параметры:
        --data DIR
            папка писем
        --format F
            вид вывода (table, json, ids)
        --json
            то же, что --format json
        -q, --quiet
            только номера
        --lang LANG
            язык сообщений (ru, en)
        -w, --wait SECONDS
            сколько ждать
        -h, --help
            показать справку о команде
        --version
            показать версию программы

      Примеры:
        post letter list
            что пришло

      Коды завершения:
        0
            сделано
        2
            ошибка в командной строке

      подробнее: post help КОМАНДА

      """)
  }

  func testGroupIn80Columns() throws {
    try check(
      ["letter"], 80, .en,
      """
      usage: post letter COMMAND [arguments] [options]

      Letters

      Commands:
        send  Send a letter
        list  List letters
        sort  Sort a letter

      Global options:
            --data DIR      the folder of the letters
            --format F      the form of the output (table, json, ids)
            --json          the same as --format json
        -q, --quiet         only numbers
            --lang LANG     the language of messages (ru, en)
        -w, --wait SECONDS  how long to wait
        -h, --help          show help for the command
            --version       show the version of the program

      more: post help letter COMMAND

      """)
    try check(
      ["letter"], 80, .ru,
      """
      использование: post letter КОМАНДА [аргументы] [параметры]

      Письма

      Команды:
        send  Отправить письмо
        list  Показать письма
        sort  Разобрать письмо

      Общие параметры:
            --data DIR      папка писем
            --format F      вид вывода (table, json, ids)
            --json          то же, что --format json
        -q, --quiet         только номера
            --lang LANG     язык сообщений (ru, en)
        -w, --wait SECONDS  сколько ждать
        -h, --help          показать справку о команде
            --version       показать версию программы

      подробнее: post help letter КОМАНДА

      """)
  }

  func testCommandIn80Columns() throws {
    try check(
      ["letter", "send"], 80, .en,
      """
      usage: post letter send PERSON --subject TEXT [options]

      Send a letter

      The text is read from standard input until it ends.

      Arguments:
        PERSON  whom to send it to

      Options:
        -s, --subject TEXT  what the letter is about (required)
            --copy PERSON   who else gets the same letter, without the first one
                            knowing of it (repeatable)
            --price PENCE   the price of the stamp
            --colour C      the colour of the stamp (only with --price)
        -u, --urgent        with haste
        -n, --dry-run       send nothing

      Global options:
            --data DIR      the folder of the letters
            --format F      the form of the output (table, json, ids)
            --json          the same as --format json
        -q, --quiet         only numbers
            --lang LANG     the language of messages (ru, en)
        -w, --wait SECONDS  how long to wait
        -h, --help          show help for the command
            --version       show the version of the program

      Examples:
        post letter send anna --subject 'See you'
            a short letter

      """)
    try check(
      ["letter", "send"], 80, .ru,
      """
      использование: post letter send PERSON --subject TEXT [параметры]

      Отправить письмо

      Текст читается из стандартного ввода, пока он не кончится.

      Аргументы:
        PERSON  кому

      Параметры:
        -s, --subject TEXT  о чём письмо (обязателен)
            --copy PERSON   кому ещё послать такое же письмо, без ведома первого
                            (можно несколько)
            --price PENCE   цена марки
            --colour C      цвет марки (только с --price)
        -u, --urgent        срочно
        -n, --dry-run       ничего не отправлять

      Общие параметры:
            --data DIR      папка писем
            --format F      вид вывода (table, json, ids)
            --json          то же, что --format json
        -q, --quiet         только номера
            --lang LANG     язык сообщений (ru, en)
        -w, --wait SECONDS  сколько ждать
        -h, --help          показать справку о команде
            --version       показать версию программы

      Примеры:
        post letter send anna --subject 'See you'
            короткое письмо

      """)
  }

  func testCommandIn40Columns() throws {
    try check(
      ["letter", "send"], 40, .en,
      """
      usage: post letter send PERSON
                          --subject TEXT
                          [options]

      Send a letter

      The text is read from standard input
      until it ends.

      Arguments:
        PERSON
            whom to send it to

      Options:
        -s, --subject TEXT
            what the letter is about
            (required)
        --copy PERSON
            who else gets the same letter,
            without the first one knowing of
            it (repeatable)
        --price PENCE
            the price of the stamp
        --colour C
            the colour of the stamp (only with
            --price)
        -u, --urgent
            with haste
        -n, --dry-run
            send nothing

      Global options:
        --data DIR
            the folder of the letters
        --format F
            the form of the output (table,
            json, ids)
        --json
            the same as --format json
        -q, --quiet
            only numbers
        --lang LANG
            the language of messages (ru, en)
        -w, --wait SECONDS
            how long to wait
        -h, --help
            show help for the command
        --version
            show the version of the program

      Examples:
        post letter send anna --subject 'See you'
            a short letter

      """)
    try check(
      ["letter", "send"], 40, .ru,
      """
      использование: post letter send PERSON
                          --subject TEXT
                          [параметры]

      Отправить письмо

      Текст читается из стандартного ввода,
      пока он не кончится.

      Аргументы:
        PERSON
            кому

      Параметры:
        -s, --subject TEXT
            о чём письмо (обязателен)
        --copy PERSON
            кому ещё послать такое же письмо,
            без ведома первого (можно
            несколько)
        --price PENCE
            цена марки
        --colour C
            цвет марки (только с --price)
        -u, --urgent
            срочно
        -n, --dry-run
            ничего не отправлять

      Общие параметры:
        --data DIR
            папка писем
        --format F
            вид вывода (table, json, ids)
        --json
            то же, что --format json
        -q, --quiet
            только номера
        --lang LANG
            язык сообщений (ru, en)
        -w, --wait SECONDS
            сколько ждать
        -h, --help
            показать справку о команде
        --version
            показать версию программы

      Примеры:
        post letter send anna --subject 'See you'
            короткое письмо

      """)
  }

  func testCommandIn200Columns() throws {
    try check(
      ["letter", "send"], 200, .en,
      """
      usage: post letter send PERSON --subject TEXT [options]

      Send a letter

      The text is read from standard input until it ends.

      Arguments:
        PERSON  whom to send it to

      Options:
        -s, --subject TEXT  what the letter is about (required)
            --copy PERSON   who else gets the same letter, without the first one knowing of it (repeatable)
            --price PENCE   the price of the stamp
            --colour C      the colour of the stamp (only with --price)
        -u, --urgent        with haste
        -n, --dry-run       send nothing

      Global options:
            --data DIR      the folder of the letters
            --format F      the form of the output (table, json, ids)
            --json          the same as --format json
        -q, --quiet         only numbers
            --lang LANG     the language of messages (ru, en)
        -w, --wait SECONDS  how long to wait
        -h, --help          show help for the command
            --version       show the version of the program

      Examples:
        post letter send anna --subject 'See you'
            a short letter

      """)
    try check(
      ["letter", "send"], 200, .ru,
      """
      использование: post letter send PERSON --subject TEXT [параметры]

      Отправить письмо

      Текст читается из стандартного ввода, пока он не кончится.

      Аргументы:
        PERSON  кому

      Параметры:
        -s, --subject TEXT  о чём письмо (обязателен)
            --copy PERSON   кому ещё послать такое же письмо, без ведома первого (можно несколько)
            --price PENCE   цена марки
            --colour C      цвет марки (только с --price)
        -u, --urgent        срочно
        -n, --dry-run       ничего не отправлять

      Общие параметры:
            --data DIR      папка писем
            --format F      вид вывода (table, json, ids)
            --json          то же, что --format json
        -q, --quiet         только номера
            --lang LANG     язык сообщений (ru, en)
        -w, --wait SECONDS  сколько ждать
        -h, --help          показать справку о команде
            --version       показать версию программы

      Примеры:
        post letter send anna --subject 'See you'
            короткое письмо

      """)
  }

  func testUsageNamesWhatMustBeGiven() throws {
    let table: [([String], String)] = [
      (["letter", "sort"], "usage: post letter sort LETTER (--keep | --bin) [options]"),
      (["letter", "list"], "usage: post letter list [options]"),
      (["count"], "usage: post count FILE [MARK] [WORD...] [options]"),
    ]
    for (path, usage) in table {
      let page = try Sample.program.find(path).text(.en, width: 80)
      XCTAssertEqual(page.split(separator: "\n").first.map(String.init), usage)
    }
  }

  func testNoLineIsWiderThanAskedForAndWidthHasAFloor() throws {
    for command in Sample.program.description.root.flattened {
      let page = try Sample.program.find(command.path)
      for language in Language.allCases {
        for width in 40...120 {
          let lines = page.text(language, width: width).split(separator: "\n")
          for line in lines where !line.hasPrefix("  post ") {
            XCTAssertLessThanOrEqual(line.count, width, String(line))
          }
        }
        let narrowest = page.text(language, width: 40)
        for width in [Int.min, -1, 0, 39] {
          XCTAssertEqual(page.text(language, width: width), narrowest)
        }
        XCTAssertFalse(page.text(language, width: .max).isEmpty)
      }
    }
  }

  func testHiddenCommandIsNotListedButHasAPage() throws {
    XCTAssertFalse(try Sample.program.find([]).text(.en, width: 80).contains("secret"))
    XCTAssertTrue(try Sample.program.find(["secret"]).text(.en, width: 80).contains("Secret"))
  }

  func testFindSaysWhatIsUnknown() {
    let table: [([String], String, [String])] = [
      (["lettr"], "unknown command 'lettr'", ["post help letter", "post help"]),
      (
        ["letter", "snd"], "unknown command 'snd' of 'post letter'",
        ["post help letter send", "post help letter"]
      ),
      (["count", "x"], "unexpected argument 'x' for 'post count'", ["post help count"]),
    ]
    for (path, message, hints) in table {
      XCTAssertThrowsError(try Sample.program.find(path)) { error in
        XCTAssertEqual((error as? UsageError)?.message(.en), message)
        XCTAssertEqual((error as? UsageError)?.hints, hints)
      }
    }
  }
}
