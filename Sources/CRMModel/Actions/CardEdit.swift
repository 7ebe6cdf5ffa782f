/// What is kept as a card of fields: a company, a contact, and what is no rule's of a deal.
public protocol Card: Entity {
  /// What it is, and whose own fields it has (R35).
  static var kind: Kind { get }
  /// Where it was imported from, so that a second import finds it again.
  var origin: Origin? { get set }
  /// What a row of the last import said, by the keys of its fields, so that the next one can tell what
  /// changed over there from what changed here (R114).
  var imported: [String: String] { get set }
  /// What the card may be without.
  static var details: [Field<Self>] { get }
  /// All that it says, in the order of the table and of the history.
  static var card: [Field<Self>] { get }
  /// Where the second and later values stand of a field that keeps the main one (R67).
  static var further: [Field<Self>: Field<Self>] { get }
  /// An edit with what follows from it for other fields.
  static func completing(_ edit: CardEdit<Self>, of before: Self) -> CardEdit<Self>
}

extension Card {
  /// Each field has one value.
  public static var further: [Field<Self>: Field<Self>] { [:] }
  /// Nothing does.
  public static func completing(_ edit: CardEdit<Self>, of _: Self) -> CardEdit<Self> { edit }
}

extension Company: Card {
  /// Its row.
  public static var kind: Kind { .company }
}

extension Deal: Card {
  /// Its row.
  public static var kind: Kind { .deal }
}

extension Contact: Card {
  /// Its row.
  public static var kind: Kind { .contact }

  /// Who gives a part of the name gives the name, and who gives the name its parts (R67).
  public static func completing(
    _ edit: CardEdit<Contact>, of before: Contact
  ) -> CardEdit<Contact> {
    var edit = edit
    if let name = edit.fullName(over: before) {
      edit.set(.name, .text(name))
    } else if let name = edit.completedName() {
      edit.set(.name, .text(name))
    } else if edit.gives(.name), !partsOfName.contains(where: edit.gives) {
      for part in partsOfName { edit.set(part, nil) }
    }
    return edit
  }
}

/// Values that a command gives a card.
public struct CardEdit<Subject: Card>: Hashable, Sendable {
  private var changes: [Field<Subject>: [Change]] = [:]
  /// The department's own fields; `nil` empties (R35, R36).
  public var own: [String: Value?] = [:]

  private enum Change: Hashable {
    case set(Value?)
    case add(String)
    case remove(String)
  }

  /// No values.
  public init() {}

  /// Gives a field a value; `nil` empties it (R36).
  public mutating func set(_ field: Field<Subject>, _ value: Value?) {
    changes[field, default: []].append(.set(value))
  }

  /// Gives a field a text; nothing where there is none.
  public mutating func fill(_ field: Field<Subject>, _ text: String?) {
    if let text { set(field, .text(text)) }
  }

  /// Adds one of a field's several values.
  public mutating func add(_ text: String, to field: Field<Subject>) {
    changes[field, default: []].append(.add(text))
  }

  /// Takes one of a field's several values away.
  public mutating func remove(_ text: String, from field: Field<Subject>) {
    changes[field, default: []].append(.remove(text))
  }

  /// Gives a field that keeps the main one of several values a main one, then more of them (R67).
  public mutating func give(_ text: String, to field: Field<Subject>) {
    guard let more = Subject.further[field] else { return fill(field, text) }
    guard let main = value(of: field) else {
      remove(text, from: more)
      return fill(field, text)
    }
    if !PhoneNumber.isSame(main.text, text) { add(text, to: more) }
  }

  /// Takes one of such a field's values away, the main one or another.
  public mutating func take(_ text: String, from field: Field<Subject>) {
    remove(text, from: field)
    if let more = Subject.further[field] { remove(text, from: more) }
  }

  /// Says nothing of a field any more.
  package mutating func forget(_ field: Field<Subject>) { changes[field] = nil }

  /// Takes over the values of another one.
  public mutating func take(_ other: CardEdit) {
    for (field, more) in other.changes { changes[field, default: []] += more }
    own.merge(other.own) { _, new in new }
  }

  /// The value that a field is given.
  public func value(of field: Field<Subject>) -> Value? {
    guard case .set(let value)? = changes[field]?.last else { return nil }
    return value
  }

  /// Whether it says anything of a field.
  func gives(_ field: Field<Subject>) -> Bool { changes[field] != nil }

  /// Whether something may be lost by it that a rule needs.
  public var canLose: Bool {
    !own.isEmpty
      || changes.contains { field, changes in
        changes.contains {
          switch $0 {
          case .set(nil): true
          case .remove: field.type.form != .texts
          case .set, .add: false
          }
        }
      }
  }

  /// What is worth saying of the values (R67).
  public var notices: [Notice] {
    changes.keys.filter { $0.type == .phone }.compactMap(value(of:))
      .flatMap { (try? PhoneNumber(typed: $0.text))?.notices ?? [] }
  }

  /// A new card: what it starts with is no change of it.
  public func made(_ blank: Subject, in context: ActionContext) -> Subject {
    var made = apply(to: blank, in: context)
    made.history = [context.event(.created(stage: nil))]
    return made
  }

