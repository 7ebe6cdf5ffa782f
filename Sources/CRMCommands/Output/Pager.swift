import CRMCore

/// Shows what is longer than the screen in a pager, as git does.
struct Pager {
  private let command: String
  private let height: Int
  private let world: World

  /// The pager of this run; `nil` where there is none to be used: no terminal, a format for programs,
  /// `--no-pager`, or a pager that is empty or `cat`.
  init?(_ options: GlobalOptions, _ world: World) {
    let command = world.environment("CRM_PAGER") ?? world.environment("PAGER") ?? "less"
    guard options.format == .table, !options.hasNoPager, world.isTerminal(.output),
      let height = world.terminalHeight(), !["", "cat"].contains(command)
    else { return nil }
    self.command = command
    self.height = height
    self.world = world
  }

  /// Shows the output; a pager that is closed early changes nothing, one that cannot be run is done
  /// without.
  func show(_ bytes: [UInt8]) throws(CRMError) {
    let lines = bytes.count { $0 == UInt8(ascii: "\n") }
    if lines >= height, world.page(command, bytes) { return }
    do throws(SystemError) { try world.write(bytes, .output) } catch { throw .system(error) }
  }
}
