import CRMModel

/// The values of one row on their way into one card (R114).
///
/// A cell counts where it says something else than when the row was last here. What was changed on both
/// sides since is a conflict. An empty cell never erases.
struct CardMerge<Subject: ImportedCard> {
  let row: CardRow<Subject>
  let columns: CardColumns<Subject>
  let resolution: ImportResolution
  let values: ValueContext
  let rule: ConflictRule
  /// The card that is here; `nil` for a new one.
  let before: Subject?
  /// Whether the row is of a card that this import made or met already.
  let isMet: Bool
  /// Whether what the card remembers is what rows of this export said.
  private let remembers: Bool

  private let context: ActionContext

  /// The card as far as it is known.
  private(set) var draft: Subject
  /// What changes.
  private(set) var edit = CardEdit<Subject>()
  /// What the row says, for the next import; a row of a state that is known needs no memory.
  private(set) var memory: [String: String] = [:]
  private(set) var conflicts: [CardIdentity<Subject>.Conflict] = []
  /// What became of the cells of other cards, and whether any of these changes.
  private(set) var others: [ImportResult.Conflict] = []
  var changesOthers = false
  /// The columns of which what is here stays although the file says otherwise, as it always has.
  private(set) var kept: [String] = []
  /// What earlier values were, of fields that were edited after the state that the row is of.
  private let edited: [String: String?]?

  init(
    _ row: CardRow<Subject>, _ columns: CardColumns<Subject>, into before: Subject?, blank: Subject,
    isMet: Bool, remembers: Bool, _ resolution: ImportResolution, _ values: ValueContext,
    _ context: ActionContext, _ rule: ConflictRule
  ) {
    (self.row, self.columns, self.before, self.isMet) = (row, columns, before, isMet)
    (self.remembers, self.context) = (remembers, context)
    (self.resolution, self.values, self.rule) = (resolution, values, rule)
    draft = before ?? blank
    let revision = columns.isOwnExport ? row[.revision].flatMap { Int($0) } : nil
    edited = revision.flatMap { before?.valuesEdited(after: $0) }
  }

  /// Takes the cells of all fields, in the order of the card.
  ///
  /// - Throws: `CRMError.usage` for a cell that its field cannot have.
  mutating func take(own fields: CustomFields) throws(CRMError) {
    for field in Subject.card {
      guard let texts = row.cells[.field(field)] else { continue }
      try take(field, texts)
    }
    for field in fields.of(Subject.kind) { try take(field, fields) }
    for title in columns.kept + row.spared {
      guard let text = row[.kept(title)] else { continue }
      take(
        .text(text), field: title, title, memory: text,
        remembered: memory(CustomField.key(of: title)).map(Value.text))
    }
    if before == nil, !columns.isOwnExport {
      for field in fields.of(Subject.kind) where edit.own[field.id] == nil {
        if let initial = field.initial, field.pipelines.isEmpty {
          edit.own[field.id] = .some(initial)
        }
      }
    }
    edit = Subject.completing(edit, of: draft)
    if let mistake = edit.mistake(in: before ?? draft) { throw .usage(mistake.problem) }
  }

  /// Tells of a value that is taken over on no condition.
  mutating func note(_ fact: CardColumns<Subject>.Fact, _ here: String, _ there: String) {
    conflicts.append((columns.title(.fact(fact)), here, there, true))
  }

  // MARK: What stands beside the fields

  /// When something was, of which the row tells.
  ///
  /// - Throws: `CRMError.usage` for what is no time, or one that is still to come (R3).
  func moment(_ fact: CardColumns<Subject>.Fact) throws(CRMError) -> Instant? {
    try span(fact)?.lowerBound
  }

  private func span(_ fact: CardColumns<Subject>.Fact) throws(CRMError) -> ClosedRange<Instant>? {
    guard let text = row[fact] else { return nil }
    do throws(ValueError) {
      return try TimeExpression.span(inPast: text, now: context.now, zone: context.zone)
    } catch { throw .usage(Phrase(of: columns.title(.fact(fact)), error.problem)) }
  }

  /// Tells where a row says now, and said not before, that something was at another time than here: that
  /// is history, which no import changes.
  ///
  /// - Throws: What `moment` throws.
  mutating func compare(
    _ fact: CardColumns<Subject>.Fact, with here: Instant?
  ) throws(CRMError) {
    guard let text = row[fact], let here, try span(fact)?.contains(here) == false,
      columns.isOwnExport || ![nil, text].contains(memory(fact.rawValue))
    else { return }
    guard rule != .ours else { return memory[fact.rawValue] = text }
    note(fact, context.zone.local(of: here).shortText, text)
  }

