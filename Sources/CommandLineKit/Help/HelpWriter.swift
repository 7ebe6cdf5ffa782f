/// Lays out the blocks of a help page in one language and width.
struct HelpWriter {
  /// A line of a two-column list.
  struct Entry {
    let label: String
    let text: String
  }

  let language: Language
  let width: Int

  /// A writer of lines of at most this width, held between 40 and 1000.
  init(language: Language, width: Int) {
    self.language = language
    self.width = min(max(40, width), 1000)
  }

  /// Two columns would leave the second one too little room.
  private var isNarrow: Bool { width < 60 }

  // MARK: Words

  enum Heading {
    case commands, topics, arguments, options, globalOptions, examples, exitStatuses

    var text: Text {
      switch self {
      case .commands: Text(ru: "Команды", en: "Commands")
      case .topics: Text(ru: "Темы", en: "Topics")
      case .arguments: Text(ru: "Аргументы", en: "Arguments")
      case .options: Text(ru: "Параметры", en: "Options")
      case .globalOptions: Text(ru: "Общие параметры", en: "Global options")
      case .examples: Text(ru: "Примеры", en: "Examples")
      case .exitStatuses: Text(ru: "Коды завершения", en: "Exit statuses")
      }
    }
  }

  private func word(ru: String, en: String) -> String { Text(ru: ru, en: en)[language] }

  // MARK: Blocks

  func usage(_ program: String, _ command: CommandDescription) -> [String] {
    let start = word(ru: "использование: ", en: "usage: ")
    let name = ([program] + command.path).joined(separator: " ")
    let parts = usageParts(command)
    // A choice of options is never broken, so it has to fit behind the indent.
    let longest = parts.filter { $0.contains(" ") }.map(\.count).max() ?? 0
    let indent = max(4, min(start.count + name.count + 1, width / 2, width - longest))
    return fill([start + name] + parts, hanging: indent)
  }

  /// What stands behind a command's name: its arguments and what it needs beside them.
  func usageParts(_ command: CommandDescription) -> [String] {
    var parts: [String] = []
    if command.isGroup {
      let name = word(ru: "КОМАНДА", en: "COMMAND")
      let meant = command.commands.first { $0.name == command.fallback }?.arguments.map(\.title)
      parts = [
        meant.map { "[" + ([name] + $0).joined(separator: "|") + "]" } ?? name,
        word(ru: "[аргументы]", en: "[arguments]"),
      ]
    } else {
      parts =
        command.arguments.map { place($0, isNeeded: command.needs($0)) } + requiredOptions(command)
    }
    return parts + [word(ru: "[параметры]", en: "[options]")]
  }

