import CRMCore
import CRMModel
import CommandLineKit

/// What `contact add` and `contact edit` can say about a contact.
struct ContactOptions: Sendable {
  var fields = ContactFields()
  var own = FieldOptions()

  static var rows: [Row<ContactOptions>] {
    [
      .option(
        "--name", value: .line("NAME"),
        help: Text(ru: "фамилия, имя, отчество", en: "the full name")
      ) { $0.fields.name = $1 },
      .option(
        "--position", value: .line("POSITION"), help: Text(ru: "должность", en: "the position")
      ) { $0.fields.position = $1 }.emptied { $0.fields.emptied.insert(.position) },
      .option("--phone", value: .phone("PHONE"), help: Text(ru: "телефон", en: "a phone")) {
        $0.fields.phone = $1
      }.emptied { $0.fields.emptied.insert(.phone) },
      .option("--email", value: .email("EMAIL"), help: Text(ru: "e-mail", en: "an e-mail")) {
        $0.fields.email = $1
      }.emptied { $0.fields.emptied.insert(.email) },
      .option(
        "--messenger", value: .line("ACCOUNT"),
        help: Text(
          ru: "мессенджер и имя в нем: 'Telegram @delos'",
          en: "a messenger and the name there: 'Telegram @delos'")
      ) { $0.fields.messenger = $1 }.emptied { $0.fields.emptied.insert(.messenger) },
      .option(
        "--role", value: .choice(of: Role.self, "ROLE"),
        help: Text(
          ru: "роль в новых сделках компании: ЛПР, ЛВПР, прочие",
          en: "the role in new deals of the company")
      ) { $0.fields.role = $1 },
      .group(FieldOptions.rows) { options, fill in fill(&options.own) },
    ]
  }

  /// The values, once they are known to be those of fields that there are.
  func fields(
    of contact: Contact?, _ transaction: Transaction
  ) throws(CRMError) -> ContactFields {
    var checked = fields
    checked.own = try own.values(of: contact, on: .contact, transaction)
    return checked
  }
}
