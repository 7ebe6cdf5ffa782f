import CRMModel
import XCTest

@testable import CRMCore

/// R65: making one client of several loses nothing, and undo brings all of it back.
final class MergeTests: XCTestCase {
  private static let seed: UInt64 = 65
  private var chance = SplitMix64(seed: seed)

  /// Every document without what happened.
  private struct Base: Equatable {
    var companies: [CompanyID: Company] = [:]
    var contacts: [ContactID: Contact] = [:]
    var deals: [DealID: Deal] = [:]
    var leads: [LeadID: Lead] = [:]
  }

  private func base(_ scene: CatalogScene) throws -> Base {
    try scene.workspace().read { (snapshot) throws(CRMError) in
      func withoutHistory<Kind: Document>(_ id: Identifier<Kind>) throws(CRMError) -> Kind {
        var document = try snapshot.get(id)
        document.history = []
        return document
      }
      let index = try snapshot.index()
      var base = Base()
      for facts in index.companies { base.companies[facts.id] = try withoutHistory(facts.id) }
      for facts in index.contacts { base.contacts[facts.id] = try withoutHistory(facts.id) }
      for facts in index.deals { base.deals[facts.id] = try withoutHistory(facts.id) }
      for facts in index.cards(LeadForm.self) {
        base.leads[facts.record.id] = try withoutHistory(facts.record.id)
      }
      return base
    }
  }

  private func maybe(_ text: String) -> String? {
    Bool.random(using: &chance) ? text : nil
  }

  /// Companies that have some of everything, with contacts, deals, leads and legal entities.
  private func make(_ count: Int) throws -> CatalogScene {
    let scene = try CatalogScene(seed: Self.seed)
    try scene.write { (transaction) throws(CRMError) in
      let pipeline = try transaction.pipeline(PipelineID("ads"))
      for number in 0..<count {
        var edit = CardEdit<Company>()
        edit.fill(.phone, maybe("8495\(1_000_000 + number)"))
        edit.fill(.email, maybe("c\(number)@example.com"))
        edit.fill(.city, maybe("Город \(number % 7)"))
        edit.fill(.address, maybe("Улица, \(number)"))
        for tag in ["а", "б", "в"] where Bool.random(using: &chance) { edit.add(tag, to: .tags) }
        edit.own = ["Поле \(number % 5)": .text("\(number)")]
        var company = edit.add(
          id: try transaction.newIdentifier(Company.self), name: "Кафе \(number)",
          in: transaction.context)
        for place in 0..<Int.random(in: 0...2, using: &chance) {
          let name = ["ООО «Кафе»", "ИП Белова \(number)"][place]
          guard let entity = try? LegalEntity().with([.name: name]) else { continue }
          company.legal.append(entity)
        }
        try transaction.put(company)
        var contacts: [Contact] = []
        for place in 0..<Int.random(in: 0...2, using: &chance) {
          var person = CardEdit<Contact>()
          person.fill(.phone, maybe("8916\(1_000_000 + 10 * number + place)"))
          contacts.append(
            person.add(
              id: try transaction.newIdentifier(Contact.self), company: company.id,
              name: "Иванов Иван", in: transaction.context))
        }
        for contact in contacts { try transaction.put(contact) }
        for _ in 0..<Int.random(in: 0...2, using: &chance) {
          let action = AddDeal(id: try transaction.newIdentifier(Deal.self))
          let outcome = try CRMError.refusing { () throws(Refusal) in
            try action.apply(
              company: company, contacts: contacts, pipeline: pipeline, in: transaction.context)
          }
          try transaction.put(outcome.deal)
          guard Bool.random(using: &chance) else { continue }
          let lead = try Self.lead(transaction, [.text: "Обращение \(number)"])
          let settled = try CRMError.refusing { () throws(Refusal) in
            try lead.settled(
              as: .linked, by: outcome.deal, contact: contacts.first?.id, in: transaction.context)
          }
          try transaction.put(settled)
        }
      }
    }
    return scene
  }

