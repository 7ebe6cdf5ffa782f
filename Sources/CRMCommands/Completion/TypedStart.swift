import CRMModel

/// What has been typed of a value, and which values it may become.
///
/// A shell takes only what begins exactly like the typed word. But names are compared folded (R5), so
/// «ромаш» is the start of «Ромашка» with its quotation marks too: such a value is given with the
/// beginning as it was typed, which names the same thing, or in its own spelling if it is the only one.
struct TypedStart {
  private let typed: String
  /// Empty where only what begins exactly so may be meant.
  private let folded: String
  /// Whether the id of a record or a task may begin like it.
  let mayBeID: Bool

  init(_ typed: String) {
    self.typed = typed
    mayBeID = typed.utf8.allSatisfy { $0 >= 0x2F && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x7A }
    let folded = Folding.fold(typed)
    if let last = typed.unicodeScalars.last, !folded.isEmpty, Folding.fold(String(last)).isEmpty {
      // A quotation mark that was typed last is meant; a blank ends a word.
      self.folded = last.properties.isWhitespace ? folded + " " : ""
    } else {
      self.folded = folded
    }
  }

  /// The text, for values that are put together from several.
  var text: String { typed }

  /// Whether the value may be meant.
  func fits(_ value: String) -> Bool {
    isExactly(value)
      || !folded.isEmpty && Folding.fold(value).utf8.starts(with: folded.utf8)
  }

  /// The first spelling that may be meant.
  func first(of spellings: [LiveValue]) -> LiveValue? {
    spellings.first { LiveValue.isUsable($0.text) && fits($0.text) }
  }

  /// The values as a shell can take them, each once.
  func offered(_ values: [LiveValue]) -> [LiveValue] {
    // Bytes are compared many times faster than texts.
    var seen: Set<[UInt8]> = []
    let distinct = values.filter { seen.insert(Array($0.text.utf8)).inserted }
    guard distinct.count > 1 else { return distinct }
    return distinct.map { value in
      isExactly(value.text)
        ? value : LiveValue(typed + rest(of: value.text), value.description)
    }
  }

  private func isExactly(_ value: String) -> Bool { value.utf8.starts(with: typed.utf8) }

  /// What of the value follows the part that folds to what was typed.
  private func rest(of value: String) -> String {
    let scalars = value.unicodeScalars
    let isWordOver = folded.last == " "
    let wanted = isWordOver ? String(folded.dropLast()) : folded
    var cut = scalars.startIndex
    while cut < scalars.endIndex, Folding.fold(String(scalars[..<cut])) != wanted {
      scalars.formIndex(after: &cut)
    }
    // Quotation marks count for nothing, and a blank was typed already.
    while cut < scalars.endIndex, Folding.fold(String(scalars[cut])).isEmpty,
      isWordOver || !scalars[cut].properties.isWhitespace
    {
      scalars.formIndex(after: &cut)
    }
    return String(scalars[cut...])
  }
}
