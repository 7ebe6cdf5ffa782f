import CRMTestSupport
import XCTest

@testable import CRMModel

/// R80 to R82, R86: what papers come to together.
final class PaperTreeTests: XCTestCase {
  private var office = Department()
  private lazy var context = office.context()
  private var count: UInt64 = 0

  private func paper(
    _ type: PaperType, _ state: PaperType.State, total: Int = 0, on basis: [Paper] = [],
    lines: [String] = [], currency: String = "RUB"
  ) throws -> Paper {
    count += 1
    var paper = Paper(id: try XCTUnwrap(PaperID(bits: count)))
    paper.facts = [
      "type": .text(type.id), "state": .text(state.id), "number": .text("\(type.id)-\(count)"),
      "date": .text("2026-11-28"), "currency": .text(currency), "total": .whole(total),
    ]
    if !basis.isEmpty { paper.facts["basis"] = .texts(basis.map(\.id.text)) }
    if !lines.isEmpty {
      paper.facts["lines"] = .texts(lines)
      try paper.fill(paper.allLines, in: context)
    }
    return paper
  }

  private func sums(_ papers: [Paper]) -> PaperSums { PaperTree(papers).sums(in: .rub) }

  func testOnlyAgreedOrdersCount() throws {
    XCTAssertNil(sums([]).paidShare)
    XCTAssertNil(sums([]).shippedShare)
    XCTAssertNil(sums([try paper(.order, .draft, total: 100)]).paidShare)
    XCTAssertNil(sums([try paper(.order, .cancelled, total: 100)]).paidShare)
    for state in [PaperType.State.confirmed, .done] {
      XCTAssertEqual(sums([try paper(.order, state, total: 100)]).paidShare, 0)
    }
    let other = try paper(.order, .confirmed, total: 100, currency: "USD")
    XCTAssertNil(sums([other]).paidShare)
    // Invoices stand for orders where there is none.
    XCTAssertEqual(sums([try paper(.invoice, .sent, total: 100)]).ordered.minorUnits, 10_000)
    let both = [try paper(.invoice, .sent, total: 100), try paper(.order, .draft, total: 50)]
    XCTAssertEqual(sums(both).ordered.minorUnits, 0)
    XCTAssertEqual(sums(both).invoiced.minorUnits, 10_000)
  }

  func testSharesAreRoundedDown() throws {
    let order = try paper(.order, .confirmed, total: 300)
    let invoice = try paper(.invoice, .sent, total: 300, on: [order])
    let most = try paper(.payment, .received, total: 299, on: [invoice])
    XCTAssertEqual(sums([order, invoice, most]).paidShare, 99)
    let rest = try paper(.payment, .received, total: 1, on: [order])
    XCTAssertEqual(sums([order, invoice, most, rest]).paidShare, 100)
    let refund = try paper(.payment, .received, total: -300, on: [order])
    XCTAssertEqual(sums([order, invoice, most, rest, refund]).paidShare, 0)
    let cancelled = try paper(.payment, .cancelled, total: 1, on: [order])
    XCTAssertEqual(sums([order, invoice, most, cancelled]).paidShare, 99)
    let advance = try paper(.payment, .received, total: 300)
    XCTAssertEqual(sums([order, advance]).paidShare, 0)
  }

  /// R82: what is paid is paid of what was ordered; a draft, and an invoice beside the orders, are not.
  func testR82MoneyForWhatIsNotOrderedPaysNoOrder() throws {
    let order = try paper(.order, .confirmed, total: 1_000)
    let draft = try paper(.order, .draft, total: 1_000)
    let ofDraft = try paper(.invoice, .sent, total: 1_000, on: [draft])
    let beside = try paper(.invoice, .sent, total: 1_000)
    for basis in [draft, ofDraft, beside] {
      let payment = try paper(.payment, .received, total: 1_000, on: [basis])
      let sums = sums([order, draft, ofDraft, beside, payment])
      XCTAssertEqual(sums.paid.minorUnits, 0, basis.name)
      XCTAssertEqual(sums.paidShare, 0, basis.name)
    }
    // Where nothing is ordered, invoices stand for orders.
    let payment = try paper(.payment, .received, total: 400, on: [beside])
    XCTAssertEqual(sums([beside, payment]).paidShare, 40)
  }

  /// R75: the client sees every variant until one is taken.
  func testR75EveryVariantIsOfferedUntilOneIsTaken() throws {
    var quote = try paper(
      .quotation, .sent, lines: ["Печь; 1; 100; ; 22; A", "Пресс; 1; 70; ; 22; B"])
    XCTAssertEqual(quote.offers.map(\.variant), ["A", "B"])
    XCTAssertEqual(quote.offers.map { $0.lines.map(\.name) }, [["Печь"], ["Пресс"]])
    quote = try quote.accepted("B", in: context)
    XCTAssertEqual(quote.offers.map(\.variant), [nil])
    XCTAssertEqual(quote.offers.first?.lines.map(\.name), ["Пресс"])
    let plain = try paper(.quotation, .sent, lines: ["Печь; 1; 100; ; 22"])
    XCTAssertEqual(plain.offers.map(\.variant), [nil])
  }

