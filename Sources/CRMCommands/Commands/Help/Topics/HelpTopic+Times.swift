import CommandLineKit

extension HelpTopic {
  /// How moments and days are written.
  static var times: HelpTopic {
    HelpTopic(
      "times", Text(ru: "как пишут дату и время", en: "how to write dates and times"),
      [
        .list(
          Text(ru: "Пишите так", en: "Write"),
          [
            Item("25.11.2026", Text(ru: "день", en: "a day")),
            Item("2026-11-25", Text(ru: "то же", en: "the same")),
            Item("25.11.2026 14:30", Text(ru: "день и время", en: "a day and a time")),
            Item(
              "today, tomorrow",
              Text(
                ru: "или сегодня, завтра, послезавтра, вчера", en: "or yesterday; сегодня, завтра")),
            Item(
              "tomorrow 14:30",
              Text(ru: "завтра в это время; или «завтра 14:30»", en: "tomorrow at that time")),
            Item(
              "fri",
              Text(ru: "ближайшая пятница после сегодня; или пт", en: "the next Friday; or пт")
            ),
            Item(
              "15:00, 25.11",
              Text(
                ru: "сегодня; ближайшее к сегодня 25 ноября; или «25 ноября», «завтра в 15»",
                en: "today; the nearest such day; or 'nov 25', 'tomorrow at 15'")),
            Item(
              "in 2 days",
              Text(ru: "или «через 2 дня», «в пятницу»", en: "or 'next monday', eod")),
            Item(
              "+2h, -2h",
              Text(
                ru: "через два часа, два часа назад; или +2ч",
                en: "in two hours, two hours ago; or +2ч")),
            Item(
              "+3d, +1w",
              Text(ru: "через три дня, через неделю; или +3д, +1н", en: "in three days, in a week")),
            Item(
              "+3wd",
              Text(
                ru: "конец третьего рабочего дня; или +3рд", en: "the end of the third working day")
            ),
            Item(
              "2026-11-25T14:30+03:00",
              Text(ru: "момент с часовым поясом, для программ", en: "a moment with its zone")),
          ]),
        .text(
          Text(
            ru: """
              Дата без времени для срока задачи — конец этого дня. Для уже случившегося сегодняшняя \
              дата — это «сейчас»; случиться в будущем ничто не могло.
              Дни и просрочка считаются по часовому поясу отдела из settings.json, где бы вы ни \
              сидели.
              """,
            en: """
              A date alone is, for a task's due time, the end of that day. For what has happened, \
              today's date is now; nothing can have happened in the future.
              Days and what is overdue are judged in the department's time zone of settings.json, \
              wherever you are.
              """)),
        .examples([
          Example(
            "crm task set 'Кафе Пушкин' 'Связаться с клиентом' --due 'fri 15:00'",
            Text(ru: "в пятницу к трем", en: "on Friday by three")),
          Example(
            "crm deal list --now 2026-12-01",
            Text(ru: "как будет 1 декабря", en: "as of 1 December")
          ),
        ]),
      ])
  }
}
