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
            Item(
              "CRM_ASK",
              Text(
                ru: "1: спрашивать, чего не хватает, как --ask; 0: не спрашивать",
                en: "1: ask for what is missing, as --ask does; 0: do not")),
            Item(
              "SHELL, HOME",
              Text(
                ru: "для какой оболочки и где crm completions install ставит дополнение",
                en: "for which shell crm completions install puts its file, and where")),
            Item(
              "XDG_DATA_HOME",
              Text(ru: "то же для bash", en: "the same for bash")),
            Item(
              "XDG_CONFIG_HOME",
              Text(ru: "то же для fish", en: "the same for fish")),
            Item("NO_COLOR", Text(ru: "ничего не раскрашивать", en: "no colours")),
            Item(
              "CLICOLOR_FORCE",
              Text(
                ru: "раскрашивать и не на терминале, если не 0",
                en: "colours without a terminal too, unless 0")),
            Item(
              "COLUMNS",
              Text(
                ru: "ширина таблиц и справки; иначе ширина терминала",
                en: "the width of tables and help; else the terminal's")),
            Item(
              "CRM_PAGER, PAGER",
              Text(
                ru: "чем листать длинный вывод на терминале; иначе less; cat — ничем",
                en: "the pager of long output on a terminal; else less; cat for none")),
            Item(
              "LESS",
              Text(
                ru: "параметры less; иначе FRX, как у git",
                en: "the options of less; else FRX, as with git")),
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
