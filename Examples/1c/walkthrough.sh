#!/usr/bin/env bash
# «Типовая продажа» по 1С: от письма клиента до отгрузки, и потеря, которую согласует руководитель.
# 1C's «typical sale»: from a client's letter to the delivery, and a loss that the head has to approve.
#
#   Examples/1c/walkthrough.sh
# shellcheck disable=SC1091
. "$(dirname "${BASH_SOURCE[0]}")/../walkthrough.sh"

day 2026-11-16T09:00:00+03:00 'Сценарий продаж и сотрудники'
as boss
crm init --scenario 1c
crm pipeline show Продажа
crm user add boss --name 'Главный Роман' --role admin
crm department add sales --name 'Отдел продаж'
crm user add orlova --name 'Орлова Вера' --role head --department sales
crm user add ivanov --name 'Иванов Петр' --role manager --department sales
crm user add petrov --name 'Петров Олег' --role manager --department sales
crm user add buh --name 'Бухгалтер' --role accountant
crm product add KB-1 --name 'Кофемашина' --unit шт --price 120000 --vat-rate 22
as petrov
crm company add 'Кофейня Зерно' --inn 7707083893 --phone '+7 921 000-11-22'
crm contact add 'Кофейня Зерно' --name 'Орлов Петр Ильич' --position владелец \
  --email orlov@zerno.example --phone '+7 921 000-11-23' --role decision-maker

day 2026-11-16T10:00:00+03:00 'Обращения: письма, звонок и форма с сайта'
as ivanov
known=$(new lead add --channel letter --email orlov@zerno.example --text 'Нужны две кофемашины')
stranger=$(new lead add --channel letter --name 'Белова Мария' --company 'Пекарня Корица' \
  --email belova@koritsa.example --text 'Сколько стоит кофемашина?')
crm lead add --channel call --phone '+7 921 000-11-22' --text 'Просили перезвонить'
echo '{"source":"site","external":"f-1","name":"Сомов Олег","phone":"+7 921 555-00-11"}' | crm lead intake -
crm lead list
# Кто это, видно до всякого решения: клиент есть, его ведет Петров.
crm lead show "$known"
day 2026-11-16T10:15:00+03:00 'Интерес отдают тому, кто отвечает за клиента'
refused 6 lead accept "$known"
as petrov
deal=$(new lead accept "$known")
is $'request\tpetrov' stage,manager deal show "$deal"
is 'Телефонный звонок клиенту' action task list --deal "$deal"
# Второе письмо того же человека — не новый интерес.
second=$(new lead add --channel letter --email orlov@zerno.example --text 'И доставка, пожалуйста')
refused 3 lead accept "$second"
crm lead link "$second" "$deal" --next 'Связаться с клиентом' --due +1d
as ivanov
crm lead accept "$stranger" --new-company 'Пекарня Корица' --pipeline Продажа
crm company add 'Кофейня «Зерно»' --phone '+7 921 000-11-22' --duplicate
crm dupes

day 2026-11-16T11:00:00+03:00 'Запрос: звонок, и результат обязателен'
as petrov
refused 3 deal move "$deal" КП/Счет --next 'Отправить КП' --due +1d
refused 3 deal close "$deal" --won --result 'Сразу'
crm call "$deal" -m 'Нужны две машины с доставкой, решают на этой неделе' -r 'Нужны две машины с доставкой' \
  -t 'Отправить КП' -d +1d --to КП/Счет --duration 10m
is $'petrov\t1\t10' manager,calls,minutes report activity --where 'manager = petrov'

day 2026-11-17T10:00:00+03:00 'КП с двумя вариантами, заказы и счет'
crm task 'done' "$deal/2" --result 'Доставка нужна, посчитаем отдельно'
quote=$(new quote add --deal "$deal" --variant A --line 'KB-1; 2')
crm quote variant add "$quote" B --line 'KB-1; 1; ; 5%'
crm quote send "$quote" --to orlov@zerno.example
refused 3 quote accept "$quote"
crm quote accept "$quote" --variant A --make-order
delivery=$(new order add --quote "$quote" --line 'Доставка; 1; 5000')
machines=ЗК-2026-1
contract=$(new contract add --deal "$deal" --sum 245000)
crm contract sign "$contract"
crm order edit "$machines" --schedule '50% today; 50% +14d'
crm order confirm "$machines"
crm order confirm "$delivery"
for order in "$machines" "$delivery"; do
  invoice=$(new invoice add --order "$order")
  crm invoice send "$invoice" --to orlov@zerno.example
