/// What happens to a paper (R74 to R81).
extension Paper {
  /// Whether the lines and sums can still be written: nobody else has seen them.
  public var isDraft: Bool { state == type.states.first?.id }

  /// Gives it lines, and the sum that they come to (R86).
  ///
  /// - Throws: ``Refusal`` where the sum does not fit.
  public mutating func fill(_ lines: [PaperLine], in context: ActionContext) throws(Refusal) {
    var edit = CardEdit<Paper>()
    edit.set(.lines, .texts(lines.map { $0.text(in: currency) }))
    self = edit.apply(to: self, in: context)
    try addUp(in: context)
  }

  /// The draft with other lines (R72).
  ///
  /// - Throws: ``Refusal`` where somebody has seen it or rests on it, where no line would be left, and
  ///   where its schedule would not come to the new total.
  public func rewritten(
    _ lines: [PaperLine], _ tree: PaperTree, in context: ActionContext
  ) throws(Refusal) -> Paper {
    try requireDraft(tree)
    guard type.content == .lines, !lines.isEmpty else {
      throw Refusal(
        "R72",
        Phrase(
          ru: "\(title.ru) не может остаться без своих строк",
          en: "\(title.en) cannot be without lines of its own"),
        remedies: [Remedy(type.noun, "cancel", id.text)])
    }
    var paper = self
    try paper.fill(lines, in: context)
    if paper[.schedule]?.isEmpty == false, paper.schedule == nil {
      throw Refusal(
        "R78",
        Phrase(
          ru: "\(title.ru): график оплат не сойдется с новым итогом, \(paper.total.shown.ru)",
          en: "\(title.en): its schedule would not come to the new total, \(paper.total.shown.en)"),
        remedies: [remedyPlanning(from: context.zone.day(of: context.now))])
    }
    return paper
  }

  /// Brings the total to what the lines that count come to.
  mutating func addUp(in context: ActionContext) throws(Refusal) {
    guard let sums = lines.sums(tax), amount(sums.total).exact != nil else {
      throw Refusal(
        "R72",
        Phrase(
          ru: "\(title.ru): сумма слишком велика", en: "\(title.en): the sum is too large"))
    }
    guard sums.total >= 0 else {
      let total = amount(sums.total).shown
      throw Refusal(
        "R72",
        Phrase(
          ru: "\(title.ru): итог \(total.ru) — меньше нуля",
          en: "\(title.en): the total, \(total.en), is below zero"))
    }
    var edit = CardEdit<Paper>()
    edit.set(.total, Value.money(amount(sums.total)).stored)
    self = edit.apply(to: self, in: context)
  }

  /// The paper one step on.
  ///
  /// - Throws: ``Refusal``, with the steps that there are, where it is in another state.
  public func taking(
    _ step: PaperType.Step, _ given: CardEdit<Paper>, in context: ActionContext
  ) throws(Refusal) -> Paper {
    try require(
      in: step.from,
      Phrase(
        ru: "'\(type.noun) \(step.verb)' сейчас не сделать",
        en: "'\(type.noun) \(step.verb)' is not possible now"))
    var edit = given
    // What is paid stays so, though it goes out later.
    if !isIn(.paid) { edit.fill(.state, step.to) }
    if step.to == PaperType.State.sent.id { edit.fill(.sentAt, context.now.text) }
    return edit.apply(to: self, in: context)
  }

  /// Refuses what only a paper in some states allows.
  func require(in states: [String], _ refused: Phrase) throws(Refusal) {
    guard !states.contains(state) else { return }
    throw Refusal(
      "R74",
      Phrase(ru: "\(refused.ru): \(stateLine.ru)", en: "\(refused.en): \(stateLine.en)"),
      remedies: [Remedy(type.noun, "show", id.text)])
  }

  /// «счет СЧ-2026-1 — отправлено».
  public var stateLine: Phrase {
    let known = Field<Paper>.state.choices.first { $0.id == state }?.name ?? Phrase(state)
    return Phrase(ru: "\(title.ru) — \(known.ru)", en: "\(title.en) is \(known.en)")
  }

