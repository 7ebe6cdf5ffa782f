/// What a client is to the department by a rule of its own, such as a lost or a regular one (R68).
public struct ClientStatus: Hashable, Sendable {
  /// As expressions and programs name it.
  public let id: String
  /// What people call it.
  public let name: String
  /// What holds of its companies (`where`).
  public let condition: Expression

  /// A status.
  public init(id: String, name: String, condition: Expression) {
    self.id = id
    self.name = name
    self.condition = condition
  }

  /// `lost=Потерян=lastWon < -365d`, as a setting is typed.
  ///
  /// - Throws: ``ValueError`` for anything else.
  public init(parsing word: String) throws(ValueError) {
    let parts = word.split(separator: "=", maxSplits: 2, omittingEmptySubsequences: false).map {
      String($0).trimmingBlanks()
    }
    guard parts.count == 3, !parts.contains("") else {
      throw ValueError(
        word, ru: "нужны id, название и выражение: lost=Потерян=lastWon < -365d",
        en: "an id, a name and an expression are needed: lost=Lost=lastWon < -365d")
    }
    do throws(ExpressionError) {
      self.init(id: parts[0], name: parts[1], condition: try Expression(parsing: parts[2]))
    } catch {
      throw ValueError(word, ru: error.placedProblem.ru, en: error.placedProblem.en)
    }
  }

  /// As it is typed.
  public var text: String { "\(id)=\(name)=\(condition.text)" }
}

/// What the deals of companies tell about them, and the status that follows from it (R68).
public struct CompanyStanding: Sendable {
  /// A status and where it holds.
  public typealias Rule = (status: ClientStatus, condition: Condition<CompanySubject>)

  private let deals: @Sendable (CompanyID) -> [any DealFacts]
  /// In order: the first that holds is the company's.
  public var rules: [Rule] = []

  /// What the deals that a company has tell.
  public init(_ deals: @escaping @Sendable (CompanyID) -> [any DealFacts] = { _ in [] }) {
    self.deals = deals
  }

  /// The status of a company; `nil` where none holds.
  public func status(of company: CompanySubject) -> ClientStatus? {
    rules.first { $0.condition.holds(company) }?.status
  }

  /// What can be asked of companies for their deals.
  func properties(_ clock: AuditClock) -> [Property<CompanySubject>] {
    [
      Property("openDeals", Phrase(ru: "открытых сделок", en: "open deals"), .number) {
        Self.count(deals(of: $0, .open))
      },
      // A payment in parts is one sale (R23).
      Property("wonDeals", Phrase(ru: "продаж", en: "sales"), .number) {
        Self.count(deals(of: $0, .won).filter(\.isSale))
      },
      .moment("lastWon", Phrase(ru: "последняя продажа", en: "last sale")) {
        deals(of: $0, .won).compactMap(\.closedAt).max()
      },
      Property("age", Phrase(ru: "возраст", en: "age"), ValueType.days) {
        $0.createdAt.map { Value.days(-clock.days(until: $0)) }
      },
      Property(
        "status", Phrase(ru: "статус", en: "status"), .choice,
        choices: rules.map { Choice($0.status.id, Phrase($0.status.name)) }
      ) { status(of: $0).map { .text($0.id) } },
    ]
  }

  private func deals(of company: CompanySubject, _ state: DealState) -> [any DealFacts] {
    deals(company.company.id).filter { !$0.isDeleted && $0.state == state }
  }

  private static func count(_ deals: [any DealFacts]) -> Value? {
    ExactNumber(deals.count).map(Value.number)
  }
}
