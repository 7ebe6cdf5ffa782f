import Glibc

/// Programs that work for this one.
extension PosixSystem {
  /// The most bytes of an error message that are kept.
  private static let mostErrors = 64 << 10

  /// Runs a program to its end and collects what it writes; nothing asks a person meanwhile.
  ///
  /// - Throws: `SystemError` where there is no such program (`isMissing`), or it writes more than the
  ///   limit (`tooLarge`).
  package func run(_ run: ProgramRun) throws(SystemError) -> ProgramAnswer {
    var pipes = [[Int32]](repeating: [-1, -1], count: 3)
    defer { for end in pipes.joined() where end >= 0 { close(end) } }
    for index in pipes.indices {
      guard pipe(&pipes[index]) == 0 else { throw failure(.run, run.program) }
      for end in pipes[index] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
    let process = try start(run, [pipes[0][0], pipes[1][1], pipes[2][1]])
    for (index, end) in [(0, 0), (1, 1), (2, 1)] {
      close(pipes[index][end])
      pipes[index][end] = -1
    }
    // A program that ends before it has read everything must not end this one.
    let handler = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, handler) }
    var answer = ProgramAnswer(status: 0, output: [], errors: [])
    let isWhole = exchange(run, &pipes, &answer)
    if !isWhole { kill(process, SIGTERM) }
    var status: Int32 = 0
    _ = retrying { waitpid(process, &status, 0) }
    guard isWhole else { throw SystemError(.run, run.program, code: SystemError.tooLarge) }
    answer.status = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    return answer
  }

  /// Feeds the program and takes what it writes, whichever is ready; false beyond the limit.
  private func exchange(
    _ run: ProgramRun, _ pipes: inout [[Int32]], _ answer: inout ProgramAnswer
  ) -> Bool {
    for end in [pipes[0][1], pipes[1][0], pipes[2][0]] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    var sent = 0
    while true {
      if sent == run.input.count, pipes[0][1] >= 0 {
        close(pipes[0][1])
        pipes[0][1] = -1
      }
      // A descriptor below 0 is left alone.
      var ready = [
        pollfd(fd: pipes[0][1], events: Int16(POLLOUT), revents: 0),
        pollfd(fd: pipes[1][0], events: Int16(POLLIN), revents: 0),
        pollfd(fd: pipes[2][0], events: Int16(POLLIN), revents: 0),
      ]
      guard ready.contains(where: { $0.fd >= 0 }) else { return true }
      guard retrying({ poll(&ready, nfds_t(ready.count), -1) }) > 0 else { return true }
      if ready[0].revents != 0 {
        let count = run.input.withUnsafeBytes { buffer in
          Glibc.write(pipes[0][1], buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
        }
        if count >= 0 {
          sent += count
        } else if errno != EAGAIN, errno != EINTR {
          sent = run.input.count
        }
      }
      for (index, isOutput) in [(1, true), (2, false)] where ready[index].revents != 0 {
        let piece = available(pipes[index][0])
        guard let piece else { continue }
        if piece.isEmpty {
          close(pipes[index][0])
          pipes[index][0] = -1
        } else if isOutput {
          answer.output += piece
        } else if answer.errors.count < Self.mostErrors {
          answer.errors += piece
        }
      }
      guard answer.output.count <= run.limit else { return false }
    }
  }

  /// What can be read at once; empty at the end, nil where there is nothing just now.
  private func available(_ descriptor: Int32) -> [UInt8]? {
    var count = 0
    let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
      count = read(descriptor, buffer.baseAddress, 1 << 16)
      filled = Swift.max(count, 0)
    }
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? nil : piece
  }

  private func start(_ run: ProgramRun, _ ends: [Int32]) throws(SystemError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (stream, end) in ends.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, end, Int32(stream))
    }
    var words: [UnsafeMutablePointer<CChar>?] =
      ([run.program] + run.arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = surroundings(of: run).map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var process = pid_t()
    let mask = umask(mode_t(run.mask))
    defer { umask(mask) }
    let code = posix_spawnp(&process, run.program, &actions, nil, &words, &variables)
    guard code == 0 else { throw SystemError(.run, run.program, code: code) }
    return process
  }

  private func surroundings(of run: ProgramRun) -> [String] {
    var all: [String] = []
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      let name = text.prefix { $0 != "=" }
      let isKept =
        run.variables[String(name)] == nil && !run.withheld.contains { name.hasPrefix($0) }
      if isKept { all.append(text) }
      next += 1
    }
    return all + run.variables.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
  }
}
