import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm undo`.
struct Undo: WritingRunnable {
  var write = WriteOptions()
  var prints: Printed { .card(.operation) }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "undo", Text(ru: "отменить свое последнее действие", en: "take back your last command"),
      discussion: Text(
        ru: "Действие отменяется целиком; еще раз undo отменяет предыдущее. Нужны права на то, "
          + "что при этом меняется: чего вам больше нельзя делать, того нельзя и отменить.",
        en:
          "The command is taken back as a whole; undo again takes back the one before. It asks for "
          + "the rights of what it changes: what you may not do any more, you may not take back."),
      category: category, Undo(),
      examples: [Example("crm undo", Text(ru: "последнее действие", en: "the last command"))])
  }

  func run(in session: Session) throws(CRMError) { try session.turn(.undo, write) }
}

/// The command `crm redo`.
struct Redo: WritingRunnable {
  var write = WriteOptions()
  var prints: Printed { .card(.operation) }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "redo", Text(ru: "вернуть отмененное действие", en: "do again what was taken back"),
      discussion: Text(
        ru: "Нужны права на то, что делается снова.",
        en: "It asks for the rights of what it does again."),
      category: category, Redo(),
      examples: [Example("crm redo", Text(ru: "отмененное последним", en: "what was undone last"))])
  }

  func run(in session: Session) throws(CRMError) { try session.turn(.redo, write) }
}

extension Session {
  /// Turns the user's last operation back or forth, and prints it.
  fileprivate func turn(_ turn: Workspace.Turn, _ write: WriteOptions) throws(CRMError) {
    // What can fail is done first: an error must not be the answer to what is stored.
    let presentation = try read { (snapshot) throws(CRMError) in try self.presentation(snapshot) }
    let entry = try self.turn(turn, isDryRun: write.isDryRun)
    let command = ShellWord.quote(["crm"] + entry.command)
    let words =
      switch turn {
      case .undo: Phrase(ru: "отменено: \(command)", en: "undone: \(command)")
      case .redo: Phrase(ru: "возвращено: \(command)", en: "redone: \(command)")
      }
    let done = dry(write) + SafeText.visible(presentation.text(words))
    try show(.operation, entry, presentation, done: done)
  }
}