done
refused 3 deal move "$deal" Отгрузка/Контроль --result 'Договорились'
crm deal move "$deal" Оплата --result 'Счета отправлены'
is $'payment\tgreen' stage,health deal show "$deal"

day 2026-11-20T09:00:00+03:00 'Три дня спустя: что с оплатой?'
is 'yellow' health deal show "$deal"
day 2026-11-21T09:00:00+03:00 'Не ответили вовремя'
is 'red' health deal show "$deal"
crm today
number=$(new task list --deal "$deal" --where 'action = "Что с оплатой?"')
crm task 'done' "$number" --result 'Обещают заплатить двадцать третьего' --next 'Что с оплатой?' --due 2026-11-23
is 'green' health deal show "$deal"
refused 6 payment add --order "$machines" --sum 240000
refused 3 deal close "$deal" --won --result 'Рано'

day 2026-11-23T12:00:00+03:00 'Деньги вводит бухгалтер, и сделка сама идет дальше'
as buh
crm payment add --invoice СЧ-2026-1 --sum 240000 --ref 17
is 'payment' stage deal show "$deal"
refused 3 payment add --invoice СЧ-2026-2 --sum 5000.01
# Второй платеж — из выписки банка; та же выписка еще раз ничего не меняет.
cat >"$CRM_DATA/../statement.txt" <<'END'
1CClientBankExchange
ВерсияФормата=1.03
Кодировка=UTF-8
РасчСчет=40702810900000000001
СекцияДокумент=Платежное поручение
Номер=18
Дата=23.11.2026
Сумма=5000.00
ДатаПоступило=23.11.2026
Плательщик1=ООО "Кофейня Зерно"
ПлательщикИНН=7707083893
ПолучательРасчСчет=40702810900000000001
НазначениеПлатежа=Доставка по счету СЧ-2026-2. НДС не облагается
КонецДокумента
КонецФайла
END
crm import payments "$CRM_DATA/../statement.txt"
crm import payments "$CRM_DATA/../statement.txt"
is $'shipping\t100' stage,paidShare deal show "$deal"
as petrov
is 'yellow' health deal show "$deal"
crm board --mine
day 2026-11-23T14:00:00+03:00 'Об оформлении реализации напоминают'
is 'Оформить реализацию товаров' title remind --within 10h --mine

day 2026-11-23T15:00:00+03:00 'Отгрузка частями, и продажа завершена сама'
crm shipment add --order "$machines" --line 1=1
refused 3 shipment add --order "$machines" --line 1=2
crm shipment add --order "$machines" --line 1=1
is 'shipping' stage deal show "$deal"
crm shipment add --order "$delivery"
is $'won\t245000\t100\t100' state,budget,paidShare,shippedShare deal show "$deal"
crm deal papers "$deal"
crm deal show "$deal"

day 2026-11-24T10:00:00+03:00 'Потеря: причина, согласование, возврат'
as ivanov
lost='Пекарня Корица'
crm deal move "$lost" КП/Счет --result 'Нужна одна машина' --next 'Отправить КП' --due +1d
refused 3 deal close "$lost" --lost --result 'Передумали'
refused 3 deal close "$lost" --lost --reason Дорого
crm deal close "$lost" --lost --reason Дорого --result 'Берут подержанную'
is 'pending' state deal show "$lost"
refused 3 deal move "$lost" Оплата --result 'Передумали еще раз'
refused 6 approval accept "$lost"
as orlova
crm approval list --mine
crm approval return "$lost" --to КП/Счет --next 'Связаться с клиентом' --due +1d \
  --comment 'Предложите рассрочку на три месяца и новую машину с гарантией'
is $'open\tproposal' state,stage deal show "$lost"
as ivanov
crm deal close "$lost" --lost --reason Дорого --result 'Рассрочка тоже не подошла'
as orlova
crm approval accept "$lost"
is $'lost\tДорого' state,lostReason deal show "$lost"

day 2026-11-24T19:00:00+03:00 'Вечер: «Мои продажи» и проверка'
as boss
crm board
crm audit --fail-on error
crm fsck
