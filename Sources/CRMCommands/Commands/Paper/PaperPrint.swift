import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm NOUN print` (R84): a page for a browser unless another form is asked for.
struct PaperPrint: Runnable {
  let type: PaperType
  var paper = ""
  var file: String?
  var prints: Printed { Printed.card(.paper).alsoAsReport }

  static func command(_ type: PaperType) -> CRMCommand {
    let sample = type.sample
    return CRMCommand(
      "print", Text(ru: "напечатать: \(type.one.ru)", en: "print a \(type.one.en)"),
      discussion: Text(
        ru:
          "Страница HTML для листа A4; с --format table — текст. Исполнитель — из настройки seller.",
        en: "A page of HTML for A4, with --format table a text. The seller is the setting seller."),
      PaperPrint(type: type),
      rows: [
        .paper(type) { $0.paper = $1 },
        .option(
          "--out", value: .file("FILE"),
          help: Text(ru: "записать в файл", en: "write it to a file")
        ) { $0.file = $1 },
      ],
      examples: [
        Example(
          "crm \(type.noun) print \(sample) --out \(sample).html",
          Text(ru: "в файл, который открывают в браузере", en: "into a file for the browser"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, page) = try session.read {
      (snapshot) throws(CRMError) -> (PaperRow, PaperPage) in
      let paper = try snapshot.paper(paper, type)
      let company = try paper.company.map { (id) throws(CRMError) in try snapshot.get(id) }
      let tax = company?.taxNumber.map { (Phrase(ru: "ИНН", en: "INN"), $0.text) }
      let presentation = try session.presentation(snapshot)
      let buyer = [
        company?.name, tax.map { "\(presentation.text($0)) \($1)" }, company?.address,
      ]
      let page = PaperPage(
        paper: paper, seller: try snapshot.settings().seller, buyer: buyer.compactMap(\.self),
        presentation: presentation)
      return (try snapshot.row(paper), page)
    }
    try session.printing(into: file, page.presentation) {
      (session, presentation) throws(CRMError) in
      switch session.options.format {
      case .table where session.options.report == nil && session.options.hasFormat:
        for line in page.lines { try session.output.append(SafeText.visible(line) + "\n") }
      case .table:
        try session.output.append("<!DOCTYPE html>\n")
        try session.output.append(page.html)
      case .json, .ndjson, .csv, .tsv, .ids:
        try session.show(.paper, row, presentation)
      }
    }
  }
}
