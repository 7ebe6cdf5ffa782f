/// What counts as a full name: a family name and a given name at least (R6).
public enum FullName {
  /// Whether a name has two words of letters or more.
  public static func isFull(_ name: String) -> Bool {
    name.split(whereSeparator: \.isWhitespace).count { $0.contains(where: \.isLetter) } >= 2
  }
}
