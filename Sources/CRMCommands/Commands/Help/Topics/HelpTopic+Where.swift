import CommandLineKit

extension HelpTopic {
  /// How lists are filtered, and requirements and checks are written (R38).
  static var expressions: HelpTopic {
    HelpTopic(
      "where", Text(ru: "как отбирают выражением", en: "how to filter by an expression"),
      [
        .list(
          Text(ru: "Проверки", en: "Tests"),
          [
            Item(
              "budget >= 55000",
              Text(
                ru: "сравнение: = != < <= > >=; слева — поле из --fields или его название",
                en: "comparison: = != < <= > >=; on the left a field of --fields, or its name")),
            Item(
              "name ~ cafe", Text(ru: "содержит; !~ — не содержит", en: "contains; !~ does not")),
            Item(
              "stage in (proposal, contract)",
              Text(ru: "одно из значений; или «в»", en: "one of the values")),
            Item(
              "endDate is empty", Text(ru: "пусто; или is set, задано", en: "empty; or is set")),
            Item(
              "company.city = Moscow",
              Text(
                ru: "поле связанной записи: company, contact, manager.department",
                en: "a field of what it leads to: company, contact, manager.department")),
            Item(
              "silence > 14d",
              Text(
                ru: "дни и недели: age, stageAge, silence, nextIn",
                en: "days and weeks: age, stageAge, silence, nextIn")),
            Item(
              "manager = me", Text(ru: "мои; или «я»; короче --mine", en: "mine; shorter: --mine")),
            Item("list = large", Text(ru: "сохраненный список", en: "a saved list")),
          ]),
        .text(
          Text(
            ru: """
              Проверки соединяют слова and, or, not и скобки (или «и», «или», «не»). Значение с \
              пробелом, запятой или скобкой пишут в кавычках: "55 000", «Вышел(а) на ЛПР». Тексты \
              сравнивают без регистра, ё и кавычек. Даты — как в crm help times.
              У пустого поля не выполнено ничто, кроме is empty, !=, !~ и not in.
              """,
            en: """
              Tests are joined by and, or, not and parentheses. A value with a blank, a comma or a \
              parenthesis is quoted: "55 000". Texts are compared without case and quotation \
              marks. Dates are those of crm help times.
              For an empty field nothing holds but is empty, !=, !~ and not in.
              """)),
        .examples([
          Example(
            "crm deal list --where 'budget >= 55000 and nextTaskDue < tomorrow'",
            Text(ru: "крупные, с задачей на сегодня", en: "large ones, due today")),
          Example(
            "crm company list --where 'tag = партнер and not city = Москва'",
            Text(ru: "партнеры вне Москвы", en: "partners outside of Moscow")),
          Example(
            "crm task reschedule --where 'due < today' --due tomorrow --reason Отпуск --yes",
            Text(ru: "изменить все сразу", en: "change all of them at once")),
        ]),
      ])
  }
}
