import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal papers DEAL` (R74).
struct DealPapers: Runnable {
  var deal = ""
  var prints: Printed { .list(.paperTree) }

  static var command: CRMCommand {
    CRMCommand(
      "papers",
      Text(ru: "документы сделки: что на чем основано", en: "a deal's papers: what rests on what"),
      DealPapers(), rows: [.deal { $0.deal = $1 }],
      examples: [
        Example(
          "crm deal papers 'Пекарня'", Text(ru: "дерево документов", en: "the tree of papers"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let tree = try snapshot.tree(of: snapshot.deal(deal))
      // It names papers alone, so that nothing else need be looked at.
      let name = try snapshot.index([.paper]).name
      return tree.rows.map { paper, depth in
        PaperRow(
          subject: CardSubject(paper, name: name, balances: tree.balance), tree: tree, depth: depth)
      }
    }
    try session.list(.paperTree, rows, presentation)
  }
}
