import CRMModel
import CRMTestSupport
import XCTest

/// R19 to R22a: one sale paid in parts.
final class SplitPaymentTests: XCTestCase {
  private var office = Department()

  private func first(_ paid: Int64 = 20_000, of total: Int64 = 60_000) throws
    -> Department.Payment
  {
    try office.pay(
      try office.deal(at: "contract"), .roubles(paid), total: .roubles(total))
  }

  func testR19FirstPartIsWonWithWhatWasPaid() throws {
    let payment = try first()
    let paid = payment.paid.deal
    XCTAssertEqual(paid.stage, StageID("won"))
    XCTAssertEqual(paid.budget, .roubles(20_000))
    XCTAssertEqual(paid.package, "Стандарт")
    XCTAssertEqual(paid.endDate?.text, "2027-01-31")
    XCTAssertEqual(paid.name, office.company.name)
    XCTAssertEqual(paid.chain?.total, .roubles(60_000))
    XCTAssertEqual(paid.chain?.part, 1)
    XCTAssertEqual(paid.chain?.id, paid.id)
    XCTAssertEqual(paid.chain?.next, payment.next?.deal.id)
    XCTAssertNil(paid.chain?.previous)
  }

  func testR20WaitingDealIsMadeForTheRest() throws {
    office.contacts.append(office.person("Орлов Петр", role: .other))
    let payment = try first()
    let next = try XCTUnwrap(payment.next).deal
    XCTAssertEqual(next.name, "Кафе «Ёлки» (доплата)")
    XCTAssertEqual(next.stage, StageID("contract"))
    XCTAssertEqual(next.budget, .roubles(40_000))
    XCTAssertEqual(next.contacts, payment.paid.deal.contacts)
    XCTAssertEqual(next.contacts.count, 2)
    XCTAssertEqual(next.company, office.company.id)
    XCTAssertEqual(next.pipeline, PipelineID("ads"))
    XCTAssertEqual(next.manager, payment.paid.deal.manager)
    XCTAssertEqual(next.openTasks.map(\.action), ["Проверить оплату"])
    XCTAssertEqual(next.chain?.part, 2)
    XCTAssertEqual(next.chain?.previous, payment.paid.deal.id)
    XCTAssertNil(next.package)
    XCTAssertEqual(payment.result.sums.paid, .roubles(20_000))
    XCTAssertEqual(payment.result.sums.expected, .roubles(40_000))
    XCTAssertFalse(payment.result.sums.isClosed)
  }

  /// R20, R82: the papers of the chain's first deal count for each of its parts.
  func testR20PapersOfTheFirstDealCountForEveryPart() throws {
    let contract = try office.deal(at: "contract")
    let stages = contract.pipeline.stages.map { stage in
      guard stage.id == StageID("contract") else { return stage }
      return Stage.open(
        stage.id.text, stage.name, stage.requires + [.contractSent, .invoiceSent])
    }
    func sent(_ type: PaperType, _ number: UInt64) throws -> Paper {
      var paper = Paper(id: try XCTUnwrap(PaperID(bits: number)))
      paper.facts = [
        "type": .text(type.id), "state": .text("sent"), "date": .text("2026-11-20"),
        "currency": .text("RUB"), "sentAt": .text("2026-11-20T08:00:00Z"),
        "deal": .text(contract.deal.id.text),
      ]
      return paper
    }
    let papers = [try sent(.contract, 1), try sent(.invoice, 2)]
    func place(_ deal: Deal, _ chain: [Deal], _ papers: [Paper]) -> DealCase {
      DealCase(
        deal: deal, company: office.company, contacts: office.contacts, chain: chain,
        papers: papers, pipeline: contract.pipeline.with(stages: stages))
    }
    assertMissing(
      ["contract-sent -", "invoice-sent -"],
      try office.pay(place(contract.deal, [], []), .roubles(20_000), total: .roubles(60_000)))
    let first = try office.pay(
      place(contract.deal, [], papers), .roubles(20_000), total: .roubles(60_000))
    let waiting = try XCTUnwrap(first.next?.deal)
    let next = place(waiting, first.chain, papers)
    let second = try office.pay(next, .roubles(10_000))
    let parts = second.chain.map { place($0, second.chain, papers) }
    XCTAssertEqual(office.audit(parts, papers: papers).findings.map(\.check), [])
    XCTAssertEqual(
      office.audit(parts).findings.map(\.check.rawValue),
      ["requirement-unmet", "requirement-unmet"])
  }

