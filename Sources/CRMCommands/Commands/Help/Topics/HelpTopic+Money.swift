import CommandLineKit

extension HelpTopic {
  /// How sums are written, and payment in parts.
  static var money: HelpTopic {
    HelpTopic(
      "money", Text(ru: "суммы и оплата частями", en: "sums, and payment in parts"),
      [
        .list(
          Text(ru: "Пишите так", en: "Write"),
          [
            Item("55000", Text(ru: "рубли", en: "whole units")),
            Item("'55 000'", Text(ru: "то же; пробелам нужны кавычки", en: "the same, in quotes")),
            Item(
              "55000.50", Text(ru: "с копейками; или 55000,50", en: "with a fraction; or 55000,50")),
            Item(
              "1,234.50",
              Text(ru: "с запятой между тысячами; или 1.234,50", en: "grouped; or 1.234,50")),
            Item(
              "'55 000 ₽'", Text(ru: "как в таблицах; или руб.", en: "as tables show it; or руб.")),
          ]),
        .text(
          Text(
            ru: """
              Валюта — та, что названа в воронке. 55,000 программа не примет: в одной стране это 55, \
              в другой 55 тысяч.
              Если клиент платит частями, каждая часть — своя сделка, а вместе они цепочка. Границы \
              бюджета относятся ко всей сумме. Первой части нужна вся сумма, дальше она известна.
              """,
            en: """
              The currency is the pipeline's. 55,000 is refused: it is 55 in one country and 55 \
              thousand in another.
              Where a client pays in parts, every part is a deal of its own, and together they are a \
              chain. A pipeline's bounds hold for the full sum. The first part needs the full sum, \
              later ones know it.
              """)),
        .examples([
          Example(
            "crm deal edit 'Кафе Пушкин' --budget '60 000'",
            Text(ru: "исправить бюджет", en: "correct the budget")),
          Example(
            "crm split-pay 'Кафе Пушкин' --paid 20000 --total 60000 --package Стандарт"
              + " --end-date 2027-05-31 --next 'Проверить оплату' --due +2w",
            Text(ru: "первая часть оплачена", en: "the first part was paid")),
        ]),
      ])
  }
}
