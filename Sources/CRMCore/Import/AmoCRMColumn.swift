/// The columns of amoCRM's export that mean something here; all others are custom fields.
///
/// The raw value is the key under which a deal's document keeps what the cell said.
enum AmoCRMColumn: String, CaseIterable {
  case id, name, budget, manager, createdAt, author, closedAt, tags, stage, pipeline, lossReason
  case contact, lastName, firstName, middleName, position
  case mobilePhone, workPhone, directPhone, otherPhone, homePhone
  case workEmail, personalEmail, otherEmail
  case contactCompany, company, companyPhone, companyEmail, companyAddress, companySite

  /// What the column may be called.
  ///
  /// Some names need the block in brackets behind them, such as «Название (компания)». The first free
  /// one also names the custom field that takes a cell which does not fit.
  var titles: (free: [String], block: AmoCRMBlock, inBlock: [String]) {
    switch self {
    case .id: (["ID", "ID сделки"], .deal, ["ID"])
    case .name: (["Название сделки", "Сделка"], .deal, ["Название"])
    case .budget: (["Бюджет", "Бюджет сделки", "Сумма сделки"], .deal, ["Бюджет"])
    case .manager: (["Ответственный", "Ответственный за сделку"], .deal, ["Ответственный"])
    case .createdAt:
      (["Дата создания сделки", "Дата создания"], .deal, ["Дата создания"])
    case .author: (["Кем создана сделка", "Кем создана"], .deal, ["Кем создана"])
    case .closedAt: (["Дата закрытия", "Дата закрытия сделки"], .deal, ["Дата закрытия"])
    case .tags: (["Теги", "Теги сделки", "Тег сделки"], .deal, ["Теги", "Тег"])
    case .stage: (["Этап сделки", "Этап", "Статус сделки", "Статус"], .deal, ["Этап", "Статус"])
    case .pipeline: (["Воронка", "Воронка сделки", "Воронка продаж"], .deal, ["Воронка"])
    case .lossReason:
      (
        ["Причина отказа", "Причина закрытия", "Причина потери", "Причина проигрыша"], .deal,
        ["Причина отказа"]
      )
    case .contact:
      (
        ["Полное имя контакта", "Основной контакт", "Полное имя", "Имя контакта", "Контакт"],
        .contact, ["Полное имя", "Имя и фамилия"]
      )
    case .lastName: (["Фамилия"], .contact, ["Фамилия"])
    case .firstName: (["Имя"], .contact, ["Имя"])
    case .middleName: (["Отчество"], .contact, ["Отчество"])
    case .position: (["Должность", "Должность контакта"], .contact, ["Должность"])
    case .mobilePhone: (["Мобильный телефон"], .contact, ["Мобильный телефон"])
    case .workPhone: (["Рабочий телефон", "Телефон"], .contact, ["Рабочий телефон", "Телефон"])
    case .directPhone:
      (["Рабочий прямой телефон"], .contact, ["Рабочий прямой телефон"])
    case .otherPhone: (["Другой телефон"], .contact, ["Другой телефон"])
    case .homePhone: (["Домашний телефон"], .contact, ["Домашний телефон"])
    case .workEmail:
      (["Рабочий email", "Email", "E-mail"], .contact, ["Рабочий email", "Email", "E-mail"])
    case .personalEmail: (["Личный email"], .contact, ["Личный email"])
    case .otherEmail: (["Другой email"], .contact, ["Другой email"])
    case .contactCompany: (["Компания контакта"], .contact, ["Компания"])
    case .company:
      (["Компания", "Название компании", "Компания сделки"], .company, ["Название", "Компания"])
    case .companyPhone:
      (["Телефон компании"], .company, ["Рабочий телефон", "Мобильный телефон", "Телефон"])
    case .companyEmail: (["Email компании"], .company, ["Рабочий email", "Email"])
    case .companyAddress: (["Адрес компании"], .company, ["Адрес"])
    case .companySite: (["Сайт компании"], .company, ["Сайт", "Web"])
    }
  }

  /// What a custom field is called that takes a cell for which there is no better place.
  var title: String { titles.free.first ?? rawValue }

  /// The contact's telephones, the one to prefer first.
  static var phones: [AmoCRMColumn] {
    [.mobilePhone, .workPhone, .directPhone, .otherPhone, .homePhone]
  }

  /// The contact's addresses, the one to prefer first.
  static var emails: [AmoCRMColumn] { [.workEmail, .personalEmail, .otherEmail] }
}

/// What a header says in brackets behind its name.
enum AmoCRMBlock: String, CaseIterable {
  case deal = "(сделка)"
  case contact = "(контакт)"
  case company = "(компания)"
}
