import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm rate set CURRENCY RATE [--on DAY]`.
struct RateSet: WritingRunnable {
  var currency = Currency.rub
  var rate = ""
  var day: TimeExpression?
  var write = WriteOptions()
  var prints: Printed { .card(.rate) }

  static var command: CRMCommand {
    CRMCommand(
      "set", Text(ru: "задать курс валюты", en: "set a currency's rate"),
      discussion: Text(
        ru: "Сколько стоит единица валюты в валюте настроек. Курс действует с этого дня до "
          + "следующего курса.",
        en: "What one unit costs in the settings' currency. A rate holds from its day until the "
          + "next one."),
      RateSet(),
      rows: [
        .argument(.currency("CURRENCY"), help: Text(ru: "валюта", en: "the currency")) {
          $0.currency = $1
        },
        .argument(.line("RATE"), help: Text(ru: "курс: 92,50", en: "the rate: 92.50")) {
          $0.rate = $1
        },
        .option(
          "--on", value: .time("DAY"),
          help: Text(
            ru: "с какого дня; иначе с сегодняшнего", en: "from which day; else from today")
        ) { $0.day = $1 },
      ],
      examples: [
        Example("crm rate set USD 92.50", Text(ru: "курс с сегодняшнего дня", en: "from today on"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (dated, presentation) = try session.writeToShow(write) {
      (transaction) throws(CRMError) -> ExchangeRate in
      let context = transaction.context
      let base = context.settings.currency
      guard currency != base else {
        throw .usage(
          Phrase(
            ru: "\(base.code) — валюта настроек: в ней и считают",
            en: "\(base.code) is the settings' currency, in which all is counted"))
      }
      let today = context.zone.day(of: context.now)
      let day = try session.day(day, option: "--on", context, lies: .near) ?? today
      let dated = try session.value(of: "RATE") { () throws(ValueError) in
        try ExchangeRate(currency, on: day, parsing: rate)
      }
      var rates = try transaction.rates()
      rates.set(dated)
      try transaction.put(rates)
      return dated
    }
    let done = session.dry(write) + presentation.rate(dated)
    try session.show(.rate, dated, presentation, done: done)
  }
}

/// The command `crm rate list`.
struct RateList: Runnable {
  var prints: Printed { .list(.rate) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать курсы валют", en: "list the rates"), RateList(), rows: [],
      examples: [Example("crm rate list", Text(ru: "все курсы", en: "all rates"))])
  }

  func run(in session: Session) throws(CRMError) {
    let (rates, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try snapshot.rates().rates
    }
    try session.list(.rate, rates, presentation)
  }
}

extension Noun where Row == ExchangeRate {
  /// Rates: the keys are a part of the command contract.
  static var rate: Noun<ExchangeRate> {
    Noun(
      id: { $0.currency.code },
      [
        Column("currency", Phrase(ru: "валюта", en: "currency"), table: .key) {
          .text($0.currency.code)
        },
        Column(
          "on", Phrase(ru: "с какого дня", en: "from"), table: .key,
          shown: { rate, presentation in presentation.day(rate.day) }
        ) { .text($0.day.text) },
        Column("rate", Phrase(ru: "курс", en: "rate"), table: .key) {
          JSONNumber(text: $0.text).map(JSONValue.number) ?? .null
        },
      ])
  }
}

extension ConvertedTotal {
  /// As the command contract has it.
  var json: JSONValue {
    [
      "currency": .string(sum.currency.code), "amount": .money(sum),
      "rates": .array(rates.map(Noun<ExchangeRate>.rate.json)),
      "unknown": .array(unknown.map { .string($0.code) }),
    ]
  }
}
