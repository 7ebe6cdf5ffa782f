import CRMModel

/// One company with its contact and its deals: what a row of work is in the sample.
///
/// Everything follows from the seed and the number, so the same arguments give the same department.
struct SampleSale {
  var company: Company
  var contact: Contact
  var deals: [Deal] = []

  /// The moment at which the sample ends, and by which it is judged.
  static let now: Int64 = 1795262400  // 2026-11-21T12:00:00Z

  init(number: Int, pipelines: [Pipeline]) {
    var generator = SplitMix64(seed: UInt64(number) &* 0x2545_F491_4F6C_DD1D)
    let name =
      "\(generator.pick(SampleWords.venues, else: "")) "
      + "\(generator.pick(SampleWords.titles, else: "")) \(number)"
    let manager = Login(stored: generator.pick(SampleWords.managers, else: "ivanov"))
    company = Company(id: Self.identifier(number), name: name, manager: manager)
    contact = Contact(
      id: Self.identifier(number), company: company.id,
      name: "\(generator.pick(SampleWords.surnames, else: "")) "
        + "\(generator.pick(SampleWords.names, else: ""))",
      role: .decisionMaker)
    company.phone = try? PhoneNumber(typed: "+7495\(1_000_000 + number % 9_000_000)")
    company.city = "Москва"
    company.address =
      "ул. \(generator.pick(SampleWords.streets, else: "")), д. \(generator.number(1...120))"
    contact.phone = try? PhoneNumber(typed: "+7916\(1_000_000 + number % 9_000_000)")
    contact.email = try? EmailAddress(parsing: "person\(number)@example.ru")
    contact.position = generator.pick(SampleWords.positions, else: "")

    let pipeline = pipelines[number % pipelines.count]
    var story = SampleStory(
      deal: Deal(
        id: Self.identifier(2 * number), name: name, company: company.id,
        pipeline: pipeline.id, stage: pipeline.stages[0].id, manager: manager, author: manager),
      pipeline: pipeline, generator: generator)
    switch number % 20 {
    case 0..<3:
      let won = story.won(contact: contact.id)
      // Every twentieth won sale is paid in two parts (R19, R20).
      deals =
        number % 60 == 0
        ? story.split(won, rest: Self.identifier(2 * number + 1)) : [won]
    case 3..<6: deals = [story.lost(contact: contact.id)]
    default:
      let faults = story.drawFaults()
      apply(faults)
      deals = [story.open(contact: contact.id, faults: faults)]
    }
    let created = story.event(at: story.start, .created(stage: nil))
    company.history = [created]
    contact.history = [created]
  }

  /// A company that nobody works on.
  static func idle(number: Int) -> Company {
    var company = Company(
      id: identifier(number), name: "Закусочная Без дела \(number)",
      manager: Login(stored: SampleWords.managers[number % SampleWords.managers.count]))
    company.history = [
      Event(
        at: .first, recorded: .first, by: company.manager, operation: identifier(number),
        kind: .created(stage: nil))
    ]
    return company
  }

  /// What lies with the company or the contact, not with the deal.
  private mutating func apply(_ faults: Set<SampleFault>) {
    if faults.contains(.noDecisionMaker) { contact.role = .other }
    if faults.contains(.unreachable) {
      contact.email = nil
      contact.position = nil
    }
    if faults.contains(.emptyCard) { company.address = nil }
  }

  /// A number spread over the identifiers that are given to new documents; no two numbers nearer than
  /// 2³⁸ share one.
  static func identifier<Subject>(_ number: Int) -> Identifier<Subject> {
    var spread = Spread(number: number)
    return Identifier(random: &spread)
  }

  private struct Spread: RandomNumberGenerator {
    let number: Int

    func next() -> UInt64 { UInt64(bitPattern: Int64(number)) &* 0x9E37_79B9_7F4A_7C15 << 26 }
  }
}
