/// A program to be run with fixed arguments, without a shell.
package struct ProgramRun: Sendable {
  /// Its name, looked for where the environment says.
  package var program: String
  /// What it is given.
  package var arguments: [String]
  /// What its standard input holds.
  package var input: [UInt8] = []
  /// Variables that it gets beside those of this process.
  package var variables: [String: String] = [:]
  /// Which of this process's variables it does not get, by how their names begin.
  package var withheld: [String] = []
  /// Which rights its files lack, as `umask` has it.
  package var mask: UInt32
  /// The most bytes that it may write; beyond, it is ended.
  package var limit: Int

  /// A run without input.
  package init(_ program: String, _ arguments: [String], mask: UInt32, limit: Int) {
    self.program = program
    self.arguments = arguments
    self.mask = mask
    self.limit = limit
  }
}

/// What came of a program that was run.
package struct ProgramAnswer: Sendable {
  /// Its exit status; 128 and the number of a signal.
  package var status: Int32
  /// What it wrote to standard output.
  package var output: [UInt8]
  /// What it wrote to standard error, as far as anybody wants to read it.
  package var errors: [UInt8]

  /// An answer by its parts.
  package init(status: Int32, output: [UInt8], errors: [UInt8]) {
    self.status = status
    self.output = output
    self.errors = errors
  }
}