  /// Whether a value is taken over that an action sets; `shown` is what people call both, here and there.
  mutating func takes(
    _ fact: CardColumns<Subject>.Fact, _ new: Value?, _ present: Value?,
    shown: (here: String, there: String)? = nil
  ) -> Bool {
    guard let text = row[fact] ?? new?.text, let new else { return false }
    let old = memory(fact.rawValue)
    let meant = memory(fact.meaning) ?? old
    let told = conflicts.count
    let isTaken = decide(
      key: fact.rawValue, columns.title(.fact(fact)), memory: text, new: new, present: present,
      isHere: present != nil, remembered: old == text ? new : meant.map(Value.text))
    if let shown, conflicts.count > told {
      (conflicts[told].here, conflicts[told].there) = shown
    }
    if memory[fact.rawValue] != nil, new.text != text || memory(fact.meaning) != nil {
      memory[fact.meaning] = new.text
    }
    return isTaken
  }

  /// Remembers what the cells beside the fields of a new card meant, so that the next import can tell what
  /// was changed here from what was changed there.
  mutating func remember(_ values: [CardColumns<Subject>.Fact: String]) {
    remember(.createdAt, .closedAt)
    remember(client: [])
    for (fact, meaning) in values {
      guard let text = row[fact] else { continue }
      memory[fact.rawValue] = text
      if meaning != text { memory[fact.meaning] = meaning }
    }
  }

  /// Remembers cells of which nothing but the text counts.
  mutating func remember(_ facts: CardColumns<Subject>.Fact...) {
    for fact in facts { memory[fact.rawValue] = row[fact] }
  }

  /// Takes in what became of the cells of the client's cards.
  mutating func take(client: RowMerging) {
    others += client.found
    remember(client: client.open)
  }

  private mutating func remember(client open: Set<String>) {
    memory.merge(row.client.memory.filter { !open.contains($0.key) }) { _, new in new }
  }

  // MARK: Fields

  private mutating func take(_ field: Field<Subject>, _ texts: [String]) throws(CRMError) {
    let title = columns.title(.field(field))
    let whole = field.type.form == .texts ? texts.joined(separator: "\n") : texts[0]
    let all = Subject.further[field] == nil ? [whole] : texts.flatMap(field.several)
    guard let first = all.first else { return }
    if let more = Subject.further[field], meets(field) {
      memory[field.key] = row.memory(.field(field))
      return try add(all, beside: field, more, title)
    }
    let value: Value
    do throws(ValueError) {
      value = try self.value(of: field, typed(field, first) ?? first)
    } catch { throw .usage(Phrase(of: title, error.problem)) }
    let present = field.value(in: draft)
    var trial = draft
    do throws(ValueError) { try field.set(value, in: &trial) } catch {
      throw .usage(Phrase(of: title, error.problem))
    }
    let new = field.value(in: trial)
    // What a new card starts with nobody has said.
    let isHere = before.flatMap(field.get).map { !$0.isEmpty } ?? false
    let remembered = memory(field.key).flatMap { text in
      guard let value = try? self.value(of: field, text) else { return Value?.none }
      var old = draft
      guard (try? field.set(value, in: &old)) != nil else { return nil }
      return field.value(in: old)
    }
    if decide(
      key: field.key, title, memory: row.memory(.field(field)), new: new, present: present,
      isHere: isHere, remembered: remembered, field.type)
    {
      edit.set(field, value)
      draft = trial
    }
    guard let more = Subject.further[field] else { return }
    try add(Array(all.dropFirst()), beside: field, more, title)
  }

  /// Whether a row is, for the first time, of a card that has a value of a field by others: one more number
  /// is no conflict.
  private func meets(_ field: Field<Subject>) -> Bool {
    edited == nil && rule != .theirs && memory(field.key) == nil && !isMet
      && before.flatMap(field.get).map { !$0.isEmpty } ?? false
  }

  private mutating func add(
    _ texts: [String], beside field: Field<Subject>, _ more: Field<Subject>, _ title: String
  ) throws(CRMError) {
    for other in texts where !isKnown(other, field, more) {
      do throws(ValueError) {
        let all = (more.get(draft)?.elements ?? []).map(\.text) + [other]
        try more.set(.texts(all), in: &draft)
      } catch { throw .usage(Phrase(of: title, error.problem)) }
      edit.add(other, to: more)
    }
  }

  private func isKnown(_ text: String, _ fields: Field<Subject>...) -> Bool {
    fields.flatMap { $0.get(draft)?.elements ?? [] }.contains { $0.text == text }
      || fields.contains { field in
        field.get(draft)?.elements.contains { Self.isSame(.text(text), $0, .phone) } ?? false
      }
  }

  /// What somebody typed, where it still means what the shown value is.
  private func typed(_ field: Field<Subject>, _ shown: String) -> String? {
    guard let typed = row[.typed(field)] else { return nil }
    if field.type == .phone {
      return Self.isSame(.text(typed), .text(shown), .phone) ? typed : nil
    }
    if field.type == .phones {
      let numbers = [typed, shown].map { text in
        ListText.parts(of: text).map { PhoneNumber.display(.text($0)) }
      }
      return numbers[0] == numbers[1] ? typed : nil
    }
    var trial = draft
    guard (try? field.set(.text(typed), in: &trial)) != nil else { return nil }
    return field.get(trial) == .text(shown) ? typed : nil
  }

  private static func isSame(_ left: Value, _ right: Value, _ type: ValueType) -> Bool {
    guard left != right, type == .phone else { return left == right }
    let numbers = [left, right].map { try? PhoneNumber(typed: $0.text).display }
    return numbers[0] != nil && numbers[0] == numbers[1]
  }

