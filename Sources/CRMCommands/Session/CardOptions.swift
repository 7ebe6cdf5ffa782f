import CRMCore
import CRMModel
import CommandLineKit

/// What commands that make or change a company or a contact can say about it: an option for each field
/// that its card may be without.
struct CardOptions<Subject: Card & Document>: Sendable {
  var edit = CardEdit<Subject>()
  var own = FieldOptions()

  /// The rows, with those of what a card cannot be without.
  static func rows(_ others: [Row<CardOptions>]) -> [Row<CardOptions>] {
    Subject.details.map { field in
      .option(
        "--\(field.key)", value: .value(of: field),
        help: Text(ru: field.help.ru, en: field.help.en)
      ) { $0.edit.set(field, .text($1)) }.emptied { $0.edit.set(field, nil) }
    } + others + [.group(FieldOptions.rows) { options, fill in fill(&options.own) }]
  }

  /// The values for a card that exists, else those that a new one starts with; whoever they name is
  /// known to work here.
  func edit(
    of card: Subject?, _ transaction: Transaction
  ) throws(CRMError) -> CardEdit<Subject> {
    var checked = edit
    for field in Subject.card where field.type == .user {
      let login = edit.value(of: field).map { Login(stored: $0.text) }
      checked.fill(field, try transaction.worker(login)?.text)
    }
    checked.own = try own.values(of: card, on: Subject.owner, transaction)
    return checked
  }
}

extension Row<CardOptions<Company>> {
  /// Who looks after it.
  static var manager: Row {
    .option(
      "--manager", value: .login("USER"),
      help: Text(
        ru: "ответственный менеджер; у новой компании — вы",
        en: "who looks after it; for a new company you")
    ) { $0.edit.set(.manager, .text($1.text)) }
  }

  /// Its labels.
  static var tag: Row {
    .option(
      "--tag", value: .line("TAG", completion: .live("tag")), isRepeatable: true,
      help: Text(
        ru: "метка: слово, по которому компании отбирают", en: "a label, to choose companies by")
    ) { $0.edit.add($1, to: .tags) }
  }
}

extension CardOptions<Contact> {
  /// The rows of a contact, whose name is an option too.
  static var contactRows: [Row<CardOptions>] {
    [
      .option(
        "--name", value: .line("NAME"),
        help: Text(ru: "фамилия, имя, отчество", en: "the full name")
      ) { $0.edit.set(.name, .text($1)) }
    ]
      + rows([
        .option(
          "--role", value: .choice(of: Role.self, "ROLE"),
          help: Text(
            ru: "роль в новых сделках компании: ЛПР, ЛВПР, прочие",
            en: "the role in new deals of the company")
        ) { $0.edit.set(.role, .text($1.rawValue)) }
      ])
  }
}

extension ValueParser where Value == String {
  /// A value for a field, as documents keep it.
  static func value<Subject>(of field: Field<Subject>) -> ValueParser {
    let name = field.word
    func text<Typed>(
      _ parser: ValueParser<Typed>, _ text: @escaping @Sendable (Typed) -> String
    ) -> ValueParser {
      ValueParser(parser.description) { (word) throws(ValueProblem) in text(try parser.parse(word))
      }
    }
    switch field.type {
    case .phone: return text(.phone(name), \.typed)
    case .email: return text(.email(name), \.text)
    case .taxNumber: return text(.taxNumber(name), \.text)
    default: return .line(name)
    }
  }
}
