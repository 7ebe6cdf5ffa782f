/// A setting: its row says what it is called, how it is typed and shown, and what documents keep.
public struct Setting: Sendable {
  /// The name by which it is set: `work-days`.
  public let id: String
  /// What people call it.
  public let title: Phrase
  package let form: Form

  /// The value that takes away what a setting has.
  public static let nothing = "none"

  /// What becomes of a list's present values.
  public enum Mode: Sendable {
    /// The new ones take their place.
    case replace
    /// The new ones join them.
    case add
    /// Those that are named go.
    case remove
  }

  /// Entries by their keys, as they are typed: `ads=ivanov`.
  package struct Pairs: Sendable {
    /// Between which numbers the values lie; `nil` where they are texts.
    package let bounds: ClosedRange<Int>?
    let wanted: Phrase
    /// The key and the value that are typed so; without a value only to take the entry away.
    let read: @Sendable (String, String) -> (String, Value?)?
    package let get: @Sendable (Settings) -> [String: Value]
    package let set: @Sendable (inout Settings, [String: Value]) -> Void
  }

  /// What its values are; all but the last are kept in documents by these alone.
  package enum Form: Sendable {
    case number(
      ClosedRange<Int>, usual: Int, @Sendable (Settings) -> Int,
      set: @Sendable (inout Settings, Int) -> Void)
    case flag(@Sendable (Settings) -> Bool, set: @Sendable (inout Settings, Bool) -> Void)
    case file(@Sendable (Settings) -> String?, set: @Sendable (inout Settings, String?) -> Void)
    case lines(@Sendable (Settings) -> [String], set: @Sendable (inout Settings, [String]) -> Void)
    case pairs(Pairs)
    case words(
      isList: Bool, @Sendable (Settings) -> [String],
      set: @Sendable (inout Settings, [String], Mode) throws(ValueError) -> Void)
  }

  init(_ id: String, ru: String, en: String, _ form: Form) {
    self.id = id
    title = Phrase(ru: ru, en: en)
    self.form = form
  }

  /// Its key in documents and in JSON: `workDays` for `work-days`.
  public var key: String {
    let words = id.split(separator: "-")
    return words.dropFirst().reduce(String(words[0])) {
      $0 + $1.prefix(1).uppercased() + String($1.dropFirst())
    }
  }

  /// Whether it has several values, so that one can be added or removed.
  public var isList: Bool {
    switch form {
    case .number, .flag, .file: false
    case .lines, .pairs: true
    case .words(let isList, _, _): isList
    }
  }

  /// Whether its value is the path of a file.
  public var isFile: Bool {
    if case .file = form { true } else { false }
  }

  /// The value as programs read it; `nil` where there is none.
  public func value(of settings: Settings) -> Value? {
    if case .number(_, _, let get, _) = form { return .whole(get(settings)) }
    if case .flag(let get, _) = form { return .flag(get(settings)) }
    let words = words(of: settings)
    return isList ? .texts(words) : words.first.map(Value.text)
  }

  /// The values as they are typed.
  public func words(of settings: Settings) -> [String] {
    switch form {
    case .number(_, _, let get, _): [String(get(settings))]
    case .flag(let get, _): [get(settings) ? "yes" : "no"]
    case .file(let get, _): get(settings).map { [$0] } ?? []
    case .lines(let get, _): get(settings)
    case .pairs(let pairs):
      pairs.get(settings).sorted { $0.key < $1.key }.map { "\($0)=\($1.text)" }
    case .words(_, let get, _): get(settings)
    }
  }

  /// Sets it.
  ///
  /// - Throws: ``ValueError`` for a value that it cannot have; what a value names is for others to
  ///   find.
  public func set(
    _ words: [String], _ mode: Mode, in settings: inout Settings
  ) throws(ValueError) {
    // An empty word empties, and so does `none` (R36).
    let words = isList ? words.filter { !$0.isEmpty && $0 != Self.nothing } : words
    switch form {
    case .number(let limits, _, _, let set): set(&settings, try Self.number(words, in: limits))
    case .flag(_, let set): set(&settings, try ValueType.isTrue(Self.one(words)))
    case .file(_, let set):
      let path = try Self.one(words)
      set(&settings, path == Self.nothing || path.isEmpty ? nil : path)
    case .lines(let get, let set):
      let others = get(settings).filter { !words.contains($0) }
      set(&settings, mode == .replace ? words : mode == .add ? others + words : others)
    case .pairs(let pairs): pairs.set(&settings, try pairs.applying(words, mode, settings))
    case .words(_, _, let set): try set(&settings, words, mode)
    }
  }

  static func one(_ words: [String]) throws(ValueError) -> String {
    guard let word = words.first, words.count == 1 else {
      throw ValueError(
        words.joined(separator: " "), ru: "нужно одно значение", en: "one value is expected")
    }
    return word
  }

  private static func number(
    _ words: [String], in limits: ClosedRange<Int>
  ) throws(ValueError) -> Int {
    let word = try one(words)
    guard let number = Int(word), limits.contains(number) else {
      throw ValueError(
        word, ru: "нужно число от \(limits.lowerBound) до \(limits.upperBound)",
        en: "a number from \(limits.lowerBound) to \(limits.upperBound) is needed")
    }
    return number
  }
}

extension Setting.Pairs {
  fileprivate func applying(
    _ words: [String], _ mode: Setting.Mode, _ settings: Settings
  ) throws(ValueError) -> [String: Value] {
    var pairs = mode == .replace ? [:] : get(settings)
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard let (key, value) = read(parts[0], parts.count > 1 ? parts[1] : ""),
        mode == .remove || value != nil
      else { throw ValueError(word, ru: wanted.ru, en: wanted.en) }
      pairs[key] = mode == .remove ? nil : value
    }
    return pairs
  }
}
