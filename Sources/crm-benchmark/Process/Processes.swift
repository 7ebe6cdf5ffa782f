import Glibc

/// Starts programs and says what they cost.
struct Processes {
  /// The variables that every program gets: no settings of the user's own change what is measured.
  private let environment: [String]

  init(_ variables: [String: String]) {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    environment =
      ["PATH=\(path)", "LC_ALL=C.UTF-8"]
      + variables.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }
  }

  /// Runs a program to its end.
  ///
  /// - Throws: `BenchmarkError` where it cannot be started.
  func measure(_ command: Command) throws(BenchmarkError) -> Measurement {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let output = command.output ?? "/dev/null"
    posix_spawn_file_actions_addopen(&actions, 0, command.input ?? "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    if !command.isHeard {
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    let words = command.words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }

    var child: pid_t = 0
    let start = now()
    let failure = posix_spawnp(&child, command.words[0], &actions, nil, words, variables)
    guard failure == 0 else {
      throw BenchmarkError("cannot start '\(command.words[0])': error \(failure)")
    }
    var state: Int32 = 0
    var usage = rusage()
    while wait4(child, &state, 0, &usage) < 0 {
      guard errno == EINTR else { throw BenchmarkError("cannot wait for '\(command.words[0])'") }
    }
    let wall = now() - start
    let signal = state & 0x7F
    return Measurement(
      wall: wall, processor: milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
      peak: Double(usage.ru_maxrss) / 1024,
      status: signal == 0 ? state >> 8 & 0xFF : 128 + signal)
  }

  /// Runs a program that has to succeed.
  func run(
    _ words: String..., input: String? = nil, output: String? = nil, isHeard: Bool = true
  ) throws(BenchmarkError) {
    var command = Command(words, input: input, output: output)
    command.isHeard = isHeard
    let status = try measure(command).status
    guard status == 0 else {
      throw BenchmarkError(
        "'\(words.prefix(3).joined(separator: " "))' ended with status \(status)")
    }
  }

  /// Whether there is a program of that name.
  func has(_ program: String) -> Bool {
    var command = Command([program, "--version"])
    command.isHeard = false
    return (try? measure(command))?.status == 0
  }

  /// Whether the disk's cache can be dropped.
  var canDropCaches: Bool { access("/proc/sys/vm/drop_caches", W_OK) == 0 }

  /// Drops the disk's cache, for everybody on this machine.
  func dropCaches() throws(BenchmarkError) {
    try run("sh", "-c", "sync; echo 3 > /proc/sys/vm/drop_caches")
  }

  /// Where this very program lies.
  static var ownPath: String {
    guard let path = realpath("/proc/self/exe", nil) else { return CommandLine.arguments[0] }
    defer { free(path) }
    return String(cString: path)
  }

  private func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
  }

  private func milliseconds(_ time: timeval) -> Double {
    Double(time.tv_sec) * 1_000 + Double(time.tv_usec) / 1_000
  }
}
