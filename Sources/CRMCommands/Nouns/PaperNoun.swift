import CRMCore
import CRMModel
import CommandLineKit

/// A paper with the papers around it.
struct PaperRow {
  let subject: CardSubject<PaperForm>
  let tree: PaperTree
  /// How far it stands from what all is based on, in a tree.
  var depth = 0
  /// The order that an accepted quotation became.
  var order: CardSubject<PaperForm>?
  /// What rules did with the command that is answered (R49).
  private(set) var automation: [JSONValue] = []
  /// The same for people: the steps that were done.
  private(set) var ruled: [String] = []

  var paper: Paper { subject.record }
}

extension PaperRow {
  /// Takes over what rules did with the command that is answered.
  mutating func take(_ steps: [AutomationStep], _ language: Language) {
    automation = steps.map { $0.json(language) }
    ruled = steps.filter { $0.why == nil }.map { step in
      Text(
        ru: "по правилу \(step.rule): \(step.step)", en: "by rule \(step.rule): \(step.step)")[
          language]
    }
  }
}

extension Snapshot {
  /// A paper with the papers around it.
  func row(_ paper: Paper) throws(CRMError) -> PaperRow {
    let tree = try tree(of: paper)
    return PaperRow(
      subject: CardSubject(paper, name: try names(for: paper), balances: tree.balance), tree: tree)
  }
}

extension Noun where Row == PaperRow {
  /// A paper by itself: the keys are a part of the command contract.
  static var paper: Noun<PaperRow> {
    let noun = cards(PaperForm.self) { $0.subject }
    return Noun(
      id: noun.id, owner: noun.owner,
      noun.columns
        .refining("lines") { column in
          column.lists(
            shown: { row, presentation in
              row.paper.allLines.map { line in
                let variant = row.paper.type == .quotation ? line.mark.map { "[\($0)] " } : nil
                return (variant ?? "") + line.text(row.paper.tax, row.paper.currency, presentation)
              }.joined(separator: "; ")
            },
            { row in row.paper.allLines.json(row.paper.tax, row.paper.currency) })
        }
        .refining("schedule") { column in
          column.lists(
            shown: { row, presentation in
              row.parts.map { $0.text(presentation) }.joined(separator: "; ")
            }, { row in row.parts.enumerated().map { $1.json($0 + 1) } })
        }
        + gathered + balance + [
          Column("automation", Phrase(ru: "сработали правила", en: "rules"), cardOnly: true) {
            .array($0.automation)
          }
        ])
  }

  /// What others say of it; a card does not say that nothing was paid.
  private static let balance = PaperForm.joined.map { property in
    Column<PaperRow>(property) { $0.subject }
  }.refining("paid") { column in
    let (sum, shown) = (column.money, column.shown)
    column.shown = { row, presentation in
      sum?(row)?.isZero == true ? "" : shown?(row, presentation) ?? ""
    }
  }

  /// What a paper's fields come to.
  private static let gathered: [Column<PaperRow>] = [
    Column(
      "basedOn", Phrase(ru: "на основании", en: "based on"), shown: { _, _ in "" }
    ) { .array($0.paper.basis.map { .string($0.text) }) },
    Column(
      "sent", Phrase(ru: "отправлено", en: "sent"), shown: { _, _ in "" },
      of: { row in row.paper.sentAt.map { (at: $0, to: row.paper[.sentTo]?.text) } },
      ["at": { .time($0.at) }, "to": { .text($0.to) }]),
    Column("net", Phrase(ru: "без НДС", en: "net"), shown: { _, _ in "" }) { row in
      row.sums.map { .money(row.paper.amount($0.total - $0.vat)) } ?? .null
    },
    Column("vatTotal", Phrase(ru: "НДС, сумма", en: "VAT in all"), shown: { _, _ in "" }) { row in
      row.sums.map { .money(row.paper.amount($0.vat)) } ?? .null
    },
    Column("variants", Phrase(ru: "варианты", en: "variants"), shown: { _, _ in "" }) { row in
      .array(
        (row.paper.type == .quotation ? row.paper.variants : []).compactMap { mark, lines in
          guard let mark else { return nil }
          let total = lines.sums(row.paper.tax).map { JSONValue.money(row.paper.amount($0.total)) }
          return [
            "mark": .string(mark), "total": total ?? .null,
            "lines": .array(lines.json(row.paper.tax, row.paper.currency)),
          ]
        })
    },
  ]

