package import CRMModel

extension Pipeline {
  /// «Реклама»: at least 55 000 roubles.
  package static let ads = restaurant(
    "ads", "Реклама", BudgetBounds(least: .roubles(55_000), most: nil))

  /// «CRM»: at most 25 000 roubles.
  package static let crm = restaurant(
    "crm", "CRM", BudgetBounds(least: nil, most: .roubles(25_000)))

  /// «SMM»: no bounds.
  package static let smm = restaurant("smm", "SMM", BudgetBounds(least: nil, most: nil))

  /// A pipeline whose deals may skip stages, as the scenario `sendpulse` has it.
  package static let sales = Pipeline(
    id: PipelineID("sales"), name: "Продажи", currency: .rub, allowSkip: true, allowBack: true,
    bounds: BudgetBounds(least: nil, most: nil), companyFields: [], commentRule: .department,
    packages: [], lossReasons: ["Дорого", "Другое"], meetingActions: [],
    stages: [
      .open("new", "Новые", []), .open("in-progress", "В работе", []),
      .open("signing", "На подпись", []), .closing("won", "Успешная сделка", .won, []),
      .closing("lost", "Неуспешная сделка", .lost, [.lossReason]),
    ])

  /// The restaurant department's stages (R1) with the bounds of one product (R8).
  package static func restaurant(_ id: String, _ name: String, _ bounds: BudgetBounds) -> Pipeline {
    Pipeline(
      id: PipelineID(id), name: name, currency: .rub, allowSkip: false, allowBack: true,
      bounds: bounds, companyFields: [.phone, .address], commentRule: .department,
      packages: ["Стандарт", "Премиум", "Пробный"],
      lossReasons: ["Дорого", "Выбрали конкурента", "Другое"], meetingActions: ["Встреча"],
      stages: [
        .open("in-work", "В работу", [.nextTask]),
        .open("call", "Звонок", [.comment, .nextTask]),
        .open(
          "decision-maker", "Вышел(а) на ЛПР",
          [.decisionMaker, .meetingAgreed, .comment, .nextTask]),
        .open(
          "meeting", "Провел(а) встречу", [.companyCard, .meetingReport, .nextTask],
          template: .meeting),
        .open("proposal", "Отправил(а) КП", [.budget, .budgetBounds, .comment, .nextTask]),
        .open("contract", "Договор и счет", [.budget, .budgetBounds, .comment, .nextTask]),
        .closing(
          "won", "Успешно завершено", .won, [.budget, .budgetBounds, .endDate, .package],
          from: "contract"),
        .closing(
          "lost", "Закрыто и не реализовано", .lost, [.lossReason, .spokeWith, .comment],
          from: "call"),
      ])
  }

  /// The same pipeline with something else in place of what it has.
  package func with(
    allowSkip: Bool? = nil, allowBack: Bool? = nil, bounds: BudgetBounds? = nil,
    stages: [Stage]? = nil, automation: [AutomationRule] = [], requiresResult: Bool = false,
    remindsClients: Bool = false
  ) -> Pipeline {
    Pipeline(
      id: id, name: name, currency: currency, allowSkip: allowSkip ?? self.allowSkip,
      allowBack: allowBack ?? self.allowBack, bounds: bounds ?? self.bounds,
      companyFields: companyFields, commentRule: commentRule, packages: packages,
      lossReasons: lossReasons, meetingActions: meetingActions, stages: stages ?? self.stages,
      automation: automation, requiresResult: requiresResult, remindsClients: remindsClients)
  }
}

extension Stage {
  /// An open stage.
  package static func open(
    _ id: String, _ name: String, _ requires: [Requirement.ID], template: ReportTemplate? = nil,
    tasks: [StageTask] = [], owner: String? = nil
  ) -> Stage {
    Stage(
      id: StageID(id), name: name, kind: .open, requires: requires, from: nil, template: template,
      tasks: tasks, owner: owner.map { Login(stored: $0) })
  }

  /// A closing stage.
  package static func closing(
    _ id: String, _ name: String, _ kind: Kind, _ requires: [Requirement.ID], from: String? = nil
  ) -> Stage {
    Stage(
      id: StageID(id), name: name, kind: kind, requires: requires, from: from.map { StageID($0) },
      template: nil)
  }
}

extension ReportTemplate {
  /// The sample that the restaurant scenario ships (R13).
  package static let meeting = ReportTemplate(
    id: "meeting",
    sections: [
      Section(id: "met", title: "С кем встретились", isRequired: true),
      Section(id: "need", title: "Потребность", isRequired: true),
      Section(id: "objections", title: "Возражения", isRequired: true),
      Section(id: "agreed", title: "Договоренности", isRequired: true),
      Section(id: "next", title: "Следующий шаг", isRequired: true),
      Section(id: "kind", title: "Личная встреча или по телефону", isRequired: false),
    ])
}

extension CommentRule {
  /// R12 with the department's figures and the beginning of its stop list.
  package static let department = CommentRule(
    leastCharacters: 30, leastWords: 4,
    stopPhrases: [
      "не интересно", "неинтересно", "не актуально", "не дозвонился", "думает", "перезвонить",
      "not interested", "thinking", "thinking about it", "call back",
    ])
}

extension Money {
  /// Whole roubles.
  package static func roubles(_ roubles: Int64) -> Money {
    Money(minorUnits: roubles * 100, currency: .rub)
  }
}