  /// The paper taken out of force; nothing that counts may be based on it.
  ///
  /// - Throws: ``Refusal``, with the papers that are.
  public func cancelled(
    because reason: String?, _ tree: PaperTree, in context: ActionContext
  ) throws(Refusal) -> Paper {
    let refused = Phrase(ru: "нельзя отменить", en: "cannot cancel")
    try requireFree(tree, refused)
    var edit = CardEdit<Paper>()
    edit.fill(.state, PaperType.State.cancelled.id)
    edit.fill(.reason, reason)
    let cancelled = edit.apply(to: self, in: context)
    try PaperTree(tree.papers.map { $0.id == id ? cancelled : $0 })
      .requireBalance(since: tree, refused)
    return cancelled
  }

  /// Refuses what would change the ground under other papers.
  func requireFree(_ tree: PaperTree, _ refused: Phrase) throws(Refusal) {
    let users = tree.based(on: id).filter(\.isInForce)
    guard !users.isEmpty else { return }
    let names = Phrase(
      ru: users.map(\.title.ru).joined(separator: ", "),
      en: users.map(\.title.en).joined(separator: ", "))
    throw Refusal(
      "R74",
      Phrase(
        ru: "\(refused.ru): на \(title.ru) опирается \(names.ru)",
        en: "\(refused.en): on \(title.en) rests \(names.en)"),
      remedies: users.prefix(5).map { Remedy($0.type.noun, "cancel", $0.id.text) })
  }

  /// Refuses to base anything on a paper that counts no longer (R74).
  package func requireInForce() throws(Refusal) {
    guard !isInForce else { return }
    throw Refusal(
      "R74",
      Phrase(
        ru: "на отмененном документе ничего не основать: \(title.ru)",
        en: "nothing can be based on a cancelled paper: \(title.en)"),
      remedies: [Remedy(type.noun, "show", id.text)])
  }

  /// Refuses to rewrite what somebody else has seen or rests on.
  public func requireDraft(_ tree: PaperTree) throws(Refusal) {
    let refused = Phrase(
      ru: "строки и суммы уже не изменить", en: "lines and sums stay as they are")
    try require(in: type.states.first.map { [$0.id] } ?? [], refused)
    try requireFree(tree, refused)
  }
}

/// When an order is to be paid (R78).
extension Paper {
  /// The command that has all of it paid by the day of its last part; where it has none, within two weeks
  /// of today, as the order's own day may be long over.
  func remedyPlanning(from today: Day) -> Remedy {
    let due = schedule?.parts.last?.due ?? max(day, today).adding(days: 14) ?? .last
    return Remedy(type.noun, "edit", id.text, "--schedule", "100% \(due.text)")
  }

  /// Its schedule, which has a part of this number.
  private func schedule(with number: Int) throws(Refusal) -> PaymentSchedule {
    if let schedule, schedule.parts.indices.contains(number - 1) { return schedule }
    let count = schedule?.parts.count ?? 0
    let plan = Remedy(type.noun, "edit", id.text, "--schedule", "50% today; 50% +14d")
    throw Refusal(
      "R78",
      Phrase(
        ru: "\(title.ru): частей в графике оплат — \(count)",
        en: "\(title.en): its payment schedule has \(count) parts"),
      remedies: [count == 0 ? plan : Remedy(type.noun, "show", id.text)])
  }

  /// The order with a part that is promised for another day; the day before stays in its history.
  ///
  /// - Throws: ``Refusal`` for a part that there is not or that is paid, for a day that is over, and for
  ///   one out of the order of the parts, with the promises that come before it, the last part first.
  public func promised(
    _ number: Int, by due: Day, because reason: String?, _ tree: PaperTree,
    in context: ActionContext
  ) throws(Refusal) -> Paper {
    var schedule = try schedule(with: number)
    let (parts, place) = (schedule.parts, number - 1)
    func refusal(_ why: Phrase, _ remedies: [Remedy]) -> Refusal {
      Refusal(
        "R78", Phrase(ru: "\(title.ru): \(why.ru)", en: "\(title.en): \(why.en)"),
        remedies: remedies)
    }
    let show = Remedy(type.noun, "show", id.text)
    if schedule.paid(tree.paid(id))[place] >= parts[place].sum {
      throw refusal(Phrase(ru: "эта часть уже оплачена", en: "this part is paid already"), [show])
    }
    if due < context.zone.day(of: context.now) {
      throw refusal(Phrase(ru: "\(due.text) уже прошло", en: "\(due.text) is over"), [show])
    }
    // It follows the parts before it; those behind it that come too early are promised first, from the
    // last on.
    let day = max(due, parts[..<place].last?.due ?? due)
    let others = day > due ? [place] : parts.indices.filter { $0 > place && parts[$0].due < day }
    guard others.isEmpty else {
      throw refusal(
        Phrase(ru: "части графика идут по порядку дней", en: "parts stand in the order of days"),
        others.reversed().map {
          Remedy(type.noun, "promise", id.text, "--part", "\($0 + 1)", "--due", day.text)
            .asking("--reason", reason.map { Phrase($0) } ?? Placeholder.why.phrase)
        })
    }
    schedule.parts[place].due = due
    var promised = self
    promised.change(
      Field<Paper>.schedule.key, \.facts[Field<Paper>.schedule.key], to: .texts(schedule.texts),
      because: reason, in: context
    ) { $0?.text }
    return promised
  }
}

