import Glibc

/// A person at the terminal, and programs that are started for one.
extension PosixSystem {
  /// One line that a person types; `nil` where standard input is no terminal, or has ended.
  package func readAnswer() -> String? {
    guard isTerminal(.input) else { return nil }
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while retrying({ read(Stream.input.rawValue, &byte, 1) }) == 1 {
      if byte == UInt8(ascii: "\n") { return String(validating: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }

  /// The rows of the terminal behind a stream, or nil where there is none.
  package func terminalHeight(_ stream: Stream) -> Int? {
    var size = winsize()
    guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
    return Int(size.ws_row)
  }

  /// Gives bytes to a command of the shell and waits for its end; it may end before it read them all.
  ///
  /// - Parameters:
  ///   - command: For `/bin/sh -c`.
  ///   - bytes: What its standard input holds.
  ///   - defaults: Variables that it gets where the environment does not set them.
  /// - Returns: Whether it was run; `false` where there is no such program.
  package func page(_ command: String, _ bytes: [UInt8], defaults: [String: String]) -> Bool {
    for (name, value) in defaults { setenv(name, value, 0) }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return false }
    // Else the pager would hold its own input open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // The pager deals with the keyboard's signals; this program must outlive it.
    let ignored = [SIGPIPE, SIGINT, SIGQUIT].map { ($0, signal($0, SIG_IGN)) }
    defer { for (number, handler) in ignored { signal(number, handler) } }
    guard let pager = start(command, input: ends[0]) else {
      for end in ends { close(end) }
      return false
    }
    close(ends[0])
    try? writeAll(bytes, to: ends[1], at: nil, .write, command)
    close(ends[1])
    var status: Int32 = 0
    _ = retrying { waitpid(pager, &status, 0) }
    // What a shell ends with when it cannot find or run a program.
    let isExit = status & 0x7F == 0
    return !(isExit && [126, 127].contains(status >> 8 & 0xFF))
  }

  /// What a program writes that ends well, run in empty surroundings; `nil` where it does not.
  func output(of line: [String]) -> [UInt8]? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], Stream.output.rawValue)
    for stream in [Stream.input, .error] {
      posix_spawn_file_actions_addopen(&actions, stream.rawValue, "/dev/null", O_RDWR, 0)
    }
    let words: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let isStarted = posix_spawn(&process, line[0], &actions, nil, words, [nil]) == 0
    close(ends[1])
    defer { close(ends[0]) }
    guard isStarted else { return nil }
    let answer = try? bytes(of: ends[0], line[0], limit: 4_096)
    var status: Int32 = 0
    _ = retrying { waitpid(process, &status, 0) }
    return status == 0 ? answer : nil
  }

  private func start(_ command: String, input: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGPIPE, SIGINT, SIGQUIT] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    posix_spawn_file_actions_adddup2(&actions, input, Stream.input.rawValue)
    let line: [String] = ["sh", "-c", command]
    let words: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    guard posix_spawn(&process, "/bin/sh", &actions, &attributes, words, environ) == 0 else {
      return nil
    }
    return process
  }
}