  /// A quotation that was accepted, with the order that it became.
  static var acceptedQuotation: Noun<PaperRow> {
    let order = paper
    return Noun(
      id: { ($0.order ?? $0.subject).record.id.text }, owner: order.owner,
      order.columns + [
        Column("order", PaperType.order.one, cardOnly: true) { row in
          row.order.map { order.card(PaperRow(subject: $0, tree: row.tree)) } ?? .null
        }
      ])
  }

  /// Papers of a deal, what is based on what below that.
  static var paperTree: Noun<PaperRow> {
    let known = [
      "id", "number", "type", "date", "state", "total", "currency", "basis", "paid", "left",
    ]
    return Noun(
      id: { $0.paper.id.text },
      paper.columns.filter { known.contains($0.key) }
        .refining("number") { column in
          column.shown = { row, _ in String(repeating: "  ", count: row.depth) + row.paper.name }
        }
        + [Column("depth", Phrase(ru: "глубина", en: "depth")) { .number($0.depth) }])
  }
}

/// A part of a schedule with what was paid of it.
private struct PaidPart {
  let part: PaymentSchedule.Part
  let paid: Money

  private var sum: Money { Money(minorUnits: part.sum, currency: paid.currency) }

  func json(_ number: Int) -> JSONValue {
    [
      "part": .number(number), "due": .string(part.due.text), "sum": .money(sum),
      "paid": .money(paid),
    ]
  }

  func text(_ presentation: Presentation) -> String {
    let state = paid == sum ? presentation.text(Phrase(ru: ", оплачено", en: ", paid")) : ""
    return "\(presentation.day(part.due)) \(presentation.money(sum))\(state)"
  }
}

extension PaperRow {
  /// What its lines come to; nothing for a paper of a sum alone.
  fileprivate var sums: PaperLine.Sums? {
    let lines = paper.lines
    return lines.isEmpty ? nil : lines.sums(paper.tax)
  }

  fileprivate var parts: [PaidPart] {
    guard let schedule = paper.schedule else { return [] }
    let paid = schedule.paid(tree.paid(paper.id))
    return zip(schedule.parts, paid).map { part, paid in
      PaidPart(part: part, paid: paper.amount(paid))
    }
  }
}

extension [PaperLine] {
  /// The lines, numbered from 1.
  func json(_ tax: PaperLine.Tax, _ currency: Currency) -> [JSONValue] {
    enumerated().map { $1.json($0 + 1, tax, currency) }
  }
}

extension PaperLine {
  /// The line as the command contract has it: every key, all sums in major units; `text` is what stands
  /// for a product that there is none of.
  fileprivate func json(_ number: Int, _ tax: Tax, _ currency: Currency) -> JSONValue {
    let sums = sums(tax) ?? Sums()
    func money(_ minor: Int64) -> JSONValue {
      .money(Money(minorUnits: minor, currency: currency))
    }
    func exact(_ number: ExactNumber) -> JSONValue { JSONValue(.number(number)) }
    return [
      "n": .number(number), "text": product == nil ? .string(name) : .null,
      "product": .text(product), "name": .string(name), "unit": .text(unit),
      "quantity": exact(exactQuantity), "price": money(price), "discount": exact(exactDiscount),
      "vatRate": .string(rate.id), "amount": money(sums.amount), "vat": money(sums.vat),
      "total": money(sums.total), "mark": .text(mark),
    ]
  }

  /// «Кофемашина: 2 шт × 120 000 ₽ −5%».
  func short(_ currency: Currency, _ presentation: Presentation) -> String {
    let price = presentation.money(Money(minorUnits: price, currency: currency))
    let amount = [presentation.number(exactQuantity), unit].compactMap(\.self)
      .joined(separator: " ")
    let less = discount == 0 ? "" : " −\(presentation.number(exactDiscount))%"
    return "\(name): \(amount) × \(price)\(less)"
  }

  /// «Кофемашина: 2 шт × 120 000 ₽ = 240 000 ₽».
  func text(_ tax: Tax, _ currency: Currency, _ presentation: Presentation) -> String {
    let total = presentation.money(
      Money(minorUnits: sums(tax)?.total ?? 0, currency: currency))
    let isOnTop = tax == .onTop && rate.percent > 0
    let more =
      isOnTop
      ? presentation.text(Phrase(ru: " + НДС \(rate.percent)%", en: " + VAT \(rate.percent)%")) : ""
    return "\(short(currency, presentation))\(more) = \(total)"
  }
}
