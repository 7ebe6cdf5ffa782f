import CRMCore
import CRMModel
import CommandLineKit

/// The commands `crm line …`: the lines of a deal, and of a paper that nobody else has seen yet (R72, R73).
enum LineCommands {
  static func group(_ category: Text) -> CRMCommand {
    CRMCommand(
      group: "line",
      summary: Text(
        ru: "строки документов: добавить, заменить, убрать",
        en: "lines of papers: add, replace, remove"),
      category: category,
      commands: [
        LineChange.command(
          .add, Text(ru: "добавить строки", en: "add lines"),
          "crm line add ЗК-2026-1 --line 'Монтаж; 1,5 ч; 2000'"),
        LineChange.command(
          .edit, Text(ru: "заменить строку", en: "replace a line"),
          "crm line edit ЗК-2026-1 2 --line 'Монтаж; 2 ч; 2000'"),
        LineChange.command(
          .remove, Text(ru: "убрать строку", en: "remove a line"), "crm line remove ЗК-2026-1 2"),
      ])
  }
}

/// A command `crm line VERB PAPER`, or of a deal.
struct LineChange: WritingRunnable {
  let verb: Verb
  var paper = ""
  var number = 1
  var lines: [TypedLine] = []
  var variant: String?
  var write = WriteOptions()
  var prints: Printed { .card(.paper) }

  /// What becomes of the lines.
  enum Verb: String {
    case add, edit, remove
  }

  init(_ verb: Verb) { self.verb = verb }

  static func command(_ verb: Verb, _ summary: Text, _ example: String) -> CRMCommand {
    CRMCommand(
      verb.rawValue, summary, LineChange(verb),
      rows: [paper] + rows(of: verb),
      examples: [Example(example, summary)])
  }

  private static var paper: Row<LineChange> {
    .argument(
      .reference("PAPER", "paper", offering: .paper),
      help: Text(ru: "документ или сделка", en: "the paper, or a deal")
    ) { $0.paper = $1 }
  }

  private static func rows(of verb: Verb) -> [Row<LineChange>] {
    let number = Row<LineChange>.argument(
      .integer("N", in: 1...1_000),
      help: Text(ru: "номер строки, начиная с 1", en: "the line's number, from 1")
    ) { $0.number = $1 }
    let lines = Row<LineChange>.atLeastOne(of: [.lines { $0.lines.append($1) }])
    switch verb {
    case .add: return [lines, .variant { $0.variant = $1 }]
    case .edit: return [number, lines]
    case .remove: return [number]
    }
  }

  func run(in session: Session) throws(CRMError) {
    guard try session.read({ (snapshot) throws(CRMError) in try snapshot.isDeal(paper) }) else {
      return try session.changePaper(paper, nil, write) { (paper, transaction) throws(CRMError) in
        let tree = try transaction.tree(of: paper)
        let lines = try changed(
          paper.allLines, of: paper, transaction, paper.title,
          Remedy(paper.type.noun, "show", paper.id.text))
        return try CRMError.refusing { () throws(Refusal) in
          try paper.rewritten(lines, tree, in: transaction.context)
        }
      }
    }
    try session.changeDeal(paper, write) { (subject, transaction) throws(CRMError) in
      let (deal, currency) = (subject.deal, subject.currency)
      let name = Phrase(ru: "сделка '\(deal.name)'", en: "deal '\(deal.name)'")
      let lines = try changed(
        deal.lines(in: currency), of: transaction.paper(in: currency), transaction, name,
        Remedy("deal", "show", deal.id.text))
      var action = EditDeal()
      action.fields.card.set(.lines, .texts(lines.map { $0.text(in: currency) }))
      return try transaction.apply(action, to: subject)
    }
  }

  /// The lines with the change, priced as those of a paper.
  private func changed(
    _ all: [PaperLine], of paper: Paper, _ transaction: Transaction, _ title: Phrase,
    _ show: Remedy
  ) throws(CRMError) -> [PaperLine] {
    guard verb != .add else {
      return all + (try transaction.lines(lines, variant: variant, of: paper))
    }
    try CRMError.refusing { () throws(Refusal) in try all.requireLine(number, of: title, show) }
    let mark = all[number - 1].mark
    var all = all
    all.replaceSubrange(
      number - 1..<number, with: try transaction.lines(lines, variant: mark, of: paper))
    return all
  }
}

extension Snapshot {
  /// Whether a reference is no paper's but a deal's.
  fileprivate func isDeal(_ reference: String) throws(CRMError) -> Bool {
    do throws(CRMError) {
      _ = try paper(reference, nil)
      return false
    } catch {
      guard case .notFound = error else { throw error }
      return (try? deal(reference)) != nil
    }
  }
}
