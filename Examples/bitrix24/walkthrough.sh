#!/usr/bin/env bash
# «Автоматизация продаж» по Битрикс24: четыре направления, девять описанных этапов, у каждого задача, планы и NPS.
# Bitrix24's «sales automation»: four directions, nine described stages with a task each, plans and NPS.
#
#   Examples/bitrix24/walkthrough.sh
# shellcheck disable=SC1091
. "$(dirname "${BASH_SOURCE[0]}")/../walkthrough.sh"

day 2026-10-01T09:00:00+03:00 'Сделки делятся по направлениям, этапы описаны'
as boss
crm init --scenario bitrix24
crm pipeline list
crm pipeline lint
crm pipeline show 'B2B Новые клиенты'
# «Все этапы должны быть формализованы/описаны»: этап без описания находит проверка.
crm stage add b2b-new Пилот --after contract
refused 1 pipeline lint --strict
crm stage remove b2b-new pilot
crm user add boss --name 'Главный Роман' --role admin
crm department add sales --name 'Отдел продаж'
crm user add orlova --name 'Орлова Вера' --role head --department sales
for login in ivanov petrov; do
  crm user add "$login" --name "$login" --role manager --department sales
  # План на месяц, квартал, полугодие и год.
  crm plan set "$login" 2026-10 100000
  crm plan set "$login" 2026-Q4 300000
  crm plan set "$login" 2026-H2 500000
  crm plan set "$login" 2026 900000
done
crm product add WEB-1 --name 'Сайт' --price 120000
crm product add CARE-1 --name 'Сопровождение' --price 30000

as ivanov
crm company add 'Завод Маяк' --inn 7707083893 --phone '+7 921 000-11-22'
deal=$(new deal add 'Завод Маяк' --pipeline 'B2B Новые клиенты')
is 'presentation' stage deal show "$deal"
is 'Подготовить и провести презентацию' action task list --deal "$deal"

day 2026-10-05T11:00:00+03:00 'Задача этапа: без ее результата дальше нельзя'
refused 3 deal move "$deal" 'Общее КП'
crm deal move "$deal" 'Общее КП' --result 'Показали три сайта, понравился второй'
crm deal move "$deal" 'Обратная связь/возражения' --result 'Отправили прайс и примеры'
refused 3 deal move "$deal" 'Индивидуальное КП' --result 'Дорого, просят частями'
quote=$(new quote add --deal "$deal" --line 'WEB-1; 1')
crm quote send "$quote" --to info@mayak.example
crm deal move "$deal" 'Индивидуальное КП' --result 'Дорого, просят частями'

day 2026-10-12T11:00:00+03:00 'Договор, счет, оплата'
refused 3 deal move "$deal" 'Договор и счет' --result 'Согласны на два платежа'
crm quote accept "$quote" --make-order
crm order confirm ЗК-2026-1
contract=$(new contract add --deal "$deal" --sum 120000)
crm contract send "$contract" --to info@mayak.example
invoice=$(new invoice add --order ЗК-2026-1)
crm invoice send "$invoice" --to info@mayak.example
crm deal move "$deal" 'Договор и счет' --result 'Согласны на два платежа'
crm contract sign "$contract"
crm deal move "$deal" Оплата --result 'Подписан обеими сторонами'
refused 3 deal move "$deal" 'Выполнение/передача' --result 'Обещают сегодня'
as boss
crm payment add --invoice "$invoice" --sum 60000
crm payment add --invoice "$invoice" --sum 60000
as ivanov
crm deal move "$deal" 'Выполнение/передача' --result 'Деньги пришли двумя платежами'

day 2026-10-26T11:00:00+03:00 'Сдали работу, закрыли документы, спросили NPS'
crm deal move "$deal" 'Закрывающие документы' --result 'Сайт открыт'
act=$(new act add --order ЗК-2026-1)
crm act sign "$act"
crm deal move "$deal" 'Замер NPS' --result 'Акт подписан'
refused 3 deal close "$deal" --won --result 'Поставили 10'
crm deal close "$deal" --won --budget 120000 --set nps=10 --result 'Поставили 10'
is $'won\t120000' state,budget deal show "$deal"

day 2026-11-02T11:00:00+03:00 'Постоянный клиент: путь короче'
again=$(new deal add 'Завод Маяк' --pipeline 'B2B Постоянные клиенты')
is 'feedback' stage deal show "$again"
refused 3 deal move "$again" Презентация
crm company add 'Мария Белова'
private=$(new deal add 'Мария Белова' --pipeline 'B2C Новые клиенты')

day 2026-11-03T11:00:00+03:00 'Сделка в другом направлении'
crm deal move "$private" Презентация --pipeline 'B2B Новые клиенты' \
  --comment 'Оказалось, что заказывает не себе, а своей компании на пять человек'
is 'b2b-new' pipeline deal show "$private"

day 2026-11-04T11:00:00+03:00 'Структура сделки меняется под нужды отдела'
as boss
crm stage edit b2b-new feedback --name 'Отработка возражений'
crm stage remove b2b-new presentation --move-to proposal
crm pipeline lint
is 'proposal' stage deal show "$private"

day 2026-12-28T18:00:00+03:00 'Десять клиентов, план и факт квартала'
as petrov
for score in 10 9 10 9 8 7 8 6 3; do
  client=$(new company add "Покупатель" --duplicate)
  sale=$(new deal add "$client" --pipeline b2c-new --set nps=$score)
  crm deal close "$sale" --lost --reason Другое
done
as boss
crm report nps --period quarter
is $'10\t5\t2\t30' responses,promoters,detractors,nps report nps --period quarter
# План каждого складывается в план компании: 300 000 и 300 000, продано на 120 000.
is $'ivanov\t40\npetrov\t0' manager,share report plan --period quarter --by manager
is '20' share report plan --period quarter
crm audit --fail-on never
crm fsck
