import CRMModel

/// Files that share a problem: the first one stands for all.
struct FileTally {
  private(set) var paths: [String] = []

  var first: String? { paths.first }

  mutating func add(_ path: String) { paths.append(path) }

  /// How many there are besides the first one, in words; nothing for none.
  var more: Phrase {
    let count = paths.count - 1
    return count > 0
      ? Phrase(ru: " (и еще \(count))", en: " (and \(count) more)") : Phrase(ru: "", en: "")
  }
}