  /// R21: what comes in for a part that is closed is meant for the one that waits.
  func testR21AClosedPartNamesTheOneThatWaits() throws {
    let payment = try first()
    let waiting = try XCTUnwrap(payment.next?.deal)
    let refusal = assertRefused(try office.pay(payment.paid, .roubles(5)), "R4")
    XCTAssertEqual(refusal?.ways, ["deal show \(waiting.id.text)"])
  }

  /// R22a: from the first part on the budget is what was paid, whatever it followed from.
  func testR22aABudgetOfAPartFollowsFromNothing() throws {
    var deal = try office.deal(at: "contract")
    let line = "Реклама; 1; 60000; ; 22"
    deal = try office.edit(deal) {
      $0.card.set(.lines, .texts([line]))
      $0.card.set(.amount, .text("lines"))
    }
    XCTAssertEqual(deal.deal.amount, .lines)
    let payment = try office.pay(deal, .roubles(20_000), total: .roubles(60_000))
    let next = try XCTUnwrap(payment.next)
    XCTAssertEqual(payment.paid.deal.amount, .manual)
    XCTAssertEqual(next.deal.amount, .manual)
    assertRefused(try office.edit(next) { $0.card.set(.amount, .text("lines")) }, "R22a")
  }

  func testR20WaitingDealKeepsTheManagerWhoeverRecordsThePayment() throws {
    let deal = try office.deal(at: "contract")
    office.user = Login(stored: "petrov")
    let next = try XCTUnwrap(try office.pay(deal, .roubles(1), total: .roubles(60_000)).next).deal
    XCTAssertEqual(next.manager, Login(stored: "ivanov"))
    XCTAssertEqual(next.author, office.user)
  }

  func testR21LastPartIsRenamedAndComplete() throws {
    let second = try office.pay(
      try XCTUnwrap(try first().next), Money(minorUnits: 1_500_050, currency: .rub))
    XCTAssertEqual(second.next?.deal.budget?.decimalText, "24999.5")
    XCTAssertEqual(second.paid.deal.name, "Кафе «Ёлки» (доплата)")
    let last = try office.pay(
      try XCTUnwrap(second.next), Money(minorUnits: 2_499_950, currency: .rub), isLast: true)
    XCTAssertNil(last.next)
    XCTAssertEqual(last.paid.deal.name, "Кафе «Ёлки» (последняя доплата)")
    XCTAssertEqual(last.paid.deal.package, "Стандарт")
    XCTAssertEqual(last.paid.deal.endDate?.text, "2027-01-31")
    XCTAssertEqual(last.paid.deal.stage, StageID("won"))
    XCTAssertTrue(last.result.sums.isClosed)
    XCTAssertEqual(last.result.sums.paid, .roubles(60_000))
    XCTAssertEqual(last.paid.deal.chain?.part, 3)
    XCTAssertEqual(
      office.audit(last.chain.map { last.paid.with($0) }).findings.map(\.check), [])
  }

  func testR21RenamedDealsPartsAreNamedByTheCompany() throws {
    let renamed = try office.edit(try office.deal(at: "contract")) { $0.name = "Не то" }
    let payment = try office.pay(renamed, .roubles(1), total: .roubles(60_000))
    XCTAssertEqual(payment.paid.deal.name, "Не то")
    XCTAssertEqual(payment.next?.deal.name, "Кафе «Ёлки» (доплата)")
  }

