package import CRMModel

/// What a site, a telephone exchange or a mail script delivers, line by line (R60).
package struct LeadIntake {
  /// One delivery, where it stands, and what it says; `nil` where it cannot be read.
  private let rows: [(line: Int, text: String, keys: JSONObject?)]

  /// The most bytes of one intake.
  package static let largestFile = 256 << 20

  /// JSON: an object a line, or one array of them.
  package init(json bytes: [UInt8]) {
    let isArray = bytes.first { !Self.isBlank($0) } == UInt8(ascii: "[")
    if isArray, let items = (try? JSONReader.parse(bytes))?.array {
      rows = items.enumerated().map { place, item in
        (place + 1, item.compactText, item.object)
      }
      return
    }
    rows = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated().compactMap { place, line in
        guard line.contains(where: { !Self.isBlank($0) }) else { return nil }
        let value = try? JSONReader.parse(Array(line))
        return (place + 1, String(decoding: line, as: UTF8.self), value?.object)
      }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [0x09, 0x0A, 0x0D, 0x20].contains(byte) }

  /// CSV, the first row of which names the keys.
  ///
  /// - Throws: `ImportError` for what is no text.
  package init(csv bytes: [UInt8]) throws(ImportError) {
    var reader = CSVReader(try TextDecoding.utf8(bytes).bytes)
    let head = reader.next()?.cells.map { $0.trimmingBlanks() } ?? []
    var rows: [(Int, String, JSONObject?)] = []
    while let record = reader.next() {
      var object = JSONObject()
      for (key, cell) in zip(head, record.cells) where !cell.isEmpty { object[key] = .string(cell) }
      let text = record.cells.joined(separator: ",")
      rows.append((record.line, text, record.problem == nil ? object : nil))
    }
    self.rows = rows
  }

  /// Takes all of it in; what cannot be read is said, and the rest goes in.
  ///
  /// Cost: a delivery is looked up among the others by its key.
  package func run(in transaction: Transaction) throws(CRMError) -> IntakeResult {
    let rules = IntakeRules(
      sources: try transaction.leadSources(), fields: try transaction.customFields(),
      values: try transaction.valueContext())
    var turns = try LeadTurns(rules.sources, transaction)
    var result = IntakeResult()
    for row in rows {
      guard let keys = row.keys else {
        result.reject(
          row, Phrase(ru: "это не запись JSON или CSV", en: "this is no record of JSON or CSV"))
        continue
      }
      do throws(CRMError) {
        try transaction.attempt { () throws(CRMError) in
          try take(keys, at: row.line, rules, &turns, transaction, &result)
        }
      } catch {
        guard let reason = error.ofOneRow else { throw error }
        result.reject(row, reason)
      }
    }
    return result
  }

  private func take(
    _ delivered: JSONObject, at line: Int, _ rules: IntakeRules,
    _ turns: inout LeadTurns, _ transaction: Transaction, _ result: inout IntakeResult
  ) throws(CRMError) {
    let source = delivered["source"]?.string.flatMap { rules.sources[$0] } ?? LeadSource()
    let form = LeadDelivery(delivered, source, rules)
    var edit = form.edit
    if let known = try transaction.lead(delivered: form.delivery) {
      result.skipped += 1
      result.leads.append(known)
      return
    }
    let named = edit.value(of: .manager).map { Login(stored: $0.text) }
    let manager = try transaction.worker(named ?? turns.next(form.source))
    edit.fill(.manager, manager?.text)
    let lead = try transaction.take(edit)
    try transaction.put(lead)
    result.created += 1
    result.leads.append(lead.id)
    result.keep(form.mistaken, line)
    if source.isAccepted, try transaction.acceptByItself(lead, in: source.pipeline) {
      result.accepted += 1
    }
  }
}

/// What an intake did.
package struct IntakeResult: Sendable {
  package fileprivate(set) var created = 0
  package fileprivate(set) var accepted = 0
  package fileprivate(set) var skipped = 0
  package private(set) var rejected: [ImportResult.Rejection] = []
  /// The leads of all deliveries that were understood, those of a retry too.
  package fileprivate(set) var leads: [LeadID] = []
  /// What no field of its key understands, and where it is kept instead.
  package private(set) var kept: [Phrase] = []

  fileprivate mutating func keep(_ mistaken: [(key: String, text: String)], _ line: Int) {
    kept += mistaken.map { key, text in
      Phrase(
        ru: "строка \(line): '\(text)' не годится как \(key), оставлено в поле '\(key)'",
        en: "line \(line): '\(text)' is no \(key), it is kept in a field '\(key)'")
    }
  }

  fileprivate mutating func reject(
    _ row: (line: Int, text: String, keys: JSONObject?), _ reason: Phrase
  ) {
    rejected.append(.init(line: row.line, reason: reason, row: row.text))
  }
}

/// What the department says of what is delivered.
private struct IntakeRules {
  let sources: [String: LeadSource]
  let fields: CustomFields
  let values: ValueContext
}

