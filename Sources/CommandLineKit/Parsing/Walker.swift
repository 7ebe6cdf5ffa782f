/// Reads the words of a command line from left to right against the declarations.
///
/// It keeps the first fault and goes on, because the global options behind a fault decide in which
/// language and form the fault is reported.
struct Walker<Action> {
  /// The words allowed in one line: far beyond any use, and still read at once.
  static var wordLimit: Int { 65_536 }
  /// The bytes allowed in one word.
  static var byteLimit: Int { 1_048_576 }

  private(set) var path: [String] = []
  private(set) var command: Command<Action>
  private(set) var leaf: Leaf<Action>?
  private(set) var globals: Scope
  private(set) var locals = Scope(parameters: [], rules: [])
  private(set) var fault: Fault?
  private var siblings: [Command<Action>] = []

  init(root: Command<Action>, globals: Scope) {
    command = root
    self.globals = globals
    enter(root)
  }

  /// Whether a word led nowhere, so that no command can be spoken of.
  var isLost: Bool {
    if case .unknownCommand = fault?.cause { true } else { false }
  }

  mutating func walk(_ words: [String]) {
    guard words.count <= Self.wordLimit else {
      note(Fault(.tooManyWords(words.count, limit: Self.wordLimit)))
      return
    }
    var optionsEnded = false
    var index = 0
    while index < words.count {
      let word = words[index]
      if let cause = unreadable(word, at: index) {
        note(Fault(cause, words: index..<index + 1))
      } else if optionsEnded || !looksLikeOption(word) {
        readByPlace(word, at: index)
      } else if word == "--" {
        optionsEnded = true
      } else {
        index += readOption(word, at: index, words: words)
      }
      index += 1
    }
    close()
  }

  /// Follows the words behind `help`, which are commands and nothing else.
  mutating func descend(_ path: [String]) {
    for (index, word) in path.enumerated() where fault == nil {
      if leaf == nil {
        readByPlace(word, at: index + 1)
      } else {
        note(Fault(.unexpectedArgument(word), words: index + 1..<index + 2))
      }
    }
  }

  private mutating func note(_ fault: Fault?) {
    self.fault = self.fault ?? fault
  }

  private mutating func close() {
    guard fault == nil else { return }
    guard leaf != nil else {
      note(Fault(.missingSubcommand(visibleSiblings)))
      return
    }
    note(locals.closingFault() ?? globals.closingFault())
  }

  // MARK: Words by place

  private mutating func readByPlace(_ word: String, at index: Int) {
    guard leaf == nil else {
      readArgument(word, at: index)
      return
    }
    if let next = siblings.first(where: { $0.name == word }) {
      guard !isLost else { return }
      path.append(word)
      enter(next)
    } else {
      let nearest = NearestName.find(word, among: visibleSiblings)
      note(
        Fault(
          .unknownCommand(word), words: index..<index + 1, nearest: nearest, replacement: nearest))
    }
  }

  private mutating func readArgument(_ word: String, at index: Int) {
    guard let argument = locals.nextArgument else {
      note(Fault(.unexpectedArgument(word), words: index..<index + 1))
      return
    }
    note(locals.assign(Assignment(parameter: argument, value: word, word: index, prefix: "")))
  }

  private mutating func enter(_ next: Command<Action>) {
    command = next
    switch next.content {
    case .group(let make):
      siblings = make()
    case .leaf(let make):
      let leaf = make()
      self.leaf = leaf
      locals = Scope(parameters: leaf.parameters, rules: leaf.rules)
    }
  }

  private var visibleSiblings: [String] {
    siblings.filter { !$0.traits.contains(.hidden) }.map(\.name)
  }

  // MARK: Words by name

