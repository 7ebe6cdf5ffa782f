package import CRMModel

/// What is sold by a paper, line by line (R72).
extension Transaction {
  /// The lines of a new paper: those that were typed, else those of what it is based on.
  func lines(_ new: NewPaper, of paper: Paper) throws(CRMError) -> [PaperLine] {
    let basis = new.bases
    switch new.type.content {
    case .sum, .nothing: return []
    case .deliveries:
      guard let order = basis.first else { return [] }
      let tree = try tree(of: order)
      return try CRMError.refusing { () throws(Refusal) in
        try order.shipping(new.quantities, tree)
      }
    case .lines:
      if let part = new.part, let order = basis.first {
        return try CRMError.refusing { () throws(Refusal) in
          try order.lines(ofPart: part.number, called: part.name)
        }
      }
      if !new.lines.isEmpty { return try lines(new.lines, variant: new.variant, of: paper) }
      var taken: [PaperLine] = []
      for paper in basis { taken += try lines(new, taking: paper) }
      if taken.isEmpty, let deal = new.deal {
        let currency = try dealCase(deal).currency
        let sold = currency == paper.currency ? deal.lines(in: currency) : []
        if !sold.isEmpty { return sold }
      }
      guard !taken.isEmpty else {
        throw .needs(
          option: "--line",
          Phrase(ru: "нет ни одной строки: --line", en: "there is no line: --line"), hints: [])
      }
      return taken
    }
  }

  /// The lines of a paper as those of one that is based on it.
  private func lines(
    _ new: NewPaper, taking basis: Paper
  ) throws(CRMError) -> [PaperLine] {
    if new.type == .order, basis.type == .quotation {
      let tree = try tree(of: basis)
      return try CRMError.refusing { () throws(Refusal) in
        try basis.ordering(new.numbers, tree)
      }
    }
    return basis.lines.enumerated().map { place, line in
      var line = line
      line.mark =
        basis.type == .order ? String(place + 1) : basis.type == .shipment ? line.mark : nil
      return line
    }
  }

  /// The lines that were typed for a paper, with what their products say.
  package func lines(
    _ typed: [TypedLine], variant: String?, of paper: Paper
  ) throws(CRMError) -> [PaperLine] {
    let (day, currency) = (paper.day, paper.currency)
    var lines: [PaperLine] = []
    for line in typed {
      let product = try product(of: line.item)
      let list = paper[.priceList]?.text ?? ProductPrice.usualList
      let known = product?.price(list, on: day)
      let given: Money?
      do throws(ValueError) {
        given =
          try line.price.map { (text) throws(ValueError) in
            try Money.parse(text, currency: currency)
          } ?? known
        if let given, given.isZero || given.minorUnits < 0 && product != nil {
          throw ValueError(
            line.item, ru: "цена должна быть больше нуля", en: "a price is more than nothing")
        }
      } catch {
        throw .usage(error.problem)
      }
      guard let price = given else {
        throw withoutPrice(line, product, list, on: day, in: currency)
      }
      guard price.currency == currency else {
        throw .refused(
          Refusal(
            "R71",
            Phrase(
              ru:
                "'\(line.item)' в прайс-листе '\(list)' — в \(price.currency.code), а документ — в \(currency.code)",
              en:
                "price list '\(list)' has '\(line.item)' in \(price.currency.code), the paper is in \(currency.code)"
            ),
            remedies: product.map { [Remedy("product", "show", $0.id.text)] } ?? []))
      }
      let rate =
        line.rate ?? product?[.vatRate].flatMap { try? VATRate(parsing: $0.text) }
        ?? VATRate.standard(on: day)
      let ofProduct = line.rate == nil ? product?.name : nil
      try CRMError.refusing { () throws(Refusal) in try rate.require(on: day, of: ofProduct) }
      lines.append(
        PaperLine(
          product: product?.name, name: product?.title ?? line.item,
          unit: line.unit ?? product?[.unit]?.text, quantity: line.quantity,
          price: price.minorUnits, discount: line.discount, rate: rate, mark: variant))
    }
    return lines
  }

  /// That nobody knows what a line costs, and how that is said.
  private func withoutPrice(
    _ line: TypedLine, _ product: Product?, _ list: String, on day: Day, in currency: Currency
  ) -> CRMError {
    guard let product else {
      return .withoutPrice(line.item, list: nil, Remedy("product", "list"))
    }
    var pricing = Remedy("product", "price", product.name).asking(.sum).adding("--list", list)
    if currency != context.settings.currency {
      pricing = pricing.adding("--currency", currency.code)
    }
    if day < context.zone.day(of: context.now) { pricing = pricing.adding("--from", day.text) }
    return .withoutPrice(line.item, list: list, pricing)
  }
}
