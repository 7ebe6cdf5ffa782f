import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm product import FILE` (R71).
struct ProductImportCommand: WritingRunnable {
  var file = ""
  var write = WriteOptions()
  var prints: Printed { .card(.productImport(.en)) }

  static var command: CRMCommand {
    CRMCommand(
      "import",
      Text(ru: "взять товары и цены из таблицы", en: "take products and prices from a table"),
      discussion: Text(
        ru:
          "CSV, столбцы: код, название, единица, ставка НДС, цена, валюта, прайс-лист, с какого дня. "
          + "Товар узнают по коду; пустая ячейка ничего не стирает; что нельзя понять, отклоняется.",
        en:
          "CSV with the columns code, name, unit, vatRate, price, currency, list, from. A product is "
          + "known by its code; an empty cell erases nothing; what cannot be understood is rejected."
      ),
      ProductImportCommand(),
      rows: [
        .argument(
          .file("FILE"),
          help: Text(ru: "таблица; - для стандартного ввода", en: "the table; - for standard input")
        ) { $0.file = $1 }
      ],
      examples: [
        Example(
          "crm product import prices.csv", Text(ru: "новый прайс-лист", en: "a new price list"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let bytes = try session.bytes(of: file, limit: BankStatement.largestFile)
    let (result, presentation) = try session.writeToShow(write) { (transaction) throws(CRMError) in
      try transaction.importProducts(bytes)
    }
    let counts = Phrase(
      ru: "заведено товаров: \(result.created), изменено: \(result.updated), без изменений: "
        + "\(result.unchanged), отклонено строк: \(result.rejected.count)",
      en: "products created: \(result.created), updated: \(result.updated), unchanged: "
        + "\(result.unchanged), rows rejected: \(result.rejected.count)")
    let lines = ([counts] + result.rejected.map(\.phrase))
      .map { SafeText.visible(presentation.text($0)) }
    try session.show(
      .productImport(session.language), result, presentation,
      done: session.dry(write) + lines.joined(separator: "\n"))
  }
}

extension Noun where Row == ProductImportResult {
  /// An import of products: the keys are a part of the command contract.
  fileprivate static func productImport(_ language: Language) -> Noun<ProductImportResult> {
    Noun(
      id: { $0.products.map(\.text).joined(separator: "\n") },
      [
        Column("created", Phrase(ru: "заведено", en: "created")) { .number($0.created) },
        Column("updated", Phrase(ru: "изменено", en: "updated")) { .number($0.updated) },
        Column("unchanged", Phrase(ru: "без изменений", en: "unchanged")) {
          .number($0.unchanged)
        },
        Column("rejected", Phrase(ru: "отклонено", en: "rejected")) { result in
          .array(result.rejected.map { $0.json(language) })
        },
      ])
  }
}