  func testR21LastPartNeedsNoNextTask() throws {
    let next = try XCTUnwrap(try first().next)
    assertRefused(try office.pay(next, .roubles(40_000)), "R21")
    assertRefused(try office.pay(next, .roubles(40_000)) { $0.next.due = nil }, "R21")
    assertRefused(try office.pay(next, .roubles(40_000)) { $0.next.action = nil }, "R21")
  }

  func testR7WaitingDealNeedsATask() throws {
    let deal = try office.deal(at: "contract")
    assertMissing(
      ["next-task --next"],
      try office.pay(deal, .roubles(1), total: .roubles(60_000)) { $0.next = NextTask() })
    assertMissing(
      ["next-task --due"],
      try office.pay(deal, .roubles(1), total: .roubles(60_000)) { $0.next.due = nil })
  }

  func testR9EveryPartMayHaveItsOwnPackageAndEndDate() throws {
    let payment = try office.pay(try XCTUnwrap(try first().next), .roubles(10_000)) {
      $0.package = "премиум"
      $0.endDate = Day(year: 2027, month: 5, day: 1)
    }
    XCTAssertEqual(payment.paid.deal.package, "Премиум")
    XCTAssertEqual(payment.paid.deal.endDate?.text, "2027-05-01")
    XCTAssertEqual(payment.chain.first?.package, "Стандарт")
  }

  func testR19LaterPartsTakeWhatTheLatestPartSold() throws {
    let second = try office.pay(try XCTUnwrap(try first().next), .roubles(10_000)) {
      $0.package = "Премиум"
      $0.endDate = Day(year: 2027, month: 5, day: 1)
    }
    let third = try office.pay(try XCTUnwrap(second.next), .roubles(30_000), isLast: true).paid
    XCTAssertEqual(third.deal.package, "Премиум")
    XCTAssertEqual(third.deal.endDate?.text, "2027-05-01")
  }

  func testR20APartKeepsItsSuffixWhenItIsRenamed() throws {
    let payment = try first()
    let next = try XCTUnwrap(payment.next)
    for typed in [
      "Кафе «Ёлки»", "Кафе «Ёлки» (доплата)", "Кафе «Ёлки» (последняя доплата)",
      "Кафе «Ёлки» (ДОПЛАТА) (доплата)",
    ] {
      XCTAssertEqual(try office.edit(next) { $0.name = typed }.deal.name, "Кафе «Ёлки» (доплата)")
    }
    XCTAssertEqual(
      try office.edit(payment.paid) { $0.name = "Кафе (бар)" }.deal.name, "Кафе (бар)")
    let last = try office.pay(next, .roubles(40_000), isLast: true).paid
    XCTAssertEqual(
      try office.edit(last) { $0.name = "Кафе «Ёлки»" }.deal.name,
      "Кафе «Ёлки» (последняя доплата)")
    var nameless = next
    nameless.deal.name = office.company.name
    let findings = office.audit([payment.paid, nameless]).findings
    XCTAssertEqual(findings.map(\.check), [.nameMismatch])
    XCTAssertEqual(findings.first?.fix.words.last?.ru, "Кафе «Ёлки» (доплата)")
  }

  func testR22PartIsPositive() throws {
    let deal = try office.deal(at: "contract")
    for kopecks: Int64 in [0, -1, .min] {
      assertRefused(
        try office.pay(
          deal, Money(minorUnits: kopecks, currency: .rub), total: .roubles(60_000)), "R22")
    }
  }

  func testR22OverpaymentIsRefused() throws {
    let deal = try office.deal(at: "contract")
    let refusal = assertRefused(
      try office.pay(deal, .roubles(60_001), total: .roubles(60_000)), "R22")
    XCTAssertEqual(
      refusal?.ways, ["split-pay \(deal.deal.id.text) --paid 60001 --total SUM"])
    let next = try XCTUnwrap(try first().next)
    let second = assertRefused(try office.pay(next, .roubles(40_001)), "R22")
    XCTAssertEqual(
      second?.ways,
      ["split-pay \(next.deal.id.text) --paid 40001 --adjust-total SUM --reason WHY"])
  }

