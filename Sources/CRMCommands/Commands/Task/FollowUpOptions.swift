import CRMCore
import CRMModel
import CommandLineKit

/// What follows a task that ends: a next one, or none with a reason (R17).
struct FollowUpOptions: Sendable {
  var next = NextTaskOptions()
  var hasNoNext = false
  var reason: String?

  static var rows: [Row<FollowUpOptions>] {
    [
      .group(NextTaskOptions.rows) { options, fill in fill(&options.next) },
      .flag(
        "--no-next",
        help: Text(ru: "следующей задачи не будет", en: "there will be no next task")
      ) { $0.hasNoNext = true },
      .reason { $0.reason = $1 },
      .atMostOne("--next", "--no-next"),
    ]
  }

  /// The same where no task need end: a reason says only why there is no next one (R54).
  static var rowsOfDeal: [Row<FollowUpOptions>] {
    rows + [.option("--no-next", needs: "--reason"), .option("--reason", needs: "--no-next")]
  }

  /// Why there is no next task, where that was said.
  func noNextReason(_ session: Session) throws(CRMError) -> String? {
    hasNoNext ? try session.prose(reason, option: "--reason") : nil
  }

  func followUp(_ session: Session, _ transaction: Transaction) throws(CRMError) -> FollowUp {
    var followUp = FollowUp()
    followUp.next = try next.task(session, transaction)
    followUp.hasNoNext = hasNoNext
    followUp.reason = try session.prose(reason, option: "--reason")
    return followUp
  }
}
