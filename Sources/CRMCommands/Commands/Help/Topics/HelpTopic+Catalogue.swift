import CommandLineKit

/// What `crm help` explains beside the commands.
///
/// Written for somebody who will not read a manual: what to do comes first, and every page ends in
/// lines that can be pasted.
extension HelpTopic {
  /// Every topic, in the order of the help.
  static func all(exitStatuses: [ExitStatus]) -> [HelpTopic] {
    [
      day, stages, expressions, automation, times, money, reports, formats,
      exitStatus(exitStatuses), environment, files, changes,
    ]
  }
}
