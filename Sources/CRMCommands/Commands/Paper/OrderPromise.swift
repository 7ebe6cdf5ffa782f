import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm order promise ORDER --part N --due WHEN --reason T` (R78).
struct OrderPromise: WritingRunnable {
  var order = ""
  var part = 1
  var reason = ""
  var next = NextTaskOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.paper) }

  /// What the task is where nothing else is said.
  private static var usualAction: Phrase {
    Phrase(ru: "Проверить оплату", en: "Check the payment")
  }

  static var command: CRMCommand {
    CRMCommand(
      "promise", Text(ru: "обещан новый срок оплаты", en: "another day of payment is promised"),
      discussion: Text(
        ru: "Прежний срок остается в истории заказа. На открытую сделку ставится задача к новому "
          + "сроку: та, что сказана, иначе '\(usualAction.ru)'.",
        en:
          "The day before stays in the order's history. An open deal gets a task for the new one: "
          + "what is said, else '\(usualAction.en)'."),
      OrderPromise(),
      rows: [
        .paper(.order) { $0.order = $1 },
        .option(
          "--part", value: .integer("N", in: 1...1_000), isRequired: true,
          help: Text(ru: "часть графика оплат, начиная с 1", en: "the part of the schedule, from 1")
        ) { $0.part = $1 },
        .option(
          "--reason", value: .prose("TEXT"), isRequired: true,
          help: Text(ru: "почему позже", en: "why it is another day")
        ) { $0.reason = $1 },
        .group(NextTaskOptions.rows) { options, fill in fill(&options.next) },
        .exactlyOne("--due"),
      ],
      examples: [
        Example(
          "crm order promise ЗК-2026-1 --part 2 --due +20d --reason 'Ждут свой платеж'",
          Text(ru: "вторую часть оплатят позже", en: "the second part is paid later"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changePaper(order, .order, write) { (order, transaction) throws(CRMError) in
      let (tree, context) = (try transaction.tree(of: order), transaction.context)
      var control = SetTask(try next.task(session, transaction))
      if control.task.action == nil {
        control.task.action = context.settings.worded(Self.usualAction)
        control.isWordedByProgram = true
      }
      let due = context.zone.day(of: control.task.due ?? context.now)
      let reason = try session.prose(reason, option: "--reason")
      let promised = try CRMError.refusing { () throws(Refusal) in
        try order.promised(part, by: due, because: reason, tree, in: context)
      }
      guard let deal = order.deal else { return promised }
      let subject = try transaction.dealCase(transaction.get(deal))
      if subject.kind == .open {
        _ = try transaction.put(transaction.apply(control, to: subject))
      }
      return promised
    }
  }
}
