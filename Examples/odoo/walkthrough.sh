#!/usr/bin/env bash
# «Управление продажами» по Odoo: клиенты и поставщики, запросы, переговоры, предложение цен, заказ, счет.
# Odoo's «sales management»: customers and suppliers, leads, opportunities, quotation, order, invoice.
#
#   Examples/odoo/walkthrough.sh
# shellcheck disable=SC1091
. "$(dirname "${BASH_SOURCE[0]}")/../walkthrough.sh"

day 2026-11-02T09:00:00+03:00 'Клиенты, поставщики и теги партнеров'
as ivanov
crm init --scenario odoo
crm company add 'Магазин Север' --phone '+7 921 000-00-01' --tag клиент --tag 'партнер/бронзовый'
crm company add 'Магазин Юг' --phone '+7 921 000-00-02' --tag клиент --tag 'партнер/серебряный'
crm company add 'Фабрика' --phone '+7 921 000-00-03' --tag поставщик
# Стоит фильтр по клиентам; без него — все контрагенты. По ветке дерева тегов — все партнеры.
is 'Магазин Север
Магазин Юг' name company list --where 'tag = клиент'
is 'Магазин Север
Магазин Юг' name company list --where 'tag = партнер'
is 'Магазин Юг' name company list --where 'tag = "партнер/серебряный"'
crm tag list

day 2026-11-02T10:00:00+03:00 'Запросы: вручную, файлом и со звонка'
crm lead add --name 'Белова Мария' --company 'Салон' --email belova@salon.example --priority 3
leads=$(mktemp)
printf 'source,external,name,companyName,phone\nfair,1,Сомов Олег,Сомов и сын,+79215550011\nfair,2,Котов Иван,Кот,+79215550012\n' >"$leads"
crm lead intake --csv "$leads"
# Второй раз тот же файл ничего не меняет.
crm lead intake --csv "$leads"
rm -f -- "$leads"
crm lead add --channel call --phone '+7 921 000-00-01' --text 'Спрашивали про доставку'
crm lead list
crm lead close 'Кот' --dead --reason 'Не занимается этим'
crm lead close 'Сомов и сын' --closed --reason 'Повторится весной'
refused 3 lead accept Кот

day 2026-11-03T10:00:00+03:00 'Запрос становится переговорами'
crm lead accept Салон --new-company Салон --next Звонок --due +1d
is $'new\t1' stage,revision deal show Салон
crm deal edit Салон --budget 240000
crm deal move Салон Квалифицирован --result 'Деньги есть, решает сама' --next Встреча --due +2d
crm deal copy Салон
copy=$(new deal list --where 'stage = "Новый"' --sort createdAt)
crm deal close "$copy" --lost --reason 'Слишком дорого'
crm deal delete "$copy" --reason 'Завели по ошибке'

day 2026-11-05T12:00:00+03:00 'Предложение цен и заказ продаж'
crm product add T-1 --name 'Кресло' --unit шт --price 60000
crm product price T-1 54000 --list опт --from 2026-11-05
refused 3 deal move Салон Предложение --result 'Показали каталог' --next Письмо --due +1d
quote=$(new quote add --deal Салон --price-list опт --warehouse Главный --line 'T-1; 4')
crm quote send "$quote" --to belova@salon.example
crm deal move Салон Предложение --result 'Показали каталог' --next Письмо --due +1d
# Предложение цен можно создать и отдельно от переговоров.
crm quote add --company 'Магазин Юг' --line 'T-1; 1'
crm quote accept "$quote" --make-order
crm order confirm ЗК-2026-1
is '216000' total order show ЗК-2026-1

day 2026-11-06T12:00:00+03:00 'Отгрузка и счет: из заказа или из отгрузки'
crm shipment add --order ЗК-2026-1 --line 1=2
crm invoice add --shipment ОТ-2026-1
is '108000' total invoice show СЧ-2026-1
crm shipment add --order ЗК-2026-1
crm invoice add --shipment ОТ-2026-2
refused 3 deal close Салон --won
for invoice in СЧ-2026-1 СЧ-2026-2; do
  crm invoice send "$invoice" --to belova@salon.example
  crm payment add --invoice "$invoice" --sum 108000
done
crm deal close Салон --won --result 'Довольны'
is $'won\t216000' state,budget deal show Салон
# Из переговоров видны их заказы, встречи и звонки.
crm deal papers Салон
crm deal show Салон

day 2026-11-06T18:00:00+03:00 'Воронка: сколько отсеялось и сколько нужно на входе'
crm report funnel --pipeline Переговоры
crm report inflow --sales 3
crm fsck
