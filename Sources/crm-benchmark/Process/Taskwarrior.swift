/// The words that make `task` work on a folder of its own and ask nothing.
struct Taskwarrior {
  let folder: String

  func command(_ words: [String]) -> Command {
    var command = Command(
      [
        "task", "rc.data.location=\(folder)", "rc.confirmation=off", "rc.hooks=off",
        "rc.verbose=nothing",
      ] + words)
    command.isHeard = false
    return command
  }
}
