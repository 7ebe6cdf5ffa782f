import CRMCore
import CRMTestSupport
import XCTest

/// What two machines did that is one too many together: what others have published stands, what was done here
/// is taken back whole and told (R122).
final class SyncSettingAsideTests: XCTestCase {
  /// A payment is based on the invoice that it is too much for, which does not speak of it.
  func testR122APaymentTooMuchIsSetAside() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let order = try world.make(
      "order", "add", "--deal", deal, "--line", "Реклама; 1 шт; 1000; 0%; none")
    let invoice = try world.make("invoice", "add", "--order", order)
    try world.share()
    for place in [{ try $0() }, world.elsewhere] as [(() throws -> Void) throws -> Void] {
      try place { try world.make("payment", "add", "--invoice", invoice, "--sum", "600") }
    }
    try world.make("deal", "edit", deal, "--priority", "2")
    try world.elsewhere { try world.make("sync") }
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    let aside = world.run("sync", "conflicts", "--json").json
    XCTAssertEqual(aside.array?.count, 1)
    XCTAssertEqual(aside.at(0, "command").array?.first?.string, "payment")
    XCTAssertEqual(world.run("payment", "list", "--json").json.array?.count, 1)
    XCTAssertEqual(world.run("fsck").status, 0)
    try world.elsewhere {
      try world.make("sync")
      XCTAssertEqual(world.run("fsck").status, 0)
      XCTAssertEqual(
        world.run("deal", "show", deal, "--json").json.at("priority").number?.text, "2")
    }
  }

  /// Each machine was paid a half of an invoice; together that is all of it (R80).
  func testR121AnInvoiceIsPaidByWhatBothWerePaid() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let invoice = try world.make(
      "invoice", "add", "--deal", deal, "--line", "Реклама; 1 шт; 1000; 0%; none")
    try world.share()
    for (place, number) in [({ try $0() }, "1"), (world.elsewhere, "2")]
      as [((() throws -> Void) throws -> Void, String)]
    {
      try place {
        try world.make(
          "payment", "add", "--invoice", invoice, "--sum", "500", "--number", number)
      }
    }
    try world.elsewhere { try world.make("sync") }
    try world.make("sync")
    XCTAssertEqual(
      world.run("invoice", "show", invoice, "--json").json.at("state").string, "paid")
    XCTAssertEqual(world.run("fsck").status, 0)
    try world.elsewhere {
      try world.make("sync")
      XCTAssertEqual(
        world.run("invoice", "show", invoice, "--json").json.at("state").string, "paid")
      XCTAssertEqual(world.run("fsck").status, 0)
    }
  }

  /// The same of what is shipped of an order.
  func testR122AShipmentTooMuchIsSetAside() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let order = try world.make(
      "order", "add", "--deal", deal, "--line", "Реклама; 2 шт; 1000; 0%; none")
    try world.make("order", "confirm", order)
    try world.share()
    try world.elsewhere {
      try world.make("shipment", "add", "--order", order)
      try world.make("sync")
    }
    try world.make("shipment", "add", "--order", order)
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("setAside").array?.count, 1)
    XCTAssertEqual(world.run("shipment", "list", "--json").json.array?.count, 1)
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// A quotation's lines are ordered once; different ones by each machine go together (R77).
  func testR122WhatIsOrderedTwiceIsSetAside() throws {
    for (lines, count) in [("1", 2), ("2", 1)] {
      let world = try TestWorld()
      let deal = try world.startDeal()
      let line = ["--line", "Реклама; 1 шт; 1000; 0%; none"]
      let quote = try world.make(["quote", "add", "--deal", deal] + line + line)
      try world.make("quote", "accept", quote)
      try world.share()
      let order = ["order", "add", "--quote", quote, "--lines"]
      try world.elsewhere {
        try world.make(order + ["2"])
        try world.make("sync")
      }
      let own = try world.make(order + [lines])
      try world.make("invoice", "add", "--order", own)
      let run = world.run("sync", "--json")
      XCTAssertEqual(run.status, 0, run.err)
      XCTAssertEqual(world.run("order", "list", "--json").json.array?.count, count)
      XCTAssertEqual(run.json.at("setAside").array?.count, 2 * (2 - count))
      try world.elsewhere { XCTAssertEqual(world.run("sync").status, 0) }
    }
  }

  /// What each machine left of an advance that both used would be there twice, and one payment would be of
  /// two papers (R80, R86).
  func testR122AnAdvanceIsUsedOnce() throws {
    for other in [["apply", "--invoice", "СЧ-2026-2"], ["cancel"]] {
      let world = try TestWorld()
      try world.make("init", "--scenario", "sendpulse")
      try world.make("company", "add", "Вега")
      for sum in ["100", "200"] {
        try world.make("invoice", "add", "--company", "Вега", "--line", "A; 1; \(sum)")
      }
      let advance = try world.make(
        "payment", "add", "--company", "Вега", "--advance", "--sum", "500")
      try world.share()
      try world.elsewhere {
        try world.make(["payment", other[0], advance] + other.dropFirst())
        try world.make("sync")
      }
      try world.make("payment", "apply", advance, "--invoice", "СЧ-2026-1")
      let run = world.run("sync", "--json")
      XCTAssertEqual(run.status, 0, run.err)
      XCTAssertEqual(run.json.at("setAside").array?.count, 1)
      let payments = world.run("payment", "list", "--json").json.array ?? []
      let sum = payments.compactMap { $0.at("total").number?.int }.reduce(0, +)
      XCTAssertEqual(sum, other == ["cancel"] ? 0 : 500)
      let paid = world.run("invoice", "show", "СЧ-2026-1", "--json").json.at("paid").number?.int
      XCTAssertEqual(paid, 0)
      XCTAssertEqual(world.run("fsck").status, 0)
      try world.elsewhere { XCTAssertEqual(world.run("sync").status, 0) }
    }
  }

  /// A bank's document that both machines took in was paid twice (R80); what is set aside is given again, and
  /// enters the rest.
  func testR122ABanksDocumentIsEnteredOnce() throws {
    let world = try TestWorld()
    try world.make("init", "--scenario", "sendpulse")
    try world.make("company", "add", "Зерно", "--inn", "7707083893")
    try world.make("invoice", "add", "--company", "Зерно", "--line", "A; 1; 1000")
    try world.share()
    let rows = (1...3).map { "19.11.2026;\($0);\($0)00;7707083893;СЧ-2026-1" }
    func take(_ rows: [String]) throws -> TestRun {
      try world.write(
        (["дата;номер;сумма;инн;назначение"] + rows).joined(separator: "\n"), to: "bank.csv")
      return world.run("import", "payments", world.resolve("bank.csv"), "--json")
    }
    try world.elsewhere {
      XCTAssertEqual(try take([rows[0], rows[1]]).json.at("entered").array?.count, 2)
      try world.make("sync")
    }
    XCTAssertEqual(try take([rows[0], rows[2]]).json.at("entered").array?.count, 2)
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.json.at("setAside").array?.count, 1)
    let again = try take(rows).json
    XCTAssertEqual(again.at("entered").array?.count, 1)
    XCTAssertEqual(again.at("known").number?.int, 2)
    let invoice = world.run("invoice", "show", "СЧ-2026-1", "--json").json
    XCTAssertEqual(invoice.at("paid").number?.int, 600)
    XCTAssertEqual(world.run("sync").status, 0)
    try world.elsewhere { XCTAssertEqual(world.run("sync").status, 0) }
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// A payment of an invoice that the other machine cancelled, whoever was first (R74), and money of an
  /// advance that the other one paid back (R80).
  func testR122WhatAnotherMachineTookTheGroundFromIsSetAside() throws {
    let back = ["--company", "Вега", "--advance", "--sum", "-500", "--reason", "Вернули"]
    let cancel = ["invoice", "cancel", "СЧ-2026-1"]
    let pay = ["payment", "add", "--invoice", "СЧ-2026-1", "--sum", "100"]
    let apply = ["payment", "apply", "ОП-2026-1", "--invoice", "СЧ-2026-1"]
    for (theirs, ours) in [
      (cancel, pay), (pay, cancel), (["payment", "add"] + back, apply),
      (apply, ["payment", "add"] + back),
    ] {
      let world = try TestWorld()
      try world.make("init", "--scenario", "sendpulse")
      try world.make("company", "add", "Вега")
      try world.make("invoice", "add", "--company", "Вега", "--line", "A; 1; 500")
      try world.make("payment", "add", "--company", "Вега", "--advance", "--sum", "500")
      try world.share()
      try world.elsewhere {
        try world.make(theirs)
        try world.make("sync")
      }
      try world.make(ours)
      let run = world.run("sync", "--json")
      XCTAssertEqual(run.status, 0, run.err)
      XCTAssertEqual(run.json.at("setAside").array?.count, 1, "\(theirs)")
      XCTAssertEqual(world.run("fsck").status, 0)
      try world.elsewhere { XCTAssertEqual(world.run("sync").status, 0) }
    }
  }

  /// One lead that both machines accepted would be worked on as two deals.
  func testR122ALeadThatBothAcceptedIsOneDeal() throws {
    let (world, accept) = try sharedLead()
    var published = ""
    try world.elsewhere {
      published = try world.make(accept)
      try world.make("sync")
    }
    let own = try world.make(accept)
    try world.make("comment", "add", own, "Записано в сделку, которой больше нет")
    let run = world.run("sync", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    let aside = world.run("sync", "conflicts", "--json").json
    XCTAssertEqual(
      aside.array?.compactMap { $0.at("command").array?.first?.string }, ["lead", "comment"])
    let deals = world.run("deal", "list", "--json").json.array?.compactMap { $0.at("id").string }
    XCTAssertEqual(deals, [published])
    XCTAssertEqual(world.run("company", "list", "--json").json.array?.count, 1)
    XCTAssertEqual(world.run("fsck").status, 0)
    try world.elsewhere {
      XCTAssertEqual(world.run("sync").status, 0)
      XCTAssertEqual(world.run("fsck").status, 0)
    }
  }

  /// A lead that one side accepted while the other one ended it has a deal, whoever was later (R121).
  func testR121ALeadThatADealCameOfHasNotEnded() throws {
    for isAcceptedFirst in [true, false] {
      let (world, accept) = try sharedLead()
      let end = ["lead", "close", "Пекарня", "--dead", "--reason", "Не берут трубку"]
      try world.elsewhere {
        try world.make(isAcceptedFirst ? accept : end)
        try world.make("sync")
      }
      try world.make(isAcceptedFirst ? end : accept)
      try world.make("sync")
      let lead = world.run("lead", "show", "Пекарня", "--json").json
      XCTAssertEqual(lead.at("state").string, "accepted")
      XCTAssertNil(lead.at("reason").string)
      XCTAssertEqual(world.run("deal", "list", "--json").json.array?.count, 1)
      XCTAssertEqual(world.run("fsck").status, 0)
    }
  }

  /// A lead that two machines have, and the command that accepts it.
  private func sharedLead() throws -> (world: TestWorld, accept: [String]) {
    let world = try TestWorld()
    try world.make("init")
    world.input = Array(
      #"{"source":"site","external":"f-1","name":"Мария","companyName":"Пекарня","phone":"89210001122"}"#
        .utf8)
    try world.make("lead", "intake")
    world.input = []
    try world.share()
    let accept = [
      "lead", "accept", "Пекарня", "--pipeline", "ads", "--next", "Связаться с клиентом", "--due",
      "+1d",
    ]
    return (world, accept)
  }
}
