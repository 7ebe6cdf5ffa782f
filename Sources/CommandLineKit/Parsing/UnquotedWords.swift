/// The words by place of a line that has too many of them, because a name with blanks was typed
/// without quotes.
struct UnquotedWords {
  /// The indexes of the words by place, in order; the first ones are the command's arguments.
  private let places: [Int]
  private let arguments: Int

  init(places: [Int], arguments: Int) {
    self.places = places
    self.arguments = arguments
  }

  /// The words that may have been meant as one: those of any argument, or, where the words too many
  /// follow an option, those of its value.
  func ranges(isOption: (Int) -> Bool) -> [Range<Int>] {
    let excess = places.count - arguments
    guard excess > 0, let first = places.dropFirst(arguments).first, let last = places.last,
      last - first == excess - 1
    else { return [] }
    if !places.contains(first - 1) {
      let followsValue = first > 1 && isOption(first - 2) && !isOption(first - 1)
      return followsValue ? [first - 1..<last + 1] : []
    }
    return places.prefix(arguments).indices.compactMap { argument in
      let (start, end) = (places[argument], places[argument + excess])
      return end - start == excess ? start..<end + 1 : nil
    }
  }
}