  /// R77, J11: a quotation that was taken becomes any number of orders, each line once.
  func testR77EachLineOfAQuotationIsOrderedOnce() throws {
    let lines = ["Печь; 1; 100; ; 22", "Чаша; 2; 5; ; 22", "Ковш; 3; 1; ; 22"]
    for state in [PaperType.State.draft, .sent, .rejected, .expired, .cancelled] {
      assertRefused(try paper(.quotation, state, lines: lines).requireAccepted(), "R77")
    }
    let quote = try paper(.quotation, .accepted, lines: lines)
    XCTAssertNoThrow(try quote.requireAccepted())
    func ordering(_ numbers: [Int], _ orders: [Paper]) throws -> [PaperLine] {
      try quote.ordering(numbers, PaperTree([quote] + orders))
    }
    let whole = try ordering([], [])
    XCTAssertEqual(whole.map(\.name), ["Печь", "Чаша", "Ковш"])
    XCTAssertEqual(whole.map(\.mark), [nil, nil, nil], "as before where nothing is left out")
    let part = try ordering([3, 1], [])
    XCTAssertEqual(part.map(\.name), ["Печь", "Ковш"])
    XCTAssertEqual(part.map(\.mark), ["1", "3"])
    let first = try paper(
      .order, .draft, on: [quote], lines: part.map { $0.text(in: .rub) })
    XCTAssertEqual(try ordering([], [first]).map(\.mark), ["2"])
    assertRefused(try ordering([1], [first]), "R77")
    assertRefused(try ordering([4], [first]), "R72")
    let all = try paper(.order, .draft, on: [quote], lines: lines)
    assertRefused(try ordering([], [all]), "R77")
    let gone = try paper(.order, .cancelled, on: [quote], lines: lines)
    XCTAssertEqual(try ordering([], [gone]).count, 3)
  }

  func testPaymentsOfInvoicesAreTheOrders() throws {
    let order = try paper(.order, .confirmed, total: 300)
    let invoice = try paper(.invoice, .sent, total: 300, on: [order])
    let payment = try paper(.payment, .received, total: 120, on: [invoice])
    let tree = PaperTree([payment, order, invoice])
    XCTAssertEqual(tree.paid(order.id), 12_000)
    XCTAssertEqual(tree.paid(invoice.id), 12_000)
    XCTAssertEqual(tree.rows.map(\.depth), [0, 1, 2])
    XCTAssertEqual(tree.rows.map(\.paper.type), [.order, .invoice, .payment])
    let room = try XCTUnwrap(try? Money.parse("180", currency: .rub))
    XCTAssertNoThrow(try invoice.requireRoom(for: room, tree))
    let more = Money(minorUnits: 18_001, currency: .rub)
    XCTAssertThrowsError(try invoice.requireRoom(for: more, tree)) {
      XCTAssertEqual(($0 as? Refusal)?.rule, "R80")
    }
    let dollars = try Money.parse("1", currency: XCTUnwrap(Currency(code: "USD")))
    XCTAssertThrowsError(try invoice.requireRoom(for: dollars, tree))
  }

  /// R74: what is cancelled may have nothing resting on it, as it would by a merge or by a redo.
  func testACancelledPaperThatOthersRestOnIsAFault() throws {
    let invoice = try paper(.invoice, .cancelled, total: 100)
    let payment = try paper(.payment, .received, total: 100, on: [invoice])
    let gone = try paper(.payment, .cancelled, total: 100, on: [invoice])
    let before = PaperTree([invoice, gone])
    XCTAssertNoThrow(try before.requireBalance(since: PaperTree([Paper]()), Phrase("")))
    let tree = PaperTree([invoice, payment, gone])
    XCTAssertThrowsError(try tree.requireBalance(since: PaperTree([Paper]()), Phrase("")))
  }

  /// R80: where an advance has no use, no command may enter its money once more.
  func testAnAdvanceWithoutUseIsNotEnteredOnceMore() throws {
    let invoice = try paper(.invoice, .paid, total: 100)
    let tree = PaperTree([invoice, try paper(.payment, .received, total: 100, on: [invoice])])
    let advance = Money(minorUnits: 500, currency: .rub)
    XCTAssertThrowsError(try invoice.requireRoom(for: advance, tree, isAdvance: true)) {
      XCTAssertEqual(
        ($0 as? Refusal)?.remedies, [Remedy("invoice", "show", invoice.id.text)])
    }
  }

