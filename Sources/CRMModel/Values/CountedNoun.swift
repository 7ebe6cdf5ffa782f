/// A thing that is counted, in the forms that numbers ask for: «1 сделка», «2 сделки», «5 сделок».
///
/// The Russian rules are those of the Unicode CLDR for whole numbers: the last digit decides, but
/// for 11 to 14.
public struct CountedNoun: Hashable, Sendable {
  private let russianOne: String
  private let russianFew: String
  private let russianMany: String
  private let englishOne: String
  private let englishMany: String

  /// A noun from its forms after 1, 2 and 5 in Russian, after 1 and 2 in English.
  public init(
    ru russianOne: String, _ russianFew: String, _ russianMany: String,
    en englishOne: String, _ englishMany: String
  ) {
    self.russianOne = russianOne
    self.russianFew = russianFew
    self.russianMany = russianMany
    self.englishOne = englishOne
    self.englishMany = englishMany
  }

  /// The count and the noun: «21 сделка», "21 deals".
  public func counted(_ count: Int) -> Phrase {
    let russian =
      switch Self.ending(of: count) {
      case .one: russianOne
      case .few: russianFew
      case .many: russianMany
      }
    return Phrase(ru: "\(count) \(russian)", en: "\(count) \(english(count))")
  }

  /// The count and the noun in the genitive, as after «из»: «21 сделки», «22 сделок».
  public func genitive(_ count: Int) -> Phrase {
    let russian = Self.ending(of: count) == .one ? russianFew : russianMany
    return Phrase(ru: "\(count) \(russian)", en: "\(count) \(english(count))")
  }

  /// The noun as of many, where no number stands in front: «заведено сделок: 2».
  public var ofMany: Phrase { Phrase(ru: russianMany, en: englishMany) }

  private func english(_ count: Int) -> String { count == 1 ? englishOne : englishMany }

  private enum Ending { case one, few, many }

  private static func ending(of count: Int) -> Ending {
    switch (count.magnitude % 10, count.magnitude % 100) {
    case (_, 11...14): .many
    case (1, _): .one
    case (2...4, _): .few
    default: .many
    }
  }
}

/// What the program counts.
extension CountedNoun {
  /// Leads.
  public static var leads: CountedNoun {
    CountedNoun(ru: "обращение", "обращения", "обращений", en: "lead", "leads")
  }
  /// Companies, contacts and leads.
  public static var cards: CountedNoun {
    CountedNoun(ru: "карточка", "карточки", "карточек", en: "card", "cards")
  }
  /// Legal entities.
  public static var legalEntities: CountedNoun {
    CountedNoun(ru: "юрлицо", "юрлица", "юрлиц", en: "entity", "entities")
  }
  /// Labels.
  public static var tags: CountedNoun {
    CountedNoun(ru: "метка", "метки", "меток", en: "label", "labels")
  }
  /// Deals.
  public static var deals: CountedNoun {
    CountedNoun(ru: "сделка", "сделки", "сделок", en: "deal", "deals")
  }
  /// Companies.
  public static var companies: CountedNoun {
    CountedNoun(ru: "компания", "компании", "компаний", en: "company", "companies")
  }
  /// Contacts.
  public static var contacts: CountedNoun {
    CountedNoun(ru: "контакт", "контакта", "контактов", en: "contact", "contacts")
  }
  /// Products.
  public static var products: CountedNoun {
    CountedNoun(ru: "товар", "товара", "товаров", en: "product", "products")
  }
  /// Papers of sales.
  public static var papers: CountedNoun {
    CountedNoun(ru: "документ", "документа", "документов", en: "paper", "papers")
  }
  /// Tasks.
  public static var tasks: CountedNoun {
    CountedNoun(ru: "задача", "задачи", "задач", en: "task", "tasks")
  }
  /// Pipelines.
  public static var pipelines: CountedNoun {
    CountedNoun(ru: "воронка", "воронки", "воронок", en: "pipeline", "pipelines")
  }
  /// Users.
  public static var users: CountedNoun {
    CountedNoun(ru: "пользователь", "пользователя", "пользователей", en: "user", "users")
  }
  /// Departments.
  public static var departments: CountedNoun {
    CountedNoun(ru: "отдел", "отдела", "отделов", en: "department", "departments")
  }
  /// Roles of users.
  public static var roles: CountedNoun {
    CountedNoun(ru: "роль", "роли", "ролей", en: "role", "roles")
  }
  /// Stages of a pipeline.
  public static var stages: CountedNoun {
    CountedNoun(ru: "этап", "этапа", "этапов", en: "stage", "stages")
  }
  /// Operations, as the log lists them.
  public static var operations: CountedNoun {
    CountedNoun(ru: "действие", "действия", "действий", en: "operation", "operations")
  }
  /// Scenarios.
  public static var scenarios: CountedNoun {
    CountedNoun(ru: "сценарий", "сценария", "сценариев", en: "scenario", "scenarios")
  }
  /// Text snippets.
  public static var texts: CountedNoun {
    CountedNoun(ru: "заготовка", "заготовки", "заготовок", en: "snippet", "snippets")
  }
  /// Saved lists.
  public static var lists: CountedNoun {
    CountedNoun(ru: "список", "списка", "списков", en: "list", "lists")
  }
  /// Documents of a data directory.
  public static var documents: CountedNoun {
    CountedNoun(ru: "документ", "документа", "документов", en: "document", "documents")
  }
  /// Days.
  public static var days: CountedNoun {
    CountedNoun(ru: "день", "дня", "дней", en: "day", "days")
  }
  /// Pages of the manual.
  public static var pages: CountedNoun {
    CountedNoun(ru: "страница", "страницы", "страниц", en: "page", "pages")
  }
  /// Cells of a row.
  public static var cells: CountedNoun {
    CountedNoun(ru: "ячейка", "ячейки", "ячеек", en: "cell", "cells")
  }
  /// Columns of a table.
  public static var columns: CountedNoun {
    CountedNoun(ru: "столбец", "столбца", "столбцов", en: "column", "columns")
  }
}
