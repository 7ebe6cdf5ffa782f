import CRMCommands
import CRMCore
import CRMModel

extension World {
  /// The world of a process.
  init(_ arguments: [String]?, _ system: PosixSystem) {
    self.init(
      arguments: arguments,
      environment: { system.environment($0) },
      now: { Instant(secondsSinceEpoch: system.now()) ?? .first },
      random: { UInt64.random(in: .min ... .max) },
      login: { system.userLogin() },
      currentFolder: { system.currentFolder() },
      zone: { system.timeZone($0) },
      concurrently: { system.concurrently($0, $1) },
      aside: { system.aside($0) }, files: system,
      readFile: { (path, limit) throws(SystemError) in
        try system.readUserFile(path, limit: limit)
      },
      readInput: { (limit) throws(SystemError) in try system.readStandardInput(limit: limit) },
      write: { (bytes, stream) throws(SystemError) in
        try system.write(bytes, to: stream == .output ? .output : .error)
      },
      isTerminal: { system.isTerminal($0 == .output ? .output : .error) },
      terminalWidth: { system.terminalWidth(.output) },
      terminalHeight: { system.terminalHeight(.output) }, readAnswer: { system.readAnswer() },
      page: { system.page($0, $1, defaults: ["LESS": "FRX", "LV": "-c"]) },
      run: { (run) throws(SystemError) in try system.run(run) })
    commit = BuildCommit.text
  }
}
