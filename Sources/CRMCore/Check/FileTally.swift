import CRMModel

/// Files that share a problem: the first one stands for all.
struct FileTally {
  private(set) var first: String?
  private var count = 0

  mutating func add(_ path: String) {
    first = first ?? path
    count += 1
  }

  /// How many there are besides the first one, in words; nothing for none.
  var more: Phrase {
    count > 1
      ? Phrase(ru: " (и еще \(count - 1))", en: " (and \(count - 1) more)") : Phrase(ru: "", en: "")
  }
}