  func wrap(_ text: Text) -> [String] {
    text[language].split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      fill($0.split(separator: " ").map(String.init), hanging: 0)
    }
  }

  func section(_ heading: Heading, _ entries: [Entry]) -> [String] {
    section(heading.text, entries)
  }

  /// A heading over a list in two columns, or in one where the width does not give both room.
  func section(_ heading: Text, _ entries: [Entry]) -> [String] {
    guard !entries.isEmpty else { return [] }
    let longest = entries.map(\.label.count).max() ?? 0
    let column = isNarrow ? 6 : min(longest, width * 2 / 5) + 4
    let lines = entries.flatMap { entry in
      let words = entry.text.split { $0 == " " || $0 == "\n" }.map(String.init)
      let label = "  " + entry.label
      if isNarrow || label.count + 2 > column {
        let indent = String(repeating: " ", count: column - 1)
        return [label] + (words.isEmpty ? [] : fill([indent] + words, hanging: column))
      }
      let padding = String(repeating: " ", count: column - 1 - label.count)
      return fill([label + padding] + words, hanging: column)
    }
    return [heading[language] + ":"] + lines
  }

  /// Lines are never wrapped, so that they can be pasted.
  func examples(_ examples: [Example]) -> [String] {
    guard !examples.isEmpty else { return [] }
    let lines = examples.flatMap { example in
      let words = example.summary[language].split(separator: " ").map(String.init)
      return ["  " + example.line] + fill(["     "] + words, hanging: 6)
    }
    return [Heading.examples.text[language] + ":"] + lines
  }

  func more(_ program: String, _ command: CommandDescription) -> [String] {
    let words = [program, "help"] + command.path + [word(ru: "КОМАНДА", en: "COMMAND")]
    return fill([word(ru: "подробнее:", en: "more:")] + words, hanging: 2)
  }

  /// The names alone, as the program's own page explains them.
  func names(of parameters: [ParameterDescription], _ program: String) -> [String] {
    guard !parameters.isEmpty else { return [] }
    let start = word(
      ru: "Общие параметры (\(program) help):", en: "Global options (\(program) help):")
    let line = start + " " + parameters.map(\.title).joined(separator: ", ")
    return fill(line.split(separator: " ").map(String.init), hanging: 2)
  }

  // MARK: Entries

  func entry(_ status: ExitStatus) -> Entry {
    Entry(label: String(status.code), text: status.meaning[language])
  }

  /// The entry of a parameter; of the rules, only what it needs itself is said here.
  func entry(_ parameter: ParameterDescription, rules: [ParameterRule]) -> Entry {
    var notes: [String] = []
    if let choices = parameter.value?.choices, !choices.isEmpty {
      notes.append(choices.joined(separator: ", "))
    }
    if let note = parameter.value?.note { notes.append(note[language]) }
    if parameter.isRepeatable, !parameter.isFlag {
      notes.append(word(ru: "можно несколько", en: "repeatable"))
    }
    if parameter.isRequired, !parameter.isArgument {
      notes.append(word(ru: "обязателен", en: "required"))
    }
    let needed = rules.compactMap { rule in
      if case .needs(let name, let needed) = rule, parameter.names.contains(name) {
        needed
      } else {
        nil
      }
    }
    if !needed.isEmpty {
      notes.append(
        word(
          ru: "только с \(needed.joined(separator: " и "))",
          en: "only with \(needed.joined(separator: " and "))"))
    }
    for case .replaces(let name, let arguments) in rules
    where parameter.names.contains(name) && !arguments.isEmpty {
      let list = arguments.joined(separator: ", ")
      notes.append(word(ru: "вместо \(list)", en: "in place of \(list)"))
    }
    let note = notes.isEmpty ? "" : " (" + notes.joined(separator: "; ") + ")"
    return Entry(label: label(parameter), text: parameter.help[language] + note)
  }

  /// `-n, --dry-run`, in two columns with room for a short name where there is none.
  private func label(_ parameter: ParameterDescription) -> String {
    guard !parameter.isArgument else { return parameter.title }
    let isPadded = !isNarrow && parameter.names.allSatisfy { $0.hasPrefix("--") }
    let names = (isPadded ? "    " : "") + parameter.names.joined(separator: ", ")
    return parameter.value.map { names + " " + $0.name } ?? names
  }

  private func place(_ argument: ParameterDescription, isNeeded: Bool) -> String {
    let name = argument.title + (argument.isRepeatable ? "..." : "")
    return isNeeded ? name : "[" + name + "]"
  }

  /// What has to be given beside the arguments: `--due WHEN`, `(--won | --lost)`.
  private func requiredOptions(_ command: CommandDescription) -> [String] {
    let single = command.options.filter(\.isRequired).map { option in
      option.value.map { option.title + " " + $0.name } ?? option.title
    }
    let oneOf = command.rules.compactMap { rule in
      if case .exactlyOne(let names) = rule {
        "(" + names.joined(separator: " | ") + ")"
      } else {
        nil
      }
    }
    return single + oneOf
  }

  // MARK: Filling

  /// Puts words into lines parted by one space; lines after the first start at `hanging`.
  private func fill(_ words: [String], hanging: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in words {
      let count = word.count
      if line.isEmpty {
        line = word
        length = count
      } else if length + 1 + count <= width {
        line += " " + word
        length += 1 + count
      } else {
        lines.append(line)
        line = String(repeating: " ", count: hanging) + word
        length = hanging + count
      }
    }
    return lines + [line]
  }
}
