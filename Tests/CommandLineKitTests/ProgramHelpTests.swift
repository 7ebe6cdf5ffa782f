import CommandLineKit
import XCTest

/// The pages are golden: read the difference before changing them.
final class ProgramHelpTests: XCTestCase {
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

      Global options (post help): --data, --format, --json, --quiet, --lang, --wait,
        --help, --version

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

      Общие параметры (post help): --data, --format, --json, --quiet, --lang, --wait,
        --help, --version

      подробнее: post help letter КОМАНДА

      """)
  }
}
