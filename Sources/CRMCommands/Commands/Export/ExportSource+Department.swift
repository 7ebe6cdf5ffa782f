import CRMCore
import CRMModel

/// What a database needs beside the things themselves (R116).
extension ExportSource {
  /// The whole department, what is referred to in front.
  func everything() throws(CRMError) -> [ExportTable] {
    try department() + ExportSource.kinds.map { (kind) throws(CRMError) in try table(kind) }
      + [linkedContacts, events]
  }

  private func department() throws(CRMError) -> [ExportTable] {
    let (pipelines, people) = (try snapshot.sortedPipelines(), try snapshot.people())
    return [
      ExportTable(
        "departments", Self.lines("id", "name", "parent"),
        people.departments.map { [.text($0.id.text), .text($0.name), Self.text($0.parent?.text)] }),
      ExportTable(
        "users", identity: ["login"],
        Self.lines("login", "name", "role", "department") + [.init(key: "active", type: .flag)],
        people.users.map {
          [
            .text($0.login.text), .text($0.name), .text($0.role.id),
            Self.text($0.department?.text), .flag($0.isActive),
          ]
        }),
      ExportTable(
        Self.pipelines,
        Self.lines("id", "name", "currency") + [.init(key: "archived", type: .flag)],
        pipelines.map {
          [.text($0.id.text), .text($0.name), .text($0.currency.code), .flag($0.isArchived)]
        }),
      ExportTable(
        "stages",
        [
          .init(key: "id", type: .line),
          .init(key: "pipeline", type: .reference, table: Self.pipelines),
        ] + Self.lines("stage", "name", "kind") + [
          .init(key: "position", type: .number), .init(key: "removed", type: .flag),
        ], pipelines.flatMap(Self.stages)),
    ]
  }

  /// Its stages, and where deals of removed ones stand now (R44), so that histories can be counted.
  private static func stages(of pipeline: Pipeline) -> [[Value?]] {
    func row(_ id: StageID, _ name: String, at place: Int, isRemoved: Bool) -> [Value?] {
      [
        .text(DealSubject.stageKey(pipeline.id, id)), .text(pipeline.id.text), .text(id.text),
        .text(name), .text(pipeline.stages[place].kind.rawValue), .whole(place), .flag(isRemoved),
      ]
    }
    let present = pipeline.stages.enumerated().map { place, stage in
      row(stage.id, stage.name, at: place, isRemoved: false)
    }
    return present
      + pipeline.removed.compactMap { gone in
        pipeline.position(of: pipeline.successor(of: gone.id)).map {
          row(gone.id, gone.name, at: $0, isRemoved: true)
        }
      }
  }

  private var linkedContacts: ExportTable {
    let index = index
    return ExportTable(
      name: "deal_contacts",
      columns: [
        .init(key: "deal", type: .reference, table: Kind.deal.plural),
        .init(key: "contact", type: .reference, table: Kind.contact.plural),
        .init(key: "role", type: .line),
      ], identity: ["deal", "contact"]
    ) { (body) throws(CRMError) in
      for deal in index.deals {
        for link in deal.contacts {
          try body([.text(deal.id.text), .text(link.contact.text), .text(link.role.rawValue)])
        }
      }
    }
  }

  /// What ever happened, of all documents.
  private var events: ExportTable {
    let keys =
      Self.lines("kind", "entity") + [.init(key: "number", type: .number)]
      + [.init(key: "at", type: .moment), .init(key: "recorded", type: .moment)]
      + Self.lines("by", "operation", "event", "stage", "formerPipeline")
      + [.init(key: "undone", type: .flag), .init(key: "data", type: .line)]
    let snapshot = snapshot
    return ExportTable(
      name: "events", columns: keys, identity: ["kind", "entity", "number"]
    ) { (body) throws(CRMError) in
      for kind in Kind.documents {
        try snapshot.forEachHistory(of: kind) { (id, history) throws(CRMError) in
          for (number, event) in history.enumerated() {
            let data = event.json
            try body([
              .text(kind.rawValue), .text(id), .whole(number), .moment(event.at),
              .moment(event.recorded), .text(event.by.text), .text(event.operation.text),
              Self.text(data["event"]?.string), Self.text(event.stageChange?.to.text),
              Self.text(event.kind.formerPipeline?.text), .flag(event.isUndone),
              .text(Separated.text(.object(data))),
            ])
          }
        }
      }
    }
  }

  private static func lines(_ keys: String...) -> [ExportTable.Column] {
    keys.map { ExportTable.Column(key: $0, type: .line) }
  }

  private static func text(_ text: String?) -> Value? { text.map(Value.text) }
}
