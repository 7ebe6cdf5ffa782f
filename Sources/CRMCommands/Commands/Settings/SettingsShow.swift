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
      Setting.all.map { setting in
        SafeText.visible("\(setting.id): \(setting.words(of: settings).joined(separator: ", "))")
      }
    }
  }
}

extension Noun where Row == Settings {
  /// Settings: the keys are a part of the command contract.
  static var settings: Noun<Settings> {
    Noun(
      id: { _ in Setting.all.map(\.id).joined(separator: "\n") },
      Setting.all.map { setting in
        Column(
          setting.key, setting.title,
          shown: { settings, _ in setting.words(of: settings).joined(separator: ", ") }
        ) { settings in
          setting.value(of: settings).map(JSONValue.init) ?? .null
        }
      })
  }
}
