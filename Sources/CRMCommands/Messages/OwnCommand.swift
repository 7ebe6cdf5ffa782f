import CRMModel
import CommandLineKit

/// The user's own command on its way to a hint.
struct OwnCommand {
  /// The words as typed.
  let words: [String]
  private var hint: [Phrase]

  init(_ words: [String]) {
    self.words = words
    hint = words.map { Phrase($0) }
  }

  /// Another command, from the words that it begins with.
  init(_ remedy: Remedy) {
    words = remedy.words.map(\.en)
    hint = remedy.words
  }

  /// The options that the command has.
  var options: Set<String> {
    Set(page?.command.options.flatMap(\.names) ?? []).union(globalOptions)
  }

  /// The options that every command has.
  var globalOptions: Set<String> { Set(page?.globalOptions.flatMap(\.names) ?? []) }

  private var page: HelpPage? {
    let program = CommandTree.program
    return try? program.find(program.parse(words).path)
  }

  var isChanged: Bool { hint.count != words.count || zip(hint, words).contains { $0.en != $1 } }
  var remedy: Remedy { Remedy(words: hint) }

  /// Whether an option was given, in any of its forms.
  func has(_ option: String) -> Bool {
    place(of: option) != nil || hint.contains { $0.en.hasPrefix(option + "=") }
  }

  /// Where an option stands by one of its names.
  private func place(of option: String) -> Int? {
    let names = page?.command.options.first { $0.names.contains(option) }?.names ?? [option]
    return hint.firstIndex { names.contains($0.en) }
  }

  /// Adds an option with its value.
  mutating func add(_ option: String, _ value: Phrase) {
    hint += [Phrase(ru: option, en: option), value]
  }

  /// Adds one of several values of an option: in the place of another one of the same name (`season=`).
  mutating func addNamed(_ option: String, _ value: Phrase) {
    let name = value.en.prefix { $0 != "=" } + "="
    let place = hint.indices.dropLast().first {
      hint[$0].en == option && hint[$0 + 1].en.hasPrefix(name)
    }
    if let place { hint[place + 1] = value } else { add(option, value) }
  }

  /// Gives an option a value, in the place of another that it had.
  mutating func set(_ option: String, to value: Phrase) {
    if let index = hint.firstIndex(where: { $0.en.hasPrefix(option + "=") }) {
      hint[index] = Phrase(ru: "\(option)=\(value.ru)", en: "\(option)=\(value.en)")
    } else if let index = place(of: option), index + 1 < hint.count {
      hint[index + 1] = value
    } else {
      add(option, value)
    }
  }

  /// Gives an option another value for one of those that it had, or takes that one out.
  mutating func replace(_ typed: String, of option: String, by value: Phrase?) {
    let new = value.map { [Phrase(ru: option, en: option), $0] } ?? []
    if let index = hint.firstIndex(where: { $0.en == "\(option)=\(typed)" }) {
      hint.replaceSubrange(index...index, with: new)
    } else if let index = hint.indices.dropLast().first(where: {
      hint[$0].en == option && hint[$0 + 1].en == typed
    }) {
      hint.replaceSubrange(index...index + 1, with: new)
    }
  }

  /// Takes over what was typed with another command, as far as this one has such options.
  mutating func take(optionsOf typed: [String], leaving: Set<String>) {
    let own = options.subtracting(leaving).filter { !has($0) }
    for (parameter, value) in CommandTree.program.readPartial(typed).values
    where own.contains(parameter.title) {
      hint.append(Phrase(parameter.title))
      if !parameter.isFlag { hint.append(Phrase(value)) }
    }
  }

  /// A hint that means the same data directory, user and moment as a command that was typed.
  static func placed(_ hint: Phrase, as typed: [String]) -> Phrase {
    guard hint.en.hasPrefix("crm "), !["crm help", "crm init"].contains(where: hint.en.hasPrefix)
    else { return hint }
    let options = CommandTree.program.readPartial(typed).values.filter { parameter, _ in
      let title = parameter.title
      return ["--data", "--as", "--now"].contains(title) && !hint.en.contains(" \(title)")
    }
    let place = options.map { " \($0.parameter.title) \(ShellWord.quote([$0.word]))" }.joined()
    return Phrase(ru: hint.ru + place, en: hint.en + place)
  }

  /// The command with another name in the place of a word, of an option's value, of what stands before
  /// a sign of equality, or of one name in a list; `nil` where the word does not stand in it.
  func replacing(_ typed: String, by name: String) -> [String]? {
    let replaced = words.map { word -> String in
      if word == typed { return name }
      if word.hasPrefix(typed + "=") { return name + word.dropFirst(typed.count) }
      if word.hasPrefix("--"), word.hasSuffix("=" + typed) {
        return word.dropLast(typed.count) + name
      }
      let list = word.split(separator: ",", omittingEmptySubsequences: false)
      guard list.count > 1, list.contains(Substring(typed)) else { return word }
      return list.map { $0 == typed ? name : String($0) }.joined(separator: ",")
    }
    return replaced == words ? nil : replaced
  }
}
