/// What the sums of a split payment must come to (R22).
extension SplitPayment {
  /// What the command has to say about the full sum and does not.
  func absent(of before: DealCase) -> [Missing] {
    if before.deal.chain == nil, total == nil {
      return [
        Missing(
          .budget, Phrase(ru: "не указана полная сумма", en: "the full sum is missing"),
          option: "--total")
      ]
    }
    if before.deal.chain != nil, adjustedTotal != nil, !reason.saysSomething {
      return [
        Missing(
          .budget,
          Phrase(
            ru: "не указано, почему меняется полная сумма",
            en: "why the full sum changes is missing"),
          option: "--reason")
      ]
    }
    return []
  }

  /// The full sum after this command, checked against what was agreed and paid (R22).
  func fullSum(_ before: DealCase, _ refused: Phrase) throws(Refusal) -> Money {
    guard paid.isPositive else {
      throw Refusal(
        "R22",
        Phrase(
          ru: "\(refused.ru): часть должна быть больше нуля",
          en: "\(refused.en): a part has to be more than nothing"))
    }
    guard let agreed = before.deal.chain?.total else {
      guard let total, adjustedTotal == nil else {
        throw Refusal(
          "R22",
          Phrase(
            ru: "\(refused.ru): полную сумму первой части задает --total",
            en: "\(refused.en): with the first part the full sum is --total"),
          remedies: (adjustedTotal ?? total).map { sum in
            [
              Remedy(
                "split-pay", before.deal.id.text, "--paid", paid.decimalText, "--total",
                sum.decimalText)
            ]
          } ?? [])
      }
      return total
    }
    if let adjustedTotal { return adjustedTotal }
    guard total == nil || total == agreed else { throw changedTotal(before, refused) }
    return agreed
  }

  /// What is expected after this part.
  func rest(
    _ before: DealCase, of total: Money, _ refused: Phrase
  ) throws(Refusal) -> Money {
    let zero = Money(minorUnits: 0, currency: total.currency)
    let paidBefore = before.chainSums?.paid ?? zero
    guard let open = total.subtracting(paidBefore), let rest = open.subtracting(paid) else {
      throw Refusal(
        "R29",
        Phrase(
          ru: "\(refused.ru): суммы в разных валютах не складываются",
          en: "\(refused.en): sums in two currencies are never added"))
    }
    if rest.minorUnits < 0 { throw overpaid(before, open, refused) }
    if before.deal.chain == nil, rest.isZero {
      throw Refusal(
        "R22",
        Phrase(
          ru: "\(refused.ru): оплачено все сразу, это не разбивка",
          en: "\(refused.en): all is paid at once, which is no split"),
        remedies: [
          Remedy("deal", "close", before.deal.id.text, "--won", "--budget", total.decimalText)
        ])
    }
    return rest
  }

  private func overpaid(_ before: DealCase, _ open: Money, _ refused: Phrase) -> Refusal {
    let isFirst = before.deal.chain == nil
    let option = isFirst ? "--total" : "--adjust-total"
    let remedy = Remedy("split-pay", before.deal.id.text, "--paid", paid.decimalText)
      .asking(option, ru: "СУММА", en: "SUM")
    return Refusal(
      "R22",
      Phrase(
        ru: "\(refused.ru): оплачено \(paid.shown.ru), а ожидается \(open.shown.ru)",
        en: "\(refused.en): \(paid.shown.en) was paid and \(open.shown.en) is expected"),
      remedies: [isFirst ? remedy : remedy.asking("--reason", ru: "ПОЧЕМУ", en: "WHY")])
  }

  private func changedTotal(_ before: DealCase, _ refused: Phrase) -> Refusal {
    Refusal(
      "R22",
      Phrase(
        ru: "\(refused.ru): полная сумма уже другая, ее меняют с причиной",
        en: "\(refused.en): another full sum was agreed; it changes with a reason only"),
      remedies: [
        Remedy(
          "split-pay", before.deal.id.text, "--paid", paid.decimalText, "--adjust-total",
          total?.decimalText ?? ""
        ).asking("--reason", ru: "ПОЧЕМУ", en: "WHY")
      ])
  }
}
