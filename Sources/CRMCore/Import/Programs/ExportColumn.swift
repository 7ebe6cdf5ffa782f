/// The columns of an export that mean something here, whatever it calls them (`ImportFormat`); all others
/// are custom fields.
enum ExportColumn: Int, CaseIterable {
  case id, name, budget, manager, createdAt, author, closedAt, tags, stage, pipeline, lossReason
  case contact, lastName, firstName, middleName, position
  case mobilePhone, workPhone, directPhone, otherPhone, homePhone
  case workEmail, personalEmail, otherEmail
  case contactCompany, company, companyPhone, companyEmail, companyAddress, companySite
  /// How the deal ended, where that is no stage, and the currency of its sum.
  case outcome, currency
  /// When the next task is due.
  case nextTask
  /// What the export calls the company and the contacts, in files of these (R113).
  case companyId, contactId

  /// The keys in the order of the columns, once: asking a case for its name costs a reflection.
  private static let keys = allCases.map { String(describing: $0) }

  /// The key under which a deal's document keeps what the cell said.
  var key: String { Self.keys[rawValue] }

  /// The column of a key; `nil` for any other text.
  init?(key: String) {
    guard let column = Self.keys.firstIndex(of: key).flatMap(Self.init(rawValue:)) else {
      return nil
    }
    self = column
  }

  /// What a custom field is called that takes a cell for which there is no better place.
  var title: String {
    switch self {
    case .id: "ID"
    case .name: "Название сделки"
    case .budget: "Бюджет"
    case .manager: "Ответственный"
    case .createdAt: "Дата создания сделки"
    case .author: "Кем создана сделка"
    case .closedAt: "Дата закрытия"
    case .tags: "Теги"
    case .stage: "Этап сделки"
    case .pipeline: "Воронка"
    case .lossReason: "Причина отказа"
    case .contact: "Полное имя контакта"
    case .lastName: "Фамилия"
    case .firstName: "Имя"
    case .middleName: "Отчество"
    case .position: "Должность"
    case .mobilePhone: "Мобильный телефон"
    case .workPhone: "Рабочий телефон"
    case .directPhone: "Рабочий прямой телефон"
    case .otherPhone: "Другой телефон"
    case .homePhone: "Домашний телефон"
    case .workEmail: "Рабочий email"
    case .personalEmail: "Личный email"
    case .otherEmail: "Другой email"
    case .contactCompany: "Компания контакта"
    case .company: "Компания"
    case .companyPhone: "Телефон компании"
    case .companyEmail: "Email компании"
    case .companyAddress: "Адрес компании"
    case .companySite: "Сайт компании"
    case .outcome: "Итог"
    case .currency: "Валюта"
    case .nextTask: "Ближайшая задача"
    case .companyId: "ID компании"
    case .contactId: "ID контакта"
    }
  }

  /// Whether its cells are sums or dates, so that words in them can say that there is none; what stands in
  /// place of a telephone is kept.
  var isExact: Bool { [.budget, .createdAt, .closedAt, .nextTask].contains(self) }

  /// How a company is reached, each with how its people are.
  static var reach: [(ofCompany: ExportColumn, ofContact: [ExportColumn])] {
    [(.companyPhone, phones), (.companyEmail, emails)]
  }

  /// The contact's telephones, the one to prefer first.
  static var phones: [ExportColumn] {
    [.mobilePhone, .workPhone, .directPhone, .otherPhone, .homePhone]
  }

  /// The contact's addresses, the one to prefer first.
  static var emails: [ExportColumn] { [.workEmail, .personalEmail, .otherEmail] }
}
