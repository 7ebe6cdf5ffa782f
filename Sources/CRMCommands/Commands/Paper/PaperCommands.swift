import CRMCore
import CRMModel
import CommandLineKit

extension PaperForm: RecordCommands {
  // A paper is added and edited by the commands of its type.
  static var rows: [Row<CardOptions<Paper>>] { [] }
  static var order: Field<Paper> { .date }
  static var usual: String? { "state != cancelled" }
  // A file of payments or a batch enters many at once.
  static var numbering: Field<Paper>? { .number }
}

/// The commands of papers: made once, from the table of types (R74).
enum PaperCommands {
  /// A group for each type, then one for papers of all types.
  static func groups(_ category: Text) -> [CRMCommand] {
    PaperType.all.map { group($0, category) } + [all(category), LineCommands.group(category)]
  }

  private static func group(_ type: PaperType, _ category: Text) -> CRMCommand {
    let many = type.many
    return CRMCommand(
      group: type.noun,
      summary: Text(
        ru: "\(many.ru): завести, провести, отменить", en: "\(many.en): add, carry on, cancel"),
      category: category,
      commands: [
        PaperAdd.command(type),
        RecordList<PaperForm>.command(
          type.isPayable
            ? Example(
              "crm \(type.noun) list --where 'left > 0' --fields number,company,left",
              Text(ru: "кто сколько должен", en: "who owes what"))
            : type.example("list", "", many), many,
          where: "type = \(type.id)"),
        PaperShow.command(type), PaperEdit.command(type),
      ] + (type == .quotation ? [QuoteAccept.command, QuoteVariantAdd.group] : [])
        + (type == .invoice ? [InvoiceRequest.command] : [])
        + (type == .payment ? [PaymentApply.command] : [])
        + (type == .order ? [OrderPromise.command] : [])
        + type.steps.map { PaperStep.command($0, of: type) }
        + (type.isPrinted ? [PaperPrint.command(type)] : [])
        + [PaperCancel.command(type), PaperRenumber.command(type)])
  }

  private static func all(_ category: Text) -> CRMCommand {
    CRMCommand(
      group: "paper",
      summary: Text(ru: "документы продаж всех видов", en: "papers of all types"),
      category: category,
      commands: [
        RecordList<PaperForm>.command(
          Example(
            "crm paper list --where 'company = Пекарня'",
            Text(ru: "все документы клиента", en: "all papers of a client"))),
        PaperShow.command(nil),
      ])
  }
}

extension PaperType {
  /// An example of a command of its papers.
  fileprivate func example(_ verb: String, _ rest: String = "", _ words: Phrase) -> Example {
    let tail = rest.isEmpty ? "" : " " + rest
    return Example("crm \(noun) \(verb)\(tail)", words.text)
  }

  /// A number of one.
  var sample: String { numbers.filling { ["year": "2026", "n": "1"][$0] } }
}

extension Row {
  /// The paper of a type that is meant.
  static func paper(
    _ type: PaperType?, _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    let noun = type?.noun ?? "paper"
    let one = type?.one ?? Kind.paper.one
    return .argument(
      .reference(noun.uppercased(), noun, offering: .paper), help: Text(ru: one.ru, en: one.en),
      store: store)
  }
}

extension Session {
  /// Keeps a new or changed paper, and prints it.
  func reportPaper(
    _ write: WriteOptions, _ noun: Noun<PaperRow> = .paper,
    letter: (Paper, Presentation) -> [String] = { _, _ in [] },
    _ action: (Transaction) throws(CRMError) -> (paper: Paper, notices: [Notice])
  ) throws(CRMError) {
    try reportPaper(write, noun, letter: letter) { (transaction) throws(CRMError) in
      let (paper, notices) = try action(transaction)
      let run = try transaction.settle(paper)
      var row = try transaction.row(transaction.get(paper.id))
      row.take(run?.steps ?? [], self.language)
      return (row, notices + (run?.notices ?? []))
    }
  }

  /// Prints a paper that was kept.
  func reportPaper(
    _ write: WriteOptions, _ noun: Noun<PaperRow>,
    letter: (Paper, Presentation) -> [String] = { _, _ in [] },
    _ action: (Transaction) throws(CRMError) -> (row: PaperRow, notices: [Notice])
  ) throws(CRMError) {
    let ((row, changes, notices), presentation) = try writeToShow(write) {
      (transaction) throws(CRMError) -> (PaperRow, [String], [Notice]) in
      let (row, notices) = try action(transaction)
      let changes = try transaction.get(row.paper.id).changes(
        of: transaction.context.operation, in: noun, try self.presentation(transaction))
      return (row, changes, notices)
    }
    notice(notices)
    let paper = row.paper
    let total: [String] = paper.total.isZero ? [] : [presentation.money(paper.total)]
    let line: String = changed(
      paper.id.text, paper.name, changes + total + row.ruled, write, presentation)
    let lines: [String] = letter(paper, presentation).map { SafeText.visible($0) }
    try show(noun, row, presentation, done: ([line] + lines).joined(separator: "\n"))
  }

