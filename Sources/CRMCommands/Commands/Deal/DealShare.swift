import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal share DEAL USER [--until DAY]` (M4).
struct DealShare: WritingRunnable {
  var deal = ""
  var user = Login(stored: "")
  var until: TimeExpression?
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "share", Text(ru: "позвать участника в сделку", en: "let somebody take part in a deal"),
      discussion: Text(
        ru: "Участник видит сделку в crm today и пишет комментарии; остальное за менеджером.",
        en:
          "A participant gets the deal in crm today and comments on it; the rest is its manager's."
      ),
      DealShare(),
      rows: [
        .deal { $0.deal = $1 },
        .argument(.login("USER"), help: Text(ru: "кто", en: "who")) { $0.user = $1 },
        .option(
          "--until", value: .time("DAY", .due),
          help: Text(ru: "последний день", en: "the last day")
        ) { $0.until = $1 },
      ],
      examples: [
        Example(
          "crm deal share 'Кафе Пушкин' petrov --until +14d",
          Text(ru: "пусть посоветует", en: "let him advise"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      let until = try session.day(until, option: "--until", transaction.context)
      let action = ShareDeal(.share(try transaction.worker(user), until: until))
      return try transaction.apply(action, to: subject)
    }
  }
}

/// The command `crm deal unshare DEAL USER`.
struct DealUnshare: WritingRunnable {
  var deal = ""
  var user = Login(stored: "")
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "unshare", Text(ru: "отпустить участника сделки", en: "take a participant out of a deal"),
      DealUnshare(),
      rows: [
        .deal { $0.deal = $1 },
        .argument(.login("USER"), help: Text(ru: "кто", en: "who")) { $0.user = $1 },
      ],
      examples: [
        Example(
          "crm deal unshare 'Кафе Пушкин' petrov",
          Text(ru: "больше не нужен", en: "no longer needed"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      try transaction.apply(ShareDeal(.unshare(user)), to: subject)
    }
  }
}

/// The command `crm deal join DEAL` (H12).
struct DealJoin: WritingRunnable {
  var deal = ""
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "join", Text(ru: "подключиться к сделке: руководителю", en: "join a deal, as a head"),
      DealJoin(), rows: [.deal { $0.deal = $1 }],
      examples: [
        Example(
          "crm deal join 'Кафе Пушкин'", Text(ru: "помочь менеджеру", en: "to help its manager"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      try transaction.apply(ShareDeal(.join), to: subject)
    }
  }
}
