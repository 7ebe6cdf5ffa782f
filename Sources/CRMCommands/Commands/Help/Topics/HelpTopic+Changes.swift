import CommandLineKit

extension HelpTopic {
  /// What changed between versions.
  static var changes: HelpTopic {
    HelpTopic(
      "changes", Text(ru: "что нового в версиях программы", en: "what is new in each version"),
      Release.all.map { release in
        .list(
          Text(ru: "\(release.version), \(release.day)", en: "\(release.version), \(release.day)"),
          release.changes.map { Item("-", $0) })
      } + [
        .examples([
          Example(
            "crm --version",
            Text(ru: "какая версия стоит", en: "which version runs"))
        ])
      ])
  }
}
