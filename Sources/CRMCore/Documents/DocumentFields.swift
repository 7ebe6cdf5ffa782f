package import CRMModel

/// Typed access to the keys of one JSON object; every error says where it is.
package struct DocumentFields {
  private let node: JSONNode
  /// The key of the object in the one that holds it.
  private let place: String
  /// Where it is noted which keys are asked for, with the object's number there.
  private let known: (keys: KnownKeys, object: Int)?

  package init(
    _ node: JSONNode, at place: String = "", noting keys: KnownKeys? = nil
  ) throws(DocumentError) {
    guard node.isObject else {
      throw DocumentError(place, ru: "здесь должен быть объект", en: "an object is expected here")
    }
    self.node = node
    self.place = place
    known = keys.map { ($0, $0.add(node)) }
  }

  /// The object with all that is in it, also what nobody here knows.
  package var object: JSONObject { node.value.object ?? JSONObject() }

  /// The keys, in the order of the text.
  package var names: [String] { node.members?.map(\.key) ?? [] }

  /// The value of a key; `nil` where it is absent or `null`.
  package func value(_ key: String) -> JSONNode? {
    if let known { known.keys.note(key, of: known.object) }
    guard let value = node.member(key), !value.isNull else { return nil }
    return value
  }

  package func error(_ key: String, ru: String, en: String) -> DocumentError {
    DocumentError(place.isEmpty ? key : "\(place).\(key)", ru: ru, en: en)
  }

  package func optionalString(_ key: String) throws(DocumentError) -> String? {
    guard let value = value(key) else { return nil }
    guard let string = value.string else {
      throw error(key, ru: "здесь должен быть текст", en: "a text is expected here")
    }
    return string
  }

  package func string(_ key: String) throws(DocumentError) -> String {
    guard let string = try optionalString(key) else { throw missing(key) }
    return string
  }

  package func bool(_ key: String) throws(DocumentError) -> Bool {
    guard let value = value(key) else { return false }
    guard let bool = value.bool else {
      throw error(key, ru: "здесь должно быть true или false", en: "true or false is expected here")
    }
    return bool
  }

  package func int(_ key: String) throws(DocumentError) -> Int {
    guard let value = value(key) else { throw missing(key) }
    guard let int = value.number?.int else {
      throw error(key, ru: "здесь должно быть целое число", en: "a whole number is expected here")
    }
    return int
  }

  /// A whole number within bounds; `nil` where the key is absent.
  package func optionalInt(
    _ key: String, in bounds: ClosedRange<Int>
  ) throws(DocumentError) -> Int? {
    guard value(key) != nil else { return nil }
    let number = try int(key)
    guard bounds.contains(number) else {
      let (low, high) = (bounds.lowerBound, bounds.upperBound)
      throw error(
        key, ru: "здесь должно быть число от \(low) до \(high)",
        en: "a number from \(low) to \(high) is expected here")
    }
    return number
  }

  /// A text that another type understands.
  package func optional<T>(
    _ key: String, _ parse: (String) throws(ValueError) -> T
  ) throws(DocumentError) -> T? {
    guard let text = try optionalString(key) else { return nil }
    do {
      return try parse(text)
    } catch {
      throw self.error(key, ru: error.problem.ru, en: error.problem.en)
    }
  }

  package func optional<Choice: RawRepresentable<String>>(
    _ key: String, choice: Choice.Type
  ) throws(DocumentError) -> Choice? {
    guard let text = try optionalString(key) else { return nil }
    guard let value = Choice(rawValue: text) else { throw unknown(text, at: key, []) }
    return value
  }

  /// One of the values that a table has; `known` are their names, for an error that lists them.
  package func choice<Choice>(
    _ key: String, among known: @autoclosure () -> [String] = [], _ named: (String) -> Choice?
  ) throws(DocumentError) -> Choice {
    let text = try string(key)
    guard let value = named(text) else { throw unknown(text, at: key, known()) }
    return value
  }

  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ type: Choice.Type
  ) throws(DocumentError) -> Choice {
    try choice(key, among: Choice.allCases.map(\.rawValue), Choice.init(rawValue:))
  }

  private func unknown(_ text: String, at key: String, _ known: [String]) -> DocumentError {
    let others = known.offered
    return error(
      key, ru: "неизвестное значение '\(SafeText.visible(text))'\(others.ru)",
      en: "unknown value '\(SafeText.visible(text))'\(others.en)")
  }

  package func optionalIdentifier<Subject>(
    _ key: String, _ type: Identifier<Subject>.Type = Identifier<Subject>.self
  ) throws(DocumentError) -> Identifier<Subject>? {
    guard let value = value(key) else { return nil }
    if let identifier = value.withPlainBytes(Identifier<Subject>.init(utf8:)) ?? nil {
      return identifier
    }
    guard let text = try optionalString(key) else { return nil }
    guard let identifier = Identifier<Subject>(text) else {
      throw error(
        key, ru: "'\(SafeText.visible(text))' — не идентификатор",
        en: "'\(SafeText.visible(text))' is no id")
    }
    return identifier
  }

  package func identifier<Subject>(
    _ key: String, _ type: Identifier<Subject>.Type = Identifier<Subject>.self
  ) throws(DocumentError) -> Identifier<Subject> {
    guard let identifier = try optionalIdentifier(key, type) else { throw missing(key) }
    return identifier
  }

  package func optionalInstant(_ key: String) throws(DocumentError) -> Instant? {
    guard let value = value(key) else { return nil }
    // Of the form that we write, without a text being made of it: events have a time each.
    if let instant = value.withPlainBytes(Instant.init(utf8:)) ?? nil { return instant }
    return try optional(key, Instant.init(parsing:))
  }

  package func instant(_ key: String) throws(DocumentError) -> Instant {
    guard let instant = try optionalInstant(key) else { throw missing(key) }
    return instant
  }

  package func day(_ key: String) throws(DocumentError) -> Day {
    guard let day = try optional(key, Day.init(parsing:)) else { throw missing(key) }
    return day
  }

  package func login(_ key: String) throws(DocumentError) -> Login {
    Login(stored: try string(key))
  }

  /// An amount in major units; `nil` where the key is absent.
  package func money(_ key: String, _ currency: Currency) throws(DocumentError) -> Money? {
    guard let value = value(key) else { return nil }
    guard let number = value.number else {
      throw error(key, ru: "здесь должно быть число", en: "a number is expected here")
    }
    do {
      return try Money.parse(number.text, currency: currency)
    } catch {
      throw self.error(key, ru: error.problem.ru, en: error.problem.en)
    }
  }

  package func currency(_ key: String) throws(DocumentError) -> Currency? {
    guard let code = try optionalString(key) else { return nil }
    guard let currency = Currency(code: code) else {
      throw error(key, ru: "неизвестная валюта", en: "unknown currency")
    }
    return currency
  }

  /// The objects of an array; none where the key is absent.
  package func list<T>(
    _ key: String, _ read: (DocumentFields) throws(DocumentError) -> T
  ) throws(DocumentError) -> [T] {
    try items(key) { (element) throws(DocumentError) in
      try read(DocumentFields(element, noting: known?.keys))
    }
  }

  /// The values of an array; none where the key is absent.
  package func items<T>(
    _ key: String, _ read: (JSONNode) throws(DocumentError) -> T
  ) throws(DocumentError) -> [T] {
    guard let value = value(key) else { return [] }
    guard let elements = value.elements else {
      throw error(key, ru: "здесь должен быть список", en: "an array is expected here")
    }
    var items: [T] = []
    for element in elements {
      do throws(DocumentError) { items.append(try read(element)) } catch {
        let name = place.isEmpty ? key : "\(place).\(key)"
        throw error.inside("\(name)[\(items.count)]")
      }
    }
    return items
  }

  /// The texts of an array; none where the key is absent.
  package func strings(_ key: String) throws(DocumentError) -> [String] {
    guard let value = value(key) else { return [] }
    guard let elements = value.elements else {
      throw error(key, ru: "здесь должен быть список", en: "an array is expected here")
    }
    var strings: [String] = []
    for element in elements {
      guard let string = element.string else {
        throw error(key, ru: "здесь должны быть тексты", en: "texts are expected here")
      }
      strings.append(string)
    }
    return strings
  }

  /// Texts by key; none where the key is absent.
  package func dictionary(_ key: String) throws(DocumentError) -> [String: String] {
    guard let fields = try object(key) else { return [:] }
    var texts: [String: String] = [:]
    for name in fields.names { texts[name] = try fields.string(name) }
    return texts
  }

  /// An object inside this one; `nil` where the key is absent.
  package func object(_ key: String) throws(DocumentError) -> DocumentFields? {
    guard let value = value(key) else { return nil }
    return try DocumentFields(
      value, at: place.isEmpty ? key : "\(place).\(key)", noting: known?.keys)
  }

  private func missing(_ key: String) -> DocumentError {
    error(key, ru: "значения нет", en: "the value is missing")
  }
}
