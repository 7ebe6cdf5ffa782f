import CRMCore
import CRMModel
import CommandLineKit

/// What `company add` and `company edit` can say about a company.
struct CompanyOptions: Sendable {
  var fields = CompanyFields()
  var own = FieldOptions()

  static var rows: [Row<CompanyOptions>] {
    [
      .option("--phone", value: .phone("PHONE"), help: Text(ru: "телефон", en: "a phone")) {
        $0.fields.phone = $1
      }.emptied { $0.fields.emptied.insert(.phone) },
      .option("--email", value: .email("EMAIL"), help: Text(ru: "e-mail", en: "an e-mail")) {
        $0.fields.email = $1
      }.emptied { $0.fields.emptied.insert(.email) },
      .option(
        "--address", value: .line("ADDRESS"), help: Text(ru: "адрес", en: "street and house")
      ) { $0.fields.address = $1 }.emptied { $0.fields.emptied.insert(.address) },
      .option("--city", value: .line("CITY"), help: Text(ru: "город", en: "the town")) {
        $0.fields.city = $1
      }.emptied { $0.fields.emptied.insert(.city) },
      .option("--inn", value: .taxNumber("INN"), help: Text(ru: "ИНН", en: "the tax number")) {
        $0.fields.taxNumber = $1
      }.emptied { $0.fields.emptied.insert(.inn) },
      .option("--site", value: .line("SITE"), help: Text(ru: "сайт", en: "the web site")) {
        $0.fields.site = $1
      }.emptied { $0.fields.emptied.insert(.site) },
      .option(
        "--manager", value: .login("USER"),
        help: Text(
          ru: "ответственный менеджер; у новой компании — вы",
          en: "who looks after it; for a new company you")
      ) { $0.fields.manager = $1 },
      .option(
        "--tag", value: .line("TAG", completion: .live("tag")), isRepeatable: true,
        help: Text(
          ru: "метка: слово, по которому компании отбирают", en: "a label, to choose companies by")
      ) { $0.fields.tags.append($1) },
      .group(FieldOptions.rows) { options, fill in fill(&options.own) },
    ]
  }

  /// The values, once their manager is known to work here.
  func fields(
    of company: Company?, _ transaction: Transaction
  ) throws(CRMError) -> CompanyFields {
    var checked = fields
    checked.manager = try transaction.worker(fields.manager)
    checked.own = try own.values(of: company, on: .company, transaction)
    return checked
  }
}
