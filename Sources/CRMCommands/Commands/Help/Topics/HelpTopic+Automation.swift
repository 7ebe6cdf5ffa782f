import CRMModel
import CommandLineKit

extension HelpTopic {
  /// What a pipeline does by itself and asks of its own (R41, R43, R48, R51), all of it as JSON.
  static var automation: HelpTopic {
    HelpTopic(
      "automation", Text(ru: "свои правила, задачи и требования", en: "your own rules"),
      [
        .text(
          Text(
            ru: """
              Правило воронки говорит, когда (when), для каких сделок (if, как в crm help where) и \
              что делать (do) — по порядку. Каждый шаг — обычная команда: те же требования, та же \
              операция, отменяется вместе с ней.
              """,
            en: """
              A rule of a pipeline says when, for which deals (if, as in crm help where) and what to \
              do, in order. Each step is an ordinary command: the same requirements, the same \
              operation, undone with it.
              """)),
        .list(
          Text(ru: "Когда (when)", en: "When"),
          AutomationRule.triggers.map { Item($0.word, $0.meaning.text) }),
        .list(
          Text(ru: "Что делать (do)", en: "What to do (do)"),
          Effect.steps.map { Item($0.example, $0.meaning.text) }),
        .text(
          Text(
            ru: """
              Задача этапа (--task) — то же, что шаг task, когда сделка приходит на этап; с \
              "exit":true дальше можно только с ее результатом. Свое требование этапа (--require) \
              отказывает в переходе, пока where не выполнено, и это же находит crm audit. Своя \
              проверка (crm check add) только находит. Все вместе проверяет crm pipeline lint.

              Процесс (шаг process, crm process start) — файл processes/ИМЯ.json в каталоге данных; \
              с "endsWithDeal":true он кончается с продажей:
              {"schema":1,"id":"delivery","name":"Доставка","steps":[
              {"action":"Встреча","due":"+2d","for":"manager"},
              {"action":"Связаться с клиентом","due":"+1d","for":"head","text":"все ли привезли"}]}
              """,
            en: """
              A stage's task (--task) is a step task for when a deal comes to the stage; with \
              "exit":true a deal goes on only with its result. A requirement of your own \
              (--require) refuses the move until where holds, and crm audit finds the same. A check \
              of your own (crm check add) only finds. crm pipeline lint judges it all.

              A process (the step process, crm process start) is a file processes/NAME.json of the \
              data directory; with "endsWithDeal":true it ends with the sale:
              {"schema":1,"id":"delivery","name":"Delivery","steps":[
              {"action":"meeting","due":"+2d","for":"manager"},
              {"action":"call","due":"+1d","for":"head","text":"is all there"}]}
              """)),
        .examples([
          Example(
            #"crm pipeline edit ads --rule '{"id":"after-offer","when":"task-done Отправить КП","#
              + #""do":[{"task":"Связаться с клиентом","due":"+3wd"}]}'"#,
            Text(
              ru: "через три рабочих дня после КП позвонить",
              en: "a call three working days after the offer")),
          Example(
            #"crm stage edit ads call --task '{"action":"Отправить КП","due":"+1d","exit":true}'"#,
            Text(ru: "задача этапа", en: "a task of the stage")),
          Example(
            #"crm stage edit ads proposal --require '{"id":"large","#
              + #""where":"budget >= 100000","say":"от ста тысяч","supply":"--budget"}'"#,
            Text(ru: "свое требование", en: "a requirement of your own")),
          Example(
            #"crm stage edit ads proposal --goal '{"id":"agreed","name":"Условия согласованы"}'"#,
            Text(
              ru: "цель этапа, для «goal agreed»", en: "a goal of the stage, for “goal agreed”")),
        ]),
      ])
  }
}