  func testMergingCompaniesLosesNothingAndIsUndone() throws {
    let scene = try make(1_000)
    let before = try base(scene)
    var ids = before.companies.keys.sorted().shuffled(using: &chance)[...]
    var merges: [(keep: CompanyID, others: [CompanyID])] = []
    for count in [1, 2, 3, 1, 2, 3] {
      merges.append((ids.removeFirst(), Array(ids.prefix(count))))
      ids.removeFirst(count)
    }
    for (keep, others) in merges {
      try scene.write { (transaction) throws(CRMError) in
        var cards: [Company] = []
        for id in others { cards.append(try transaction.get(id)) }
        _ = try transaction.merge(
          MergeClients(cards, taking: ["city": cards[0]]), into: try transaction.get(keep))
      }
    }
    let after = try base(scene)
    let kept = Dictionary(
      uniqueKeysWithValues: merges.flatMap { merge in merge.others.map { ($0, merge.keep) } })
    try assertMoved(before, after, kept)
    for (keep, others) in merges { try assertUnited(before, after, keep, others) }
    let clock = AuditClock(
      now: CatalogScene.time("2026-11-20T10:00:00+03:00"),
      zone: .fixed(seconds: 10_800, identifier: "Europe/Moscow"))
    let findings = try scene.workspace().read { (snapshot) throws(CRMError) in
      for (id, keep) in kept {
        XCTAssertEqual(try snapshot.company(id.text).id, keep, "by the old id")
        XCTAssertEqual(try snapshot.company(before.companies[id]?.name ?? "").id, keep)
      }
      return try snapshot.audit(Audit.Scope(), at: clock).findings
    }
    XCTAssertFalse(findings.contains { $0.check == .nameMismatch }, "R5: an alias is a name")
    try scene.assertAgrees()
    for _ in merges { try scene.turn(.undo) }
    XCTAssertEqual(try base(scene), before, "seed \(Self.seed)")
    for _ in merges { try scene.turn(.redo) }
    XCTAssertEqual(try base(scene), after, "seed \(Self.seed)")
    let problems = try Store(at: scene.path, fileSystem: PosixSystem())
      .check(wait: .seconds(1), environment: TestDirectory.environment)
    XCTAssertEqual(problems, [])
  }

  /// Whatever referred to a merged company refers to the one that it became, and is else as it was.
  private func assertMoved(
    _ before: Base, _ after: Base, _ kept: [CompanyID: CompanyID]
  ) throws {
    let untouched = before.companies.keys.filter { kept[$0] == nil && !kept.values.contains($0) }
    for id in untouched { XCTAssertEqual(after.companies[id], before.companies[id]) }
    XCTAssertEqual(after.companies.keys.count, before.companies.count - kept.count)
    XCTAssertEqual(
      after.contacts,
      before.contacts.mapValues { contact in
        var moved = contact
        moved.company = kept[contact.company] ?? contact.company
        return moved
      })
    XCTAssertEqual(
      after.deals,
      before.deals.mapValues { deal in
        var moved = deal
        moved.company = kept[deal.company] ?? deal.company
        return moved
      })
    XCTAssertGreaterThan(before.leads.count, 100)
    XCTAssertEqual(
      after.leads,
      try before.leads.mapValues { lead in
        var moved = lead
        let keep = lead[.company].flatMap { CompanyID($0.text) }.flatMap { kept[$0] }
        if let keep { try Field<Lead>.company.set(.text(keep.text), in: &moved) }
        return moved
      })
  }

  private func assertUnited(
    _ before: Base, _ after: Base, _ keep: CompanyID, _ others: [CompanyID]
  ) throws {
    let old = try ([keep] + others).map { try XCTUnwrap(before.companies[$0]) }
    let kept = try XCTUnwrap(after.companies[keep])
    XCTAssertEqual(kept.merged.map(\.id), others)
    XCTAssertEqual(Set(kept.legal), Set(old.flatMap(\.legal)))
    XCTAssertEqual(Set(kept.legal).count, kept.legal.count)
    for field in Company.card {
      let first = old.first(where: field.isFilled).flatMap(field.get)
      switch field.key {
      case "tags": XCTAssertEqual(Set(kept.tags), Set(old.flatMap(\.tags)))
      case "city": XCTAssertEqual(field.get(kept), field.get(old[1]), "taken")
      case "otherPhones", "otherEmails":
        XCTAssertEqual(kept.phones, old.flatMap(\.phones), "every number (R67)")
        XCTAssertEqual(kept.emails, old.flatMap(\.emails))
      default: XCTAssertEqual(field.get(kept), first, field.key)
      }
    }
    for id in Set(old.flatMap(\.fields.keys)) {
      XCTAssertEqual(kept.fields[id], old.lazy.compactMap { $0.fields[id] }.first, id)
    }
  }

  func testAnIdResolvesThroughTwoMerges() throws {
    let scene = try CatalogScene()
    let companies = try ["Бар", "Кафе", "Клуб"].map { try scene.addCompany($0) }
    for (keep, other) in [(1, 0), (2, 1)] {
      try scene.write { (transaction) throws(CRMError) in
        _ = try transaction.merge(
          MergeClients([try transaction.get(companies[other].id)], taking: [:]),
          into: try transaction.get(companies[keep].id))
      }
    }
    func found(_ words: [String]) throws -> [CompanyID] {
      try scene.workspace().read { (snapshot) throws(CRMError) in
        try words.map { (word) throws(CRMError) in try snapshot.company(word).id }
      }
    }
    let words = [companies[0].id.text, companies[1].id.text, "Бар", "Кафе"]
    XCTAssertEqual(try found(words), Array(repeating: companies[2].id, count: 4))
    try scene.assertAgrees()
    try scene.turn(.undo)
    XCTAssertEqual(
      try found(words + ["Клуб"]), [1, 1, 1, 1, 2].map { companies[$0].id })
  }