  /// The value of a cell, as documents keep it.
  private func value(of field: Field<Subject>, _ text: String) throws(ValueError) -> Value {
    switch field.type {
    case .phone: return .text(try PhoneNumber(typed: text).typed)
    case .user:
      if let login = resolution.login(text) { return .text(login.text) }
      return .text(try Login(parsing: text).text)
    case .line, .url, .reference: return .text(text.inOneLine)
    case .choice where !field.choices.isEmpty: return .text(try field.choices.id(of: text))
    case _ where field.type.form == .texts: return .texts(ListText.parts(of: text))
    default: break
    }
    let value = try field.type.parse(text, values).stored
    if let bounds = field.bounds, Int(value.text).map(bounds.contains) != true {
      throw ValueError(
        text, ru: "здесь число от \(bounds.lowerBound) до \(bounds.upperBound)",
        en: "a number of \(bounds.lowerBound) to \(bounds.upperBound) is expected here")
    }
    return value
  }

  // MARK: The department's own fields

  private mutating func take(
    _ field: CustomField, _ fields: CustomFields
  ) throws(CRMError) {
    guard let text = row[.own(field.id)] else { return }
    let value: Value?
    do throws(FieldProblem) { value = try self.value(of: field, text, fields) } catch {
      throw .usage(error.problem)
    }
    guard let value else { return }
    let remembered = memory(CustomField.key(of: field.id)).flatMap { text in
      (try? self.value(of: field, text, fields)) ?? nil
    }
    take(
      value, field: field.id, columns.title(.own(field.id)), memory: text, remembered: remembered)
  }

  private func value(
    of field: CustomField, _ text: String, _ fields: CustomFields
  ) throws(FieldProblem) -> Value? {
    let texts =
      field.type.form == .texts
      ? ListText.parts(of: text)
      : [field.type == .user ? resolution.login(text)?.text ?? text : text]
    let assignments = texts.map { FieldAssignment(field: field.id, text: $0) }
    return try fields.values(of: assignments, on: Subject.kind, known: [:], values)[field.id] ?? nil
  }

  private mutating func take(
    _ value: Value, field id: String, _ title: String, memory text: String, remembered: Value?
  ) {
    let key = CustomField.key(of: id)
    let present = draft.fields[id]
    let isTaken = decide(
      key: key, title, memory: text, new: value, present: present, isHere: present != nil,
      remembered: remembered)
    if isTaken { edit.own[id] = .some(value) }
  }

  // MARK: Who wins

  /// What the row said at the last import, where that was of the same export.
  var memories: [String: String] { remembers && edited == nil ? before?.imported ?? [:] : [:] }

  private func memory(_ key: String) -> String? { memories[key] }

  /// Whether a value is taken over.
  private mutating func decide(
    key: String, _ title: String, memory text: String?, new: Value?, present: Value?, isHere: Bool,
    remembered: Value?,
    _ type: ValueType = .line
  ) -> Bool {
    if let new, let present, Self.isSame(new, present, type) {
      memory[key] = text
      return false
    }
    guard isHere else {
      memory[key] = text
      return true
    }
    let isOldNews: Bool
    let isChangedHere: Bool
    if let edited {
      isChangedHere = edited[key] != nil
      isOldNews = isChangedHere && edited[key] ?? nil == new?.text
    } else {
      isChangedHere = isMet || remembered != present
      isOldNews = text != nil && memory(key) == text
    }
    if isOldNews {
      memory[key] = text
      kept.append(title)
      return false
    }
    if !isChangedHere || rule == .theirs {
      memory[key] = text
      return true
    }
    if rule == .ours {
      memory[key] = text
    } else {
      conflicts.append((title, present?.text ?? "", new?.text ?? text ?? "", false))
    }
    return false
  }
}

extension Field {
  /// The values in a cell of a field that keeps the main one of several.
  fileprivate func several(_ cell: String) -> [String] {
    switch type {
    case .phone:
      let found = PhoneNumber.all(in: cell).map(\.typed)
      return found.isEmpty ? [cell] : found
    case .email:
      let found = EmailAddress.all(in: cell).map(\.text)
      return found.isEmpty ? [cell] : found
    default: return [cell]
    }
  }
}

extension Entity {
  /// What the fields said at a revision that were edited after it, by their keys.
  fileprivate func valuesEdited(after revision: Int) -> [String: String?] {
    var values: [String: String?] = [:]
    var (count, last) = (0, OperationID?.none)
    for event in history {
      if event.operation != last { count += 1 }
      last = event.operation
      guard count > revision, !event.isUndone else { continue }
      var old: (key: String, text: String?)?
      if case .edited(let change, _) = event.kind { old = (change.field, change.old) }
      if case .assigned(let from, _, _) = event.kind { old = ("manager", from.text) }
      if let stage = event.stageChange?.from { old = ("stage", stage.text) }
      if let old, values[old.key] == nil { values[old.key] = .some(old.text) }
    }
    return values
  }
}
