import CommandLineKit

/// What the environment says about the language.
enum Environment {
  /// `--lang`, else `$CRM_LANG`, else the first that is set of `LC_ALL`, `LC_MESSAGES` and `LANG`,
  /// else English.
  static func language(_ option: Language?, _ world: World) -> Language {
    if let option { return option }
    for name in ["CRM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = world.environment(name), !value.isEmpty else { continue }
      return value.lowercased().hasPrefix("ru") ? .ru : .en
    }
    return .en
  }
}
