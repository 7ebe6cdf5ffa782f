/// Words that start with a hyphen.
extension Walker {
  /// Reads an option and returns how many words after it belong to it.
  mutating func readOption(_ word: String, at index: Int, words: [String]) -> Int {
    let next = index + 1 < words.count ? words[index + 1] : nil
    guard word.utf8.starts(with: "--".utf8) else {
      return readCluster(word, at: index, next: next)
    }
    let split = word.utf8.firstIndex(of: UInt8(ascii: "="))
    let name = split.map { String(word[..<$0]) } ?? word
    let inline = split.map { String(word[word.utf8.index(after: $0)...]) }
    guard let (place, parameter) = find(name) ?? findInFallback(name) else {
      noteUnknownOption(name, inline: inline, at: index)
      return 0
    }
    guard let inline else { return read(parameter, in: place, name: name, at: index, next: next) }
    guard !self[place].parameters[parameter].isFlag else {
      note(Fault(.unexpectedValue(name), words: index..<index + 1, replacement: [name]))
      return 0
    }
    assign(
      Assignment(parameter: parameter, value: inline, word: index, prefix: name + "="), in: place)
    return 0
  }

  /// Reads `-abc`: flags, of which the last may be an option with the next word as its value.
  private mutating func readCluster(_ word: String, at index: Int, next: String?) -> Int {
    let letters = word.unicodeScalars
    var position = letters.index(after: letters.startIndex)
    while position < letters.endIndex {
      let name = "-" + String(letters[position])
      letters.formIndex(after: &position)
      guard let (place, parameter) = find(name) ?? findInFallback(name) else {
        noteUnknownOption(word.utf8.starts(with: name.utf8) ? word : name, inline: nil, at: index)
        return 0
      }
      if position == letters.endIndex {
        return read(parameter, in: place, name: name, at: index, next: next)
      }
      guard self[place].parameters[parameter].isFlag else {
        noteMissingValue(of: parameter, in: place, name: name, at: index)
        return 0
      }
      _ = read(parameter, in: place, name: name, at: index, next: nil)
    }
    return 0
  }

  /// Reads a flag, or an option whose value can only be the next word.
  private mutating func read(
    _ parameter: Int, in place: Scope.Place, name: String, at index: Int, next: String?
  ) -> Int {
    guard let value = self[place].parameters[parameter].value else {
      assign(Assignment(parameter: parameter, value: "", word: index, prefix: ""), in: place)
      return 0
    }
    guard let next else {
      noteMissingValue(of: parameter, in: place, name: name, at: index)
      return 0
    }
    guard !WordShape.isOption(next) || (value.mayStartWithHyphen && !next.hasPrefix("--")) else {
      // A text such as -5% is possible behind `=`; a known option is not what was forgotten.
      let joinable = name.hasPrefix("--") && next != "--" && find(next) == nil
      noteMissingValue(
        of: parameter, in: place, name: name, at: index,
        replacing: joinable ? (index..<index + 2, name + "=" + next) : nil)
      return 0
    }
    if let cause = WordShape.problem(of: next, at: index + 1) {
      note(Fault(cause, words: index + 1..<index + 2))
      return 1
    }
    assign(Assignment(parameter: parameter, value: next, word: index + 1, prefix: ""), in: place)
    return 1
  }

  private mutating func noteUnknownOption(_ name: String, inline: String?, at index: Int) {
    guard fault == nil else { return }
    let longNames = (locals.optionNames + globals.optionNames).filter { $0.hasPrefix("--") }
    let meant = command.synonyms[name]
    let nearest = meant?.first ?? NearestName.find(name, among: longNames)
    let replacement = nearest.map { name in [inline.map { name + "=" + $0 } ?? name] }
    note(
      Fault(
        .unknownOption(name), words: index..<index + 1, nearest: nearest,
        replacement: replacement ?? []))
  }

  private mutating func noteMissingValue(
    of parameter: Int, in place: Scope.Place, name: String, at index: Int,
    replacing: (words: Range<Int>, text: String)? = nil
  ) {
    let value = self[place].parameters[parameter].value?.name ?? ""
    note(
      Fault(
        .missingValue(option: name, value: value), words: replacing?.words ?? index..<index + 1,
        replacement: replacing.map { [$0.text] } ?? []))
  }
}
