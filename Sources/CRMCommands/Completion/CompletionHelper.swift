import CRMCore
import CRMModel
import CommandLineKit

/// `crm __complete KIND -- WORD… TYPED`: what completion scripts ask for.
///
/// It prints lines `value`, a tab, and a description. It never writes, takes no lock and so never
/// waits; whatever goes wrong, it prints nothing and its status is 0.
struct CompletionHelper: Runnable {
  var kind = ""
  var words: [String] = []
  var prints: Printed { .text }

  static var name: String { "__complete" }

  static var command: CRMCommand {
    CRMCommand(
      name, Text(ru: "значения для дополнения в оболочке", en: "values for shell completion"),
      traits: .hidden, CompletionHelper(),
      rows: [
        .argument(.text("KIND"), help: Text(ru: "что дополняется", en: "what is completed")) {
          $0.kind = $1
        },
        .argument(
          .text("WORD"), isRequired: false, isRepeatable: true,
          help: Text(
            ru: "слова строки, последним — начало дополняемого",
            en: "the words of the line, what was typed of the value last")
        ) { $0.words.append($1) },
      ])
  }

  func run(in session: Session) throws(CRMError) {
    guard let kind = LiveKind(rawValue: kind) else { return }
    let line = CommandTree.program.readPartial(Array(words.dropLast()))
    var world = session.world
    world.files = ReadOnlyFiles(world.files)
    let reader = Session(
      world: world, options: line.globals,
      language: Environment.language(line.globals.language, world), words: [],
      output: session.output)
    let values = LiveValues(session: reader, line: line, typed: TypedStart(words.last ?? ""))
    for value in try values.all(kind) {
      let description = SafeText.visible(value.description)
      try session.output.append(
        description.isEmpty ? "\(value.text)\n" : "\(value.text)\t\(description)\n")
    }
  }
}
