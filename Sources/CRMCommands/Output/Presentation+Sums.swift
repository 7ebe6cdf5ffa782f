import CRMModel
import CommandLineKit

/// Sums of several currencies, and what they come to in the settings' (R46).
extension Presentation {
  /// A rate with the day that it is of.
  func rate(_ rate: ExchangeRate) -> String {
    let number = language == .ru ? rate.text.replacing(".", with: ",") : rate.text
    let day = day(rate.day)
    return text(
      Phrase(
        ru: "\(rate.currency.code) по \(number) от \(day)",
        en: "\(rate.currency.code) at \(number) of \(day)"))
  }

  /// Sums of several currencies, with what they come to.
  func sums(_ sums: [Money], total: ConvertedTotal?) -> String {
    let list: String = self.sums(sums)
    return total.map { "\(list) = \(converted($0))" } ?? list
  }

  /// The same of deals' sums, converted where rates are known.
  func total(_ sums: [(money: Money, closedAt: Instant?)]) -> String {
    self.sums(sums.map(\.money).sums, total: conversion?.total(of: sums))
  }

  /// What a column of sums comes to; `nil` where it has none.
  func total<Row>(
    of column: Column<Row>, _ noun: Noun<Row>, _ rows: some Sequence<Row>
  ) -> String? {
    guard let money = column.money else { return nil }
    let sums = rows.compactMap { row in money(row).map { ($0, noun.closedAt(row)) } }
    return sums.isEmpty ? nil : "\(text(column.title)) \(total(sums))"
  }

  /// What sums come to in the settings' currency, and by which rates.
  func converted(_ total: ConvertedTotal) -> String {
    let unknown = total.unknown.map(\.code).joined(separator: ", ")
    let rates =
      total.rates.map(rate)
      + (unknown.isEmpty
        ? [] : [text(Phrase(ru: "нет курса \(unknown)", en: "no rate of \(unknown)"))])
    return "\(money(total.sum)) (\(rates.joined(separator: "; ")))"
  }
}
