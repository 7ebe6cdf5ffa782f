#!/usr/bin/env bash
# «Как работать со сделками» по SendPulse: типы, свои поля, быстрая сделка, пять контактов, валюты, итоги.
# SendPulse's «how to work with deals»: types, own fields, the quick deal, five contacts, currencies, totals.
#
#   Examples/sendpulse/walkthrough.sh
# shellcheck disable=SC1091
. "$(dirname "${BASH_SOURCE[0]}")/../walkthrough.sh"

day 2026-11-02T09:00:00+03:00 'Сделка вручную: статус, ответственный, сумма, тип'
as ivanov
crm init --scenario sendpulse
crm company add 'Студия Лес' --phone '+7 921 000-00-01' --email les@example.com
crm contact add 'Студия Лес' --name 'Лесникова Анна' --email anna@les.example --phone '+7 921 000-00-02'
deal=$(new deal add 'Студия Лес' --manager petrov --budget 30000 --set deal-type='Продажа услуги' \
  --next Звонок --due +1d)
is $'new\tpetrov\t30000' stage,manager,budget deal show "$deal"
is 'Студия Лес' name deal list --where 'deal-type = "Продажа услуги"'
# Шесть типов можно изменить и дополнить, поля — добавить всем сделкам или одной.
crm field edit deal-type --choice Аренда --rename-choice 'Сервисное обслуживание=Сервис'
refused 2 deal edit "$deal" --set deal-type=Дарение
crm field add source-page --name 'Страница' --on deal --type line
crm deal edit "$deal" --set source-page=/prices --new-field 'Любимый цвет=зеленый'

day 2026-11-02T11:00:00+03:00 'Быстрая сделка сразу на нужном этапе'
quick=$(new deal add --new-company 'Мотель Заря' --new-contact 'Орлов Петр' --contact-phone '+7 921 000-00-03' \
  --stage 'На подпись' --budget 12000)
is $'signing\tivanov\t12000' stage,manager,budget deal show "$quick"
crm deal edit "$quick" --set deal-type=Допродажа

day 2026-11-03T10:00:00+03:00 'До пяти контактов в сделке'
for name in Первая Вторая Третья Четвертая Пятая; do
  crm contact add 'Студия Лес' --name "$name Мария" --phone "+7 921 100-00-0${#name}" --duplicate
done
for name in Первая Вторая Третья Четвертая; do crm deal contact add "$deal" "$name Мария"; done
refused 3 deal contact add "$deal" 'Пятая Мария'
crm deal contact remove "$deal" 'Первая Мария'
crm deal contact add "$deal" 'Пятая Мария'
# Клиента находят по началу имени; написать и позвонить можно прямо из карточки.
crm contact list --search лесник
crm deal share "$deal" sidorov

day 2026-11-04T10:00:00+03:00 'Валюта сделки и итог в своей'
crm rate set USD 90 --on 2026-11-01
crm rate set USD 95
crm deal add 'Студия Лес' --currency USD --budget 1000 --set deal-type='Продажа товара' --stage 'В работе'
crm board

day 2026-11-10T10:00:00+03:00 'Завершенные: успешные, неуспешные, сколько и на сколько'
crm deal close "$deal" --won --result Оплатили
crm deal close "$quick" --lost --reason Дорого
is $'Мотель Заря\tlost\nСтудия Лес\twon' name,state deal list --state closed
is 'Студия Лес' name deal list --state won
is 'Мотель Заря' name deal list --state lost
crm report sales --from 2026-11-01 --to 2026-11-30
crm deal reopen "$quick" --comment 'Передумали: согласны на сокращенный пакет без лендинга' --next Звонок --due +1d
is 'signing' stage deal show "$quick"
crm company show 'Студия Лес'
crm fsck
