import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm undo [OPERATION]`.
struct Undo: WritingRunnable {
  var operation: String?
  var write = WriteOptions()
  var prints: Printed { .card(.operation) }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "undo",
      Text(ru: "отменить действие, свое последнее или названное", en: "take back a command"),
      discussion: Text(
        ru: "Действие отменяется целиком; еще раз undo отменяет предыдущее. Названное действие "
          + "отменяется, если ничто из измененного им с тех пор не меняли. Нужны права на то, "
          + "что при этом меняется: чего вам больше нельзя делать, того нельзя и отменить.",
        en:
          "The command is taken back as a whole; undo again takes back the one before. One that is "
          + "named is taken back where nothing that it changed was changed since. It asks for "
          + "the rights of what it changes: what you may not do any more, you may not take back."),
      category: category, Undo(),
      rows: [.operation { $0.operation = $1 }],
      examples: [
        Example("crm undo", Text(ru: "последнее действие", en: "the last command")),
        Example("crm undo 7k3m9qa2", Text(ru: "действие по id из crm log", en: "one by its id")),
      ])
  }

  func run(in session: Session) throws(CRMError) { try session.turn(.undo, operation, write) }
}

/// The command `crm redo [OPERATION]`.
struct Redo: WritingRunnable {
  var operation: String?
  var write = WriteOptions()
  var prints: Printed { .card(.operation) }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "redo", Text(ru: "вернуть отмененное действие", en: "do again what was taken back"),
      discussion: Text(
        ru: "Нужны права на то, что делается снова.",
        en: "It asks for the rights of what it does again."),
      category: category, Redo(),
      rows: [.operation { $0.operation = $1 }],
      examples: [Example("crm redo", Text(ru: "отмененное последним", en: "what was undone last"))])
  }

  func run(in session: Session) throws(CRMError) { try session.turn(.redo, operation, write) }
}

extension Row {
  /// The operation that is meant.
  fileprivate static func operation(
    _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .argument(
      .reference("OPERATION", "operation"), isRequired: false,
      help: Text(
        ru: "действие, как его зовет crm log; иначе последнее",
        en: "the operation, as crm log names it; else the last one"),
      store: store)
  }
}

extension Session {
  /// Turns an operation back or forth, and prints it.
  fileprivate func turn(
    _ turn: Workspace.Turn, _ operation: String?, _ write: WriteOptions
  ) throws(CRMError) {
    // What can fail is done first: an error must not be the answer to what is stored.
    let presentation = try read { (snapshot) throws(CRMError) in try self.presentation(snapshot) }
    let entry = try self.turn(turn, operation, isDryRun: write.isDryRun)
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
