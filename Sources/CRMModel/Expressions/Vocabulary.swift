/// The properties by which expressions about one kind of thing can ask.
public struct Vocabulary<Subject>: Sendable {
  /// What is asked.
  public let kind: Kind
  /// Its own.
  public let properties: [Property<Subject>]
  /// Those of what it leads to, by the word before the point.
  public let hops: [Hop]
  /// By folded key and folded names.
  private let places: [String: Int]

  /// One step to a linked thing.
  public struct Hop: Sendable {
    /// The word before the point, in both languages.
    public let name: Phrase
    /// The properties that can stand behind it, with their whole key.
    public let properties: [Property<Subject>]

    /// A step by which the properties of another kind are reached.
    public init(_ key: String, _ name: Phrase, _ properties: [Property<Subject>]) {
      self.name = Phrase(ru: name.ru, en: key)
      self.properties = properties
    }
  }

  /// A vocabulary; the first property of a name is the one that is meant.
  public init(_ kind: Kind, _ properties: [Property<Subject>], hops: [Hop] = []) {
    self.kind = kind
    self.properties = properties
    self.hops = hops
    places = Dictionary(
      properties.enumerated().flatMap { place, property in
        property.words.map { (Folding.fold($0), place) }
      },
      uniquingKeysWith: min)
  }

  /// The property of a key or of a name in either language; `nil` where there is none.
  public func property(_ name: String) -> Property<Subject>? {
    let wanted = Folding.fold(name)
    if let place = places[wanted == "tag" ? "tags" : wanted] { return properties[place] }
    guard let point = name.firstIndex(of: ".") else { return nil }
    let step = Folding.fold(String(name[..<point]))
    let rest = Folding.fold(String(name[name.index(after: point)...]))
    return hops.first { Folding.fold($0.name.en) == step || Folding.fold($0.name.ru) == step }?
      .properties.first { $0.isCalled(rest) }
  }

  /// Every key that can be written, for completion and for the nearest one.
  public var keys: [String] { properties.map(\.key) + hops.flatMap { $0.properties.map(\.key) } }

  /// Every name, for the nearest one.
  var names: [String] {
    properties.flatMap(\.words) + hops.flatMap { $0.properties.map(\.key) }
  }
}

extension Property {
  /// What it can be called: its key, the id of a field of the department's own, its names.
  fileprivate var words: [String] {
    [key, name.ru, name.en] + [CustomField.id(ofKey: key)].compactMap(\.self)
  }

  /// Whether a folded word behind a point is its key or its name.
  fileprivate func isCalled(_ wanted: String) -> Bool {
    let behind = key.drop { $0 != "." }.dropFirst()
    return Property(String(behind), name, type, value).words.contains { Folding.fold($0) == wanted }
  }
}
