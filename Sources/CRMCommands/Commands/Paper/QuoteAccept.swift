import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm quote accept QUOTE` (R75).
struct QuoteAccept: WritingRunnable {
  var quote = ""
  var variant: String?
  var isOrder = false
  var write = WriteOptions()
  var prints: Printed { .card(.acceptedQuotation) }

  static var command: CRMCommand {
    CRMCommand(
      "accept", Text(ru: "клиент согласен", en: "the client wants it"), QuoteAccept(),
      rows: [
        .paper(.quotation) { $0.quote = $1 },
        .option(
          "--variant", value: .line("VARIANT"),
          help: Text(ru: "какой из вариантов выбран", en: "which variant was chosen")
        ) { $0.variant = $1 },
        .flag("--make-order", help: Text(ru: "тут же завести заказ", en: "add the order at once")) {
          $0.isOrder = true
        },
      ],
      examples: [
        Example(
          "crm quote accept КП-2026-1 --variant A --make-order",
          Text(ru: "выбран вариант A, заводится заказ", en: "variant A becomes an order"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportPaper(write, .acceptedQuotation) { (transaction) throws(CRMError) in
      let quote = try transaction.paper(quote, .quotation)
      let accepted = try CRMError.refusing { () throws(Refusal) in
        try quote.accepted(variant, in: transaction.context)
      }
      var runs = [try transaction.settle(accepted)]
      var row = try transaction.row(accepted)
      var notices: [Notice] = []
      if isOrder {
        var new = NewPaper(.order)
        new.bases = [accepted]
        let added = try transaction.add(new)
        runs.append(try transaction.settle(added.paper))
        row.order = try transaction.row(added.paper).subject
        notices = added.notices
      }
      row.take(runs.flatMap { $0?.steps ?? [] }, session.language)
      return (row, notices + runs.flatMap { $0?.notices ?? [] })
    }
  }
}

/// The command `crm quote variant add QUOTE VARIANT --line …` (R75).
struct QuoteVariantAdd: WritingRunnable {
  var quote = ""
  var variant = ""
  var lines: [TypedLine] = []
  var write = WriteOptions()
  var prints: Printed { .card(.paper) }

  static var group: CRMCommand {
    CRMCommand(
      group: "variant",
      summary: Text(ru: "варианты предложения", en: "variants of a quotation"),
      commands: [
        CRMCommand(
          "add", Text(ru: "добавить вариант", en: "add a variant"), QuoteVariantAdd(),
          rows: [
            .paper(.quotation) { $0.quote = $1 },
            .argument(.line("VARIANT"), help: Text(ru: "имя варианта", en: "its name")) {
              $0.variant = $1
            },
            .atLeastOne(of: [.lines { $0.lines.append($1) }]),
          ],
          examples: [
            Example(
              "crm quote variant add КП-2026-1 B --line 'KB-1; 1; ; 5%'",
              Text(ru: "вариант со скидкой", en: "a variant with a discount"))
          ])
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changePaper(quote, .quotation, write) { (quote, transaction) throws(CRMError) in
      let tree = try transaction.tree(of: quote)
      let lines = try transaction.lines(lines, variant: variant, of: quote)
      return try CRMError.refusing { () throws(Refusal) in
        try quote.requireNoVariant(variant)
        return try quote.rewritten(quote.allLines + lines, tree, in: transaction.context)
      }
    }
  }
}
