import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm user substitute LOGIN --by USER --until D [--from D]`, or `--end`.
struct UserSubstitute: WritingRunnable {
  var login = Login(stored: "")
  var substitute: Login?
  var from: TimeExpression?
  var until: TimeExpression?
  var isEnding = false
  var write = WriteOptions()
  var prints: Printed { .card(.user) }

  static var command: CRMCommand {
    CRMCommand(
      "substitute",
      Text(ru: "назначить замену на время", en: "let another one stand in for a time"),
      discussion: Text(
        ru: "Тот, кто заменяет, ведет чужие сделки и задачи, а в истории стоит его имя.",
        en: "Whoever stands in changes deals and tasks as the absent one would, in his own name."),
      UserSubstitute(),
      rows: [
        .argument(.login("LOGIN"), help: Text(ru: "кого заменяют", en: "who is away")) {
          $0.login = $1
        },
        .option("--by", value: .login("USER"), help: Text(ru: "кто заменяет", en: "who stands in"))
        {
          $0.substitute = $1
        },
        .option(
          "--from", value: .time("DAY", .due),
          help: Text(ru: "первый день; иначе сегодня", en: "the first day; else today")
        ) { $0.from = $1 },
        .option(
          "--until", value: .time("DAY", .due), help: Text(ru: "последний день", en: "the last day")
        ) { $0.until = $1 },
        .flag(
          "--end",
          help: Text(
            ru: "закончить сегодня; с --by — только эту замену",
            en: "end it today; with --by only this one's")
        ) { $0.isEnding = true },
        .exactlyOne("--until", "--end"),
        .option("--until", needs: "--by"), .option("--from", needs: "--until"),
      ],
      examples: [
        Example(
          "crm user substitute petrov --by ivanov --from 2026-12-01 --until 2026-12-14",
          Text(ru: "отпуск", en: "a holiday")),
        Example(
          "crm user substitute petrov --end", Text(ru: "вернулся раньше", en: "back early")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportUser(write, login) { (people, transaction) throws(CRMError) in
      _ = try transaction.user(login)
      let context = transaction.context
      let today = context.zone.day(of: context.now)
      guard let substitute, let last = try session.day(until, option: "--until", context) else {
        try CRMError.refusing { () throws(Refusal) in
          try people.endSubstitutions(of: login, by: substitute, today: today)
        }
        return nil
      }
      let substitution = Substitution(
        by: try transaction.worker(substitute),
        from: try session.day(from, option: "--from", context) ?? today, until: last)
      try CRMError.refusing { () throws(Refusal) in
        try people.substitute(login, with: substitution, today: today)
      }
      return nil
    }
  }
}
