import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal resume DEAL RULE` (R49).
struct DealResume: WritingRunnable {
  var deal = ""
  var rule = ""
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "resume", Text(ru: "сделать то, что не смогло правило", en: "do what a rule could not"),
      discussion: Text(
        ru: "Правило не обходит требований. Когда они выполнены, остаток делает эта команда.",
        en: "No rule goes around a requirement. Once they are met, this command does the rest."),
      DealResume(),
      rows: [.deal { $0.deal = $1 }, .automationRule { $0.rule = $1 }],
      examples: [
        Example(
          "crm deal resume 'Кафе Пушкин' paid", Text(ru: "правило paid", en: "the rule paid"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      try transaction.apply(ResumeAutomation(rule), to: subject)
    }
  }
}

/// The command `crm deal dismiss DEAL RULE` (R49).
struct DealDismiss: WritingRunnable {
  var deal = ""
  var rule = ""
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "dismiss",
      Text(
        ru: "не ждать того, что не смогло правило", en: "wait no more for what a rule could not do"),
      discussion: Text(
        ru: "Решает руководитель; аудит больше не напоминает.",
        en: "A head's to decide; the audit reports it no more."),
      DealDismiss(),
      rows: [.deal { $0.deal = $1 }, .automationRule { $0.rule = $1 }],
      examples: [
        Example(
          "crm deal dismiss 'Кафе Пушкин' paid", Text(ru: "правило paid", en: "the rule paid"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      try transaction.apply(DismissAutomation(rule), to: subject)
    }
  }
}

extension Row {
  /// A rule of the deal's pipeline.
  fileprivate static func automationRule(
    _ fill: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .argument(
      .line("RULE"), help: Text(ru: "правило: id, как в истории", en: "the rule's id"), store: fill)
  }
}
