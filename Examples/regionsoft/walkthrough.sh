#!/usr/bin/env bash
# Лестница продаж по RegionSoft: цели двигают сделку сами, процессы идут по шагам, заказ приходит с сайта.
# RegionSoft's ladder of sales: goals move the deal, processes go step by step, an order comes from the site.
#
#   Examples/regionsoft/walkthrough.sh
# shellcheck disable=SC1091
. "$(dirname "${BASH_SOURCE[0]}")/../walkthrough.sh"

day 2026-11-16T09:00:00+03:00 'Этапы, цели и ответственные за этап'
as root
crm init --scenario regionsoft
crm user add root --name 'Администратор' --role admin
crm department add sales --name 'Отдел продаж'
crm user add orlova --name 'Орлова Ирина' --role head --department sales
crm user add ivanov --name 'Иванов Иван' --role manager --department sales
crm user add petrov --name 'Петров Петр' --role manager --department sales
crm user add sklad --name 'Склад' --role manager
crm stage edit regionsoft offer --owner petrov
crm settings set responsible regionsoft=ivanov
crm product add plates --name 'Тарелки, 100 шт.' --unit уп --price 30000 --vat-rate 22
crm pipeline show regionsoft
crm process list
crm pipeline lint

day 2026-11-16T10:00:00+03:00 'Клиент с оперативными классификаторами'
as ivanov
crm company add 'Посуда Оптом' --phone '+7 495 100-20-30' --set industry=Торговля --set loyalty='не знаком' \
  --set competitors=много
crm contact add 'Посуда Оптом' --name 'Лебедев Олег Ильич' --phone '+7 916 100-20-30' --position директор
crm deal add 'Посуда Оптом' --next 'Связаться с клиентом' --due +1d --budget 90000

day 2026-11-17T11:00:00+03:00 'Достаточно указать цель: дальше система знает сама'
crm task 'done' 'Посуда Оптом' --result 'Интересует линейка для кафе' --next 'Встреча' --due +1d
crm deal goal 'Посуда Оптом' interest
is $'needs\tivanov' stage,manager deal show 'Посуда Оптом'
day 2026-11-18T11:00:00+03:00 'Цель следующего этапа передает сделку тому, у кого он получается'
crm deal goal 'Посуда Оптом' 'Потребность известна'
is $'offer\tpetrov' stage,manager deal show 'Посуда Оптом'
crm company show 'Посуда Оптом'
crm log 'Посуда Оптом'
# Лояльные, у кого много предложений, а общение не задалось: кому предложить скидку.
crm company list --where 'competitors = много and loyalty != "не знаком"'
crm list save 'удержать' --of company --where 'competitors = много and last-contact = плохо'

day 2026-11-19T10:00:00+03:00 'Подписание — процесс: строго по шагам, каждому свой'
as petrov
crm process start signing 'Посуда Оптом'
crm process show 'Посуда Оптом'
refused 3 process start signing 'Посуда Оптом'
crm task 'done' "$(new task list --deal 'Посуда Оптом' --where 'action = "Подготовить договор"')" --result 'Договор готов'
as orlova
crm today
crm task 'done' "$(new task list --deal 'Посуда Оптом' --where 'action = "Подписать договор"')" --result 'Подписан обеими сторонами'
as petrov
crm task 'done' "$(new task list --deal 'Посуда Оптом' --where 'action = "Отправить документы"')" --result 'Отправлен курьером'
is $'signing\tdone' process,state process show 'Посуда Оптом'
# Шаги процесса не заменяют следующей задачи сделки и не считаются ей.
crm deal show 'Посуда Оптом'

day 2026-11-20T10:00:00+03:00 'Клиент просит счет: бросаем все дела'
crm deal goal 'Посуда Оптом' agreed
crm invoice request 'Посуда Оптом'
crm invoice add --deal 'Посуда Оптом' --line 'plates; 3'
day 2026-11-23T10:00:00+03:00 'Счет, которого ждут третий день, находит проверка'
refused 1 audit --check invoice-late
crm invoice send "$(new invoice list)" --to zakaz@posuda.ru
as root
crm payment add --invoice "$(new invoice list)" --sum 90000 --date 2026-11-23
is $'won' state deal show 'Посуда Оптом'
is 'постоянный' fields.loyalty company show 'Посуда Оптом'
crm process show 'Посуда Оптом'

day 2026-11-24T09:00:00+03:00 'Заказ с сайта: клиент, сделка, задача и доставка — сами'
crm lead intake - <<'END'
{"source":"site","external":"1001","name":"Ким Ольга","company":"Кафе Юг","phone":"+7 916 555-66-77","text":"Заказ 1001: тарелки"}
END
is $'Кафе Юг\tinterest' name,stage deal list --where 'company = "Кафе Юг"'
is $'delivery\trunning' process,state process show 'Кафе Юг'
crm task list --deal 'Кафе Юг'
crm events --from-start --kinds moved,closed

day 2026-11-25T10:00:00+03:00 'Продажа по счету: счет был раньше сделки'
as ivanov
crm company add 'Гостиница Нева' --phone '+7 812 100-20-30' --set industry=Услуги
crm invoice add --company 'Гостиница Нева' --line 'plates; 1'
crm deal add --from-invoice "$(new invoice list --where 'company = "Гостиница Нева"')" --next 'Проверить оплату' --due +2d
crm deal papers 'Гостиница Нева'

day 2026-11-27T18:00:00+03:00 'Что видит руководитель'
as orlova
crm plan set ivanov 2026-11 200000
crm report funnel --from 2026-11-01 --to 2026-11-30 --by manager
crm report funnel --from 2026-11-01 --to 2026-11-30 --by company.industry
crm report plan
crm report forecast
crm fsck
