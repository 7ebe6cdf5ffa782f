/// A program with its arguments, run to its end with its output thrown away.
struct Command {
  /// The program, looked up in `PATH`, and its arguments.
  let words: [String]
  /// The file that is its standard input; nothing where there is none.
  var input: String?
  /// The file that takes its standard output; thrown away where there is none.
  var output: String?
  /// Whether what it says on standard error is shown.
  var isHeard = true

  init(_ words: [String], input: String? = nil, output: String? = nil) {
    self.words = words
    self.input = input
    self.output = output
  }
}
