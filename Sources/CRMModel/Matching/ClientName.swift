/// A company's name as it is compared with others (R61): folded, without quotes and legal forms.
public struct ClientName: Hashable, Sendable {
  private let folded: String
  private let letters: [Unicode.Scalar]
  private let digits: [Unicode.Scalar]

  /// A name as it was written.
  public init(_ name: String) {
    folded = Folding.fold(name)
    let text =
      name.utf8.contains(UInt8(ascii: "."))
      ? String(name.unicodeScalars.filter { $0 != "." }) : name
    let phrase =
      Folding.phraseBytes(text).map { String(decoding: $0, as: UTF8.self) }
      ?? Folding.foldForPhrases(text)
    let words = phrase.utf8.split(separator: UInt8(ascii: " ")).map(Substring.init)
    let bare = words.filter { !Self.legalForms.contains($0) }
    letters = Array((bare.isEmpty ? words : bare).joined(separator: " ").unicodeScalars)
    digits = letters.filter { ("0"..."9").contains($0) }
  }

  /// How many letters it has, blanks between words included.
  public var count: Int { letters.count }

  /// Words that say how a client is registered, and not who it is.
  private static let legalForms: Set<Substring> = Spelling.legalForms.union([
    "llc", "ltd", "inc", "gmbh", "corp", "co", "plc", "limited",
  ])

  /// Whether another name is equal, or differs by one slip from 7 letters on and by two from 14; in no
  /// digit.
  func matchReason(_ other: ClientName) -> MatchReason? {
    if folded == other.folded { return folded.isEmpty ? nil : .sameName }
    guard !letters.isEmpty, digits == other.digits else { return nil }
    let slips = Self.slips(min(letters.count, other.letters.count))
    return Self.isWithin(slips, letters[...], other.letters[...]) ? .similarName : nil
  }

  private static func slips(_ count: Int) -> Int { min(count / 7, 2) }

  /// Which letters the name has an odd number of: one slip changes two of them at most, so that most of
  /// what only has a piece in common is passed over unread.
  public var oddLetters: UInt64 { letters.reduce(0) { $0 ^ 1 << UInt64($1.value & 63) } }

  /// In how many letters of ``oddLetters`` a similar name may differ.
  public var mostOddLetters: Int { 2 * Self.slips(letters.count) }

  /// Whether one text becomes another by so many letters put in, left out, changed or swapped with
  /// their neighbour.
  private static func isWithin(
    _ slips: Int, _ left: ArraySlice<Unicode.Scalar>, _ right: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard abs(left.count - right.count) <= slips else { return false }
    let common = zip(left, right).prefix { $0 == $1 }.count
    let (left, right) = (left.dropFirst(common), right.dropFirst(common))
    guard let first = left.first, let second = right.first else { return true }
    guard slips > 0 else { return false }
    let (shorter, other) = (left.dropFirst(), right.dropFirst())
    return isWithin(slips - 1, shorter, other) || isWithin(slips - 1, shorter, right)
      || isWithin(slips - 1, left, other)
      || shorter.first == second && other.first == first
        && isWithin(slips - 1, shorter.dropFirst(), other.dropFirst())
  }

  // MARK: Finding a name in an index

  /// The keys under which the name is kept: its letters in equal pieces, one more than it may have
  /// slips, so that one of them is whole in every similar name (Li, Deng, Wang, Feng: «Pass-Join», 2011).
  var keys: [NameKey] {
    guard !letters.isEmpty else { return [] }
    return Self.pieces(of: letters.count).map { key($0, at: $0.lowerBound, of: letters.count) }
  }

  /// The keys under which a similar name may be kept that has no more letters than said.
  public func soughtKeys(upTo longest: Int = .max) -> [NameKey] {
    var keys: [NameKey] = []
    let most = Self.slips(letters.count)
    guard !letters.isEmpty else { return keys }
    for count in letters.count - most...min(letters.count + most, longest) {
      let slips = min(most, Self.slips(count))
      guard abs(count - letters.count) <= slips else { continue }
      for piece in Self.pieces(of: count) {
        for start in piece.lowerBound - slips...piece.lowerBound + slips {
          let end = start + piece.count
          guard start >= 0, end <= letters.count else { continue }
          keys.append(key(piece, at: start, of: count))
          guard slips > 0 else { continue }
          // Of two letters that changed places one may lie beyond the piece.
          if start > 0 { keys.append(key(piece, at: start, of: count, (start, start - 1))) }
          if end < letters.count { keys.append(key(piece, at: start, of: count, (end - 1, end))) }
        }
      }
    }
    return keys
  }

  private static func pieces(of count: Int) -> [Range<Int>] {
    let number = slips(count) + 1
    return (0..<number).map { count * $0 / number..<count * ($0 + 1) / number }
  }

  /// The key of the letters that lie where a piece may lie, one of them in the place of another.
  private func key(
    _ piece: Range<Int>, at start: Int, of count: Int,
    _ swapped: (place: Int, other: Int) = (-1, -1)
  ) -> NameKey {
    var hash = NameKey.Hash()
    hash.add(UInt64(count))
    hash.add(UInt64(piece.lowerBound))
    for digit in digits { hash.add(UInt64(digit.value)) }
    for place in start..<start + piece.count {
      let letter = letters[place == swapped.place ? swapped.other : place]
      hash.add(UInt64(letter.value))
    }
    return hash.key
  }
}