  /// The card with the given values; each that differs is recorded.
  ///
  /// What the type of a field does not understand was refused where it was typed; here it changes
  /// nothing.
  public func apply(to before: Subject, in context: ActionContext) -> Subject {
    var after = before
    let completed = Subject.completing(self, of: before)
    func changed(_ field: Field<Subject>) -> Value? {
      (completed.changes[field] ?? []).reduce(field.get(after), Self.applied)
    }
    var promoted: Set<Field<Subject>> = []
    var different: [Field<Subject>] = []
    for field in Subject.card {
      let old = field.get(after)
      var value = changed(field)
      if value == nil, let more = Subject.further[field],
        let next = changed(more)?.elements.first
      {
        // The next one is the main one from now on.
        value = next
        promoted.insert(more)
      } else if promoted.contains(field) {
        value = .texts((value?.elements ?? []).dropFirst().map(\.text))
      }
      guard value != old else { continue }
      try? field.set(value, in: &after)
      if field.get(after) != old { different.append(field) }
    }
    // A part of a name that is given by the whole from now on is what it was.
    let seen = different.filter { $0.value(in: before) != $0.value(in: after) }
    for field in seen.isEmpty ? different : seen {
      let change = field.change(from: before, to: after)
      after.history.append(context.event(.edited(change, reason: nil)))
    }
    after.change(fields: own, in: context)
    return after
  }

  /// What is wrong with the first value that the type of its field does not understand, or that a
  /// card cannot have; `nil` where all are sound.
  package func mistake(in subject: Subject) -> ValueError? {
    var subject = subject
    for field in Subject.card {
      let value = changes[field]?.reduce(field.get(subject), Self.applied) ?? field.get(subject)
      do throws(ValueError) { try field.set(value, in: &subject) } catch { return error }
      guard !field.isRequired || field.isFilled(in: subject) else {
        return ValueError(
          "", ru: "\(field.name.ru): текст пуст", en: "\(field.name.en): the text is empty")
      }
    }
    return nil
  }

  private static func applied(_ value: Value?, _ change: Change) -> Value? {
    let texts = value?.elements.map(\.text) ?? []
    switch change {
    case .set(let value): return value
    case .add(let text): return .texts(texts.filter { !PhoneNumber.isSame($0, text) } + [text])
    case .remove(let text):
      let left = texts.filter { !PhoneNumber.isSame($0, text) }
      guard case .list? = value else { return left.first.map(Value.text) }
      return .texts(left)
    }
  }
}

extension Field {
  /// What the history keeps of a change: what people read before and after it, be it kept or implied, as
  /// a part of a name is by the whole (R37); what was kept, where that is the same.
  fileprivate func change(from before: Subject, to after: Subject) -> FieldChange {
    let (old, new) = (value(in: before)?.text, value(in: after)?.text)
    return old == new
      ? FieldChange(key, old: get(before)?.text, new: get(after)?.text)
      : FieldChange(key, old: old, new: new)
  }
}

extension CardEdit<Company> {
  /// A new company; whoever enters it looks after it unless said otherwise.
  public func add(id: CompanyID, name: String, in context: ActionContext) -> Company {
    var edit = self
    edit.set(.name, .text(name))
    return edit.made(Company(id: id, name: "", manager: context.user), in: context)
  }
}

extension CardEdit<Contact> {
  /// A new contact of a company.
  public func add(
    id: ContactID, company: CompanyID, name: String, in context: ActionContext
  ) -> Contact {
    var edit = self
    edit.set(.name, .text(name))
    return edit.made(Contact(id: id, company: company, name: "", role: .other), in: context)
  }

  /// The name that the parts which it gives make with the others of a contact; `nil` where it gives
  /// none, or the name itself.
  public func fullName(over contact: Contact? = nil) -> String? {
    let parts = Contact.partsOfName
    guard !gives(.name), parts.contains(where: gives) else { return nil }
    let words = parts.compactMap { part in
      gives(part) ? value(of: part) : contact.flatMap(part.value)
    }
    return words.isEmpty ? nil : words.map(\.text).joined(separator: " ")
  }

  /// The name that is given with the parts that are given beside it and do not stand in it: «Смирнов» and
  /// the first name Олег are «Смирнов Олег» (A16); `nil` where nothing is to be added.
  fileprivate func completedName() -> String? {
    guard let name = value(of: .name)?.text else { return nil }
    let parts = Contact.partsOfName
    let given = parts.compactMap { value(of: $0)?.text }
    guard !given.allSatisfy(name.contains) else { return nil }
    let open = parts.filter { value(of: $0) == nil }
    var others = name
    for part in given { others.firstRange(of: part).map { others.removeSubrange($0) } }
    let rest = others.split(separator: " ").map(String.init)
    let implied = Dictionary(
      keepingFirst: Array(zip(open, FullName.parts(of: rest[...], over: open.count))))
    return parts.compactMap { value(of: $0)?.text ?? implied[$0] ?? nil }.joined(separator: " ")
  }
}
