/// The words by place of a line that has too many of them, because the name of an option was
/// forgotten or a name with blanks was typed without quotes.
struct ExcessWords {
  private let words: [String]
  /// The indexes of the words by place, in order; the first ones are the command's arguments.
  private let places: [Int]
  private let parameters: [ParameterDescription]
  private let given: [Assignment]
  /// Whether a parameter takes a word as its value.
  private let accepts: (Int, String) -> Bool

  init(
    words: [String], places: [Int], parameters: [ParameterDescription], given: [Assignment],
    accepts: @escaping (Int, String) -> Bool
  ) {
    self.words = words
    self.places = places
    self.parameters = parameters
    self.given = given
    self.accepts = accepts
  }

  /// How many words were taken for arguments: one that gave way has none.
  private var arguments: Int {
    parameters.indices.count { index in
      parameters[index].isArgument
        && (!parameters[index].givesWay || given.contains { $0.parameter == index })
    }
  }
  private var excess: ArraySlice<Int> { places.dropFirst(arguments) }

  /// The lines that may have been meant, the likeliest first.
  ///
  /// A word with blanks was quoted as it should be. An option that would take any word as well, such
  /// as a comment, is less likely than a name without quotes.
  var readings: [[String]] {
    guard let forgotten else { return unquotedLines }
    var line = words
    for (place, option) in forgotten.reversed() {
      line.insert(parameters[option].title, at: place)
    }
    guard isNameLikelier else { return [line] }
    return excess.count == 1 && !followsValue ? unquotedLines + [line] : unquotedLines
  }

  /// The names of the options whose values the words probably are.
  var forgottenOptions: [String] {
    guard let forgotten, !isNameLikelier else { return [] }
    return forgotten.reduce(into: []) { names, one in
      let name = parameters[one.option].title
      if !names.contains(name) { names.append(name) }
    }
  }

  /// Whether the words too many stand behind the value of an option.
  private var followsValue: Bool { excess.first.map { !places.contains($0 - 1) } ?? false }

  private var isNameLikelier: Bool {
    !unquotedLines.isEmpty && forgotten?.allSatisfy { takesAnything($0.option) } ?? true
  }

  // MARK: Forgotten names

  /// Each word too many with the option that it is a value of; `nil` where one is of none.
  private var forgotten: [(place: Int, option: Int)]? {
    var found: [(place: Int, option: Int)] = []
    for place in excess {
      let others = candidates.filter { option in !found.contains { $0.option == option } }
      let option = (repeated(before: place, found) + others).first { accepts($0, words[place]) }
      guard let option else { return nil }
      found.append((place, option))
    }
    return found
  }

  /// The options that may be meant: first those that do not take any word, then the required ones.
  private var candidates: [Int] {
    let free = parameters.indices.filter { option in
      let parameter = parameters[option]
      return !parameter.isArgument && !parameter.isFlag
        && (parameter.isRequired || parameter.isMeantByPlace)
        && !given.contains { $0.parameter == option }
    }
    let choosy = free.filter { !takesAnything($0) }
    let others = free.filter(takesAnything)
    return choosy + others.filter { parameters[$0].isRequired }
      + others.filter { !parameters[$0].isRequired }
  }

  /// Whether an option would take what was meant for an argument just as well.
  private func takesAnything(_ option: Int) -> Bool {
    places.first.map { accepts(option, words[$0]) } ?? true
  }

  /// The option whose value stands before a word, where it takes several.
  private func repeated(before place: Int, _ found: [(place: Int, option: Int)]) -> [Int] {
    let before =
      found.last { $0.place == place - 1 }?.option
      ?? given.first { $0.word == place - 1 }?.parameter
    return [before].compactMap { $0 }.filter {
      parameters[$0].isRepeatable && !parameters[$0].isArgument && !parameters[$0].isFlag
    }
  }

  // MARK: Forgotten quotes

  private var unquotedLines: [[String]] {
    // What has blanks was quoted.
    let ranges = unquotedRanges.filter { !words[$0].contains { $0.contains(" ") } }
    return ranges.map { range in
      var line = words
      line.replaceSubrange(range, with: [words[range].joined(separator: " ")])
      return line
    }
  }

  /// The words that may have been meant as one: those of any argument, or, where the words too many
  /// follow an option, those of its value.
  private var unquotedRanges: [Range<Int>] {
    guard let first = excess.first, let last = places.last, last - first == excess.count - 1
    else { return [] }
    let isOption = { WordShape.isOption(words[$0]) }
    if followsValue {
      let isOfOption = first > 1 && isOption(first - 2) && !isOption(first - 1)
      return isOfOption ? [first - 1..<last + 1] : []
    }
    return places.prefix(arguments).indices.compactMap { argument in
      let (start, end) = (places[argument], places[argument + excess.count])
      return end - start == excess.count ? start..<end + 1 : nil
    }
  }
}
