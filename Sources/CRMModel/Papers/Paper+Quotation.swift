/// Quotations: what orders are made by them, and which variant a client takes (R75, R77).
extension Paper {
  /// Refuses an order by a quotation that the client has not taken (R77).
  public func requireAccepted() throws(Refusal) {
    let isOpen = isIn(.draft, .sent)
    guard !isIn(.accepted) else { return }
    throw Refusal(
      "R77",
      Phrase(
        ru: "заказ делают по принятому предложению: \(stateLine.ru)",
        en: "an order is made by an accepted quotation: \(stateLine.en)"),
      remedies: [Remedy(type.noun, isOpen ? "accept" : "show", id.text)])
  }

  /// The lines of an order by a quotation: those of these numbers, or all that are not ordered yet (R77).
  ///
  /// Only an order of a part says in its lines which those are; one that says nothing is by all of them.
  ///
  /// - Throws: ``Refusal`` for a line that there is not or that is ordered, and where none is left.
  public func ordering(_ numbers: [Int], _ tree: PaperTree) throws(Refusal) -> [PaperLine] {
    let show = Remedy(type.noun, "show", id.text)
    for number in numbers { try lines.requireLine(number, of: title, show) }
    let orders = tree.based(on: id).filter { $0.type == .order && $0.isInForce }
    let ordered = orders.reduce(into: Set<String>()) { $0.formUnion($1.ordered(of: self)) }
    let wanted = numbers.isEmpty ? Array(1...max(lines.count, 1)) : Set(numbers).sorted()
    let free = wanted.filter { !ordered.contains(String($0)) }
    guard free.count == wanted.count || numbers.isEmpty && !free.isEmpty else {
      let names = orders.map(\.title)
      throw Refusal(
        "R77",
        Phrase(
          ru: "\(title.ru): это уже заказано (\(names.map(\.ru).joined(separator: ", ")))",
          en: "\(title.en): that is ordered (\(names.map(\.en).joined(separator: ", ")))"),
        remedies: orders.prefix(5).map { Remedy($0.type.noun, "show", $0.id.text) })
    }
    let isWhole = free.count == lines.count
    return free.map { number in
      var line = lines[number - 1]
      line.mark = isWhole ? nil : String(number)
      return line
    }
  }

  /// Which lines of a quotation that it is based on an order is by: their numbers (R77).
  package func ordered(of quotation: Paper) -> Set<String> {
    let marks = lines.compactMap(\.mark)
    guard marks.isEmpty || basis.count > 1 else { return Set(marks) }
    return Set(quotation.lines.indices.map { String($0 + 1) })
  }

  /// Refuses to add a variant that there is: it would lose its lines (R75).
  public func requireNoVariant(_ name: String) throws(Refusal) {
    guard allLines.contains(where: { $0.mark == name }) else { return }
    throw Refusal(
      "R75",
      Phrase(
        ru: "у предложения \(self.name) уже есть вариант '\(name)'",
        en: "quotation \(self.name) has a variant '\(name)' already"),
      remedies: [Remedy("line", "add", id.text, "--variant", name).asking("--line")])
  }

  /// A quotation that the client took, of several variants one (R75).
  ///
  /// - Throws: ``Refusal`` where it is over, and where none of its variants is named, with all of them.
  public func accepted(_ variant: String?, in context: ActionContext) throws(Refusal) -> Paper {
    try require(
      in: [PaperType.State.draft, .sent].map(\.id),
      Phrase(ru: "нельзя принять", en: "cannot accept"))
    let variants = variants.compactMap(\.mark)
    let chosen = variant ?? (variants.count == 1 ? variants[0] : nil)
    guard variants.isEmpty && variant == nil || chosen.map(variants.contains) == true else {
      let list = variants.quoted
      throw Refusal(
        "R75",
        Phrase(
          ru: "у предложения \(name) "
            + (list.isEmpty ? "нет вариантов (--variant)" : "варианты: \(list)"),
          en: "quotation \(name) has "
            + (list.isEmpty ? "no variants (--variant)" : "the variants \(list)")),
        remedies: variants.map { Remedy("quote", "accept", id.text, "--variant", $0) },
        alternative: list.isEmpty
          ? Alternative(Remedy("quote", "accept", id.text), leaving: ["--variant"]) : nil)
    }
    var edit = CardEdit<Paper>()
    edit.fill(.variant, chosen)
    edit.fill(.state, PaperType.State.accepted.id)
    var accepted = edit.apply(to: self, in: context)
    try accepted.addUp(in: context)
    return accepted
  }
}
