import CRMModel
import CRMTestSupport
import XCTest

/// R6: what entering a stage requires, in the restaurant department.
final class RequirementsTests: XCTestCase {
  private var office = Department()

  func testCallRequiresACommentAndATask() throws {
    let deal = try office.add { $0.next = NextTask() }
    assertMissing(
      ["comment --comment", "next-task --next"],
      try office.move(deal, to: "call") {
        $0.comment = nil
        $0.next = NextTask()
      })
  }

  func testDecisionMakerRequiresEverythingAtOnce() throws {
    office.contacts = []
    let deal = try office.deal(at: "call")
    let refusal = assertMissing(
      ["decision-maker -", "meeting-agreed --next", "comment --comment", "next-task --next"],
      try office.move(deal, to: "decision-maker") {
        $0.comment = nil
        $0.next = NextTask()
      })
    XCTAssertEqual(
      refusal?.remedies.map(\.text),
      [
        "contact add \(office.company.id.text) --name FULL NAME --position POSITION --phone PHONE "
          + "--email E-MAIL --role decision-maker",
        "deal contact add \(deal.deal.id.text) CONTACT --role decision-maker",
      ])
  }

  func testInfluencerIsEnough() throws {
    office.contacts = [office.person("Орлов Петр", role: .influencer)]
    XCTAssertNoThrow(try office.deal(at: "decision-maker"))
  }

  func testOtherContactIsOfferedTheRole() throws {
    office.contacts = [office.person("Орлов Петр", role: .other)]
    let deal = try office.deal(at: "call")
    let refusal = assertMissing(["decision-maker -"], try office.move(deal, to: "decision-maker"))
    XCTAssertEqual(
      refusal?.remedies.map(\.text),
      [
        "deal contact add \(deal.deal.id.text) \(office.contacts[0].id.text) --role decision-maker"
      ])
  }

  /// The role that counts is the one in the deal, not the contact's default for new deals.
  func testRoleInTheDealCounts() throws {
    var deal = try office.deal(at: "call")
    deal.deal.contacts[0].role = .other
    assertMissing(["decision-maker -"], try office.move(deal, to: "decision-maker"))
  }

  func testDecisionMakersCardMustBeComplete() throws {
    let table: [(String, (inout Contact) -> Void, [String])] = [
      ("full name", { $0.name = "Анна" }, ["--name"]),
      ("two signs", { $0.name = "Анна -" }, ["--name"]),
      ("e-mail", { $0.email = nil }, ["--email"]), ("phone", { $0.phone = nil }, ["--phone"]),
      (
        "all",
        {
          $0.name = " Анна "
          $0.email = nil
          $0.phone = nil
        }, ["--name", "--phone", "--email"]
      ),
      (
        "blank messenger",
        {
          $0.phone = nil
          $0.messenger = " "
        }, ["--phone"]
      ),
    ]
    for (note, change, options) in table {
      var office = Department()
      change(&office.contacts[0])
      let deal = try office.deal(at: "call")
      let refusal = assertMissing(
        ["decision-maker -"], try office.move(deal, to: "decision-maker"), note)
      let remedy = refusal?.remedies.first?.words.map(\.en) ?? []
      XCTAssertEqual(Array(remedy.prefix(3)), ["contact", "edit", office.contacts[0].id.text])
      XCTAssertEqual(remedy.filter { $0.hasPrefix("--") }, options, note)
    }
  }

  func testMessengerIsAsGoodAsAPhone() throws {
    office.contacts[0].phone = nil
    office.contacts[0].messenger = "telegram @anna"
    XCTAssertNoThrow(try office.deal(at: "decision-maker"))
  }

  func testOneCompleteDecisionMakerIsEnough() throws {
    var second = office.person("Орлов", role: .decisionMaker)
    second.email = nil
    office.contacts.insert(second, at: 0)
    XCTAssertNoThrow(try office.deal(at: "decision-maker"))
  }

  func testMissingPositionIsSaidAtOnceButAllowed() throws {
    office.contacts[0].position = nil
    let deal = try office.deal(at: "call")
    var action = MoveDeal(to: StageID("decision-maker"))
    action.comment = Department.talk
    action.next = NextTask(action: "Встреча", due: office.after(days: 1))
    let outcome = try action.apply(to: deal, in: office.context())
    XCTAssertEqual(
      outcome.notices.map { $0.remedies.first?.text },
      ["contact edit \(office.contacts[0].id.text) --position POSITION"])
  }

  func testMeetingMustBeAgreed() throws {
    let deal = try office.deal(at: "call")
    assertMissing(
      ["meeting-agreed --next"],
      try office.move(deal, to: "decision-maker") { $0.next.action = "Отправить КП" })
    // A meeting that was planned before and stays open is agreed too.
    let planned = try office.plan(deal, "ВСТРЕЧА", due: office.after(days: 9))
    XCTAssertNoThrow(
      try office.move(planned, to: "decision-maker") { $0.next.action = "Отправить КП" })
    // The meeting whose result is given is over.
    let only = try office.finish(deal, 2) { $0.followUp.next.action = "Встреча" }
    assertMissing(
      ["meeting-agreed --next"],
      try office.move(only, to: "decision-maker") { $0.next.action = "Отправить КП" })
  }

