#!/usr/bin/env bash
# Переезд из amoCRM: выгрузка ложится в свою же воронку, и проверка сразу видит, чего в ней не хватает.
# A move from amoCRM: its export lands in its own pipeline, and the audit sees at once what is missing.
#
#   Examples/amocrm/walkthrough.sh
# shellcheck disable=SC1091
. "$(dirname "${BASH_SOURCE[0]}")/../walkthrough.sh"

day 2026-11-20T09:00:00+03:00 'Воронка amoCRM, какой она бывает по умолчанию'
as ivanov
crm init --scenario amocrm
crm pipeline show Воронка
crm pipeline lint

day 2026-11-20T10:00:00+03:00 'Выгрузка сделок'
export=$(mktemp)
cat >"$export" <<'CSV'
ID,Название сделки,Компания,Этап сделки,Воронка,Ответственный,"Бюджет ",Дата создания,Дата закрытия
101,Сайт для кафе,Кафе Пушкин,Первичный контакт,Воронка,ivanov,60000,02.11.2026 10:00:00,не закрыта
102,Лендинг,Бар Север,Согласование договора,Воронка,petrov,30000,03.11.2026 11:00:00,не закрыта
103,Реклама,Салон,Успешно реализовано,Воронка,petrov,45000,01.10.2026 12:00:00,20.10.2026 12:00:00
104,Логотип,Пекарня,Закрыто и не реализовано,Воронка,ivanov,0,05.10.2026 12:00:00,21.10.2026 12:00:00
CSV
crm import amocrm "$export" --create --dry-run
crm import amocrm "$export" --create
rm -f -- "$export"
is $'Лендинг\tcontract\t30000\nСайт для кафе\tfirst-contact\t60000' name,stage,budget deal list
is $'won\t45000' state,budget deal show Реклама

day 2026-11-20T19:00:00+03:00 'Вечером видно, чего нет: задач у открытых, причины у потерянной'
refused 1 audit
is $'lost-incomplete\ntask-missing\ntask-missing' check audit --fail-on never
crm task set 'Сайт для кафе' 'Связаться с клиентом' --due +1d
crm task set Лендинг Встреча --due +2d
crm deal edit Логотип --reason 'Слишком дорого'
crm audit
crm deal move 'Сайт для кафе' Переговоры --result 'Дозвонились' --next Встреча --due +1d
crm fsck