extension Paper {
  /// The lines of an invoice for one part of an order's schedule (R79): one for each rate of tax, with
  /// the tax in it, which come to the part's sum together and are called by a name.
  ///
  /// - Throws: ``Refusal`` where the schedule has no such part.
  public func lines(ofPart number: Int, called name: String) throws(Refusal) -> [PaperLine] {
    let sum = try schedule(with: number).parts[number - 1].sum
    var rates: [(rate: VATRate, total: Int64)] = []
    for line in lines {
      let total = line.sums(tax)?.total ?? 0
      if let place = rates.firstIndex(where: { $0.rate == line.rate }) {
        rates[place].total += total
      } else {
        rates.append((line.rate, total))
      }
    }
    var rest = sum
    return rates.enumerated().compactMap { place, element -> PaperLine? in
      let exact = Int128(sum) * Int128(element.total)
      let share =
        place == rates.count - 1 ? rest : Int64(exact.rounded(by: Int128(total.minorUnits)))
      rest -= share
      guard share != 0 else { return nil }
      return PaperLine(
        product: nil, name: name, unit: nil, quantity: 1_000, price: share, rate: element.rate)
    }
  }
}

/// What an order is told of payments and shipments (R80, R81).
extension Paper {
  /// Refuses a payment that is more than is left (R80); what has come already as an advance is not to be
  /// entered once more.
  public func requireRoom(
    for sum: Money, _ tree: PaperTree, isAdvance: Bool = false
  ) throws(Refusal) {
    let left = tree.left(of: self)
    guard sum.currency == currency else {
      throw Refusal(
        "R80",
        Phrase(
          ru: "\(title.ru) ведется в \(currency.code), а оплата — в \(sum.currency.code)",
          en: "\(title.en) is in \(currency.code), the payment in \(sum.currency.code)"))
    }
    guard sum.minorUnits > left else { return }
    let rest = amount(max(left, 0))
    let (asked, open) = (sum.shown, rest.shown)
    let add = Remedy("payment", "add", "--\(type.noun)", id.text)
    throw Refusal(
      "R80",
      Phrase(
        ru: "\(title.ru): осталось оплатить \(open.ru), а не \(asked.ru)",
        en: "\(title.en): \(open.en) is left to be paid, not \(asked.en)"),
      remedies: isAdvance
        ? [Remedy(type.noun, "show", id.text)]
        : (rest.isPositive ? [add.adding("--sum", rest.decimalText)] : [])
          + [add.adding("--sum", sum.decimalText, "--advance")])
  }