  /// Changes one paper of a type, and prints it.
  func changePaper(
    _ reference: String, _ type: PaperType?, _ write: WriteOptions,
    letter: (Paper, Presentation) -> [String] = { _, _ in [] },
    _ change: (Paper, Transaction) throws(CRMError) -> Paper
  ) throws(CRMError) {
    try reportPaper(write, letter: letter) { (transaction) throws(CRMError) in
      (try change(transaction.paper(reference, type), transaction), [])
    }
  }
}

/// The command `crm NOUN add`.
struct PaperAdd: WritingRunnable {
  var options: PaperOptions
  var write = WriteOptions()
  var prints: Printed { .card(.paper) }

  static func command(_ type: PaperType) -> CRMCommand {
    let one = type.one
    return CRMCommand(
      "add", Text(ru: "завести: \(one.withArticle.ru)", en: "add \(one.withArticle.en)"),
      discussion: type == .payment
        ? Text(
          ru: "Деньги вводит бухгалтер; возврат — отрицательная сумма с причиной.",
          en: "Money is entered by an accountant; a refund is a sum below zero with a reason.")
        : nil,
      PaperAdd(options: PaperOptions(type)),
      rows: [.group(PaperOptions.rows(of: type)) { options, fill in fill(&options.options) }],
      examples: [type.example("add", sample(of: type), one)])
  }

  private static func sample(of type: PaperType) -> String {
    switch type.content {
    case .lines:
      type.bases.contains(PaperType.order.id)
        ? "--order ЗК-2026-1" : "--deal 'Пекарня' --line 'KB-1; 2'"
    case .deliveries: "--order ЗК-2026-1 --line 1=2"
    case .sum where type.needsBasis: "--invoice СЧ-2026-1 --sum 120000"
    case .sum: "--deal 'Пекарня' --sum 240000"
    case .nothing: "--order ЗК-2026-1 --subject 'Не греет воду'"
    }
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportPaper(write, .paper) { (transaction) throws(CRMError) in
      let (paper, notices, automation) = try transaction.enter(
        options.paper(transaction, in: session.language))
      var row = try transaction.row(transaction.get(paper.id))
      row.take(automation, session.language)
      return (row, notices)
    }
  }
}

/// The command `crm NOUN show`.
struct PaperShow: Runnable {
  let type: PaperType?
  var paper = ""
  var prints: Printed { .card(.paper) }

