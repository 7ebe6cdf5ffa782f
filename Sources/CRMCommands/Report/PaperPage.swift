import CRMCore
import CRMModel
import CommandLineKit

/// A paper as one page that prints on A4 and needs no colour (R84).
struct PaperPage {
  let paper: Paper
  /// Whose paper it is, line by line.
  let seller: [String]
  /// The address of the picture above, which holds all of it.
  let logo: String?
  /// Whom it is for, line by line.
  let buyer: [String]
  let presentation: Presentation

  private func text(_ ru: String, _ en: String) -> String {
    presentation.text(Phrase(ru: ru, en: en))
  }

  private func money(_ minor: Int64) -> String { presentation.money(paper.amount(minor)) }

  private var title: String {
    let type = presentation.text(paper.type.one).capitalizedStart
    let day = presentation.day(paper.day)
    return text("\(type) \(paper.name) от \(day)", "\(type) \(paper.name) of \(day)")
  }

  /// What stands above the line of the first column, and what in each line.
  private func table(of lines: [PaperLine]) -> (head: [String], rows: [[String]]) {
    var head = [
      "№", text("Наименование", "Item"), text("Кол\u{2011}во", "Quantity"), text("Цена", "Price"),
      text("Скидка", "Discount"), text("НДС", "VAT"), sum(of: lines),
    ]
    var rows = lines.enumerated().map { place, line in
      let rate = line.rate.id == "none" ? text("без НДС", "no VAT") : "\(line.rate.id)\u{A0}%"
      let amount = [presentation.number(line.exactQuantity), line.unit].compactMap(\.self)
        .joined(separator: "\u{A0}")
      let less =
        line.discount == 0 ? "" : "\(presentation.number(line.exactDiscount))\u{A0}%"
      let total = line.sums(paper.tax)?.total ?? 0
      return [String(place + 1), line.name, amount, money(line.price), less, rate, money(total)]
    }
    // What nobody was given needs no column.
    if lines.allSatisfy({ $0.discount == 0 }) {
      head.remove(at: Self.discountColumn)
      for place in rows.indices { rows[place].remove(at: Self.discountColumn) }
    }
    return (head, rows)
  }

  private static let discountColumn = 4

  /// What stands above the sums of lines: with the tax on top they are more than their prices tell.
  private func sum(of lines: [PaperLine]) -> String {
    let isOnTop = paper.tax == .onTop && lines.sums(paper.tax)?.vat != 0
    return isOnTop ? text("Сумма с\u{A0}НДС", "Sum with\u{A0}VAT") : text("Сумма", "Sum")
  }

  /// What lines come to, line by line.
  private func totals(of lines: [PaperLine]) -> [String] {
    let sums = lines.sums(paper.tax) ?? PaperLine.Sums()
    let vat =
      sums.vat == 0
      ? text("Без НДС", "No VAT")
      : paper.tax == .included
        ? text("В том числе НДС: \(money(sums.vat))", "VAT included: \(money(sums.vat))")
        : text("НДС сверху: \(money(sums.vat))", "VAT on top: \(money(sums.vat))")
    let total = money(sums.total)
    return [
      vat, text("Итого: \(total)", "Total: \(total)"),
      presentation.text(SumInWords(paper.amount(sums.total)).phrase),
    ]
  }

  /// What stands above a variant that the client can choose (R75).
  private func heading(of variant: String?) -> [String] {
    variant.map { [text("Вариант \($0)", "Variant \($0)")] } ?? []
  }

  private var parties: [(String, [String])] {
    [(text("Исполнитель", "Seller"), seller), (text("Заказчик", "Buyer"), buyer)]
      .filter { !$0.1.isEmpty }
  }

  /// Until when it holds, where that was said (R75).
  private var validity: [String] {
    let field = Field<Paper>.validUntil
    guard let day = paper[field].flatMap({ try? Day(parsing: $0.text) }) else { return [] }
    return ["\(presentation.text(field.name).capitalizedStart): \(presentation.day(day))"]
  }

  /// The paper for a terminal.
  var lines: [String] {
    let offers = paper.offers.flatMap { variant, lines in
      heading(of: variant)
        + table(of: lines).rows.map { $0.filter { !$0.isEmpty }.joined(separator: "  ") }
        + totals(of: lines)
    }
    return [title] + parties.map { "\($0): \($1.joined(separator: ", "))" } + offers + validity
  }