  func testR22AllAtOnceIsNoSplit() throws {
    let deal = try office.deal(at: "contract")
    let refusal = assertRefused(
      try office.pay(deal, .roubles(60_000), total: .roubles(60_000), isLast: true), "R22")
    XCTAssertEqual(
      refusal?.ways, ["deal close \(deal.deal.id.text) --won --budget 60000"])
  }

  func testR22AnotherTotalIsRefusedWithoutAdjustment() throws {
    let next = try XCTUnwrap(try first().next)
    assertRefused(try office.pay(next, .roubles(1), total: .roubles(70_000)), "R22")
    XCTAssertNoThrow(try office.pay(next, .roubles(1), total: .roubles(60_000)))
  }

  func testR22FullSumOfTheFirstPartIsTotal() throws {
    let deal = try office.deal(at: "contract")
    assertRefused(
      try office.pay(deal, .roubles(1)) { $0.adjustedTotal = .roubles(60_000) }, "R22")
    assertRefused(
      try office.pay(deal, .roubles(1), total: .roubles(60_000)) {
        $0.adjustedTotal = .roubles(70_000)
      }, "R22")
  }

  func testR22AdjustmentNeedsAReasonAndIsKeptOnEveryPart() throws {
    let second = try office.pay(try XCTUnwrap(try first().next), .roubles(10_000))
    let third = try XCTUnwrap(second.next)
    assertMissing(
      ["budget --reason", "next-task --next"],
      try office.pay(third, .roubles(10_000)) {
        $0.adjustedTotal = .roubles(80_000)
        $0.reason = " "
        $0.next = NextTask()
      })
    let adjusted = try office.pay(third, .roubles(10_000)) {
      $0.adjustedTotal = .roubles(80_000)
      $0.reason = "Взяли баннер"
    }
    XCTAssertEqual(adjusted.next?.deal.budget, .roubles(40_000))
    XCTAssertEqual(
      adjusted.chain.map { $0.chain?.total },
      [.roubles(80_000), .roubles(80_000), .roubles(80_000), .roubles(80_000)])
    XCTAssertEqual(adjusted.result.others.count, 2)
    let change = Event.Kind.edited(
      FieldChange("total", old: "60000", new: "80000"), reason: "Взяли баннер")
    for part in adjusted.chain.dropLast() {
      XCTAssertEqual(part.history.filter { $0.kind == change }.count, 1)
    }
  }

  func testR22AdjustmentCanMakeThePaidPartTheLast() throws {
    let next = try XCTUnwrap(try first().next)
    let last = try office.pay(next, .roubles(35_000), isLast: true) {
      $0.adjustedTotal = .roubles(55_000)
      $0.reason = "Скидка"
    }
    XCTAssertNil(last.next)
    XCTAssertEqual(last.paid.deal.name, "Кафе «Ёлки» (последняя доплата)")
    XCTAssertEqual(last.result.sums.total, .roubles(55_000))
    XCTAssertEqual(last.result.sums.paid, .roubles(55_000))
  }

  func testR22TotalBelowWhatWasPaidIsRefused() throws {
    let next = try XCTUnwrap(try first(58_000).next)
    for total: Int64 in [57_999, 58_000, 55_000, 0, -1] {
      assertRefused(
        try office.pay(next, .roubles(1)) {
          $0.adjustedTotal = .roubles(total)
          $0.reason = "Скидка"
        }, "R22", "\(total)")
    }
  }

  func testR10TotalMayDifferFromTheBudgetAndIsRecorded() throws {
    let deal = try office.deal(at: "contract")
    let paid = try office.pay(deal, .roubles(20_000), total: .roubles(70_000)).paid.deal
    XCTAssertTrue(
      paid.lastEvents.contains(
        .edited(FieldChange("budget", old: "60000", new: "70000"), reason: nil)))
    XCTAssertTrue(
      paid.lastEvents.contains(
        .edited(FieldChange("budget", old: "70000", new: "20000"), reason: nil)))
  }

