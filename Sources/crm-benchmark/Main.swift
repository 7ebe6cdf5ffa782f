import CRMCore

/// Measures `crm` side by side with the tools that people would use instead.
@main
enum Main {
  static func main() {
    let system = PosixSystem()
    var arguments = Array(CommandLine.arguments.dropFirst())
    do {
      switch arguments.first {
      case "make" where arguments.count == 3:
        let deals = try Options.number(arguments[2], atMost: 10_000_000)
        try DirectoryMaker(folder: arguments[1], deals: deals).make()
      case "files" where arguments.count == 3:
        let count = try Options.number(arguments[2], atMost: 1_000_000)
        try BareFiles(folder: arguments[1], count: count).write()
      case "compare" where arguments.count == 4:
        let agreement = try Agreement(
          report: arguments[1], findingRows: arguments[2], summaryRows: arguments[3])
        say(agreement.differences.prefix(10).map { "  \($0)\n" }.joined(), .error)
        say("\(agreement.findings) \(agreement.differences.count)\n", .output)
      default:
        if arguments.first == "run" { arguments.removeFirst() }
        try Benchmark(Options(arguments)) { say($0, .output) }.run()
      }
    } catch {
      say("crm-benchmark: \(error)\n", .error)
      system.leave(1)
    }
    system.leave(0)
  }

  private static func say(_ text: String, _ stream: PosixSystem.Stream) {
    try? PosixSystem().write(Array(text.utf8), to: stream)
  }
}
