package import CRMModel
import Glibc

/// The process that the program is: its user, its surroundings, its streams.
extension PosixSystem {
  /// The seconds since 1970, whole.
  package func now() -> Int64 {
    Int64(clock(CLOCK_REALTIME).tv_sec)
  }

  /// The login of the user that runs the program, or the number where it has no name.
  ///
  /// Who is not in the password file may be known to a directory service, which `id` asks. Variables
  /// such as `$USER` are not asked, because anybody can set them.
  package func userLogin() -> String {
    let user = getuid()
    if let bytes = try? readUserFile("/etc/passwd", limit: 64 << 20),
      let login = PasswordFile.login(of: user, in: bytes)
    {
      return login
    }
    for program in ["/usr/bin/id", "/bin/id"] {
      guard let answer = output(of: [program, "-run"]) else { continue }
      let login = String(decoding: answer.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      if !login.isEmpty { return login }
    }
    return String(user)
  }

  /// The value of an environment variable, or nil where it is not set.
  package func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The working directory, or nil where it has gone.
  package func currentFolder() -> String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// Whether a person may be looking at the stream.
  package func isTerminal(_ stream: Stream) -> Bool {
    isatty(stream.rawValue) == 1
  }

  /// The columns of the terminal behind a stream, or nil where there is none.
  package func terminalWidth(_ stream: Stream) -> Int? {
    var size = winsize()
    let request = UInt(TIOCGWINSZ)
    guard ioctl(stream.rawValue, request, &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes all the bytes to a stream.
  ///
  /// - Throws: `SystemError` with `brokenPipe` where the reader has gone (and the signal is
  ///   ignored, else the process ends here), with another code for a full disk and its like.
  package func write(_ bytes: [UInt8], to stream: Stream) throws(SystemError) {
    try writeAll(bytes, to: stream.rawValue, at: nil, .write, stream.name)
  }

  /// Reads the standard input to its end.
  ///
  /// - Throws: `SystemError`, with `tooLarge` where there are more bytes than the limit.
  package func readStandardInput(limit: Int) throws(SystemError) -> [UInt8] {
    try wholeContent(of: Stream.input.rawValue, "standard input", limit: limit)
  }

  /// Reads a file that the user named: unlike the store's, it may be a link or a pipe.
  ///
  /// - Throws: `SystemError`, with `tooLarge` where there are more bytes than the limit.
  package func readUserFile(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
    let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failure(.read, path) }
    defer { _ = close(descriptor) }
    return try wholeContent(of: descriptor, path, limit: limit)
  }

  /// The machine's descriptions of time zones, where `TZDIR` says or in the usual folder.
  package func timeZones() -> TimeZoneDatabase {
    let folder = environment("TZDIR").flatMap { $0.isEmpty ? nil : $0 }
    return TimeZoneDatabase(folder: folder ?? TimeZoneDatabase.usualFolder) {
      (path, limit) throws(SystemError) in try readUserFile(path, limit: limit)
    }
  }

  /// The zone of a name by this machine's descriptions; `nil` for an unknown one, never GMT.
  package func timeZone(_ identifier: String) -> TimeZoneRules? {
    guard let offsets = try? timeZones().offsets(of: identifier) else { return nil }
    return TimeZoneRules(identifier: identifier) { offsets($0.secondsSinceEpoch) }
  }

  /// Does work in a process of its own, where the system gives one: it belongs to no terminal, holds
  /// nothing open that this one was started with, and says nothing.
  ///
  /// To be asked while the program has one thread and holds no lock.
  package func aside(_ work: () -> Void) {
    guard fork() == 0 else { return }
    _ = setsid()
    closefrom(0)
    for _ in 0..<3 { _ = open("/dev/null", O_RDWR) }
    work()
    _exit(0)
  }

  /// Ends the program with a status.
  package func leave(_ status: Int32) -> Never {
    exit(status)
  }
}