  func testR29PartsAreOfOneCurrency() throws {
    let dollars = Money(minorUnits: 100, currency: try XCTUnwrap(Currency(code: "USD")))
    let deal = try office.deal(at: "contract", in: .smm)
    assertRefused(try office.pay(deal, dollars, total: .roubles(60_000)), "R29")
    let next = try XCTUnwrap(try office.pay(deal, .roubles(1), total: .roubles(60_000)).next)
    assertRefused(try office.pay(next, dollars), "R29")
    assertRefused(
      try office.pay(next, .roubles(1)) {
        $0.adjustedTotal = Money(minorUnits: 9_000_000, currency: dollars.currency)
        $0.reason = "Валюта"
      }, "R29")
  }

  func testR6SplitIsForDealsAtContractOnly() throws {
    for stage in ["in-work", "call", "decision-maker", "meeting", "proposal"] {
      assertRefused(
        try office.pay(try office.deal(at: stage), .roubles(1), total: .roubles(60_000)), "R6",
        stage)
    }
  }

  func testPaidPartIsPaid() throws {
    assertRefused(try office.pay(try first().paid, .roubles(1)), "R4")
  }

  func testR22aPartsCannotBeReopenedDeletedRepricedOrMovedBack() throws {
    let payment = try first()
    let next = try XCTUnwrap(payment.next)
    assertRefused(try office.reopen(payment.paid), "R22a")
    for part in [payment.paid, next] {
      assertRefused(try DeleteDeal(reason: "Ошибка").apply(to: part, in: office.context()), "R22a")
      assertRefused(try office.edit(part) { $0.budget = .roubles(1) }, "R22a")
      XCTAssertNoThrow(try office.edit(part) { $0.endDate = Day(year: 2028, month: 1, day: 1) })
    }
    for stage in ["in-work", "proposal"] {
      assertRefused(try office.move(next, to: stage), "R22a")
    }
    assertRefused(try office.lose(next) { $0.fields.budget = .roubles(1) }, "R22a")
  }

  func testAwaitedPartIsNotWonByClosing() throws {
    let next = try XCTUnwrap(try first().next)
    let refusal = assertRefused(try office.win(next), "R19")
    XCTAssertEqual(
      refusal?.ways, ["split-pay \(next.deal.id.text) --paid SUM"])
  }

  func testR22aLostPartEndsTheChainAtWhatWasPaid() throws {
    let next = try XCTUnwrap(try first().next)
    let lost = try office.lose(next)
    XCTAssertEqual(lost.chain.map { $0.chain?.total }, [.roubles(20_000), .roubles(20_000)])
    XCTAssertEqual(lost.deal.chain?.total, .roubles(20_000))
    let change = Event.Kind.edited(
      FieldChange("total", old: "60000", new: "20000"), reason: "Дорого")
    for part in lost.chain { XCTAssertTrue(part.lastEvents.contains(change), part.name) }
    let sums = try XCTUnwrap(lost.chainSums)
    XCTAssertEqual(sums.paid, sums.total)
    XCTAssertTrue(sums.isClosed)
  }

  /// R8: the bounds apply to the full sum that was sold, not to what a lost part left of it.
  func testR22aWhatALostPartLeavesIsNotOutOfBounds() throws {
    let lost = try office.lose(try XCTUnwrap(try first().next))
    var parts = lost.chain.map { lost.with($0) }
    // What was awaited and never came is no part of the sums.
    parts[1].deal.budget = nil
    XCTAssertEqual(office.audit(parts).findings.map(\.check), [])
    XCTAssertNoThrow(
      try office.edit(parts[0]) { $0.endDate = Day(year: 2028, month: 1, day: 1) })
  }
}
