/// What an unfinished command line says so far, for whoever completes its next word.
package struct PartialLine<Globals, Action> {
  /// The global options as far as they were given.
  package let globals: Globals
  /// The command words.
  package let path: [String]
  /// The command with what was given, as far as it could be read; `nil` where none is named.
  package let action: Action?
  /// The parameters that were given, with their words, those of the program last.
  package let values: [(parameter: ParameterDescription, word: String)]

  /// The word that was given first for a value of one of these live kinds.
  package func word(ofKind kinds: String...) -> String? {
    values.first { kinds.map(Completion.live).contains($0.parameter.value?.completion) }?.word
  }
}
