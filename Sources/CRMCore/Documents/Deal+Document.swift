package import CRMModel

extension Deal: Document {
  package static let keys = Set(card.map(\.key)).union(ownKeys)

  private static let ownKeys: Set<String> = [
    "schema", "id", "name", "company", "pipeline", "stage", "manager", "author", "budget",
    "currency", "package", "endDate", "lostReason", "spokeWith", "contacts", "tasks", "chain",
    "fields", "origin", "imported", "rework", "deletedAt", "history",
  ]

  package static let mergings = cardMergings.merging(
    [
      "stage": .together(.closing), "lostReason": .together(.closing),
      "spokeWith": .together(.closing), "package": .together(.closing),
      "endDate": .together(.closing), "budget": .together(.sums), "currency": .together(.sums),
      "contacts": .entries(by: [["contact"]]),
      "tasks": .entries(by: [["key"]], together: ["state", "result", "doneAt"]),
    ]
  ) { _, own in own }

  /// Version 1 knows no migrations, no later checks, no automation, and no currency of sums that are to
  /// come.
  package var version: Int {
    let isSecond =
      currency != nil || !facts.isEmpty
      || tasks.contains { $0.activity != .task || $0.remind != nil || $0.process != nil }
      || rework?.faults.contains(where: \.check.isOfSecondVersion) ?? false
      || history.contains { event in
        guard event.automation == nil else { return true }
        return switch event.kind {
        case .migrated: true
        case .told(let type, _): type.version == DocumentVersion.second
        case .sentBack(let checks, _): checks.contains(where: \.isOfSecondVersion)
        default: false
        }
      }
    return isSecond ? DocumentVersion.second : DocumentVersion.needed(by: self.fields)
  }

  package init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      id: try fields.identifier("id"), name: try fields.string("name"),
      company: try fields.identifier("company"),
      pipeline: PipelineID(try fields.string("pipeline")),
      stage: StageID(try fields.string("stage")), manager: try fields.login("manager"),
      author: try fields.login("author"))
    let currency = try fields.currency("currency") ?? .rub
    budget = try fields.money("budget", currency)
    // With a sum the key says what that is in.
    if budget == nil, fields.value("chain") == nil {
      self.currency = try fields.currency("currency")
    }
    package = try fields.optionalString("package")
    endDate = try fields.optional("endDate", Day.init(parsing:))
    lostReason = try fields.optionalString("lostReason")
    if let person = try fields.object("spokeWith") {
      spokeWith = SpokenPerson(
        name: try person.optionalString("name"), position: try person.optionalString("position"))
    }
    contacts = try fields.list("contacts") { (item) throws(DocumentError) in
      DealContact(
        contact: try item.identifier("contact"), role: try item.choice("role", Role.self))
    }
    tasks = try fields.list("tasks", Task.init)
    chain = try fields.object("chain").map { (link) throws(DocumentError) in
      try ChainLink(link, currency)
    }
    try fillCard(fields)
    origin = try fields.object("origin").map(Origin.init)
    imported = try fields.dictionary("imported")
    rework = try fields.object("rework").map(Rework.init)
    deletedAt = try fields.optionalInstant("deletedAt")
    history = try fields.list("history", Event.init)
  }

  package var references: [DocumentPlace] {
    let parts = [chain?.id, chain?.previous, chain?.next].compactMap { $0 }
    return [DocumentPlace(company)] + contacts.map { DocumentPlace($0.contact) }
      + parts.map { DocumentPlace($0) } + cardReferences
  }

  package var json: JSONObject {
    var object = JSONObject()
    object.set("id", id.text)
    object.set("name", name)
    object.set("company", company.text)
    object.set("pipeline", pipeline.text)
    object.set("stage", stage.text)
    object.set("manager", manager.text)
    object.set("author", author.text)
    object.set("budget", budget)
    object.set("currency", ((budget ?? chain?.total)?.currency ?? currency)?.code)
    object.set("package", package)
    object.set("endDate", endDate?.text)
    object.set("lostReason", lostReason)
    if let spokeWith {
      var person = JSONObject()
      person.set("name", spokeWith.name)
      person.set("position", spokeWith.position)
      object["spokeWith"] = .object(person)
    }
    object.set("contacts", contacts) { link in
      var item = JSONObject()
      item.set("contact", link.contact.text)
      item.set("role", link.role.rawValue)
      return item
    }
    object.set("tasks", tasks, \.json)
    if let chain { object["chain"] = .object(chain.json) }
    setCard(&object)
    if let origin { object["origin"] = .object(origin.json) }
    object.set("imported", imported)
    if let rework { object["rework"] = .object(rework.json) }
    object.set("deletedAt", deletedAt)
    object.set("history", history, \.json)
    return object
  }
}

extension ChainLink {
  fileprivate init(_ fields: DocumentFields, _ currency: Currency) throws(DocumentError) {
    guard let total = try fields.money("total", currency) else {
      throw fields.error("total", ru: "значения нет", en: "the value is missing")
    }
    self.init(
      id: try fields.identifier("id"), part: try fields.int("part"), total: total,
      previous: try fields.optionalIdentifier("previous"),
      next: try fields.optionalIdentifier("next"))
  }

  fileprivate var json: JSONObject {
    var object = JSONObject()
    object.set("id", id.text)
    object.set("part", part)
    object.set("total", total)
    object.set("previous", previous?.text)
    object.set("next", next?.text)
    return object
  }
}
