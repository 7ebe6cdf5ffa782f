/// Labels are a tree (R63): `партнер/серебро` is below `партнер`.
public enum TagTree {
  /// Whether a label is another one, or below it; compared as names are (R5).
  public static func isIncluded(_ tag: String, in branch: String) -> Bool {
    let (tag, branch) = (Folding.fold(tag), Folding.fold(branch))
    return tag == branch || tag.hasPrefix(branch + "/")
  }

  /// A label as it is written down, with a word before and behind each `/`.
  ///
  /// - Throws: ``ValueError`` where there is none, as in `партнер//серебро`.
  public static func checked(_ text: String) throws(ValueError) -> String {
    let words = text.split(separator: "/", omittingEmptySubsequences: false)
      .map { String($0).trimmingBlanks() }
    guard !words.contains(where: \.isEmpty), !text.contains(where: \.isNewline) else {
      throw ValueError(
        text, ru: "метка — слово или слова через /: партнер/серебро",
        en: "a label is a word, or words with / between them: partner/silver")
    }
    return words.joined(separator: "/")
  }

  /// A label and all that it is below, the topmost first.
  public static func branches(of tag: String) -> [String] {
    tag.indices.filter { tag[$0] == "/" }.map { String(tag[..<$0]) } + [tag]
  }

  /// What becomes of a label of a branch that gets another name.
  static func moved(_ tag: String, from branch: String, to name: String) -> String {
    let depth = branch.count { $0 == "/" } + 1
    return name + tag.split(separator: "/").dropFirst(depth).map { "/" + $0 }.joined()
  }
}

extension CardEdit {
  /// Gives a branch of a card's labels another name, or takes it away; `nil` where the card has none
  /// of it (R63).
  public init?(
    renaming branch: String, to name: String?, in tags: Field<Subject>, of subject: Subject
  ) {
    self.init()
    let had = tags.get(subject)?.elements.map(\.text) ?? []
    let gone = had.filter { TagTree.isIncluded($0, in: branch) }
    guard !gone.isEmpty else { return nil }
    for tag in gone {
      remove(tag, from: tags)
      if let name { add(TagTree.moved(tag, from: branch, to: name), to: tags) }
    }
  }
}
