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
  func fullSum(
    _ before: DealCase, _ refused: Phrase, in context: ActionContext
  ) throws(Refusal) -> Money {
    guard paid.isPositive else {
      throw Refusal(
        "R22",
        Phrase(
          ru: "\(refused.ru): часть должна быть больше нуля",
          en: "\(refused.en): a part has to be more than nothing"))
    }
    guard let agreed = before.deal.chain?.total else {
      guard let total, adjustedTotal == nil else {
        var attempt = self
        attempt.total = adjustedTotal ?? paid
        attempt.adjustedTotal = nil
        throw .instead(
          "R22",
          Phrase(
            ru: "\(refused.ru): полную сумму первой части задает --total, без --adjust-total и "
              + "--reason",
            en:
              "\(refused.en): with the first part the full sum is --total, without --adjust-total "
              + "and --reason"),
          again(on: before).adding("--total", (adjustedTotal ?? paid).decimalText),
          leaving: ["--adjust-total", "--reason"]
        ) { () throws(Refusal) in _ = try attempt.apply(to: before, in: context) }
      }
      return total
    }
    if let adjustedTotal { return adjustedTotal }
    guard total == nil || total == agreed else { throw changedTotal(before, refused, in: context) }
    return agreed
  }

  /// What is expected after this part.
  func rest(
    _ before: DealCase, of total: Money, _ refused: Phrase, in context: ActionContext
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
    if rest.minorUnits < 0 { throw overpaid(before, open, refused, in: context) }
    if before.deal.chain == nil, rest.isZero {
      throw .instead(
        "R22",
        Phrase(
          ru: "\(refused.ru): оплачено все сразу, это не разбивка",
          en: "\(refused.en): all is paid at once, which is no split"),
        Remedy("deal", "close", before.deal.id.text, "--won", "--budget", total.decimalText)
      ) { () throws(Refusal) in
        var close = CloseDeal(as: .won)
        close.fields.budget = total
        close.fields.package = package
        close.fields.endDate = endDate
        close.at = at
        _ = try close.apply(to: before, in: context)
      }
    }
    return rest
  }

  private func overpaid(
    _ before: DealCase, _ open: Money, _ refused: Phrase, in context: ActionContext
  ) -> Refusal {
    let message = Phrase(
      ru: "\(refused.ru): оплачено \(paid.shown.ru), а ожидается \(open.shown.ru)",
      en: "\(refused.en): \(paid.shown.en) was paid and \(open.shown.en) is expected")
    guard before.deal.chain == nil else {
      let remedy = again(on: before).asking("--adjust-total").asking("--reason", .why)
      return Refusal("R22", message, alternative: Alternative(remedy))
    }
    var attempt = self
    attempt.total = nil
    return .instead("R22", message, again(on: before).asking("--total")) {
      () throws(Refusal) in _ = try attempt.apply(to: before, in: context)
    }
  }

  private func changedTotal(
    _ before: DealCase, _ refused: Phrase, in context: ActionContext
  ) -> Refusal {
    var attempt = self
    attempt.adjustedTotal = total
    attempt.total = nil
    attempt.reason = "-"
    return .instead(
      "R22",
      Phrase(
        ru: "\(refused.ru): полная сумма уже другая; вместо --total ее меняет --adjust-total с "
          + "причиной",
        en:
          "\(refused.en): another full sum was agreed; instead of --total, --adjust-total changes "
          + "it with a reason"),
      again(on: before).adding("--adjust-total", total?.decimalText ?? "")
        .asking("--reason", .why), leaving: ["--total"]
    ) { () throws(Refusal) in _ = try attempt.apply(to: before, in: context) }
  }

  /// The same payment, with what is still to be added.
  private func again(on before: DealCase) -> Remedy {
    Remedy("split-pay", before.deal.id.text, "--paid", paid.decimalText)
  }
}
