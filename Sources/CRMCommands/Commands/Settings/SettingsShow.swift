import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm settings show`.
struct SettingsShow: Runnable {
  var prints: Printed { .card(.settings) }

  static var command: CRMCommand {
    CRMCommand(
      "show", Text(ru: "показать настройки", en: "show the settings"), SettingsShow(), rows: [],
      examples: [
        Example("crm settings show", Text(ru: "рабочие дни, часы…", en: "working days, hours…"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (settings, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try snapshot.settings()
    }
    try session.show(.settings, settings, presentation) {
      SettingKey.allCases.map { key in
        SafeText.visible("\(key.rawValue): \(key.values(of: settings).joined(separator: ", "))")
      }
    }
  }
}

extension Noun where Row == Settings {
  /// Settings: the keys are a part of the command contract.
  static var settings: Noun<Settings> {
    Noun(
      id: { _ in SettingKey.allCases.map(\.rawValue).joined(separator: "\n") },
      SettingKey.allCases.map { key in
        Column(
          key.jsonKey, key.title,
          shown: { settings, _ in key.values(of: settings).joined(separator: ", ") }
        ) { settings in
          let values = key.values(of: settings).map(JSONValue.string)
          if key == .maxContacts { return .number(settings.maxContacts) }
          if key == .invoiceDays { return .number(settings.invoiceDays) }
          if key == .ask { return .bool(settings.asks) }
          return key.isList ? .array(values) : values.first ?? .null
        }
      })
  }
}

extension SettingKey {
  /// `timeZone` for `time-zone`.
  fileprivate var jsonKey: String {
    let words = rawValue.split(separator: "-")
    return words.dropFirst().reduce(String(words[0])) {
      $0 + $1.prefix(1).uppercased() + $1.dropFirst()
    }
  }

  fileprivate var title: Phrase {
    switch self {
    case .timeZone: Phrase(ru: "часовой пояс", en: "time zone")
    case .currency: Phrase(ru: "валюта", en: "currency")
    case .workDays: Phrase(ru: "рабочие дни", en: "working days")
    case .workHours: Phrase(ru: "рабочие часы", en: "working hours")
    case .holidays: Phrase(ru: "праздники", en: "holidays")
    case .taskActions: Phrase(ru: "действия задач", en: "actions of tasks")
    case .maxContacts: Phrase(ru: "контактов у сделки", en: "contacts of a deal")
    case .paperNumbers: Phrase(ru: "номера документов", en: "numbers of papers")
    case .seller: Phrase(ru: "исполнитель", en: "the seller")
    case .invoiceDays: Phrase(ru: "дней на счет", en: "days for an invoice")
    case .abcShares: Phrase(ru: "доли A и B, %", en: "shares of A and B, %")
    case .abcVariations: Phrase(ru: "разброс X и Y, %", en: "variations of X and Y, %")
    case .statuses: Phrase(ru: "статусы клиентов", en: "statuses of clients")
    case .baseProfile: Phrase(ru: "вес полей карточки", en: "weights of a card's fields")
    case .responsible: Phrase(ru: "ответственные по умолчанию", en: "responsible by default")
    case .logo: Phrase(ru: "логотип", en: "logo")
    case .ask: Phrase(ru: "спрашивать недостающее", en: "ask for what is missing")
    }
  }
}