/// Whose turn it is, source by source.
private struct LeadTurns {
  private let sources: [String: LeadSource]
  /// Who takes care of what arrives in a pipeline where the source names nobody (R47).
  private let responsible: [PipelineID: Login]
  private var counts: [String: Int] = [:]

  /// The leads that there are are counted only where somebody takes turns.
  init(_ sources: [String: LeadSource], _ snapshot: Snapshot) throws(CRMError) {
    self.sources = sources
    responsible = try snapshot.settings().responsible
    guard sources.values.contains(where: { $0.responsible.count > 1 }) else { return }
    for row in try snapshot.index().cards(LeadForm.self) {
      if let source = row.record[.source]?.text { counts[source, default: 0] += 1 }
    }
  }

  mutating func next(_ source: String?) -> Login? {
    guard let source else { return nil }
    defer { counts[source, default: 0] += 1 }
    let known = sources[source]
    return known?.next(after: counts[source] ?? 0)
      ?? known?.pipeline.flatMap { responsible[$0] }
  }
}

/// One delivery in the words of a lead.
private struct LeadDelivery {
  private(set) var edit = CardEdit<Lead>()
  private(set) var source: String?
  private var external: String?
  /// What was delivered under the key of a field that does not understand it.
  private(set) var mistaken: [(key: String, text: String)] = []

  /// What names it to its source.
  var delivery: String? {
    external.map { Lead.delivery(source: source, external: $0) }
  }

  /// What a delivery may say; the rest of a lead is told by what becomes of it.
  private static let fields = Dictionary(
    uniqueKeysWithValues: LeadForm.card.filter {
      ![.state, .reason, .isRepeat, .company, .contact, .deal].contains($0)
    }.map { ($0.key, $0) })

  init(_ delivered: JSONObject, _ source: LeadSource, _ rules: IntakeRules) {
    edit.own = rules.fields.initialValues(on: .lead)
    edit.fill(.serviceType, source.serviceType)
    for tag in source.tags { edit.add(tag, to: .tags) }
    for member in delivered.members where !member.value.isNull {
      let key = source.keys[member.key] ?? member.key
      guard let field = Self.fields[LeadForm.aliases[key] ?? key] else {
        keep(Value(delivered: member.value), of: key, rules)
        continue
      }
      guard fill(field, member.value, rules.values.clock.now) else {
        // What a field does not understand is kept under its own name: nothing that came is lost.
        let value = Value(delivered: member.value)
        edit.own[key] = value
        mistaken.append((key, value.text))
        continue
      }
      if field == .source { self.source = edit.value(of: .source)?.text }
      if field == .external { external = edit.value(of: .external)?.text }
    }
  }

  /// Keeps what no property of leads is: as a value of the department's own field of that id or name
  /// (R35), else under its own name.
  private mutating func keep(_ value: Value, of key: String, _ rules: IntakeRules) {
    guard let field = rules.fields.of(.lead).first(where: { $0.isCalled(key) }) else {
      edit.own[key] = value
      return
    }
    let given = value.elements.map { FieldAssignment(field: field.id, text: $0.text) }
    if let values = try? rules.fields.values(of: given, on: .lead, known: [:], rules.values) {
      edit.own.merge(values) { _, new in new }
    } else {
      edit.own[field.id] = value
      mistaken.append((field.id, value.text))
    }
  }

  /// - Returns: Whether the field can have what was delivered.
  private mutating func fill(_ field: Field<Lead>, _ value: JSONValue, _ now: Instant) -> Bool {
    let stored = Value(delivered: value)
    let texts = stored.elements.map { $0.text.trimmingBlanks() }.filter { !$0.isEmpty }
    guard !texts.isEmpty else { return true }
    var trial = CardEdit<Lead>()
    if field.type.form == .texts {
      for text in texts { trial.add(text, to: field) }
    } else if field.type.form == .number {
      trial.set(field, (try? ExactNumber(parsing: texts[0])).map(Value.number) ?? stored)
    } else {
      let line = texts.joined(separator: ", ")
      trial.fill(
        field,
        field.type == .prose ? line : line.split(whereSeparator: \.isNewline).joined(separator: " ")
      )
    }
    let received = trial.value(of: .receivedAt).flatMap { try? Instant(parsing: $0.text) }
    // Nobody has got in touch tomorrow.
    guard received.map({ $0 <= now }) ?? true,
      trial.mistake(in: Lead(id: Identifier(stored: 0))) == nil
    else { return false }
    edit.take(trial)
    return true
  }
}

extension JSONValue {
  /// The value in one line.
  fileprivate var compactText: String {
    String(decoding: JSONWriter.bytes(of: self, style: .compact), as: UTF8.self)
  }
}

extension Value {
  /// A value as JSON has it; what no property can be is kept as its text.
  fileprivate init(delivered value: JSONValue) {
    switch value {
    case .string(let text): self = .text(text)
    case .bool(let flag): self = .flag(flag)
    case .number(let number):
      self = (try? ExactNumber(parsing: number.text)).map(Value.number) ?? .text(number.text)
    case .array(let items) where items.allSatisfy({ $0.string != nil }):
      self = .texts(items.compactMap(\.string))
    default: self = .text(value.compactText)
    }
  }
}