  func testHalfGivenTaskIsNamedOnce() throws {
    let deal = try office.deal(at: "call")
    assertMissing(
      ["next-task --due"],
      try office.move(deal, to: "decision-maker") { $0.next.due = nil })
    assertMissing(
      ["next-task --next", "meeting-agreed --next"],
      try office.move(deal, to: "decision-maker") { $0.next.action = nil })
  }

  func testMeetingRequiresTheCompanyCard() throws {
    let deal = try office.deal(at: "decision-maker")
    var bare = office.company
    bare.phone = nil
    bare.address = " "
    let refusal = assertMissing(["company-card -"], try office.move(deal.of(bare), to: "meeting"))
    XCTAssertEqual(
      refusal?.remedies.map(\.text),
      ["company edit \(bare.id.text) --phone PHONE --address ADDRESS"])
    bare.address = "Тверская, 1"
    XCTAssertEqual(
      assertMissing(["company-card -"], try office.move(deal.of(bare), to: "meeting"))?
        .remedies.map(\.text), ["company edit \(bare.id.text) --phone PHONE"])
  }

  func testProposalRequiresBudgetWithinBounds() throws {
    let deal = try office.deal(at: "meeting")
    assertMissing(
      ["budget --budget", "comment --comment"],
      try office.move(deal, to: "proposal") {
        $0.budget = nil
        $0.comment = nil
      })
    assertMissing(
      ["budget-bounds --budget"],
      try office.move(deal, to: "proposal") { $0.budget = .roubles(54_999) })
  }

  func testContractRequiresComment() throws {
    let deal = try office.deal(at: "proposal")
    assertMissing(["comment --comment"], try office.move(deal, to: "contract") { $0.comment = nil })
  }

  func testWonRequiresEndDateAndPackage() throws {
    let deal = try office.deal(at: "contract")
    assertMissing(
      ["end-date --end-date", "package --package"],
      try office.win(deal) { $0.fields = DealFields() })
    assertMissing(
      ["budget-bounds --budget"], try office.win(deal) { $0.fields.budget = .roubles(1) })
  }

  func testWonComesFromContractOnly() throws {
    for stage in ["in-work", "call", "decision-maker", "meeting", "proposal"] {
      let deal = try office.deal(at: stage)
      let refusal = assertRefused(
        try office.win(deal) { $0.fields.budget = .roubles(60_000) }, "R6", stage)
      XCTAssertEqual(refusal?.missing, [], stage)
      XCTAssertEqual(
        refusal?.ways.last?.hasPrefix("deal move \(deal.deal.id.text)"), true, stage)
    }
  }

  func testLostComesFromCallOrLater() throws {
    assertRefused(try office.lose(try office.add()), "R6")
    for stage in ["call", "decision-maker", "meeting", "proposal", "contract"] {
      XCTAssertEqual(try office.lose(try office.deal(at: stage)).kind, .lost, stage)
    }
  }

  func testLostRequiresReasonPartnerAndComment() throws {
    let deal = try office.deal(at: "call")
    assertMissing(
      [
        "loss-reason --reason", "spoke-with --spoke-with", "spoke-with --position",
        "comment --comment",
      ],
      try office.lose(deal) {
        $0.fields = DealFields()
        $0.comment = nil
      })
    assertMissing(
      ["spoke-with --spoke-with"], try office.lose(deal) { $0.fields.spokeWith = "Петр" })
    assertMissing(
      ["spoke-with --position"], try office.lose(deal) { $0.fields.position = "  " })
  }

  /// R-h: half a name is no name that is missing.
  func testLossSaysWhetherTheNameIsMissingOrIncomplete() throws {
    let deal = try office.deal(at: "call")
    for (name, word) in [(nil, "missing"), ("  ", "missing"), ("Орлов", "incomplete")] {
      let refusal = assertMissing(
        ["spoke-with --spoke-with"], try office.lose(deal) { $0.fields.spokeWith = name })
      XCTAssertEqual(refusal?.missing.first?.message.en.contains(word), true, name ?? "")
    }
  }

  /// R-h: a word outside its dictionary hides nothing else that is missing (R6).
  func testWordOutsideItsDictionaryIsListedWithWhatIsMissing() throws {
    let deal = try office.deal(at: "call")
    assertMissing(
      ["loss-reason --reason", "spoke-with --spoke-with", "comment --comment"],
      try office.lose(deal) {
        $0.fields.lossReason = "Погода"
        $0.fields.spokeWith = nil
        $0.comment = nil
      })
    assertMissing(
      ["next-task --next", "comment --comment"],
      try office.move(deal, to: "decision-maker") {
        $0.next.action = "Обед"
        $0.comment = nil
      })
    assertMissing(
      ["next-task --next", "comment --comment"],
      try office.reopen(office.lose(deal)) {
        $0.next.action = "Обед"
        $0.comment = nil
      })
    let contract = try office.deal(at: "contract")
    assertMissing(
      ["package --package", "end-date --end-date", "next-task --next"],
      try office.pay(contract, .roubles(20_000), total: .roubles(60_000)) {
        $0.package = "Золотой"
        $0.endDate = nil
        $0.next.action = "Обед"
      })
    assertMissing(
      ["budget --total", "package --package"],
      try office.pay(contract, .roubles(20_000)) { $0.package = "Золотой" })
  }

