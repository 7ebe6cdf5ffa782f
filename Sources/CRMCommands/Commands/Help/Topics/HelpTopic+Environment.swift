import CommandLineKit

extension HelpTopic {
  /// The variables that the program looks at.
  static var environment: HelpTopic {
    HelpTopic(
      "environment", Text(ru: "переменные окружения", en: "environment variables"),
      [
        .text(
          Text(
            ru: "Параметр команды всегда сильнее переменной.",
            en: "An option of the command always beats a variable.")),
        .list(
          Text(ru: "Переменные", en: "Variables"),
          [
            Item(
              "CRM_DATA",
              Text(
                ru: "каталог данных; иначе ближайший .crm здесь или выше",
                en: "the data directory; else the nearest .crm here or above")),
            Item(
              "CRM_USER",
              Text(
                ru: "кто вы; иначе логин в системе; когда есть пользователи — только у "
                  + "руководителя и администратора",
                en: "who you are; else the system's login; once there are users, for heads and "
                  + "admins only")),
            Item(
              "CRM_NOW",
              Text(ru: "какое время считать настоящим", en: "which time to take as the present")),
            Item("CRM_LANG", Text(ru: "язык: ru или en", en: "the language: ru or en")),
            Item(
              "LC_ALL, LC_MESSAGES, LANG",
              Text(ru: "язык, если CRM_LANG не задан", en: "the language where CRM_LANG is not set")
            ),
            Item("NO_COLOR", Text(ru: "ничего не раскрашивать", en: "no colours")),
            Item("COLUMNS", Text(ru: "ширина справки в знаках", en: "the width of the help")),
            Item(
              "TZDIR",
              Text(ru: "где лежат описания часовых поясов", en: "where time zones are described")),
          ]),
        .examples([
          Example(
            "crm deal list --data /srv/sales --as petrov --lang en",
            Text(ru: "то же параметрами", en: "the same as options"))
        ]),
      ])
  }
}
