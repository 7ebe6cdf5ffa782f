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
  /// What git offers for it.
  package let hint: String?

  /// A problem in words.
  init(_ cause: Cause, ru: String, en: String, _ remedies: Remedy..., hint: String? = nil) {
    self.init(cause, ru: ru, en: en, remedies, hint: hint)
  }

  private init(_ cause: Cause, ru: String, en: String, _ remedies: [Remedy], hint: String?) {
    self.cause = cause
    message = Phrase(ru: ru, en: en)
    self.remedies = remedies
    self.hint = hint
  }

  /// Something of this machine's is not for others (R124).
  static func unfit(_ path: String, _ remedies: Remedy..., hint: String? = nil) -> SyncProblem {
    let path = SafeText.visible(path)
    return SyncProblem(
      .refused, ru: "'\(path)' — не документ и не обычный файл, такое не отправляется",
      en: "'\(path)' is no document and no plain file, such is not sent", remedies, hint: hint)
  }

  /// git said no; its own words are shown as they are.
  static func git(
    _ words: [String], _ errors: [UInt8], _ cause: Cause = .failed, hint: String? = nil
  ) -> SyncProblem {
    let lines = String(decoding: errors, as: UTF8.self).split(separator: "\n")
      .map { String($0).trimmingBlanks() }.filter { !$0.isEmpty }
    let said = lines.prefix(6).joined(separator: "; ")
    let command = "git \(words.first ?? "")"
    return SyncProblem(
      cause, ru: said.isEmpty ? command : "\(command): \(said)",
      en: said.isEmpty ? command : "\(command): \(said)", hint: hint)
  }
}
