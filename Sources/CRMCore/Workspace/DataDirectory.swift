/// Where things lie in a data directory.
package enum DataDirectory {
  /// Read first, refused if newer.
  package static let formatPath = "crm.json"
  /// Time zone, currency, work calendar, dictionaries.
  package static let settingsPath = "settings.json"
  /// The scenario's pipelines.
  package static let pipelinesFolder = "pipelines"
  /// The scenario's report templates.
  package static let templatesFolder = "templates"
  /// The name that is looked for in this folder and those above.
  package static let defaultName = ".crm"

  package static func pipelinePath(_ id: String) -> String { "\(pipelinesFolder)/\(id).json" }
  package static func templatePath(_ id: String) -> String { "\(templatesFolder)/\(id).json" }
}
