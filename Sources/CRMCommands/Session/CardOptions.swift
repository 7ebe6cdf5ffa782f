import CRMCore
import CRMModel
import CommandLineKit

/// What commands that make or change something can say about it: an option for each field that it may
/// be without.
struct CardOptions<Subject: Card & Document>: Sendable {
  var edit = CardEdit<Subject>()
  var own = FieldOptions()
  /// What was typed for the fields whose values only the data directory's clock and currency explain.
  var words: [Field<Subject>: String] = [:]

  /// The rows of some fields, with those of what it cannot be without.
  static func rows(
    _ others: [Row<CardOptions>], of fields: [Field<Subject>] = Subject.details
  ) -> [Row<CardOptions>] {
    fields.flatMap(row) + others
      + [.group(FieldOptions.rows) { options, fill in fill(&options.own) }]
  }

  /// The rows of some fields of something that is made with something else, such as `--company-phone`.
  static func rows(
    _ fields: [Field<Subject>], of kind: String, _ whose: Phrase
  ) -> [Row<CardOptions>] {
    fields.flatMap { field in
      let name = "--\(kind)-\(field.key)"
      let help = Phrase(ru: "\(field.name.ru) \(whose.ru)", en: "\(whose.en) \(field.name.en)")
      return [filling(field, by: name, help), .option(name, needs: "--new-\(kind)")]
    }
  }

  private static func row(_ field: Field<Subject>) -> [Row<CardOptions>] {
    guard Subject.further[field] != nil, let parser = ValueParser.value(of: field) else {
      return [filling(field, by: field.option, field.help).emptied { $0.edit.set(field, nil) }]
    }
    // Of several the first is the main one (R67).
    let more = Text(
      ru: "\(field.help.ru); второй и дальше — еще", en: "\(field.help.en); the second is one more")
    let one = field.name.withArticle
    let less = Text(ru: "убрать \(one.ru)", en: "take \(one.en) away")
    return [
      .option(field.option, value: parser, isRepeatable: true, help: more) {
        $0.edit.give($1.text, to: field)
      }.emptied { $0.edit.set(field, nil) }.meantByPlace,
      .option("--remove-\(field.key)", value: parser, isRepeatable: true, help: less) {
        $0.edit.take($1.text, from: field)
      },
    ]
  }

  /// The row of a field by an option of another name.
  static func filling(
    _ field: Field<Subject>, by name: String, _ help: Phrase, isRequired: Bool = false
  ) -> Row<CardOptions> {
    let help = help.text
    guard let parser = ValueParser.value(of: field) else {
      return .option(name, value: .line(field.word), isRequired: isRequired, help: help) {
        $0.words[field] = $1
      }
    }
    return .option(name, value: parser, isRequired: isRequired, help: help) {
      $0.edit.set(field, $1)
    }
  }

  /// The values of the fields that have an option; whoever they name is known to work here.
  func values(_ transaction: Transaction) throws(CRMError) -> CardEdit<Subject> {
    var checked = edit
    for (field, word) in words {
      let read = try transaction.valueContext().reading(field.choices.map(\.id))
      do throws(ValueError) {
        let value = try field.type.parse(word, read)
        try NumberBounds(field.bounds).check(value, typed: word)
        checked.set(field, value.stored)
      } catch { throw .usage(error.problem) }
    }
    for field in Subject.card where field.type == .user {
      let login = checked.value(of: field).map { Login(stored: $0.text) }
      checked.fill(field, try transaction.worker(login)?.text)
    }
    return checked
  }

  /// The values for a card that exists, else those that a new one starts with.
  func edit(
    of card: Subject?, _ transaction: Transaction
  ) throws(CRMError) -> CardEdit<Subject> {
    var checked = try values(transaction)
    checked.own = try own.values(of: card, transaction)
    if let card, let mistake = checked.mistake(in: card) { throw .usage(mistake.problem) }
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
}

extension Row {
  /// A label to add.
  static func tag<Subject: Card & Document>(
    _ field: Field<Subject>
  ) -> Row where Options == CardOptions<Subject> {
    .option(
      "--tag", value: .tag("TAG"), isRepeatable: true,
      help: Text(ru: "метка: слово, по которому отбирают", en: "a label, to choose by")
    ) { $0.edit.add($1, to: field) }
  }

  /// A label to take away.
  static func untag<Subject: Card & Document>(
    _ field: Field<Subject>
  ) -> Row where Options == CardOptions<Subject> {
    .option(
      "--untag", value: .line("TAG", completion: .live("tag")), isRepeatable: true,
      help: Text(ru: "убрать метку", en: "take a label away")
    ) { $0.edit.remove($1, from: field) }
  }
}

extension CardOptions<Contact> {
  /// The rows of a contact, whose name is an option too.
  static var contactRows: [Row<CardOptions>] {
    [
      .option(
        "--name", value: .line("NAME"),
        help: Text(ru: "фамилия, имя, отчество", en: "the full name")
      ) { $0.edit.set(.name, .text($1)) }.meantByPlace
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

extension ValueParser where Value == CRMModel.Value {
  /// A value for a field, as documents keep it; `nil` where the line alone does not say what it is.
  static func value<Subject>(of field: Field<Subject>) -> ValueParser? {
    let name = field.word
    func stored<Typed>(
      _ parser: ValueParser<Typed>, _ value: @escaping @Sendable (Typed) -> CRMModel.Value?
    ) -> ValueParser {
      ValueParser(parser.description) { (word) throws(ValueProblem) in
        value(try parser.parse(word)) ?? .text(word)
      }
    }
    if field.type == .number, let bounds = field.bounds {
      return stored(.integer("N", in: bounds)) { ExactNumber($0).map(CRMModel.Value.number) }
    }
    switch field.type {
    case .line: return stored(.line(name), CRMModel.Value.text)
    case .prose: return stored(.prose(name), CRMModel.Value.text)
    case .phone: return stored(.phone(name)) { .text($0.typed) }
    case .email: return stored(.email(name)) { .text($0.text) }
    case .taxNumber: return stored(.taxNumber(name)) { .text($0.text) }
    default: return nil
    }
  }
}
