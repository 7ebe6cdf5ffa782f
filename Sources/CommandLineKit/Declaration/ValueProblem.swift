/// Why a word is not the value it should be.
///
/// Whoever reads a value says only what is wrong; the kit adds the option and the word.
package struct ValueProblem: Error, Hashable, Sendable {
  /// What is wrong, as the end of `malformed value 'x' for '--option': …`.
  package let text: Text
  /// A word that was probably meant.
  package let nearest: String?

  /// Creates a problem.
  package init(_ text: Text, nearest: String? = nil) {
    self.text = text
    self.nearest = nearest
  }
}
