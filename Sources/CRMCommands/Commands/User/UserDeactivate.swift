import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm user deactivate LOGIN [--to USER]`.
struct UserDeactivate: WritingRunnable {
  var login = Login(stored: "")
  var successor: Login?
  var write = WriteOptions()
  var prints: Printed { .card(.user) }

  static var command: CRMCommand {
    CRMCommand(
      "deactivate",
      Text(ru: "пользователь ушел: передать его работу", en: "a user has left: hand the work over"),
      discussion: Text(
        ru: "Открытые сделки, задачи, компании и новые обращения переходят к другому одним "
          + "действием; в чужих сделках ушедший больше не участвует.",
        en: "Open deals, tasks, companies and new leads go to another one in one operation; in the "
          + "deals of others who has left takes part no longer."),
      UserDeactivate(),
      rows: [
        .argument(.login("LOGIN"), help: Text(ru: "кто ушел", en: "who has left")) {
          $0.login = $1
        },
        .option(
          "--to", value: .login("USER"),
          help: Text(ru: "кому передать работу", en: "who takes the work over")
        ) { $0.successor = $1 },
      ],
      examples: [
        Example(
          "crm user deactivate petrov --to ivanov",
          Text(ru: "уволился; все у Иванова", en: "has left; all is ivanov's"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportUser(write, login) { (people, transaction) throws(CRMError) in
      _ = try transaction.user(login)
      let today = transaction.context.zone.day(of: transaction.context.now)
      try CRMError.refusing { () throws(Refusal) in
        try people.deactivate(login, today: today)
      }
      let work = try transaction.work(of: login)
      try transaction.letGo(login, of: work)
      guard !work.isEmpty else { return nil }
      let counts = counts(of: work)
      let successor = try successor(for: counts, in: people, transaction)
      let reason = Phrase(
        ru: "\(login.text) больше не работает", en: "\(login.text) works here no more")
      try transaction.handOver(
        work, from: login, to: successor,
        reason: try session.presentation(transaction).text(reason))
      return Phrase(
        ru: "передано \(successor.text): \(counts.ru)",
        en: "handed over to \(successor.text): \(counts.en)")
    }
  }

  private func counts(of work: Transaction.Work) -> Phrase {
    let counts: [(noun: CountedNoun, count: Int)] = [
      (.deals, work.deals.count), (.tasks, work.tasks.values.reduce(0, +)),
      (.companies, work.companies.count), (.leads, work.leads.count),
    ]
    return counts.filter { $0.count > 0 }.map { $0.noun.counted($0.count) }
      .joined(separator: ", ")
  }

  /// Who takes over what there is.
  private func successor(
    for counts: Phrase, in people: People, _ transaction: Transaction
  ) throws(CRMError) -> Login {
    guard let successor else {
      throw .refused(
        Refusal(
          "A27",
          Phrase(
            ru: "у \(login.text) есть незаконченная работа: \(counts.ru)",
            en: "\(login.text) has unfinished work: \(counts.en)"),
          remedies: [Remedy("user", "deactivate", login.text).asking("--to")]))
    }
    guard successor != login else {
      throw .refused(
        Refusal(
          "A27",
          Phrase(
            ru: "нельзя передать работу тому, кто ушел: \(login.text)",
            en: "work cannot be handed over to who has left: \(login.text)")))
    }
    return try transaction.worker(successor)
  }
}
