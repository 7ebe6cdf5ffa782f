import CRMCore
import CRMModel
import CommandLineKit

/// The program, apart from the process it runs in.
package enum Tool {
  /// Runs the command that the arguments name.
  ///
  /// - Returns: The exit status of `spec/cli.md`; 141 where the reader of standard output went away.
  package static func run(_ world: World) -> Int32 {
    guard var words = world.arguments else {
      let nobody = Session(
        world: world, options: GlobalOptions(), language: Environment.language(nil, world),
        words: [], output: Output { (_) throws(SystemError) in })
      return nobody.fail(.system(SystemError(.read, "arguments", code: SystemError.noData)))
    }
    var answers = Answers()
    while true {
      let parsed = CommandTree.program.parse(words)
      let language = Environment.language(parsed.globals.language, world)
      let pager = Pager(parsed.globals, world)
      let held = pager.map { _ in CapturedOutput() }
      let output =
        held?.output
        ?? Output { (bytes) throws(SystemError) in
          try world.write(bytes, .output)
        }
      let session = Session(
        world: world, options: parsed.globals, language: language, words: words, output: output)
      let failure = session.outcome(of: parsed)
      session.progress?.erase()
      if let held, let pager {
        do throws(CRMError) { try pager.show(held.taken()) } catch { return session.fail(error) }
      }
      guard let failure else { return 0 }
      // A shell that completes a line must never be disturbed.
      guard parsed.path != [CompletionHelper.name] else { return 0 }
      guard let line = session.answered(failure, parsed, &answers) else {
        return session.fail(failure)
      }
      words = line
    }
  }
}

extension Session {
  /// Does it and writes what it printed; what a check found has been printed too.
  fileprivate func outcome(of parsed: Parsed<GlobalOptions, any Runnable>) -> CRMError? {
    do throws(CRMError) {
      do throws(CRMError) { try perform(parsed) } catch {
        if case .check = error { try output.flush() }
        throw error
      }
      try output.flush()
      return nil
    } catch {
      return error
    }
  }

  /// Does what the parsed command line asks for.
  func perform(_ parsed: Parsed<GlobalOptions, any Runnable>) throws(CRMError) {
    switch parsed.outcome {
    case .run(let command):
      try run(command, of: parsed.path)
    case .help: try printHelp(parsed.path)
    case .version: try printVersion()
    case .failure(let error):
      guard parsed.path.isEmpty, case .missingSubcommand = error.cause, options.format == .table
      else { throw .parse(error, where: knowsNames) }
      try printHelp(.day)
    }
  }

  /// Runs a command of a path, once it is certain that what it prints can be printed.
  func run(_ command: any Runnable, of path: [String]) throws(CRMError) {
    try command.prints.check(options, of: path, self)
    try command.run(in: self)
  }

  /// Says what went wrong.
  ///
  /// - Returns: The exit status.
  func fail(_ error: CRMError) -> Int32 {
    if case .check = error { return 1 }
    if case .system(let error) = error, error.code == SystemError.brokenPipe { return 141 }
    let report = ErrorReport(error).completing(words, where: knowsNames).locating(line: batchLine)
      .telling(ofStored: stored)
    let text: [UInt8]
    switch options.format {
    case .json, .ndjson: text = JSONWriter.bytes(of: report.json(language), style: .pretty)
    case .table, .csv, .tsv, .ids: text = Array(report.text(language).utf8)
    }
    // Nobody can be told that standard error is closed.
    try? world.write(text, .error)
    return report.code.status
  }
}
