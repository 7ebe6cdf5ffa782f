import CommandLineKit

extension HelpTopic {
  /// What `crm` alone prints.
  static var day: HelpTopic {
    HelpTopic(
      "day", Text(ru: "шесть дел, из которых состоит день", en: "the six things one does in a day"),
      [
        .examples([
          Example(
            "crm today",
            Text(
              ru: "утром: просроченное, задачи на сегодня и сделки без задачи",
              en: "in the morning: what is overdue, today's tasks, deals without a task")),
          Example(
            "crm deal add 'Кафе Пушкин' --pipeline ads --next 'Связаться с клиентом' --due tomorrow",
            Text(
              ru: "новая сделка; компанию перед этим заводит crm company add",
              en: "a new deal; its company is made by crm company add before")),
          Example(
            "crm deal show 'Кафе Пушкин'",
            Text(
              ru: "перед звонком: кто, сколько, о чем говорили",
              en: "before a call: who, how much, what was said")),
          Example(
            "crm deal move 'Кафе Пушкин' call"
              + " --comment 'Говорил с администратором, управляющая будет завтра после двух'"
              + " --next 'Связаться с клиентом' --due +1d",
            Text(
              ru: "после звонка: что произошло, и что дальше",
              en: "after the call: what happened, and what is next")),
          Example(
            "crm task done 'Кафе Пушкин' --result Дозвонился --next Встреча --due 'fri 15:00'",
            Text(
              ru: "задача сделана; этап прежний, следующая задача поставлена",
              en: "a task is done; the stage stays, the next task is set")),
          Example(
            "crm audit",
            Text(
              ru: "вечером: чего не хватает, и какой командой это исправить",
              en: "in the evening: what falls short, and which command mends it")),
        ]),
        .list(
          Text(ru: "Дальше", en: "From here"),
          [
            Item(
              "crm init",
              Text(
                ru: "начать: завести каталог данных в этой папке",
                en: "to begin: make a data directory in this folder")),
            Item("crm help", Text(ru: "все команды и темы", en: "all commands and topics")),
            Item(
              "crm help stages",
              Text(ru: "что нужно для каждого этапа", en: "what a stage asks for")
            ),
            Item(
              "crm help deal move", Text(ru: "справка о команде", en: "help about one command")),
            Item(
              "crm help completions",
              Text(ru: "дополнение клавишей Tab", en: "completion with Tab")),
          ]),
      ])
  }
}
