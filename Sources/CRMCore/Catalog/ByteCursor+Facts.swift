import CRMModel

extension ByteCursor {
  /// The department's own fields, by name; of one that a damaged catalog has twice, the last.
  mutating func fields() -> [String: Value] {
    var fields: [String: Value] = [:]
    let count = count()
    // As many as most have: a damaged catalog says any number.
    fields.reserveCapacity(min(count, 16))
    for _ in 0..<count where !isAtEnd { fields[text()] = value() }
    return fields
  }

  /// The value of one field; the others are skipped.
  mutating func field(_ id: String) -> Value? {
    for _ in 0..<count() {
      let isWanted = text() == id
      let value = value()
      if isWanted { return value }
    }
    return nil
  }

  private mutating func value() -> Value {
    switch integer(UInt8.self) {
    case 1: .number(ExactNumber(millionths: integer()))
    case 2: .flag(false)
    case 3: .flag(true)
    case 4: .list(list { $0.value() })
    default: .text(text())
    }
  }

  /// Gives a card all that `append(card:)` wrote of it.
  mutating func fill<Subject: Card>(_ card: inout Subject) {
    for field in Subject.card.dropFirst() {
      let value = value()
      // What a damaged catalog says that no type understands is as good as missing.
      try? field.set(value == .list([]) ? nil : value, in: &card)
    }
    card.fields = fields()
  }

  /// Who signs and pays for a company (R66).
  mutating func legalEntities() -> [LegalEntity] {
    list { cursor in
      let flags: UInt8 = cursor.integer()
      var values: [LegalEntity.Part: String] = [:]
      for part in LegalEntity.Part.allCases { values[part] = cursor.optionalText() }
      return LegalEntity(stored: values, isMain: flags & 1 > 0, isShared: flags & 2 > 0)
    }
  }

  /// What was merged into a client, each begun with its id and name.
  mutating func merged<Subject: Client>(
    _ begin: (Identifier<Subject>, String) -> Subject
  ) -> [Subject] {
    list { cursor in
      var client = begin(Identifier(stored: cursor.integer()), cursor.text())
      client.origin = cursor.origin()
      cursor.fill(&client)
      return client
    }
  }

  /// Where something was imported from, if it was.
  mutating func origin() -> Origin? {
    let (system, id) = (optionalText(), optionalText())
    guard let system, let id else { return nil }
    return Origin(system: system, id: id)
  }
}