  /// The lines of a shipment of so much of an order's lines, by their numbers; all that is left where
  /// nothing is said.
  ///
  /// - Throws: ``Refusal`` for a line that there is not, and for more of one than is left (R86).
  public func shipping(
    _ wanted: [Int: Int64], _ tree: PaperTree
  ) throws(Refusal) -> [PaperLine] {
    let (lines, shipped) = (lines, tree.shipped(id, withPlanned: true))
    let left = lines.indices.map { lines[$0].quantity - (shipped[$0 + 1] ?? 0) }
    let asked =
      wanted.isEmpty
      ? Dictionary(uniqueKeysWithValues: left.enumerated().map { ($0 + 1, $1) }) : wanted
    func leaving(_ quantity: Int64, at place: Int) -> PaperLine {
      var line = lines[place]
      line.quantity = quantity
      line.mark = String(place + 1)
      return line
    }
    let rest = lines.indices.filter { left[$0] > 0 }.map { leaving(left[$0], at: $0) }
    let options = rest.flatMap { ["--line", "\($0.mark ?? "")=\($0.exactQuantity.text)"] }
    let remedies =
      rest.isEmpty
      ? [Remedy(type.noun, "show", id.text)]
      : [Remedy(words: ["shipment", "add", "--\(type.noun)", id.text] + options)]
    for (number, quantity) in asked.sorted(by: { $0.key < $1.key }) {
      guard lines.indices.contains(number - 1) else {
        throw Refusal(
          "R81",
          Phrase(
            ru: "в \(title.ru) нет строки \(number)", en: "\(title.en) has no line \(number)"),
          remedies: remedies)
      }
      guard quantity <= left[number - 1] else {
        let (name, open) = (
          lines[number - 1].name, ExactNumber(millionths: left[number - 1] * 1_000).text
        )
        throw Refusal(
          "R81",
          Phrase(
            ru: "'\(name)': осталось отгрузить \(open)", en: "'\(name)': \(open) is left to ship"),
          remedies: remedies)
      }
    }
    guard !rest.isEmpty else {
      throw Refusal(
        "R81",
        Phrase(ru: "\(title.ru): все отгружено", en: "\(title.en): all of it was shipped"),
        remedies: remedies)
    }
    return lines.indices.compactMap { place in
      guard let quantity = asked[place + 1], quantity > 0 else { return nil }
      return leaving(quantity, at: place)
    }
  }
}

extension Paper {
  /// Refuses to use a payment that is for something already or of another client, or where nothing is
  /// left of what the client has in advance, less what was paid back of that (R80).
  public func requireAdvance(for basis: Paper, of advances: Int64) throws(Refusal) {
    guard isInForce, total.isPositive, self.basis.isEmpty, company == basis.company, advances > 0
    else {
      throw Refusal(
        "R80",
        Phrase(
          ru: "\(title.ru) — не аванс этого клиента",
          en: "\(title.en) is no advance of this client"),
        remedies: [Remedy("payment", "show", id.text)])
    }
  }

  /// Refuses to cancel an advance of which some went back, where others do not cover that.
  public func requireAdvances(_ others: [Paper]) throws(Refusal) {
    guard isInForce, others.reduce(0, { $0 &+ $1.total.minorUnits }) < 0 else { return }
    throw Refusal(
      "R80",
      Phrase(
        ru: "нельзя отменить: из аванса \(name) вернули деньги",
        en: "cannot cancel: some of the advance \(name) was paid back"),
      remedies: others.filter { !$0.total.isPositive }.map {
        Remedy($0.type.noun, "cancel", $0.id.text)
      })
  }

  /// Refuses a payment of a day to come, and money that goes back without a reason or that was never
  /// paid of its basis; where it has none, that the client does not have in advance (R80).
  public func requirePayment(
    of sum: Money, for basis: Paper?, paid: Int64, today: Day
  ) throws(Refusal) {
    guard day <= today else {
      throw Refusal(
        "R80",
        Phrase(
          ru: "оплата \(day.text) еще не поступила", en: "a payment of \(day.text) has not come yet"
        ))
    }
    guard !sum.isPositive else { return }
    guard (self[.reason]?.text).saysSomething else {
      throw Refusal(
        Phrase(ru: "нельзя вернуть деньги", en: "cannot pay back"),
        missing: [.reason(of: .init(rawValue: "refund"))])
    }
    guard paid + sum.minorUnits >= 0 else {
      let most = amount(paid)
      let add = Remedy("payment", "add")
      let whole =
        basis.map { add.adding("--\($0.type.noun)", $0.id.text) }
        ?? add.adding("--company", company?.text ?? "", "--advance")
      let back = whole.adding("--sum", "-\(most.decimalText)")
        .asking("--reason", self[.reason].map { Phrase($0.text) } ?? Placeholder.why.phrase)
      throw Refusal(
        "R80",
        Phrase(
          ru: "нельзя вернуть больше, чем оплачено: \(most.shown.ru)",
          en: "no more can be paid back than was paid: \(most.shown.en)"),
        remedies: most.isPositive ? [back] : [])
    }
  }
}
