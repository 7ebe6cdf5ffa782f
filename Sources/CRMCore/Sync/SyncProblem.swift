package import CRMModel

/// Why the machines of a department cannot be brought together just now (R120, R124).
package struct SyncProblem: Error, Sendable {
  /// Whether the data or the repository have to change first, or the system has to work again.
  package enum Cause: Sendable {
    /// Status 5.
    case refused
    /// Status 74.
    case failed
  }

  /// What has to change.
  package let cause: Cause
  /// What is wrong.
  package let message: Phrase
  /// The commands that lead on.
  package let remedies: [Remedy]
  /// Commands of other programs that lead on, each by its words.
  package let commands: [[String]]

  /// A problem in words.
  init(
    _ cause: Cause, ru: String, en: String, _ remedies: Remedy..., commands: [[String]] = []
  ) {
    self.init(cause, ru: ru, en: en, remedies, commands: commands)
  }

  /// A problem in words.
  init(
    _ cause: Cause, ru: String, en: String, _ remedies: [Remedy], commands: [[String]] = []
  ) {
    self.cause = cause
    message = Phrase(ru: ru, en: en)
    self.remedies = remedies
    self.commands = commands
  }

  /// Something of this machine's is not for others (R124).
  static func unfit(_ path: String, _ command: [String]) -> SyncProblem {
    let path = SafeText.visible(path)
    return SyncProblem(
      .refused, ru: "'\(path)' — не документ и не обычный файл, такое не отправляется",
      en: "'\(path)' is no document and no plain file, such is not sent", commands: [command])
  }

  /// git said no; its own words are shown as they are.
  static func git(
    _ words: [String], _ errors: [UInt8], _ cause: Cause = .failed, beginning: [String]? = nil
  ) -> SyncProblem {
    let lines = String(decoding: errors, as: UTF8.self).split(separator: "\n")
      .map { String($0).trimmingBlanks() }.filter { !$0.isEmpty }
    let said = lines.prefix(6).joined(separator: "; ")
    let command = "git \(words.first ?? "")"
    let trust = lines.lazy.compactMap(Self.trust).first
    return SyncProblem(
      cause, ru: said.isEmpty ? command : "\(command): \(said)",
      en: said.isEmpty ? command : "\(command): \(said)",
      commands: [trust ?? beginning].compactMap { $0 })
  }

  /// The command that git offers where a folder on this machine is somebody else's: its owner is trusted.
  private static func trust(_ line: String) -> [String]? {
    let words = ["git", "config", "--global", "--add", "safe.directory"]
    let start = words.joined(separator: " ") + " "
    guard line.hasPrefix(start) else { return nil }
    // git quotes a folder as a shell reads it.
    let folder = line.dropFirst(start.count)
    guard folder.first == "'", folder.last == "'" else { return words + [String(folder)] }
    return words + [String(folder.dropFirst().dropLast()).replacing("'\\''", with: "'")]
  }
}
