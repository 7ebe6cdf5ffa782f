import CommandLineKit

extension HelpTopic {
  /// What scripts can tell from the status.
  static func exitStatus(_ statuses: [ExitStatus]) -> HelpTopic {
    HelpTopic(
      "exit-status", Text(ru: "коды завершения для скриптов", en: "exit statuses for scripts"),
      [
        .list(
          Text(ru: "Коды", en: "Statuses"), statuses.map { Item(String($0.code), $0.meaning) }),
        .text(
          Text(
            ru: """
              С кодами от 2 до 7 не изменилось ничего. Что именно случилось, с JSON сказано кодом в \
              поле error.code.
              """,
            en: """
              With statuses 2 to 7 nothing has changed. With JSON the field error.code says what it \
              was.
              """)),
        .examples([
          Example(
            "crm audit > audit.txt || cat audit.txt",
            Text(
              ru: "показать отчет, только если есть ошибки",
              en: "show the report only if there are errors"))
        ]),
      ])
  }
}
