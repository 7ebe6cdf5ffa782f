#!/usr/bin/env bash
# Воронка по «Контуру»: от заявки до оплаты, застой и дальние задачи находит проверка, смену скрипта — отчет.
# Kontur's funnel: from a request to the payment; the audit finds what stands still, a report what a script changed.
#
#   Examples/kontur/walkthrough.sh
# shellcheck disable=SC1091
. "$(dirname "${BASH_SOURCE[0]}")/../walkthrough.sh"

# sell NAME TIME…: заявка, встреча, КП, счет и оплата в эти дни / the whole way on these days
sell() {
  local name=$1
  CRM_NOW=$2 crm company add "$name" --phone '+7 921 000-11-22' --duplicate
  CRM_NOW=$2 crm deal add "$name" --next 'Связаться с клиентом' --due +1d --set origin='входящая заявка'
  CRM_NOW=$3 crm deal move "$name" 'Встреча назначена' --result Договорились
  CRM_NOW=$4 crm deal move "$name" 'Выставлено КП' --result 'Показали отчетность на их данных' \
    --comment 'Понравилась проверка контрагентов, просят считать на двоих' --next 'Выставить счет' --due +2d
  CRM_NOW=$5 crm deal move "$name" 'Выставлен счет' --budget 30000 --result Согласны \
    --next 'Проверить оплату' --due +2d
  CRM_NOW=$6 crm deal close "$name" --won --result Оплатили
}

day 2026-09-01T09:00:00+03:00 'Начало цикла — данные: холодный звонок или заявка'
as ivanov
crm init --scenario kontur
crm pipeline show kontur
sell 'Бухгалтерия Плюс' 2026-09-01T10:00:00+03:00 2026-09-07T10:00:00+03:00 2026-09-10T10:00:00+03:00 \
  2026-09-20T10:00:00+03:00 2026-09-30T10:00:00+03:00
sell 'Аудит Норд' 2026-09-03T10:00:00+03:00 2026-09-08T10:00:00+03:00 2026-09-11T10:00:00+03:00 \
  2026-09-24T10:00:00+03:00 2026-09-30T16:00:00+03:00

day 2026-09-15T10:00:00+03:00 'Счет, который никто не двигает'
crm company add 'Стройка' --phone '+7 921 000-00-09'
crm deal add Стройка --next 'Связаться с клиентом' --due +1d --set origin='холодный звонок'
crm deal move Стройка 'Выставлен счет' --budget 50000 --result 'Взяли с прошлого года' \
  --comment 'Взяли условия прошлого года, ждут решения директора в Москве' --next 'Проверить оплату' --due +1d
day 2026-11-15T10:00:00+03:00 'Задача на завтра есть, а сделка стоит два месяца'
crm task reschedule Стройка --due +1d --reason 'Просят подождать'
crm audit --check stage-too-long
is 'stage-too-long' check audit --check stage-too-long

day 2026-11-16T10:00:00+03:00 'КП, по которому следующая задача через месяц'
crm company add 'Склад' --phone '+7 921 000-00-08'
crm deal add Склад --next 'Связаться с клиентом' --due +1d --set origin='входящая заявка'
crm deal move Склад 'Выставлено КП' --result 'Прислали реквизиты' --next 'Выставить счет' --due +30d \
  --comment 'Решение будет после отчетного периода, просили напомнить'
refused 1 audit --check task-gap
crm task reschedule Склад --due +5d --reason 'Договорились раньше'
crm audit --check task-gap

day 2026-11-16T11:00:00+03:00 'За два часа до встречи о ней напоминают клиенту'
crm contact add Склад --name 'Ким Ольга Андреевна' --phone '+7 921 000-00-07' --position директор
crm deal contact add Склад 'Ким Ольга Андреевна'
crm task set Склад Встреча --due '16.11.2026 15:00'
mkdir -p "$CRM_DATA/texts"
echo '{contact.name}, ждем вас сегодня в три. {company.name}' >"$CRM_DATA/texts/meeting-reminder.txt"
is '' title remind --mark
day 2026-11-16T13:00:00+03:00 'Каждая строка — один раз, для cron'
is $'Встреча\ttel:+79210000007\tКим Ольга Андреевна, ждем вас сегодня в три. Склад' title,tel,text remind --mark
is '' title remind --mark
crm calendar --week --format ics
crm message Склад --task "$(new task list --deal Склад --where 'action = Встреча' | cut -d/ -f2)" -m 'Ждем вас сегодня в три'
day 2026-11-16T16:30:00+03:00 'Одна строка после встречи'
crm meeting Склад -m 'Придут вдвоем с бухгалтером, просили показать на их данных' \
  -r Встретились -t 'Выставить счет' -d +3d --task "$(new task list --deal Склад --where 'action = Встреча' | cut -d/ -f2)"
crm audit --check client-not-reminded

day 2026-11-17T09:00:00+03:00 'Новый скрипт звонка с 10 ноября: до и после'
sell 'Мебель Юг' 2026-11-10T10:00:00+03:00 2026-11-11T10:00:00+03:00 2026-11-12T10:00:00+03:00 \
  2026-11-13T10:00:00+03:00 2026-11-17T10:00:00+03:00
sell 'Кафе Север' 2026-11-10T10:00:00+03:00 2026-11-11T10:00:00+03:00 2026-11-12T10:00:00+03:00 \
  2026-11-16T10:00:00+03:00 2026-11-17T16:00:00+03:00
day 2026-11-30T18:00:00+03:00 'Что изменилось'
crm report experiment --date 2026-11-10 --metric cycle
# Половина продаж сентября закрыта в последний день месяца.
crm report dynamics --from 2026-09-01 --to 2026-09-30
crm report funnel --from 2026-09-01 --to 2026-11-30
crm fsck
