/// What holds of papers at every moment (R86), asked by the audit and by `fsck` alike.
extension PaperTree {
  /// What is wrong with a paper, without anybody's data; `nil` for a sound one.
  public func fault(of paper: Paper) -> Phrase? {
    let type = paper.type
    guard paper[.type]?.text == type.id,
      type.states.contains(where: { $0.id == paper.state })
        || !paper.isInForce
    else {
      return Phrase(ru: "такого вида или состояния нет", en: "there is no such type or state")
    }
    guard paper.allLines.count == paper[.lines]?.elements.count ?? 0 else {
      return Phrase(ru: "строку нельзя понять (R72)", en: "a line cannot be understood (R72)")
    }
    let total = paper.total.minorUnits
    if [.lines, .deliveries].contains(type.content), paper.lines.sums(paper.tax)?.total != total {
      return Phrase(
        ru: "итог — не сумма строк (R86)", en: "the total is not the sum of the lines (R86)")
    }
    if paper[.schedule]?.isEmpty == false, paper.schedule == nil {
      return Phrase(
        ru: "график оплат не сходится с итогом (R86)",
        en: "the schedule does not come to the total (R86)")
    }
    guard paper.isInForce else { return nil }
    if [.order, .invoice].contains(type), paid(paper.id) > total {
      return Phrase(ru: "оплачено больше итога (R86)", en: "more is paid than the total (R86)")
    }
    let shipped = type == .order ? shipped(paper.id, withPlanned: true) : [:]
    let lines = paper.lines
    let isOver = shipped.contains { number, quantity in
      !lines.indices.contains(number - 1) || quantity > lines[number - 1].quantity
    }
    return isOver
      ? Phrase(ru: "отгружено больше, чем заказано (R86)", en: "more is shipped than ordered (R86)")
      : nil
  }
}
