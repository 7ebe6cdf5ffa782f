import CommandLineKit
import XCTest

/// The pages are golden: read the difference before changing them.
final class CommandHelpTests: XCTestCase {
  private func check(
    _ path: [String], _ width: Int, _ language: Language, _ expected: String,
    file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let page = try Sample.program.find(path).text(language, width: width)
    XCTAssertEqual(page, expected, file: file, line: line)
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

      Examples:
        post letter send anna --subject 'See you'
            a short letter

      Global options (post help): --data, --format, --json, --quiet, --lang, --wait,
        --help, --version

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

      Примеры:
        post letter send anna --subject 'See you'
            короткое письмо

      Общие параметры (post help): --data, --format, --json, --quiet, --lang, --wait,
        --help, --version

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

      Examples:
        post letter send anna --subject 'See you'
            a short letter

      Global options (post help): --data,
        --format, --json, --quiet, --lang,
        --wait, --help, --version

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

      Примеры:
        post letter send anna --subject 'See you'
            короткое письмо

      Общие параметры (post help): --data,
        --format, --json, --quiet, --lang,
        --wait, --help, --version

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

      Examples:
        post letter send anna --subject 'See you'
            a short letter

      Global options (post help): --data, --format, --json, --quiet, --lang, --wait, --help, --version

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

      Примеры:
        post letter send anna --subject 'See you'
            короткое письмо

      Общие параметры (post help): --data, --format, --json, --quiet, --lang, --wait, --help, --version

      """)
  }
}
