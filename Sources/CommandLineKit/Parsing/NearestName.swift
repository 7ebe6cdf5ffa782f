/// Finds the known name that a mistyped word was probably meant to be.
package enum NearestName {
  /// The nearest name within a third of the word's length, the first of equals; nil if none is.
  ///
  /// Letter case and leading hyphens do not count. A word longer than any name is not looked at, so
  /// that a hostile one costs nothing.
  package static func find(_ word: String, among names: [String]) -> String? {
    guard word.utf8.count <= 256 else { return nil }
    let letters = folded(word)
    var best: (name: String, distance: Int)?
    for name in names {
      let limit = min(best.map { $0.distance - 1 } ?? .max, tolerance(letters.count))
      let distance = distance(letters, folded(name), limit: limit)
      if distance <= limit { best = (name, distance) }
    }
    return best?.name
  }

  private static func tolerance(_ length: Int) -> Int {
    length < 2 ? 0 : min(3, max(1, length / 3))
  }

  private static func folded(_ word: String) -> [Unicode.Scalar] {
    Array(word.drop { $0 == "-" }.lowercased().unicodeScalars)
  }

  /// The number of insertions, deletions, changes and swaps of neighbours between two words, or
  /// some number above the limit (Damerau and Levenshtein, optimal string alignment).
  private static func distance(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int
  ) -> Int {
    guard abs(left.count - right.count) <= limit else { return limit + 1 }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let change = previous[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(change, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforePrevious[column - 1] + 1)
        }
        current.append(cost)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
