/// What is wrong with the words, before it is known how the whole line looks.
struct Fault: Error {
  let cause: UsageError.Cause
  /// The indexes of the words at fault; nil where something is missing.
  let words: Range<Int>?
  /// The known name that was probably meant.
  let nearest: String?
  /// What should stand instead of `words`.
  let replacement: [String]

  init(
    _ cause: UsageError.Cause, words: Range<Int>? = nil, nearest: String? = nil,
    replacement: [String] = []
  ) {
    self.cause = cause
    self.words = words
    self.nearest = nearest
    self.replacement = replacement
  }

  /// The same, where words too many were probably the values of options.
  func meaning(_ options: [String]) -> Fault {
    guard case .unexpectedArgument(let word, _) = cause else { return self }
    return Fault(
      .unexpectedArgument(word, meant: options), words: words, nearest: nearest,
      replacement: replacement)
  }
}
