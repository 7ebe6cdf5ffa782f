import CRMModel
import CommandLineKit

extension HelpTopic {
  /// What the figures of each report mean: the same words as `help report NAME` (R87).
  static var reports: HelpTopic {
    HelpTopic(
      "reports",
      Text(ru: "отчеты и что значат их числа", en: "reports and what their figures mean"),
      [
        .text(
          Text(
            ru: """
              Числа берутся из истории сделок: что отменено или удалено, не считается; оплата \
              частями — одна продажа; разные валюты складываются только под отчетом и по курсам \
              (crm rate set): закрытые сделки — дня закрытия, открытые — сегодняшнему. Дни — \
              местные, неделя начинается с понедельника; без --from и --to — этот месяц. Доля прошедших \
              дальше показана людям от 10 сделок, в --json — всегда.
              """,
            en: """
              The figures come from the deals' history: what was undone or deleted does not count, a \
              payment in parts is one sale. Currencies are added below a report only, and by rates \
              (crm rate set): that of the day of closing, of today for open deals. Days are local, \
              weeks begin on Monday; without --from and --to it is this month. People are shown a pass rate \
              from 10 deals on, --json always has it.
              """)),
        .list(
          Text(ru: "Отчеты", en: "Reports"),
          Report.all.map { Item($0.name, Text($0.definition)) }),
        .examples([
          Example(
            "crm report funnel --period quarter --by manager",
            Text(ru: "воронка квартала по менеджерам", en: "the quarter's funnel, by manager")),
          Example(
            "crm report sales --from 2026-01-01 --to 2026-12-31 --period month",
            Text(ru: "продажи по месяцам", en: "sales month by month")),
          Example(
            "crm report dashboard --format html --out page.html",
            Text(ru: "все на одной странице", en: "all on one page")),
        ]),
      ])
  }
}
