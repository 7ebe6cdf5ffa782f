/// A requirement that a deal's papers fulfil (R82), asked by moves, closings, lint and audit alike.
struct PaperRequirement: Sendable {
  private let id: Requirement.ID
  /// What it asks for.
  private let asks: Phrase
  private let isMet: @Sendable (DealSubject) -> Bool
  /// The command that fulfils it.
  private let remedy: @Sendable (DealSubject) -> Remedy

  /// All of them, in the order of the contract.
  static let all = [
    PaperRequirement(
      id: .paid, asks: Phrase(ru: "оплата заказов полностью", en: "orders that are paid whole"),
      isMet: { $0.sumsOfSale.paidShare == 100 },
      remedy: { subject in
        let (papers, tree) = (
          subject.papersOfSale.filter(\.isInForce), PaperTree(subject.papersOfSale)
        )
        let asked = papers.first { $0.type == .invoice && tree.left(of: $0) > 0 }
        let open = asked ?? papers.first { $0.type == .order && !$0.isDraft }
        guard let open else { return subject.remedyForOrder }
        let left = open.amount(tree.left(of: open))
        return Remedy(
          "payment", "add", "--\(open.type.noun)", open.id.text, "--sum", left.decimalText)
      }),
    PaperRequirement(
      id: .shipped,
      asks: Phrase(ru: "отгрузка заказов полностью", en: "orders that are shipped whole"),
      isMet: { $0.sumsOfSale.shippedShare == 100 },
      remedy: { subject in
        let tree = PaperTree(subject.papersOfSale)
        let order = subject.papersOfSale.first { order in
          let shipped = tree.shipped(order.id, withPlanned: true)
          return order.type == .order && order.isInForce && !order.isDraft
            && order.lines.indices.contains { shipped[$0 + 1] ?? 0 < order.lines[$0].quantity }
        }
        return order.map { Remedy("shipment", "add", "--order", $0.id.text) }
          ?? subject.remedyForOrder
      }),
    PaperRequirement(
      id: .clientAssigned, asks: Phrase(ru: "менеджер клиента", en: "the client's manager"),
      isMet: { ($0.company?.manager.text).saysSomething },
      remedy: { Remedy("company", "edit", $0.deal.company.text).asking("--manager", .login) }),
    sending(.quoteSent, .quotation), sending(.contractSent, .contract),
    sending(.invoiceSent, .invoice),
  ]

  /// That a paper of a type went to the client.
  private static func sending(_ id: Requirement.ID, _ type: PaperType) -> PaperRequirement {
    PaperRequirement(
      id: id, asks: Phrase(ru: "отправлено: \(type.one.ru)", en: "sent: \(type.one.en)"),
      isMet: { $0.papersOfSale.contains { $0.type == type && $0.isInForce && $0.sentAt != nil } },
      remedy: { $0.remedy(sending: type) })
  }

  /// The one of a name; `nil` for a requirement that no paper fulfils.
  static func named(_ id: Requirement.ID) -> PaperRequirement? { all.first { $0.id == id } }

  /// What is missing; `nil` where it is met.
  func missing(_ subject: DealSubject) -> Missing? {
    guard !isMet(subject) else { return nil }
    return Missing(
      id, Phrase(ru: "нужно: \(asks.ru)", en: "needed: \(asks.en)"), option: nil,
      remedies: [remedy(subject)])
  }

  fileprivate func requirement() -> Requirement {
    Requirement(
      id: id, lasts: .on, asks: { [asks] _, _ in asks },
      missing: { [self] subject, _ in [missing(subject.subject)].compactMap(\.self) })
  }
}

extension Requirement.ID {
  /// Whether papers fulfil it, which only a department that has them asks for.
  public var isOfPapers: Bool { PaperRequirement.named(self) != nil }
}

extension Requirement {
  /// A requirement of papers as every other.
  init(_ papers: PaperRequirement) { self = papers.requirement() }
}

extension DealSubject {
  /// What the papers of its sale come to.
  fileprivate var sumsOfSale: PaperSums { PaperTree(papersOfSale).sums(in: currency) }

  /// The command that makes an order count: agrees on a draft, else adds one.
  fileprivate var remedyForOrder: Remedy {
    let draft = papersOfSale.first { $0.type == .order && $0.isDraft }
    return draft.map { Remedy("order", "confirm", $0.id.text) } ?? remedy(adding: .order)
  }

  /// The command that sends a paper of a type: one that did not go out yet, else one that is added first.
  func remedy(sending type: PaperType) -> Remedy {
    let open = type.steps.filter { $0.to == PaperType.State.sent.id }.flatMap(\.from)
    let unsent = papersOfSale.first {
      $0.type == type && $0.sentAt == nil && open.contains($0.state)
    }
    return unsent.map { Remedy(type.noun, "send", $0.id.text).asking("--to", .email) }
      ?? remedy(adding: type)
  }

  private func remedy(adding type: PaperType) -> Remedy {
    let add = Remedy(type.noun, "add", "--deal", deal.id.text)
    return type.content == .lines ? add.asking("--line") : add.asking("--sum")
  }
}
