import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm pipeline edit P …`.
struct PipelineEdit: WritingRunnable {
  var pipeline = ""
  var fields = PipelineFields()
  var write = WriteOptions()
  var prints: Printed { .card(.pipeline) }

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить воронку", en: "edit a pipeline"),
      discussion: Text(
        ru: "Пустое значение убирает границу или норму. Этапы меняет crm stage.",
        en: "An empty value takes a bound or a norm away. Stages are changed by crm stage."),
      PipelineEdit(),
      rows: [
        .pipeline { $0.pipeline = $1 },
        .atLeastOne(of: names + switches + norms + dictionaries + rules),
      ],
      examples: [
        Example(
          "crm pipeline edit smm --least 30000 --silence 14d",
          Text(ru: "наименьшая сумма и срок молчания", en: "a least sum and a norm of silence")),
        Example(
          "crm pipeline edit ads --loss-reason 'Сменился владелец' --drop Другое",
          Text(ru: "причины отказа", en: "loss reasons")),
        Example(
          #"crm pipeline edit ads --rule '{"id":"thanks","when":"won","#
            + #""do":[{"set":{"tag":"клиент"}}]}'"#,
          Text(ru: "что делать самой", en: "what it does by itself")),
      ])
  }

  private static var names: [Row<PipelineEdit>] {
    [
      .option("--name", value: .line("NAME"), help: Text(ru: "название", en: "its name")) {
        $0.fields.set("name", .string($1))
      },
      .currency { $0.fields.currency = $1 },
      .option(
        "--amount", value: .choice(of: Pipeline.Amount.self, "FROM"),
        help: Text(
          ru: "откуда сумма успешной сделки: manual или orders",
          en: "where the sum of a won deal comes from: manual or orders")
      ) { $0.fields.set("amount", $1 == .manual ? nil : .string($1.rawValue)) },
      .option(
        "--least", value: .emptiable(.money("SUM")),
        help: Text(ru: "наименьший бюджет", en: "the least budget")
      ) { $0.fields.least = $1 },
      .option(
        "--most", value: .emptiable(.money("SUM")),
        help: Text(ru: "наибольший бюджет", en: "the greatest budget")
      ) { $0.fields.most = $1 },
    ]
  }

  private static var switches: [Row<PipelineEdit>] {
    [
      .switch(
        "allow-skip", on: Text(ru: "этапы можно пропускать", en: "stages may be skipped"),
        off: Text(ru: "этапы идут подряд", en: "stages are not skipped")
      ) { $0.fields.set("allowSkip", .bool($1)) },
      .switch(
        "allow-back", on: Text(ru: "можно возвращаться", en: "deals may go back"),
        off: Text(ru: "назад нельзя", en: "deals do not go back")
      ) { $0.fields.set("allowBack", .bool($1)) },
      .switch(
        "described",
        on: Text(ru: "у каждого этапа есть описание", en: "every stage has a description"),
        off: Text(ru: "описания не нужны", en: "descriptions are not needed")
      ) { $0.fields.mark("described", $1) },
      .switch(
        "require-result",
        on: Text(
          ru: "без результата открытой задачи дальше нельзя",
          en: "no deal goes on without the result of its open task"),
        off: Text(ru: "результат не обязателен", en: "the result may be left out")
      ) { $0.fields.mark("requireResult", $1) },
      .switch(
        "remind-client",
        on: Text(
          ru: "о встрече клиенту напоминают (проверка client-not-reminded)",
          en: "clients are reminded of meetings (check client-not-reminded)"),
        off: Text(ru: "напоминать не обязательно", en: "they need not be")
      ) { $0.fields.mark("remindClient", $1) },
    ]
  }

  private static var norms: [Row<PipelineEdit>] {
    [
      .option(
        "--silence", value: .emptiable(.days("7d")),
        help: Text(
          ru: "сколько дней сделка может молчать", en: "for how many days nothing need be done")
      ) { $0.fields.set("silence", $1.map { .number(JSONNumber($0)) }) },
      .option(
        "--oldest", value: .emptiable(.days("90d")),
        help: Text(
          ru: "сколько дней сделка может быть открыта", en: "for how many days a deal may be open")
      ) { $0.fields.set("oldest", $1.map { .number(JSONNumber($0)) }) },
      .option(
        "--cycle-start", value: .cycleStart("START"),
        help: Text(
          ru: "откуда считать срок сделки: created, lead, 'stage ЭТАП'",
          en: "from when a sale's length is counted: created, lead, 'stage STAGE'")
      ) { $0.fields.cycleStart = $1 },
      .option(
        "--cycle-end", value: .choice(of: SalesCycle.End.self, "END"),
        help: Text(ru: "до чего считать срок", en: "until when it is counted")
      ) { $0.fields.cycleEnd = $1 },
    ]
  }

  private static var dictionaries: [Row<PipelineEdit>] {
    [
      .option(
        "--package", value: .line("PACKAGE"), isRepeatable: true,
        help: Text(ru: "добавить тип пакета", en: "add a package")
      ) { $0.fields.entries[.packages, default: []].append($1) },
      .option(
        "--loss-reason", value: .line("REASON"), isRepeatable: true,
        help: Text(ru: "добавить причину отказа", en: "add a loss reason")
      ) { $0.fields.entries[.lossReasons, default: []].append($1) },
      .option(
        "--meeting-action", value: .line("ACTION", completion: .live("action")),
        isRepeatable: true,
        help: Text(ru: "действие, которое есть встреча", en: "an action that is a meeting")
      ) { $0.fields.entries[.meetingActions, default: []].append($1) },
      .option(
        "--drop", value: .line("ENTRY"), isRepeatable: true,
        help: Text(ru: "убрать значение из справочников", en: "take an entry out of dictionaries")
      ) { $0.fields.droppedEntries.append($1) },
    ]
  }

  private static var rules: [Row<PipelineEdit>] {
    [
      .option(
        "--rule", value: .rule("RULE"), isRepeatable: true,
        help: Text(
          ru: "правило: что делать самой, JSON: crm help automation",
          en: "a rule: what to do by itself, JSON: crm help automation")
      ) { $0.fields.rules.append($1) },
      .option(
        "--unrule", value: .line("ID"), isRepeatable: true,
        help: Text(ru: "правило, которого больше нет", en: "a rule that goes")
      ) { $0.fields.droppedRules.append($1) },
    ]
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportPipeline(write) { (transaction) throws(CRMError) in
      try transaction.edit(transaction.pipeline(named: pipeline), fields)
    }
  }
}