  static func command(_ type: PaperType?) -> CRMCommand {
    let one = type?.one ?? Kind.paper.one
    return CRMCommand(
      "show", Text(ru: "показать: \(one.withArticle.ru)", en: "show \(one.withArticle.en)"),
      PaperShow(type: type),
      rows: [.paper(type) { $0.paper = $1 }],
      examples: [
        Example(
          "crm \(type?.noun ?? "paper") show \(type?.sample ?? "7k3m9qa2")",
          Text(ru: "строки и суммы", en: "its lines and sums"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try snapshot.row(snapshot.paper(paper, type))
    }
    try session.show(.paper, row, presentation)
  }
}

/// The command `crm NOUN edit`.
struct PaperEdit: WritingRunnable {
  let type: PaperType
  var paper = ""
  var card = CardOptions<Paper>()
  var deal: String?
  var schedule: [String]?
  var write = WriteOptions()
  var prints: Printed { .card(.paper) }

  init(_ type: PaperType) { self.type = type }

  static func command(_ type: PaperType) -> CRMCommand {
    let schedule: [Row<PaperEdit>] = type == .order ? [.schedule { $0.schedule = $1 }] : []
    return CRMCommand(
      "edit",
      Text(ru: "изменить: \(type.one.withArticle.ru)", en: "edit \(type.one.withArticle.en)"),
      PaperEdit(type),
      rows: [
        .paper(type) { $0.paper = $1 },
        .atLeastOne(
          of: schedule + [
            .dealOfPaper { $0.deal = $1 },
            .group(CardOptions.rows([.paperManager], of: [.legal] + type.fields + [.note, .file])) {
              options, fill in fill(&options.card)
            },
          ]),
      ],
      examples: [
        type.example(
          "edit", "\(type.sample) --note 'Звонить после обеда'",
          Phrase(ru: "с примечанием", en: "with a note"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changePaper(paper, type, write) { (paper, transaction) throws(CRMError) in
      var edited = paper
      if let deal { edited = try transaction.link(paper, to: transaction.deal(deal)) }
      var values = try card.edit(of: edited, transaction)
      if let legal = values.value(of: .legal)?.text, let company = edited.company {
        values.fill(.legal, try transaction.get(company).legalReference(legal))
      }
      edited = values.apply(to: edited, in: transaction.context)
      if let schedule { try transaction.plan(schedule, in: &edited) }
      return edited
    }
  }
}

/// The command `crm NOUN VERB`, a step of the paper's states.
struct PaperStep: WritingRunnable {
  let type: PaperType
  let step: PaperType.Step
  var paper = ""
  var card = CardOptions<Paper>()
  var write = WriteOptions()
  var prints: Printed { .card(.paper) }

  static func command(_ step: PaperType.Step, of type: PaperType) -> CRMCommand {
    let asks = step.asks.map { option, field in
      CardOptions.filling(field, by: option, field.help, isRequired: true)
    }
    let values = ["--to": "info@example.com", "--text": "'Заменим'"]
    let sample = step.asks.map { " \($0.option) \(values[$0.option] ?? "")" }.joined()
    return CRMCommand(
      step.verb, Text(ru: step.help.ru, en: step.help.en), PaperStep(type: type, step: step),
      rows: [
        .paper(type) { $0.paper = $1 }, .group(asks) { options, fill in fill(&options.card) },
      ], examples: [type.example(step.verb, type.sample + sample, step.help)])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changePaper(
      paper, type, write,
      letter: { paper, presentation in
        step.to == PaperType.State.sent.id ? paper.letter(presentation) : []
      }
    ) { (paper, transaction) throws(CRMError) in
      let given = try card.values(transaction)
      return try CRMError.refusing { () throws(Refusal) in
        try paper.taking(step, given, in: transaction.context)
      }
    }
  }
}

/// The command `crm NOUN cancel`.
struct PaperCancel: WritingRunnable {
  let type: PaperType
  var paper = ""
  var reason: String?
  var write = WriteOptions()
  var prints: Printed { .card(.paper) }

  static func command(_ type: PaperType) -> CRMCommand {
    CRMCommand(
      "cancel",
      Text(ru: "отменить: \(type.one.withArticle.ru)", en: "cancel \(type.one.withArticle.en)"),
      discussion: Text(
        ru: "Отмененный документ остается со своим номером.",
        en: "A cancelled paper stays, with its number."),
      PaperCancel(type: type),
      rows: [.paper(type) { $0.paper = $1 }, .reason { $0.reason = $1 }],
      examples: [
        type.example(
          "cancel", type.sample, Phrase(ru: "больше не действует", en: "in force no more"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changePaper(paper, type, write) { (paper, transaction) throws(CRMError) in
      try transaction.cancelled(paper, because: reason)
    }
  }
}

/// The command `crm NOUN renumber`.
struct PaperRenumber: WritingRunnable {
  let type: PaperType
  var paper = ""
  var write = WriteOptions()
  var prints: Printed { .card(.paper) }

  static func command(_ type: PaperType) -> CRMCommand {
    CRMCommand(
      "renumber", Text(ru: "дать следующий номер", en: "give it the next number"),
      discussion: Text(
        ru: "Для того из двух документов с одним номером, который моложе: их находит crm fsck.",
        en: "For the younger one of two papers with one number, which crm fsck finds."),
      PaperRenumber(type: type), rows: [.paper(type) { $0.paper = $1 }],
      examples: [
        type.example("renumber", "7k3m9qa2", Phrase(ru: "следующий номер", en: "the next number"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changePaper(paper, type, write) { (paper, transaction) throws(CRMError) in
      var edit = CardEdit<Paper>()
      edit.fill(.number, try transaction.nextNumber(type, on: paper.day))
      return edit.apply(to: paper, in: transaction.context)
    }
  }
}

extension Paper {
  /// What to write to the client with it; nothing is sent.
  fileprivate func letter(_ presentation: Presentation) -> [String] {
    let (day, offers) = (presentation.day(day), offers)
    let over =
      offers.count > 1
      ? Phrase(ru: ", варианты на выбор", en: ", with variants to choose from")
      : Phrase(
        ru: " на сумму \(presentation.money(total))", en: " over \(presentation.money(total))")
    let words = Phrase(
      ru: "Здравствуйте! Направляем вам: \(type.one.ru) \(name) от \(day)\(over.ru).",
      en: "Hello! Please find \(type.one.en) \(name) of \(day)\(over.en).")
    return ["", presentation.text(words)]
      + offers.flatMap { variant, lines in
        let sum = presentation.money(amount(lines.sums(tax)?.total ?? 0))
        let heading = variant.map {
          Phrase(ru: "Вариант \($0) на сумму \(sum):", en: "Variant \($0) over \(sum):")
        }
        return [heading].compactMap { $0.map(presentation.text) }
          + lines.map { "  " + $0.text(tax, currency, presentation) }
      }
  }
}