  func testRefusalChangesNothing() throws {
    let deal = try office.deal(at: "call")
    let before = deal.deal
    assertRefused(try office.move(deal, to: "decision-maker") { $0.comment = nil })
    XCTAssertEqual(deal.deal, before)
  }

  func testReopenRequiresWhatItsStageRequires() throws {
    let lost = try office.lose(try office.deal(at: "call"))
    assertMissing(
      ["comment --comment", "next-task --next"],
      try office.reopen(lost) {
        $0.comment = nil
        $0.next = NextTask()
      })
  }

  func testReopenAsksForABudgetByAnotherCommand() throws {
    // A deal that an import made had no budget at its last stage.
    var lost = try office.lose(try office.deal(at: "proposal"))
    lost.deal.budget = nil
    let refusal = assertMissing(["budget -"], try office.reopen(lost))
    XCTAssertEqual(
      refusal?.remedies.map(\.text), ["deal edit \(lost.deal.id.text) --budget SUM"])
  }

  func testReopenAsksForAReportByAnotherCommand() throws {
    let lost = try office.lose(try office.deal(at: "meeting"))
    let refusal = assertMissing(
      (1...5).map { _ in "meeting-report -" }, try office.reopen(lost))
    XCTAssertEqual(refusal?.remedies.count, 1)
    XCTAssertEqual(
      refusal?.remedies.first?.text.hasPrefix(
        "comment add \(lost.deal.id.text) --stage meeting --report met=TEXT --report need=TEXT"),
      true)
    let reported = try office.comment(lost, nil) {
      $0.stage = StageID("meeting")
      $0.report = Department.report(.meeting)
    }
    XCTAssertNoThrow(try office.reopen(reported))
  }

  func testSplitPaymentNamesEverythingAtOnce() throws {
    let deal = try office.deal(at: "contract")
    let bare: (inout SplitPayment) -> Void = {
      $0.package = nil
      $0.endDate = nil
      $0.next = NextTask()
    }
    assertMissing(
      ["budget --total", "end-date --end-date", "package --package", "next-task --next"],
      try office.pay(deal, .roubles(20_000), bare))
    assertMissing(
      ["end-date --end-date", "package --package", "next-task --next"],
      try office.pay(deal, .roubles(20_000), total: .roubles(60_000), bare))
  }

  func testSplitPaymentNamesTheFullSumForItsBoundOnce() throws {
    let deal = try office.deal(at: "contract")
    assertMissing(
      ["budget-bounds --total"],
      try office.pay(deal, .roubles(20_000), total: .roubles(50_000)))
    let next = try XCTUnwrap(
      try office.pay(deal, .roubles(20_000), total: .roubles(60_000)).next)
    assertMissing(
      ["budget-bounds --adjust-total"],
      try office.pay(next, .roubles(20_000)) {
        $0.adjustedTotal = .roubles(50_000)
        $0.reason = "Скидка"
      })
  }

  func testSplitPaymentAsksForTheContractsCommentByAnotherCommand() throws {
    // A deal that an import put at `contract` has no comments.
    var deal = try office.deal(at: "contract")
    deal.deal.history.removeAll { event in
      if case .commented = event.kind { true } else { false }
    }
    let refusal = assertMissing(
      ["comment -"], try office.pay(deal, .roubles(20_000), total: .roubles(60_000)))
    XCTAssertEqual(
      refusal?.remedies.map(\.text), ["comment add \(deal.deal.id.text) COMMENT --stage contract"])
  }

  func testDealAddHintsAtNothingOnADealThatDoesNotExist() throws {
    office.contacts = [office.person("Орлов Петр", role: .other)]
    let pipeline = Pipeline.ads.with(allowSkip: true)
    let atDecisionMaker: (inout AddDeal) -> Void = {
      $0.stage = StageID("decision-maker")
      $0.comment = Department.talk
      $0.next.action = "Встреча"
    }
    var refusal = assertMissing(["decision-maker -"], try office.add(to: pipeline, atDecisionMaker))
    XCTAssertEqual(
      refusal?.remedies.map(\.text),
      ["contact edit \(office.contacts[0].id.text) --role decision-maker"])
    office.contacts = []
    refusal = assertMissing(["decision-maker -"], try office.add(to: pipeline, atDecisionMaker))
    XCTAssertEqual(refusal?.remedies.count, 1)
    XCTAssertEqual(
      refusal?.remedies.first?.text.hasPrefix("contact add \(office.company.id.text) "), true)
  }
}