  /// R80: only money that is there, and for nothing yet, is an advance.
  func testWhatIsAnAdvance() throws {
    let order = try paper(.order, .confirmed, total: 300)
    let advance = try paper(.payment, .received, total: 1)
    XCTAssertNoThrow(try advance.requireAdvance(for: order, of: 1))
    assertRefused(try advance.requireAdvance(for: order, of: 0), "R80")
    for payment in [
      try paper(.payment, .cancelled, total: 1),
      try paper(.payment, .received, total: 1, on: [order]),
      try paper(.payment, .received, total: -1),
    ] { assertRefused(try payment.requireAdvance(for: order, of: 1), "R80") }
    var foreign = advance
    foreign.facts["company"] = .text(try XCTUnwrap(CompanyID(bits: 7)).text)
    assertRefused(try foreign.requireAdvance(for: order, of: 1), "R80")
  }

  /// R86: what was paid stays as long as some of it is paid back.
  func testWhatWasPaidBackHoldsItsPayment() throws {
    let order = try paper(.order, .confirmed, total: 300)
    let whole = try paper(.payment, .received, total: 300, on: [order])
    let refund = try paper(.payment, .received, total: -100, on: [order])
    let tree = PaperTree([order, whole, refund])
    XCTAssertThrowsError(try whole.cancelled(because: nil, tree, in: context)) {
      XCTAssertEqual(
        ($0 as? Refusal)?.remedies, [Remedy("payment", "cancel", refund.id.text)])
    }
    XCTAssertNoThrow(try refund.cancelled(because: nil, tree, in: context))
    let broken = PaperTree([order, refund])
    XCTAssertNotNil(broken.fault(of: order))
    XCTAssertNoThrow(try broken.requireBalance(since: broken, Phrase("")), "it was so before")
    let advance = try paper(.payment, .received, total: 300)
    XCTAssertNoThrow(try advance.requireAdvances([]))
    XCTAssertThrowsError(try advance.requireAdvances([refund]))
  }

  /// R72: lines that take off are no more than the others.
  func testNoTotalIsBelowZero() throws {
    let lines = ["Печь; 1; 100; ; 22", "Скидка; 1; -100; ; 22"]
    XCTAssertEqual(try paper(.order, .draft, lines: lines).total.minorUnits, 0)
    assertRefused(try paper(.order, .draft, lines: lines + ["Еще; 1; -0.01; ; 22"]), "R72")
  }

  func testShipmentsAreWorthWhatTheirLinesCost() throws {
    let order = try paper(.order, .confirmed, lines: ["Печь; 3; 100; ; 22", "Чаша; 1; 0.5; ; 22"])
    let part = try paper(.shipment, .shipped, on: [order], lines: ["Печь; 2; 100; ; 22; 1"])
    let planned = try paper(.shipment, .planned, on: [order], lines: ["Печь; 1; 100; ; 22; 1"])
    XCTAssertEqual(sums([order, part, planned]).shipped.minorUnits, 20_000)
    XCTAssertEqual(sums([order, part, planned]).shippedShare, 66)
    let tree = PaperTree([order, part, planned])
    XCTAssertEqual(tree.shipped(order.id), [1: 2_000])
    XCTAssertEqual(tree.shipped(order.id, withPlanned: true), [1: 3_000])
    // What is planned keeps its place; what was never ordered is refused.
    XCTAssertEqual(try order.shipping([:], tree).map(\.mark), ["2"])
    XCTAssertThrowsError(try order.shipping([1: 1], tree))
    XCTAssertThrowsError(try order.shipping([3: 1_000], tree))
    XCTAssertNoThrow(try order.shipping([2: 1_000], tree))
    XCTAssertThrowsError(try order.shipping([2: 1_001], tree)) {
      XCTAssertEqual(($0 as? Refusal)?.rule, "R81")
    }
    let rest = try paper(
      .shipment, .delivered, on: [order], lines: ["Печь; 1; 100; ; 22; 1", "Чаша; 1; 0.5; ; 22; 2"])
    XCTAssertEqual(sums([order, part, rest]).shippedShare, 100)
    XCTAssertThrowsError(try order.shipping([:], PaperTree([order, part, rest])))
  }

