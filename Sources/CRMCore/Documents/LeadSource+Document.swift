import CRMModel

extension LeadSource {
  /// The sources of `sources.json`, by name.
  static func all(bytes: [UInt8], noting keys: KnownKeys? = nil) throws(DocumentError) -> [String:
    LeadSource]
  {
    let fields = try DocumentVersion.checked(bytes, noting: keys)
    guard let sources = try fields.object("sources") else { return [:] }
    var all: [String: LeadSource] = [:]
    for name in sources.names {
      if let source = try sources.object(name) { all[name] = try LeadSource(source) }
    }
    return all
  }

  private init(_ fields: DocumentFields) throws(DocumentError) {
    self.init()
    pipeline = try fields.optionalString("pipeline").map { PipelineID($0) }
    responsible = try fields.strings("responsible").map { Login(stored: $0) }
    serviceType = try fields.optionalString("serviceType")
    tags = try fields.strings("tags")
    keys = try fields.dictionary("keys")
    isAccepted = try fields.bool("accept")
  }
}
