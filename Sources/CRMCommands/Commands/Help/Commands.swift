import CRMCore
import CRMModel
import CommandLineKit

/// `crm commands --json`: the command tree for programs.
struct Commands: Runnable {
  var prints: Printed { .text }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "commands", Text(ru: "дерево команд для программ", en: "the command tree for programs"),
      category: category, Commands(), rows: [],
      examples: [
        Example("crm commands --json", Text(ru: "как JSON", en: "as JSON"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let tree = CommandTree.program.description
    switch session.options.format {
    case .json, .ndjson:
      let isPretty = session.options.format == .json
      var writer = JSONWriter(style: isPretty ? .pretty : .compact)
      writer.append(tree.json(session.language))
      try session.output.append(writer.finished())
      if !isPretty { try session.output.append("\n") }
    case .table, .csv, .tsv, .ids:
      for command in tree.root.flattened where !command.isGroup && !command.traits.contains(.hidden)
      {
        let summary = command.summary[session.language]
        let name = command.path.joined(separator: " ")
        try session.output.append(
          session.options.format == .ids ? "\(name)\n" : "\(name)\t\(summary)\n")
      }
    }
  }
}

extension ProgramDescription {
  /// The whole tree, with its format version.
  func json(_ language: Language) -> JSONValue {
    [
      "formatVersion": .number(formatVersion), "name": .string(name),
      "globalOptions": .array(globalOptions.map { $0.json(language) }),
      "exitStatuses": .array(
        exitStatuses.map {
          ["status": .number(Int($0.code)), "meaning": .string($0.meaning[language])]
        }),
      "commands": .array(root.commands.map { $0.json(language) }),
    ]
  }
}

extension CommandDescription {
  fileprivate func json(_ language: Language) -> JSONValue {
    [
      "name": .string(name), "path": .array(path.map(JSONValue.string)),
      "summary": .string(summary[language]),
      "writes": .bool(traits.contains(.writes)), "hidden": .bool(traits.contains(.hidden)),
      "arguments": .array(arguments.map { $0.json(language) }),
      "options": .array(options.map { $0.json(language) }),
      "examples": .array(
        examples.map { ["line": .string($0.line), "summary": .string($0.summary[language])] }),
      "commands": .array(commands.map { $0.json(language) }),
    ]
  }
}

extension ParameterDescription {
  fileprivate func json(_ language: Language) -> JSONValue {
    [
      "names": .array(names.map(JSONValue.string)), "value": .text(value?.name),
      "kind": .text(value?.kind), "choices": .array((value?.choices ?? []).map(JSONValue.string)),
      "completion": .text(value?.completion.name), "required": .bool(isRequired),
      "repeatable": .bool(isRepeatable), "help": .string(help[language]),
    ]
  }
}

extension Completion {
  /// How the tree calls it; live values are asked for by this name.
  fileprivate var name: String? {
    switch self {
    case .none: nil
    case .commands: "commands"
    case .file: "file"
    case .directory: "directory"
    case .live(let kind): "live:\(kind)"
    }
  }
}
