/// A set of documents that `init` writes out, where the department may change them.
package struct Scenario: Sendable {
  /// Its name: the folder in the source tree.
  package let name: String
  /// Its documents: paths relative to the data directory, and contents.
  package let files: [(path: String, text: String)]

  /// Every scenario in the program, by name.
  package static var all: [Scenario] {
    let byName = Dictionary(grouping: EmbeddedScenarios.files) { file in
      String(file.path.prefix { $0 != "/" })
    }
    return byName.map { name, files in
      Scenario(
        name: name,
        files: files.map { (String($0.path.dropFirst(name.count + 1)), $0.text) })
    }.sorted { $0.name < $1.name }
  }
}
