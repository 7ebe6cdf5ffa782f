package import CRMModel

extension Scenario {
  /// Its pipelines, by id.
  ///
  /// - Throws: `CRMError.document` where a document is none, which a test rules out.
  package func pipelines() throws(CRMError) -> [Pipeline] {
    var pipelines: [Pipeline] = []
    for file in files where file.path.hasPrefix(DataDirectory.pipelinesFolder + "/") {
      pipelines.append(
        try Snapshot.decoding(file.path) { () throws(DocumentError) in
          try Pipeline(bytes: Array(file.text.utf8)) { (name) throws(DocumentError) in
            guard let text = text(of: DataDirectory.templatePath(name)) else { return nil }
            return try ReportTemplate(bytes: Array(text.utf8))
          }
        })
    }
    return pipelines.sorted { $0.id < $1.id }
  }

  private func text(of path: String) -> String? { files.first { $0.path == path }?.text }
}