  private static func lead(
    _ transaction: Transaction, _ texts: [Field<Lead>: String]
  ) throws(CRMError) -> Lead {
    var edit = CardEdit<Lead>()
    for (field, text) in texts {
      if [.lines, .phones].contains(field.type) {
        edit.add(text, to: field)
      } else {
        edit.fill(field, text)
      }
    }
    let id = try transaction.newIdentifier(Lead.self)
    return try CRMError.refusing { () throws(Refusal) in
      try Lead.take(edit, id: id, in: transaction.context)
    }
  }

  func testMergingLeadsKeepsEveryClueAndDelivery() throws {
    let scene = try CatalogScene()
    let (kept, other) = try scene.write { (transaction) throws(CRMError) in
      let leads = [
        try Self.lead(
          transaction, [.name: "Мария", .phones: "89210001122", .source: "site", .external: "f-1"]),
        try Self.lead(
          transaction,
          [
            .name: "Мария Белова", .emails: "m@example.com", .source: "mail",
            .external: "f-2", .text: "Баннер",
          ]),
      ]
      for lead in leads { try transaction.put(lead) }
      return (leads[0], leads[1])
    }
    let before = try base(scene)
    try scene.write { (transaction) throws(CRMError) in
      _ = try transaction.merge(MergeClients([other], taking: [:]), into: kept)
    }
    let (found, delivered) = try scene.workspace().read { (snapshot) throws(CRMError) in
      var found: [Lead] = []
      for word in [other.id.text, "Мария Белова", "89210001122", "m@example.com"] {
        found.append(try snapshot.record(word, LeadForm.self))
      }
      return (found, try snapshot.lead(delivered: other.delivery))
    }
    XCTAssertEqual(Set(found.map(\.id)), [kept.id], "by every name, number and id")
    XCTAssertEqual(delivered, kept.id, "a retry of what was merged is no new lead (R60)")
    let merged = try XCTUnwrap(found.first)
    XCTAssertEqual(merged[.text]?.text, "Баннер")
    XCTAssertEqual(merged.delivery, kept.delivery)
    try scene.assertAgrees()
    try scene.turn(.undo)
    XCTAssertEqual(try base(scene), before)
  }

  func testALeadThatADealCameOfIsOnlyKept() throws {
    let scene = try CatalogScene()
    let deal = try scene.addDeal(try scene.addCompany())
    try scene.write { (transaction) throws(CRMError) in
      let fresh = try Self.lead(transaction, [.name: "Мария"])
      let lead = try Self.lead(transaction, [.name: "Мария Белова"])
      let settled = try CRMError.refusing { () throws(Refusal) in
        try lead.settled(
          as: .linked, by: deal, contact: nil, in: transaction.context)
      }
      for lead in [fresh, settled] { try transaction.put(lead) }
      XCTAssertThrowsError(
        try transaction.merge(MergeClients([settled], taking: [:]), into: fresh))
      let kept = try transaction.merge(MergeClients([fresh], taking: [:]), into: settled)
      XCTAssertEqual(kept.deal, deal.id)
    }
  }

  func testMergingPeopleGivesTheirPlacesInDeals() throws {
    let scene = try CatalogScene()
    let company = try scene.addCompany()
    let (keep, other) = try scene.write { (transaction) throws(CRMError) in
      var contacts: [Contact] = []
      for (name, role) in [("Белова Мария", Role.influencer), ("Мария Белова", .decisionMaker)] {
        var edit = CardEdit<Contact>()
        edit.set(.role, .text(role.rawValue))
        contacts.append(
          edit.add(
            id: try transaction.newIdentifier(Contact.self), company: company.id, name: name,
            in: transaction.context))
        try transaction.put(contacts[contacts.count - 1])
      }
      return (contacts[0], contacts[1])
    }
    let deals = [try scene.addDeal(company), try scene.addDeal(company)]
    try scene.write { (transaction) throws(CRMError) in
      var deal: Deal = try transaction.get(deals[1].id)
      deal.contacts.removeAll { $0.contact == keep.id }
      try transaction.put(deal)
    }
    let before = try base(scene)
    try scene.write { (transaction) throws(CRMError) in
      _ = try transaction.merge(
        MergeClients([other], taking: [:]), into: try transaction.get(keep.id))
    }
    for deal in deals {
      let links = try XCTUnwrap(base(scene).deals[deal.id]).contacts
      XCTAssertTrue(
        links.contains(DealContact(contact: keep.id, role: .decisionMaker)), "the stronger role")
      XCTAssertFalse(links.contains { $0.contact == other.id })
    }
    let found = try scene.workspace().read { (snapshot) throws(CRMError) in
      [try snapshot.contact(other.id.text).id, try snapshot.contact("Мария Белова").id]
    }
    XCTAssertEqual(found, [keep.id, keep.id])
    try scene.turn(.undo)
    XCTAssertEqual(try base(scene), before)
  }
}
