import CRMCore
import CRMModel
import CommandLineKit

/// `crm approval …`: closings that wait for a head's word (R53).
enum ApprovalCommands {
  static func group(_ category: Text) -> CRMCommand {
    CRMCommand(
      group: "approval",
      summary: Text(ru: "согласование потерь", en: "the approval of losses"),
      category: category,
      commands: [ApprovalList.command, ApprovalAccept.command, ApprovalReturn.command])
  }
}

/// The command `crm approval list [--mine]`.
struct ApprovalList: Runnable {
  var isMine = false
  var prints: Printed { .list(.pendingDeal) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "сделки, закрытие которых ждет", en: "deals whose closing waits"),
      ApprovalList(),
      rows: [
        .flag(
          "--mine", help: Text(ru: "только те, что согласую я", en: "only those that I may approve")
        ) { $0.isMine = true }
      ],
      examples: [
        Example("crm approval list --mine", Text(ru: "что ждет меня", en: "what waits for me"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let user = isMine ? try session.user() : nil
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let people = try snapshot.people()
      var rows: [DealRow] = []
      for row in try DealRows(session, snapshot).all(where: \.isPending) {
        let deal = try snapshot.get(row.record.id)
        if let user, let pending = deal.pending,
          !people.mayApprove(pending, of: row.record.manager, user)
        {
          continue
        }
        rows.append(try session.row(deal, snapshot))
      }
      return rows
    }
    try session.list(.pendingDeal, rows, presentation)
  }
}

/// The command `crm approval accept DEAL`.
struct ApprovalAccept: WritingRunnable {
  var deal = ""
  var comment: String?
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "accept", Text(ru: "согласиться: сделка не реализована", en: "agree that a deal is lost"),
      ApprovalAccept(),
      rows: [.deal { $0.deal = $1 }, .comment { $0.comment = $1 }],
      examples: [
        Example(
          "crm approval accept 'Бар Север'", Text(ru: "причина убедительна", en: "it is lost"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      var action = AcceptClosing()
      action.comment = try session.prose(comment, option: "--comment")
      return try transaction.apply(action, to: subject)
    }
  }
}

/// The command `crm approval return DEAL --to STAGE --comment T --next ACTION --due WHEN`.
struct ApprovalReturn: WritingRunnable {
  var deal = ""
  var stage = ""
  var comment: String?
  var next = NextTaskOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "return", Text(ru: "вернуть сделку в работу", en: "have a deal worked on"),
      ApprovalReturn(),
      rows: [
        .deal { $0.deal = $1 },
        .option(
          "--to", value: .reference("STAGE", "stage"), isRequired: true,
          help: Text(ru: "на какой из пройденных этапов", en: "at which stage it has reached")
        ) { $0.stage = $1 },
        .comment { $0.comment = $1 },
        .group(NextTaskOptions.rows) { options, fill in fill(&options.next) },
      ],
      examples: [
        Example(
          "crm approval return 'Бар Север' --to call --next 'Связаться с клиентом' --due +1d"
            + " --comment 'Предложите рассрочку на три месяца и покажите новые площадки'",
          Text(ru: "еще не все предложено", en: "not everything was offered"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      var action = ReturnClosing(to: try transaction.stage(stage, in: subject.pipeline).id)
      action.comment = try session.prose(comment, option: "--comment")
      action.next = try next.task(session, transaction)
      return try transaction.apply(action, to: subject)
    }
  }
}