  /// The paper for a printer.
  var html: HTML {
    let parties = parties.map { name, lines -> HTML in
      .tag(.section, [.tag(.strong, .text(name))] + lines.map { .tag(.p, .text($0)) })
    }
    let signature = HTML.tag(
      .footer,
      .tag(.p, .text(text("Исполнитель ____________________", "Seller ____________________"))),
      .tag(.p, .text(text("Заказчик ____________________", "Buyer ____________________"))))
    let note = paper[.note].map { HTML.tag(.p, .text($0.text)) }
    let offers = paper.offers
    let tables = offers.enumerated().flatMap { place, offer in
      let isLast = place == offers.count - 1
      let sums = (totals(of: offer.lines) + (isLast ? validity : []))
        .map { HTML.tag(.p, .text($0)).styled("total") }
      return html(
        of: offer.variant, offer.lines,
        closing: sums + (isLast ? [note, signature].compactMap(\.self) : []))
    }
    let picture = logo.map { [HTML.tag(.img).attribute("src", $0).attribute("alt", "")] } ?? []
    return .tag(
      .html,
      .tag(
        .head, .tag(.meta).attribute("charset", "utf-8"),
        .tag(.meta).attribute("http-equiv", "Content-Security-Policy")
          .attribute("content", "default-src 'none'; img-src data:; style-src 'unsafe-inline'"),
        .tag(.title, .text(title)), .style(Self.sheet)),
      .tag(
        .body,
        picture + [.tag(.h1, .text(title)), .tag(.header, parties)] + tables)
    ).attribute("lang", presentation.language.rawValue)
  }

  /// A table of lines below its heading, and what closes it: with the last line, since nobody signs a
  /// sheet on which nothing else stands.
  private func html(
    of variant: String?, _ lines: [PaperLine], closing end: [HTML]
  ) -> [HTML] {
    let (head, rows) = table(of: lines)
    let lines = rows.map { row in HTML.tag(.tr, row.map { .tag(.td, .text($0)) }) }
    let sums = HTML.tag(.td, end).attribute("colspan", "\(head.count)").styled("sums")
    let table = HTML.tag(
      .table, .tag(.thead, .tag(.tr, head.map { .tag(.th, .text($0)) })),
      .tag(.tbody, Array(lines.dropLast())),
      .tag(.tbody, lines.suffix(1) + [.tag(.tr, sums)]).styled("end"))
    return heading(of: variant).map { .tag(.h2, .text($0)) } + [table]
  }

  private static let sheet: StaticString = """
    @page { size: A4; margin: 18mm 15mm; }
    body { margin: 0 auto; max-width: 180mm; padding: 0 .5pt; background: #fff; color: #000;
      font: 10.5pt/1.4 "Liberation Serif", "Times New Roman", "Noto Serif", "DejaVu Serif", serif;
      font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    img { display: block; max-width: 60mm; max-height: 25mm; margin: 0 0 4mm; }
    h1 { font-size: 15pt; margin: 0 0 5mm; border-bottom: 1.5pt solid #000; padding-bottom: 2mm; }
    header { display: flex; gap: 10mm; margin-bottom: 5mm; }
    header section { flex: 1; }
    p { margin: 0 0 1mm; }
    table { width: 100%; border-collapse: collapse; margin-bottom: 4mm; }
    thead { display: table-header-group; }
    tr, .end { break-inside: avoid; }
    th, td { border: .5pt solid #000; padding: 1mm 1.5mm; text-align: end; vertical-align: top; }
    th { font-weight: 600; overflow-wrap: normal; }
    td:nth-child(2), th:nth-child(2) { text-align: start; width: 40%; }
    td { white-space: nowrap; }
    td:nth-child(2) { white-space: normal; }
    .sums { border: 0; padding: 4mm 0 0; text-align: start; white-space: normal; }
    .total { text-align: end; }
    h2 { break-after: avoid; }
    footer { display: flex; gap: 10mm; margin-top: 14mm; }
    footer p { flex: 1; }

    """
}

extension String {
  fileprivate var capitalizedStart: String { prefix(1).uppercased() + dropFirst() }
}
