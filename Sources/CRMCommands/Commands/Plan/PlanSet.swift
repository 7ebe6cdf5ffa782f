import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm plan set USER|DEPARTMENT PERIOD SUM` (R92).
struct PlanSet: WritingRunnable {
  var holder = ""
  var span = CalendarSpan(.year, around: .first)
  var sum = ""
  var count: Int?
  var pipeline: String?
  var write = WriteOptions()
  var prints: Printed { .card(.plan) }

  static var command: CRMCommand {
    CRMCommand(
      "set", Text(ru: "поставить план продаж", en: "set a sales plan"),
      discussion: Text(
        ru: "План отдела и всех — сумма планов людей, если отделу не поставлен свой.",
        en: "The plan of a department and of all is the sum of its people's unless it has its own."),
      PlanSet(),
      rows: [
        .argument(
          .reference("WHO", "user"),
          help: Text(ru: "менеджер или отдел", en: "a user or a department")
        ) { $0.holder = $1 },
        .argument(
          .span("PERIOD"),
          help: Text(ru: "месяц, квартал, полугодие или год", en: "a month, quarter, half or year")
        ) { $0.span = $1 },
        .argument(
          .money("SUM"),
          help: Text(ru: "на какую сумму; '' — плана нет", en: "for how much; '' for no plan")
        ) { $0.sum = $1 }.emptied { $0.sum = "" },
        .option(
          "--count", value: .integer("N", in: 0...1_000_000),
          help: Text(ru: "сколько продаж", en: "how many sales")
        ) { $0.count = $1 },
        .ofPipeline { $0.pipeline = $1 },
      ],
      examples: [
        Example(
          "crm plan set ivanov 2026-11 200000", Text(ru: "на ноябрь", en: "for November")),
        Example(
          "crm plan set ivanov 2026-Q4 600000 --count 12",
          Text(ru: "на квартал, и по числу продаж", en: "for a quarter, with a number of sales")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (plan, presentation) = try session.writeToShow(write) {
      (transaction) throws(CRMError) -> SalesPlan in
      var pipeline: Pipeline?
      if let name = self.pipeline { pipeline = try transaction.pipeline(named: name) }
      let plan = SalesPlan(
        try holder(session, transaction), span, pipeline: pipeline?.id,
        sum: try session.value(of: "SUM") { () throws(ValueError) in
          try Money.parse(
            sum.isEmpty ? "0" : sum,
            currency: pipeline?.currency ?? transaction.context.settings.currency)
        }, count: count)
      guard plan.sum.minorUnits >= 0 else {
        throw .usage(Phrase(ru: "SUM: план не меньше нуля", en: "SUM: a plan is not below nothing"))
      }
      try transaction.set(plan, isGone: sum.isEmpty)
      return plan
    }
    let shown = sum.isEmpty ? "—" : presentation.money(plan.sum)
    let done = Phrase(
      ru: "план \(plan.holder.text) на \(plan.span.name): \(shown)",
      en: "plan of \(plan.holder.text) for \(plan.span.name): \(shown)")
    try session.show(.plan, plan, presentation, done: session.dry(write) + presentation.text(done))
  }

  /// A department where one is called so, else a user.
  private func holder(
    _ session: Session, _ transaction: Transaction
  ) throws(CRMError) -> SalesPlan.Holder {
    if let department = try? transaction.department(holder) { return .department(department.id) }
    let login = try session.value(of: "WHO") { () throws(ValueError) in try Login(parsing: holder) }
    return .user(try transaction.worker(login))
  }
}

/// The command `crm plan list`.
struct PlanList: Runnable {
  var prints: Printed { .list(.plan) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать планы", en: "list the plans"), PlanList(), rows: [],
      examples: [Example("crm plan list", Text(ru: "все планы", en: "all plans"))])
  }

  func run(in session: Session) throws(CRMError) {
    let (plans, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try snapshot.plans().plans
    }
    try session.list(.plan, plans, presentation)
  }
}

extension Noun where Row == SalesPlan {
  /// Plans: the keys are a part of the command contract.
  static var plan: Noun<SalesPlan> {
    Noun(
      id: { $0.holder.text },
      [
        Column("user", Phrase(ru: "менеджер", en: "user"), table: .key) { plan in
          guard case .user(let login) = plan.holder else { return .null }
          return .string(login.text)
        },
        Column("department", Phrase(ru: "отдел", en: "department"), table: .main) { plan in
          guard case .department(let id) = plan.holder else { return .null }
          return .string(id.text)
        },
        Column("period", Phrase(ru: "срок", en: "period"), table: .key) { .string($0.span.name) },
        Column("pipeline", Phrase(ru: "воронка", en: "pipeline"), table: .extra) {
          .text($0.pipeline?.text)
        },
        Column(
          "sum", Phrase(ru: "сумма", en: "sum"), table: .key,
          shown: { plan, presentation in presentation.money(plan.sum) }
        ) { .money($0.sum) },
        Column("currency", Phrase(ru: "валюта", en: "currency")) {
          .string($0.sum.currency.code)
        },
        Column("count", Phrase(ru: "продаж", en: "sales"), table: .extra) {
          $0.count.map { .number($0) } ?? .null
        },
      ])
  }
}
