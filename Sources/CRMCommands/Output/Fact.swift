import CRMModel

/// A line of a card: what it is about, and what is so.
struct Fact {
  let title: String
  let value: String
  var color: Presentation.Color?

  init(_ title: String, _ value: String?, color: Presentation.Color? = nil) {
    self.title = SafeText.visible(title)
    self.value = SafeText.visible(value ?? "")
    self.color = color
  }
}

extension [Fact] {
  /// The facts under each other, those that say nothing left out.
  func lines(_ presentation: Presentation) -> [String] {
    let facts = filter { !$0.value.isEmpty }
    let width = facts.map { DisplayWidth.of($0.title) }.max() ?? 0
    return facts.flatMap { fact in
      let blanks = String(repeating: " ", count: width - DisplayWidth.of(fact.title) + 2)
      return Wrapping.lines(
        fact.value, after: "  \(fact.title)\(blanks)", width: presentation.width
      ).map { line in fact.color.map { presentation.colored(line, $0) } ?? line }
    }
  }
}

extension Presentation {
  /// The first line of a card: what it is called, and its id.
  func title(_ name: String, _ id: String) -> String {
    "\(colored(SafeText.visible(name), .bold))  \(colored(id, .gray))"
  }
}
