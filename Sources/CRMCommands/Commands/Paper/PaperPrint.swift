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
      "print",
      Text(ru: "напечатать: \(type.one.withArticle.ru)", en: "print \(type.one.withArticle.en)"),
      discussion: Text(
        ru:
          "Страница HTML для листа A4; с --format table — текст. Исполнитель и картинка — из настроек "
          + "seller и logo, заказчик — главное юрлицо компании, иначе она сама.",
        en: "A page of HTML for A4, with --format table a text. The seller and the picture are the "
          + "settings seller and logo, the buyer is the company's main legal entity, else itself."),
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
      let (settings, presentation) = (
        try snapshot.settings(), try session.presentation(snapshot)
      )
      let page = PaperPage(
        paper: paper, seller: settings.seller, logo: try settings.logo.map(session.picture),
        buyer: company?.requisites(paper[.legal]?.text, presentation) ?? [],
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

extension Session {
  /// The address of a picture that a page has in itself.
  fileprivate func picture(_ file: String) throws(CRMError) -> String {
    let picture = try bytes(of: file, limit: 1 << 20)
    let kinds: [(start: [UInt8], name: String)] = [
      ([0x89, 0x50, 0x4E, 0x47], "png"), ([0xFF, 0xD8, 0xFF], "jpeg"),
      (Array("<svg".utf8), "svg+xml"), (Array("<?xml".utf8), "svg+xml"),
    ]
    guard let kind = kinds.first(where: { picture.starts(with: $0.start) }) else {
      throw .usage(
        Phrase(
          ru: "\(file): логотип — картинка PNG, JPEG или SVG",
          en: "\(file): a logo is a picture, PNG, JPEG or SVG"),
        hints: [Remedy("settings", "set", "logo", Setting.nothing).phrase])
    }
    return "data:image/\(kind.name);base64,\(picture.base64)"
  }
}

extension Array<UInt8> {
  /// The bytes as RFC 4648 writes them in ASCII.
  var base64: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: count, by: 3) {
      let group = self[start..<Swift.min(start + 3, count)]
      let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0...3 {
        let digit = alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)]
        text.append(place > group.count ? UInt8(ascii: "=") : digit)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Company {
  /// Whom a paper is for, line by line: the legal entity that is meant, else the company as it is known.
  fileprivate func requisites(
    _ reference: String?, _ presentation: Presentation
  ) -> [String] {
    let meant = legal.first { $0.reference == reference } ?? legal.first(where: \.isMain)
    var known = (meant ?? legal.first)?.values ?? [:]
    known[.name] = known[.name] ?? name
    known[.inn] = known[.inn] ?? taxNumber?.text
    known[.address] = known[.address] ?? address
    func line(_ parts: LegalEntity.Part...) -> String {
      parts.compactMap { part in
        known[part].map { "\(presentation.text(part.title)) \($0)" }
      }.joined(separator: ", ")
    }
    return [
      known[.name] ?? "", line(.inn, .kpp), known[.address] ?? "", line(.account, .bank, .bic),
    ].filter { !$0.isEmpty }
  }
}
