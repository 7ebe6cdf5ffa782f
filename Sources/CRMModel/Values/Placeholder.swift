/// What stands in a suggested command where only the user knows the value, in capitals.
///
/// Every such word is declared here and nowhere else, so that a command that was pasted as it stands
/// is refused, and no placeholder satisfies a rule as if it were an answer.
public enum Placeholder: CaseIterable, Sendable {
  case action, address, city, comment, companyName, contact, day, directory, due, email, fullName,
    line, login,
    note
  case package, phone, pipeline, position, reason, reportEntry, result, site, spokenName, sum
  case stage, taxNumber, text, value, whom, why

  /// What stands behind an option.
  public init(for option: String) {
    self = Self.allCases.first { $0.declaration.options.contains(option) } ?? .value
  }

  /// The words that are printed.
  public var phrase: Phrase {
    let (ru, en, _) = declaration
    return Phrase(ru: ru, en: en)
  }

  /// Whether a word is one of them, in either language.
  public static func isOne(_ word: String) -> Bool {
    allCases.contains { $0.declaration.ru == word || $0.declaration.en == word }
  }

  /// A section of a report that is still to be written.
  static func section(_ id: String) -> Phrase { text.phrase(after: "\(id)=") }

  /// The words behind what is known, such as a field's name.
  public func phrase(after start: String) -> Phrase {
    Phrase(ru: start + phrase.ru, en: start + phrase.en)
  }

  /// The words in both languages, and the options that usually ask for them.
  private var declaration: (ru: String, en: String, options: [String]) {
    switch self {
    case .action: ("ДЕЙСТВИЕ", "ACTION", ["--next"])
    case .address: ("АДРЕС", "ADDRESS", ["--address"])
    case .city: ("ГОРОД", "CITY", ["--city"])
    case .comment: ("КОММЕНТАРИЙ", "COMMENT", ["--comment"])
    case .companyName: ("НАЗВАНИЕ", "NAME", ["--new-company"])
    case .contact: ("КОНТАКТ", "CONTACT", [])
    case .day: ("ДАТА", "DATE", ["--end-date"])
    case .directory: ("ДРУГОЙ-КАТАЛОГ", "OTHER-DIRECTORY", [])
    case .due: ("СРОК", "WHEN", ["--due"])
    case .email: ("E-MAIL", "E-MAIL", ["--email"])
    case .fullName: ("ФАМИЛИЯ ИМЯ ОТЧЕСТВО", "FULL NAME", ["--name"])
    case .line: ("ТОВАР; КОЛИЧЕСТВО; ЦЕНА", "ITEM; QUANTITY; PRICE", ["--line"])
    case .login: ("ЛОГИН", "LOGIN", [])
    case .note: ("ЧТО СДЕЛАНО", "WHAT WAS DONE", ["--note"])
    case .package: ("ПАКЕТ", "PACKAGE", ["--package"])
    case .phone: ("ТЕЛЕФОН", "PHONE", ["--phone"])
    case .pipeline: ("ВОРОНКА", "PIPELINE", ["--pipeline"])
    case .position: ("ДОЛЖНОСТЬ", "POSITION", ["--position"])
    case .reason: ("ПРИЧИНА", "REASON", ["--reason"])
    case .reportEntry: ("РАЗДЕЛ=ТЕКСТ", "SECTION=TEXT", ["--report"])
    case .result: ("РЕЗУЛЬТАТ", "RESULT", ["--result"])
    case .site: ("САЙТ", "SITE", ["--site"])
    case .spokenName: ("ФИО", "FULL NAME", ["--spoke-with"])
    case .stage: ("ЭТАП", "STAGE", ["--move-to"])
    case .sum: ("СУММА", "SUM", ["--adjust-total", "--budget", "--paid", "--sum", "--total"])
    case .taxNumber: ("ИНН", "INN", ["--inn"])
    case .text: ("ТЕКСТ", "TEXT", [])
    case .value: ("ЗНАЧЕНИЕ", "VALUE", [])
    case .whom: ("КОМУ", "WHOM", ["--to"])
    case .why: ("ПОЧЕМУ", "WHY", [])
    }
  }
}
