extension UsageError {
  /// The message without the program's name in front: lower case, no full stop.
  package func message(_ language: Language) -> String {
    text[language]
  }

  /// The message in both languages.
  ///
  /// Words from the command line are shown with their control characters escaped, and shortened.
  package var text: Text {
    switch cause {
    case .unknownCommand(let word, let known):
      if command.count == 1 {
        Text(ru: "неизвестная команда \(quoted(word))", en: "unknown command \(quoted(word))")
      } else if known.isEmpty {
        Text(
          ru: "неизвестная команда \(quoted(word)) в \(place)",
          en: "unknown command \(quoted(word)) of \(place)")
      } else {
        Text(
          ru:
            "неизвестная команда \(quoted(word)) в \(place); есть: \(known.joined(separator: ", "))",
          en: "unknown command \(quoted(word)) of \(place); it has \(known.joined(separator: ", "))"
        )
      }
    case .missingSubcommand(let names):
      Text(
        ru: "после \(place) нужна команда: \(names.joined(separator: ", "))",
        en: "a command must follow \(place): \(names.joined(separator: ", "))")
    case .unknownOption(let name):
      Text(
        ru: "у \(place) нет параметра \(quoted(name))",
        en: "unknown option \(quoted(name)) of \(place)")
    case .missingValue(let option, let value):
      Text(
        ru: "параметру \(quoted(option)) нужно значение \(value)",
        en: "option \(quoted(option)) needs a value \(value)")
    case .unexpectedValue(let option):
      Text(
        ru: "параметр \(quoted(option)) не принимает значения",
        en: "option \(quoted(option)) takes no value")
    case .malformedValue(let parameter, let word, let problem):
      Text(
        ru: "неверное значение \(quoted(word)) для \(quoted(parameter)): \(problem.ru)",
        en: "malformed value \(quoted(word)) for \(quoted(parameter)): \(problem.en)")
    case .missingArgument(let names):
      names.count == 1
        ? Text(ru: "не указан аргумент \(list(names))", en: "missing argument \(list(names))")
        : Text(ru: "не указаны аргументы \(list(names))", en: "missing arguments \(list(names))")
    case .missingOption(let names):
      names.count == 1
        ? Text(ru: "не указан параметр \(list(names))", en: "missing option \(list(names))")
        : Text(
          ru: "нужен один из параметров \(list(names))", en: "one of \(list(names)) is needed")
    case .missingCompanion(let name, let needed):
      Text(
        ru: "параметру \(quoted(name)) нужен параметр \(quoted(needed))",
        en: "option \(quoted(name)) needs option \(quoted(needed))")
    case .unexpectedArgument(let word, let meant) where !meant.isEmpty:
      Text(
        ru:
          "лишний аргумент \(quoted(word)) для \(place); возможно, перед ним нужен \(list(meant))",
        en: "unexpected argument \(quoted(word)) for \(place); it may need \(list(meant)) before it"
      )
    case .unexpectedArgument(let word, _):
      Text(
        ru: "лишний аргумент \(quoted(word)) для \(place); слова с пробелами берут в кавычки",
        en: "unexpected argument \(quoted(word)) for \(place); words with blanks are quoted")
    case .repeatedOption(let name):
      Text(
        ru: "параметр \(quoted(name)) указан дважды",
        en: "option \(quoted(name)) is given twice")
    case .conflict(let names):
      Text(
        ru: "параметры \(list(names)) исключают друг друга",
        en: "options \(list(names)) exclude each other")
    case .unreadableWord(let number):
      Text(ru: "слово \(number) не в UTF-8", en: "word \(number) is not valid UTF-8")
    case .wordTooLong(let number, let bytes, let limit):
      Text(
        ru: "слово \(number) слишком длинное: \(bytes) байт, возможно до \(limit)",
        en: "word \(number) is too long: \(bytes) bytes, at most \(limit)")
    case .tooManyWords(let count, let limit):
      Text(
        ru: "слишком много слов: \(count), возможно до \(limit)",
        en: "too many words: \(count), at most \(limit)")
    }
  }

  private var place: String { quoted(command.joined(separator: " ")) }

  private func quoted(_ word: String) -> String { "'" + ShownWord.shown(word) + "'" }

  private func list(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }
}
