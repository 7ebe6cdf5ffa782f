/// What is known about a value before it is read: its name in help and its kind for programs.
package struct ValueDescription: Hashable, Sendable {
  /// The placeholder in help, such as `STAGE`.
  package let name: String
  /// The type of the value for programs that read the command tree, such as `integer`.
  package let kind: String
  /// The only words allowed, in the order of help; empty when the value is not a choice.
  package let choices: [String]
  /// What a shell offers.
  package let completion: Completion
  /// What help says of its form, such as where its words come from; nil where its name says enough.
  package let note: Text?
  /// Whether `-word` may follow the option as its value, as `--sort -budget` does.
  package let mayStartWithHyphen: Bool

  /// Creates a description.
  package init(
    name: String, kind: String, choices: [String] = [], completion: Completion = .none,
    note: Text? = nil, mayStartWithHyphen: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.choices = choices
    self.completion = completion
    self.note = note
    self.mayStartWithHyphen = mayStartWithHyphen
  }
}
