import Foundation
import PackagePlugin

/// Writes every file below `Scenarios` and `Formats` of `Sources/CRMCore` into one Swift table.
///
/// A new scenario is a new folder of JSON documents there, a new format of imports a new file, and nothing
/// else: no line of Swift names them.
@main
struct EmbedScenarios: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = target.directoryURL
    let files = try ["Formats", "Scenarios"].flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
        .filter { $0.hasSuffix(".json") }.map { "\(folder)/\($0)" }.sorted()
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedScenarios.swift")
    // The documents are copied as they stand into raw string literals, so a diff of the generated
    // file is a diff of the scenario.
    let script = ##"""
      out=$1; root=$2; shift 2
      {
        echo 'enum EmbeddedScenarios {'
        echo '  static let files: [(path: String, text: String)] = ['
        for file; do
          printf '(path: "%s", text: #"""\n' "$file"; cat "$root/$file"; printf '\n"""#),\n'
        done
        echo '  ]'
        echo '}'
      } >"$out"
      """##
    return [
      .buildCommand(
        displayName: "Embedding the scenarios",
        executable: URL(filePath: "/bin/sh"),
        arguments: ["-euc", script, "sh", output.path, root.path] + files,
        inputFiles: files.map { root.appending(path: $0) },
        outputFiles: [output])
    ]
  }
}