  /// R80: what was paid of an order itself pays its invoices, and what went back is theirs no more.
  func testMoneyOfAnOrderIsThatOfItsInvoices() throws {
    let order = try paper(.order, .confirmed, total: 300)
    let first = try paper(.invoice, .sent, total: 200, on: [order])
    let second = try paper(.invoice, .sent, total: 100, on: [order])
    func paid(_ payments: [Paper]) -> [Int64] {
      let tree = PaperTree([order, first, second] + payments)
      return [first, second].map { tree.paid($0.id) / 100 }
        + [order, second].map { tree.left(of: $0) / 100 }
    }
    XCTAssertEqual(paid([]), [0, 0, 300, 100])
    let whole = try paper(.payment, .received, total: 250, on: [order])
    XCTAssertEqual(paid([whole]), [200, 50, 50, 50])
    let refund = try paper(.payment, .received, total: -100, on: [order])
    XCTAssertEqual(paid([whole, refund]), [150, 0, 150, 100])
    let own = [
      try paper(.payment, .received, total: 200, on: [first]),
      try paper(.payment, .received, total: 100, on: [second]),
    ]
    XCTAssertEqual(paid(own), [200, 100, 0, 0])
    let more = try paper(.payment, .received, total: -150, on: [order])
    XCTAssertEqual(paid(own + [more]), [150, 0, 150, 100])
    XCTAssertEqual(paid([own[1], whole]), [200, 100, -50, -50])
  }

  /// R86: two invoices over the whole order are paid once.
  func testNoOrderIsPaidTwice() throws {
    let order = try paper(.order, .confirmed, total: 300)
    let invoices = try (0..<2).map { _ in try paper(.invoice, .sent, total: 300, on: [order]) }
    let shipment = try paper(.shipment, .shipped, on: [order])
    let third = try paper(.invoice, .sent, total: 300, on: [shipment])
    let dollars = try paper(.invoice, .sent, total: 300, on: [order], currency: "USD")
    let payment = try paper(.payment, .received, total: 299, on: [invoices[0]])
    let tree = PaperTree([order, shipment, third, dollars, payment] + invoices)
    XCTAssertEqual(tree.left(of: invoices[1]), 100)
    XCTAssertEqual(tree.left(of: third), 100)
    XCTAssertEqual(tree.left(of: dollars), 30_000)
    XCTAssertNoThrow(try invoices[1].requireRoom(for: order.amount(100), tree))
    XCTAssertThrowsError(try invoices[1].requireRoom(for: order.amount(101), tree)) {
      XCTAssertEqual(($0 as? Refusal)?.rule, "R80")
    }
  }

  func testACircleIsShownAndEnds() throws {
    var first = try paper(.order, .confirmed, total: 1)
    let second = try paper(.invoice, .sent, total: 1, on: [first])
    first.facts["basis"] = .texts([second.id.text])
    let tree = PaperTree([first, second])
    XCTAssertEqual(tree.rows.count, 2)
    XCTAssertEqual(tree.paid(first.id), 0)
  }

  func testWhatOthersRestOnStays() throws {
    let order = try paper(.order, .confirmed, total: 300)
    let invoice = try paper(.invoice, .draft, total: 300, on: [order])
    XCTAssertThrowsError(
      try order.cancelled(because: nil, PaperTree([order, invoice]), in: context)
    ) {
      XCTAssertEqual(($0 as? Refusal)?.remedies, [Remedy("invoice", "cancel", invoice.id.text)])
    }
    let gone = try invoice.cancelled(because: nil, PaperTree([order, invoice]), in: context)
    XCTAssertFalse(gone.isInForce)
    XCTAssertNoThrow(try order.cancelled(because: nil, PaperTree([order, gone]), in: context))
  }

  func testStepsLeadFromTheirStatesOnly() throws {
    for type in PaperType.all {
      XCTAssertFalse(type.states.isEmpty, type.id)
      for step in type.steps {
        let known = Set(type.states.map(\.id))
        XCTAssertTrue(known.isSuperset(of: step.from + [step.to]), "\(type.id) \(step.verb)")
        for state in type.states + [.cancelled] {
          let before = try paper(type, state)
          let after = try? before.taking(step, CardEdit(), in: context)
          let to = state == .paid ? state.id : step.to
          XCTAssertEqual(after?.state, step.from.contains(state.id) ? to : nil, step.verb)
        }
      }
      XCTAssertTrue(type.bases.allSatisfy { PaperType.named($0) != nil }, type.id)
    }
  }

  func testOneVariantIsAccepted() throws {
    let lines = ["Печь; 1; 100; ; 22; A", "Печь; 1; 90; ; 22; B"]
    let quote = try paper(.quotation, .sent, lines: lines)
    XCTAssertEqual(quote.total.minorUnits, 10_000)
    XCTAssertEqual(try quote.accepted("B", in: context).total.minorUnits, 9_000)
    for wrong in [nil, "C"] {
      XCTAssertThrowsError(try quote.accepted(wrong, in: context)) {
        XCTAssertEqual(($0 as? Refusal)?.remedies.count, 2)
      }
    }
    let plain = try paper(.quotation, .draft, lines: ["Печь; 1; 100; ; 22"])
    XCTAssertTrue(try plain.accepted(nil, in: context).isIn(.accepted))
    XCTAssertThrowsError(try plain.accepted("A", in: context))
    XCTAssertThrowsError(
      try paper(.quotation, .rejected, lines: lines).accepted("A", in: context))
  }
}
