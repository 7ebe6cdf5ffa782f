/// The report of which companies the revenue hangs on (R95).
extension Report {
  static let abc = Report(
    "abc", Phrase(ru: "ABC/XYZ: на ком держится выручка", en: "ABC/XYZ: whom the revenue hangs on"),
    Phrase(
      ru:
        "Компании по доле выручки за эти дни: A — пока доля тех, кто выше, меньше 80 %, B — 95 %. "
        + "X, Y, Z — по коэффициенту вариации помесячной выручки: до 10 %, до 25 %, больше; нужны три "
        + "месяца. Границы — настройки abc-shares и abc-variations. Каждая валюта — отдельно.",
      en:
        "Companies by their share of these days' revenue: A while the share of those above is under "
        + "80 %, B 95 %. X, Y, Z by the coefficient of variation of the monthly revenue: up to 10 %, "
        + "up to 25 %, more; three months are needed. The bounds are the settings abc-shares and "
        + "abc-variations. Each currency by itself."),
    [
      ReportColumn("company", Phrase(ru: "компания", en: "company"), .key), .money, .share,
      ReportColumn("class", Phrase(ru: "класс", en: "class"), .key),
      ReportColumn("regularity", Phrase(ru: "регулярность", en: "regularity"), .key),
    ]
  ) { material in
    let won = material.won(in: material.scope.days)
    let whole = CompanyRevenue.all(of: won, material)
    let classes = whole.reduce(into: [String: [Money]]()) { classes, company in
      classes[company.grade + (company.regularity ?? ""), default: []].append(company.sum)
    }
    var found = ReportRows()
    found.sample = won.sales
    found.converted = material.converted(won)
    found.fill(won, by: material.slice) { cases in
      let counts = classes.sorted { $0.key < $1.key }
        .map { ReportCell.Counted(id: $0.key, name: $0.key, count: $0.value.count) }
      return [.none, .money(cases.money), .none, .counts(counts), .none]
    } _: { cases in
      let companies = material.slice == nil ? whole : CompanyRevenue.all(of: cases, material)
      return companies.map { company in
        [
          .value(.reference(id: company.id.text, name: company.name)), .money([company.sum]),
          .share(company.sum.minorUnits, of: company.all), .text(company.grade),
          .text(company.regularity),
        ]
      }
    }
    found.parts = [matrix(of: classes, sales: found.sample)]
    return found
  }

  /// How many companies of each class there are, and what they bring.
  private static func matrix(of classes: [String: [Money]], sales: Int) -> Report {
    Report(
      "matrix", Phrase(ru: "сколько их в каждом классе", en: "how many are of each class"),
      Phrase(
        ru: "Число компаний и их выручка по классам.", en: "How many companies, and their revenue."),
      [
        ReportColumn("class", Phrase(ru: "класс", en: "class"), .key),
        ReportColumn("regularity", Phrase(ru: "регулярность", en: "regularity"), .key),
        ReportColumn("companies", Phrase(ru: "компаний", en: "companies"), .key), .money,
      ]
    ) { _ in
      var found = ReportRows()
      found.sample = sales
      found.rows = ["A", "B", "C"].flatMap { grade in
        ["X", "Y", "Z", nil].compactMap { regularity in
          classes[grade + (regularity ?? "")].map {
            [.text(grade), .text(regularity), .count($0.count), .money($0.sums)]
          }
        }
      }
      return found
    }
  }
}

/// What one company paid in one currency, among all that did.
private struct CompanyRevenue {
  let id: CompanyID
  let name: String
  private let order: TextOrder
  private(set) var sum: Money
  private(set) var all: Int64 = 0
  /// A, B or C.
  private(set) var grade = ""
  /// X, Y or Z, of three months and more.
  private(set) var regularity: String?

  /// The largest first, ties by name; each currency by itself.
  static func all(of cases: [ReportCase], _ material: ReportMaterial) -> [CompanyRevenue] {
    let scope = material.scope
    let shares = material.companyClasses.shares.map { Int128($0) }
    let months = CalendarSpan.all(.month, touching: scope.days).count
    return cases.money.map(\.currency).flatMap { currency -> [CompanyRevenue] in
      var (companies, places): ([CompanyRevenue], [CompanyID: Int]) = ([], [:])
      // Of all companies in one piece of memory.
      var revenue: [Int64] = []
      for one in cases {
        guard let paid = one.deal.budget, paid.currency == currency else { continue }
        let id = one.deal.facts.company
        let place = places[id] ?? companies.count
        if place == companies.count {
          places[id] = place
          companies.append(CompanyRevenue(of: one.deal, currency))
          revenue += repeatElement(0, count: months)
        }
        // A sum that would not fit stays where it was.
        companies[place].sum = companies[place].sum.adding(paid) ?? companies[place].sum
        let month = place * months + scope.month(of: one.journey.since)
        let (sum, overflow) = revenue[month].addingReportingOverflow(paid.minorUnits)
        if !overflow { revenue[month] = sum }
      }
      for place in companies.indices {
        companies[place].regularity = companies[place].regularity(
          of: revenue[place * months..<(place + 1) * months],
          within: material.companyClasses.variations)
      }
      companies.sort { left, right in
        left.sum.minorUnits == right.sum.minorUnits
          ? left.order < right.order : left.sum.minorUnits > right.sum.minorUnits
      }
      let all = Int64(clamping: companies.reduce(Int128(0)) { $0 + Int128($1.sum.minorUnits) })
      var before: Int128 = 0
      for place in companies.indices {
        companies[place].all = all
        companies[place].grade =
          before * 100 < Int128(all) * shares[0]
          ? "A" : before * 100 < Int128(all) * shares[1] ? "B" : "C"
        before += Int128(companies[place].sum.minorUnits)
      }
      return companies
    }
  }

  private init(of deal: ReportedDeal, _ currency: Currency) {
    id = deal.facts.company
    name = deal.companyName ?? id.text
    order = TextOrder([name], id.bits)
    sum = Money(minorUnits: 0, currency: currency)
  }

  /// By the population's deviation over the mean, compared as squares of whole numbers.
  private func regularity(of months: ArraySlice<Int64>, within bounds: [Int]) -> String? {
    guard months.count >= 3, sum.isPositive else { return nil }
    // Sums beyond 2^48 would leave no room for their squares; what is cut off them decides nothing.
    let cut = max(0, 16 - sum.minorUnits.leadingZeroBitCount)
    let total = Int128(sum.minorUnits >> cut)
    let squares = months.reduce(Int128(0)) { $0 + Int128($1 >> cut) * Int128($1 >> cut) }
    let variation = Int128(months.count) * squares - total * total
    let (x, y) = (Int128(bounds[0]), Int128(bounds[1]))
    // A variation of a hundredth is a ten-thousandth of its square.
    return variation * 10_000 <= total * total * x * x
      ? "X" : variation * 10_000 <= total * total * y * y ? "Y" : "Z"
  }
}

extension ReportFrame.Scope {
  /// Which of the months that its days touch a moment lies in.
  fileprivate func month(of moment: Instant) -> Int {
    let (first, day) = (days.lowerBound, clock.zone.day(of: moment))
    return 12 * (day.year - first.year) + day.month - first.month
  }
}
