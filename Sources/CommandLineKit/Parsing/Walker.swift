/// Reads the words of a command line from left to right against the declarations.
///
/// It keeps the first fault and goes on, because the global options behind a fault decide in which
/// language and form the fault is reported.
struct Walker<Action> {
  private(set) var path: [String] = []
  private(set) var command: Command<Action>
  private(set) var leaf: Leaf<Action>?
  private(set) var globals: Scope
  private(set) var locals = Scope(parameters: [], rules: [])
  /// The first fault, and the command words read before it.
  private(set) var fault: Fault?
  private(set) var faultPath: [String] = []
  /// The indexes of the words that were taken for arguments, also where there were too many.
  private var places: [Int] = []
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
    guard words.count <= WordShape.countLimit else {
      note(Fault(.tooManyWords(words.count, limit: WordShape.countLimit)))
      return
    }
    var optionsEnded = false
    var index = 0
    while index < words.count {
      let word = words[index]
      if let cause = WordShape.problem(of: word, at: index) {
        note(Fault(cause, words: index..<index + 1))
      } else if optionsEnded || !WordShape.isOption(word) {
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

  mutating func note(_ fault: Fault?) {
    guard self.fault == nil, let fault else { return }
    self.fault = fault
    faultPath = path
  }

  private mutating func close() {
    guard fault == nil else { return }
    let asksForPage = globals.assignments.contains {
      [.helpFlag, .versionFlag].contains(globals.parameters[$0.parameter])
    }
    guard leaf != nil || !asksForPage && enterFallback() else {
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
    for next in siblings where next.name == word {
      guard !isLost else { return }
      path.append(word)
      enter(next)
      return
    }
    if enterFallback() {
      readArgument(word, at: index)
    } else if fault == nil {
      let meant = command.synonyms[word]
      let nearest = meant?.first ?? NearestName.find(word, among: visibleSiblings)
      note(
        Fault(
          .unknownCommand(word, known: nearest == nil && !path.isEmpty ? visibleSiblings : []),
          words: index..<index + 1, nearest: nearest,
          replacement: meant ?? nearest.map { [$0] } ?? []))
    }
  }

  /// What a line with words too many may have meant; `nil` where it has none.
  func excess(in words: [String]) -> ExcessWords? {
    guard case .unexpectedArgument = fault?.cause, let leaf else { return nil }
    return ExcessWords(
      words: words, places: places, parameters: leaf.parameters,
      given: locals.assignments
    ) { parameter, word in
      let assignment = Assignment(parameter: parameter, value: word, word: 0, prefix: "")
      return (try? leaf.build([assignment])) != nil
    }
  }

  private mutating func readArgument(_ word: String, at index: Int) {
    places.append(index)
    guard let argument = locals.argument(of: word) else {
      note(Fault(.unexpectedArgument(word), words: index..<index + 1))
      return
    }
    note(locals.assign(Assignment(parameter: argument, value: word, word: index, prefix: "")))
  }

  /// Goes on with the command that a group means where no word names one.
  @discardableResult
  mutating func enterFallback() -> Bool {
    guard leaf == nil, let next = siblings.first(where: { $0.name == command.fallback }) else {
      return false
    }
    path.append(next.name)
    enter(next)
    return true
  }

  /// An option of the command that a group means where no word names one; it goes on with that command,
  /// unless words could follow that say what it is about.
  mutating func findInFallback(_ name: String) -> (Scope.Place, Int)? {
    var further = self
    guard further.enterFallback(), !further.locals.parameters.contains(where: \.isArgument),
      let found = further.find(name)
    else { return nil }
    self = further
    return found
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
    var names: [String] = []
    for sibling in siblings where !sibling.traits.contains(.hidden) { names.append(sibling.name) }
    return names
  }

  // MARK: Scopes

  subscript(place: Scope.Place) -> Scope {
    place == .local ? locals : globals
  }

  func find(_ name: String) -> (Scope.Place, Int)? {
    locals.index(of: name).map { (.local, $0) } ?? globals.index(of: name).map { (.global, $0) }
  }

  mutating func assign(_ assignment: Assignment, in place: Scope.Place) {
    switch place {
    case .local: note(locals.assign(assignment))
    case .global: note(globals.assign(assignment))
    }
  }
}
