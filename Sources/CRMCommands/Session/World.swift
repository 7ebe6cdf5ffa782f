package import CRMCore
package import CRMModel

/// Everything outside of the program: the clock, chance, the environment, files and the terminal.
///
/// The real one is built in `crm/Main.swift`; tests build their own, so that no test depends on the
/// machine it runs on.
package struct World: Sendable {
  /// From which commit the program was built; empty where nobody knows.
  package var commit = ""
  /// The words after the program's name; `nil` where the system handed none over, nor a name.
  package var arguments: [String]?
  /// A variable of the environment; `nil` where it is not set.
  package var environment: @Sendable (String) -> String?
  /// The real clock.
  package var now: @Sendable () -> Instant
  /// A random number.
  package var random: @Sendable () -> UInt64
  /// The operating system's login.
  package var login: @Sendable () -> String
  /// The working directory; `nil` where it has gone.
  package var currentFolder: @Sendable () -> String?
  /// The zone of a name; `nil` for an unknown one.
  package var zone: @Sendable (String) -> TimeZoneRules?
  /// Does several pieces of work, on as many cores as there are.
  package var concurrently: @Sendable (Int, @escaping @Sendable (Int) -> Void) -> Void
  /// Does work that nobody is to wait for.
  package var aside: @Sendable (() -> Void) -> Void
  /// The disk of the data directory.
  package var files: any FileSystem
  /// Reads a file that the user named, up to a limit of bytes.
  package var readFile: @Sendable (String, Int) throws(SystemError) -> [UInt8]
  /// Reads standard input to its end, up to a limit of bytes.
  package var readInput: @Sendable (Int) throws(SystemError) -> [UInt8]
  /// Writes to standard output or standard error.
  package var write: @Sendable ([UInt8], OutputStream) throws(SystemError) -> Void
  /// Whether a person may be looking at the stream.
  package var isTerminal: @Sendable (OutputStream) -> Bool
  /// The columns of the terminal; `nil` where there is none.
  package var terminalWidth: @Sendable () -> Int?
  /// The rows of the terminal; `nil` where there is none.
  package var terminalHeight: @Sendable () -> Int?
  /// One line that a person types; `nil` where nobody can be asked.
  package var readAnswer: @Sendable () -> String?
  /// Shows bytes in a pager; `false` where there is none of that name.
  package var page: @Sendable (String, [UInt8]) -> Bool
  /// Runs another program to its end.
  package var run: @Sendable (ProgramRun) throws(SystemError) -> ProgramAnswer

  package init(
    arguments: [String]?, environment: @escaping @Sendable (String) -> String?,
    now: @escaping @Sendable () -> Instant, random: @escaping @Sendable () -> UInt64,
    login: @escaping @Sendable () -> String, currentFolder: @escaping @Sendable () -> String?,
    zone: @escaping @Sendable (String) -> TimeZoneRules?,
    concurrently: @escaping @Sendable (Int, @escaping @Sendable (Int) -> Void) -> Void = {
      count, work in
      for piece in 0..<count { work(piece) }
    },
    aside: @escaping @Sendable (() -> Void) -> Void = { $0() }, files: any FileSystem,
    readFile: @escaping @Sendable (String, Int) throws(SystemError) -> [UInt8],
    readInput: @escaping @Sendable (Int) throws(SystemError) -> [UInt8],
    write: @escaping @Sendable ([UInt8], OutputStream) throws(SystemError) -> Void,
    isTerminal: @escaping @Sendable (OutputStream) -> Bool,
    terminalWidth: @escaping @Sendable () -> Int?,
    terminalHeight: @escaping @Sendable () -> Int? = { nil },
    readAnswer: @escaping @Sendable () -> String? = { nil },
    page: @escaping @Sendable (String, [UInt8]) -> Bool = { _, _ in false },
    run: @escaping @Sendable (ProgramRun) throws(SystemError) -> ProgramAnswer = {
      (run) throws(SystemError) in
      throw SystemError(.run, run.program, code: SystemError.notFound)
    }
  ) {
    self.arguments = arguments
    self.environment = environment
    self.now = now
    self.random = random
    self.login = login
    self.currentFolder = currentFolder
    self.zone = zone
    self.concurrently = concurrently
    self.aside = aside
    self.files = files
    self.readFile = readFile
    self.readInput = readInput
    self.write = write
    self.isTerminal = isTerminal
    self.terminalWidth = terminalWidth
    self.terminalHeight = terminalHeight
    self.readAnswer = readAnswer
    self.page = page
    self.run = run
  }
}

/// Where output goes: results to standard output, everything else to standard error.
package enum OutputStream: Sendable {
  case output
  case error
}
