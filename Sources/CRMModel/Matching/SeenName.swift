/// Finds what is meant by a name that somebody has seen on the screen and types from memory.
public enum SeenName {
  /// The one that is called so, folded (R5); else the only one whose name has a word that begins so.
  ///
  /// What stands in parentheses may be left out or read on: «вышел на лпр» and «вышела на лпр» are
  /// «Вышел(а) на ЛПР». A beginning has two letters at least; where it fits several, the only one whose
  /// whole name begins so is meant, else none.
  public static func find<Item>(
    _ typed: String, among items: [Item], _ names: (Item) -> [String]
  ) -> Item? {
    let wanted = Folding.fold(typed)
    if let exact = items.first(where: { names($0).contains { Folding.fold($0) == wanted } }) {
      return exact
    }
    guard wanted.count >= 2 else { return nil }
    let known = items.map { names($0).flatMap(spellings) }
    func only(where fits: (String) -> Bool) -> Item? {
      let found = items.indices.filter { known[$0].contains(where: fits) }
      return found.count == 1 ? items[found[0]] : nil
    }
    return only { $0 == wanted } ?? only { $0.hasPrefix(wanted) }
      ?? only { " \($0)".contains(" \(wanted)") }
  }

  /// The same among plain names, such as the entries of a dictionary.
  public static func find(_ typed: String, among names: [String]) -> String? {
    find(typed, among: names) { [$0] }
  }

  /// A name folded: as it stands, without what stands in parentheses, and without the parentheses.
  private static func spellings(_ name: String) -> [String] {
    let folded = Folding.fold(name)
    guard folded.contains("(") else { return [folded] }
    var (without, open) = ("", "")
    var isInside = false
    for character in folded {
      switch character {
      case "(": isInside = true
      case ")": isInside = false
      default:
        open.append(character)
        if !isInside { without.append(character) }
      }
    }
    return [folded, Folding.fold(without), Folding.fold(open)]
  }
}

/// A closed list of choices that people know by names of their own: either is typed.
public protocol NamedChoice: CaseIterable, RawRepresentable<String>, Sendable {
  /// What people read.
  var name: Phrase { get }
}
