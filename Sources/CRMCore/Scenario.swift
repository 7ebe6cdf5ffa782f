/// A set of documents that `init` writes out, where the department may change them.
package struct Scenario: Sendable {
  /// Its name: the folder in the source tree.
  package let name: String
  /// Its documents: paths relative to the data directory, and contents.
  package let files: [(path: String, text: String)]

  /// Every scenario in the program, by name.
  package static var all: [Scenario] {
    let folder = "Scenarios/"
    let files = EmbeddedScenarios.files.filter { $0.path.hasPrefix(folder) }
      .map { (path: $0.path.dropFirst(folder.count), text: $0.text) }
    let byName = Dictionary(grouping: files) { file in String(file.path.prefix { $0 != "/" }) }
    return byName.map { name, files in
      Scenario(
        name: name,
        files: files.map { (String($0.path.dropFirst(name.count + 1)), $0.text) })
    }.sorted { $0.name < $1.name }
  }
}