  /// Reads an option and returns how many words after it belong to it.
  private mutating func readOption(_ word: String, at index: Int, words: [String]) -> Int {
    let next = index + 1 < words.count ? words[index + 1] : nil
    guard word.utf8.starts(with: "--".utf8) else {
      return readCluster(word, at: index, next: next)
    }
    let split = word.utf8.firstIndex(of: UInt8(ascii: "="))
    let name = split.map { String(word[..<$0]) } ?? word
    let inline = split.map { String(word[word.utf8.index(after: $0)...]) }
    guard let (place, parameter) = find(name) else {
      let nearest = NearestName.find(name, among: locals.optionNames + globals.optionNames)
      let replacement = nearest.map { name in inline.map { name + "=" + $0 } ?? name }
      note(
        Fault(
          .unknownOption(name), words: index..<index + 1, nearest: nearest,
          replacement: replacement))
      return 0
    }
    guard let inline else { return read(parameter, in: place, name: name, at: index, next: next) }
    guard !self[place].parameters[parameter].isFlag else {
      note(Fault(.unexpectedValue(name), words: index..<index + 1, replacement: name))
      return 0
    }
    assign(
      Assignment(parameter: parameter, value: inline, word: index, prefix: name + "="), in: place)
    return 0
  }

  /// Reads `-abc`: flags, of which the last may be an option with the next word as its value.
  private mutating func readCluster(_ word: String, at index: Int, next: String?) -> Int {
    let letters = word.unicodeScalars.dropFirst()
    for position in letters.indices {
      let name = "-" + String(letters[position])
      guard let (place, parameter) = find(name) else {
        let nearest = NearestName.find(word, among: locals.optionNames + globals.optionNames)
        note(
          Fault(
            .unknownOption(letters.count == 1 ? name : word), words: index..<index + 1,
            nearest: nearest, replacement: nearest))
        return 0
      }
      let isLast = letters.index(after: position) == letters.endIndex
      if isLast { return read(parameter, in: place, name: name, at: index, next: next) }
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
    _ parameter: Int, in place: Place, name: String, at index: Int, next: String?
  ) -> Int {
    guard let value = self[place].parameters[parameter].value else {
      assign(Assignment(parameter: parameter, value: "", word: index, prefix: ""), in: place)
      return 0
    }
    guard let next else {
      noteMissingValue(of: parameter, in: place, name: name, at: index)
      return 0
    }
    guard !looksLikeOption(next) || (value.mayStartWithHyphen && !next.hasPrefix("--")) else {
      // A text such as -5% is possible behind `=`; a known option is not what was forgotten.
      let joinable = name.hasPrefix("--") && next != "--" && find(next) == nil
      noteMissingValue(
        of: parameter, in: place, name: name, at: index,
        replacing: joinable ? (index..<index + 2, name + "=" + next) : nil)
      return 0
    }
    if let cause = unreadable(next, at: index + 1) {
      note(Fault(cause, words: index + 1..<index + 2))
      return 1
    }
    assign(Assignment(parameter: parameter, value: next, word: index + 1, prefix: ""), in: place)
    return 1
  }

  private mutating func noteMissingValue(
    of parameter: Int, in place: Place, name: String, at index: Int,
    replacing: (words: Range<Int>, text: String)? = nil
  ) {
    let value = self[place].parameters[parameter].value?.name ?? ""
    note(
      Fault(
        .missingValue(option: name, value: value), words: replacing?.words ?? index..<index + 1,
        replacement: replacing?.text))
  }

  private func looksLikeOption(_ word: String) -> Bool {
    word.utf8.first == UInt8(ascii: "-") && word.utf8.count > 1 && !isNegativeNumber(word)
  }

  private func isNegativeNumber(_ word: String) -> Bool {
    let digits = word.utf8.dropFirst()
    return digits.first.map(isDigit) ?? false
      && digits.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Why a word cannot be what was typed: bytes that are not UTF-8 arrive as U+FFFD.
  private func unreadable(_ word: String, at index: Int) -> UsageError.Cause? {
    if word.utf8.count > Self.byteLimit {
      return .wordTooLong(number: index + 1, bytes: word.utf8.count, limit: Self.byteLimit)
    }
    return word.unicodeScalars.contains("\u{FFFD}") ? .unreadableWord(number: index + 1) : nil
  }

  // MARK: Scopes

  private enum Place { case local, global }

  private subscript(place: Place) -> Scope {
    place == .local ? locals : globals
  }

  private func find(_ name: String) -> (Place, Int)? {
    locals.index(of: name).map { (.local, $0) } ?? globals.index(of: name).map { (.global, $0) }
  }

  private mutating func assign(_ assignment: Assignment, in place: Place) {
    switch place {
    case .local: note(locals.assign(assignment))
    case .global: note(globals.assign(assignment))
    }
  }
}
