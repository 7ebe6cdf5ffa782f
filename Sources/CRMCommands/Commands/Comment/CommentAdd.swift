import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm comment add DEAL TEXT [--stage S] [--at TIME]`.
struct CommentAdd: WritingRunnable {
  var deal = ""
  var text: String?
  var report: [ReportEntry] = []
  var stage: String?
  var at: TimeExpression?
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "записать комментарий", en: "write a comment"),
      discussion: Text(
        ru: "Комментарии не меняются и не удаляются: исправление — это новый комментарий.",
        en: "Comments are never changed nor erased: a correction is a new comment."),
      CommentAdd(),
      rows: [
        .deal { $0.deal = $1 },
        .argument(
          .prose("TEXT"), isRequired: false,
          help: Text(
            ru: "текст; - — взять со стандартного ввода", en: "the text; - reads standard input")
        ) { $0.text = $1 },
        .report { $0.report.append($1) },
        .option(
          "--stage", value: .reference("STAGE", "stage"),
          help: Text(
            ru: "о каком этапе; иначе о нынешнем", en: "about which stage; else the present one")
        ) { $0.stage = $1 },
        .happenedAt { $0.at = $1 },
      ],
      examples: [
        Example(
          "crm comment add 'Кафе Пушкин' 'Управляющая просит прислать примеры баннеров до пятницы'",
          Text(ru: "после разговора", en: "after a talk"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    guard text != nil || !report.isEmpty else {
      throw .usage(
        Phrase(
          ru: "нужен текст комментария или отчет (--report)",
          en: "the text of the comment is missing, or a report (--report)"),
        hints: [
          Remedy(words: session.words).asking(.comment).phrase
        ])
    }
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      var action = AddComment()
      action.text = try session.prose(text, option: "TEXT")
      action.report = report
      if let stage { action.stage = try transaction.stage(stage, in: subject.pipeline).id }
      action.at = try session.happened(at, transaction.context)
      do throws(Refusal) {
        return try action.apply(to: subject, in: transaction.context)
      } catch {
        throw .refused(error.withoutOptions(of: subject.deal))
      }
    }
  }
}

extension Refusal {
  /// The refusal without `--comment`, which here is the argument TEXT.
  fileprivate func withoutOptions(of deal: Deal) -> Refusal {
    let sections = missing.filter(\.mayRepeat)
    guard sections.count < missing.count else { return self }
    return Refusal(
      message,
      missing: missing.map { Missing($0.requirement, $0.message, option: nil) },
      alternative: Alternative(
        Remedy("comment", "add", deal.id.text).asking(.comment), missing: sections))
  }
}
