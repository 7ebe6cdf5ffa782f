import CRMModel

/// Which keys the reader of a document asks for, noted while it reads, so that a misspelt one is found
/// without a second list of what there is.
package final class KnownKeys {
  private var objects: [(node: JSONNode, asked: Set<String>)] = []

  /// Nothing asked for yet.
  package init() {}

  /// Begins with an object; gives its number.
  func add(_ node: JSONNode) -> Int {
    objects.append((node, []))
    return objects.count - 1
  }

  func note(_ key: String, of object: Int) { objects[object].asked.insert(key) }

  /// The first key that nobody asked for, one letter away from one that was asked for and is absent.
  var misspelt: (typed: String, meant: String)? {
    for (node, asked) in objects {
      let names = Set(node.members?.map(\.key) ?? [])
      let absent = asked.subtracting(names).sorted()
      for name in names.subtracting(asked).sorted() {
        if let meant = absent.first(where: { Self.isOneLetterAway(name, $0) }) {
          return (name, meant)
        }
      }
    }
    return nil
  }

  /// Refuses a key that nobody asked for: what is typed on a command line is of this version, so that it
  /// is a slip of the pen.
  package func requireAllKnown() throws(DocumentError) {
    for (node, asked) in objects {
      guard let name = node.members?.map(\.key).first(where: { !asked.contains($0) }) else {
        continue
      }
      let (typed, known) = (SafeText.visible(name), asked.sorted().joined(separator: ", "))
      throw DocumentError(
        "", ru: "ключа '\(typed)' не бывает; есть: \(known)",
        en: "there is no key '\(typed)'; there are \(known)")
    }
  }

  /// Whether one letter was changed, added, left out, or swapped with the next; short words are all
  /// alike.
  private static func isOneLetterAway(_ typed: String, _ meant: String) -> Bool {
    let typed = Array(typed.unicodeScalars)
    let meant = Array(meant.unicodeScalars)
    guard meant.count > 2, abs(typed.count - meant.count) <= 1 else { return false }
    let start = zip(typed, meant).prefix { $0 == $1 }.count
    let end = zip(typed.reversed(), meant.reversed()).prefix { $0 == $1 }.count
    let left = typed.dropFirst(start).dropLast(min(end, typed.count - start))
    let right = meant.dropFirst(start).dropLast(min(end, meant.count - start))
    return max(left.count, right.count) <= 1
      || left.count == 2 && left.elementsEqual(right.reversed())
  }
}
