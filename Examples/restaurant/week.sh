#!/usr/bin/env bash
# Неделя отдела продаж: три менеджера, девять заведений, с понедельника до вечера пятницы.
# A sales department's week: three managers, nine venues, from Monday to the evening of Friday.
#
#   Examples/restaurant/week.sh                     # в новом временном каталоге / in a new temporary directory
#   CRM_DATA=/tmp/week/.crm Examples/restaurant/week.sh
#
# CRM       программа / the program; default: the release build of this checkout
# CRM_DATA  каталог данных, которого еще нет / a data directory that does not exist yet
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
crm=${CRM:-$here/../../.build/release/crm}
export CRM_DATA=${CRM_DATA:-$(mktemp -d)/.crm}
mkdir -p -- "$(dirname -- "$CRM_DATA")"

# Часы стоят там, где мы скажем, и неделя каждый раз одна и та же.
# The clock stands where we put it, so the week is the same every time.
day()     { printf '\n== %s\n' "$2"; today=$1; }
# as 10:00 ivanov deal move …: менеджер дает команду в это время / the manager gives the command then
as()      { local time=$1 user=$2; shift 2; CRM_NOW="${today}T$time" CRM_USER=$user "$crm" "$@"; }

# company USER NAME PHONE ADDRESS: карточка заведения / the venue's card
company() { as 09:30 "$1" company add "$2" --phone "$3" --address "$4"; }

today=2026-11-16
as 09:00 ivanov init --scenario restaurant

day 2026-11-16 'Понедельник: новые заведения и первые звонки'
company ivanov  'Кафе Ёлки'        '8 (495) 123-45-01' 'Москва, Тверская, 1'
company petrova 'Ресторан Пушка'   '8 (495) 123-45-02' 'Москва, Арбат, 2'
company petrova 'Бар Полночь'      '8 (495) 123-45-03' 'Москва, Покровка, 3'
company petrova 'Кофейня Зерно'    '8 (495) 123-45-04' 'Москва, Маросейка, 4'
company sidorov 'Трактир Полдень'  '8 (495) 123-45-05' 'Москва, Пятницкая, 5'
company sidorov 'Пекарня Корица'   '8 (495) 123-45-06' 'Москва, Ордынка, 6'
company sidorov 'Столовая Борщ'    '8 (495) 123-45-07' 'Москва, Лубянка, 7'
company ivanov  'Чайная на Пруду'  '8 (495) 123-45-08' 'Москва, Чистые пруды, 8'
company ivanov  'Гостиница Волна'  '8 (495) 123-45-09' 'Москва, Якиманка, 9'

first=(--next 'Связаться с клиентом' --due today)
as 10:00 ivanov  deal add 'Кафе Ёлки'       --pipeline ads "${first[@]}"
as 10:05 petrova deal add 'Ресторан Пушка'  --pipeline ads "${first[@]}"
as 10:10 petrova deal add 'Бар Полночь'     --pipeline crm "${first[@]}"
as 10:15 petrova deal add 'Кофейня Зерно'   --pipeline crm --budget 20000 "${first[@]}"
as 10:20 sidorov deal add 'Трактир Полдень' --pipeline ads --budget 80000 "${first[@]}"
as 10:25 ivanov  deal add 'Чайная на Пруду' --pipeline smm "${first[@]}"
# Сидоров спешит и не ставит задач: программа напомнит, а вечером это найдет проверка.
# Sidorov is in a hurry and sets no tasks: the program reminds him, and the audit will find it.
as 10:30 sidorov deal add 'Пекарня Корица'  --pipeline smm
as 10:35 sidorov deal add 'Столовая Борщ'   --pipeline ads

# Этап — то, что уже сделано: --result закрывает задачу, --next ставит следующую.
# A stage is what has been done: --result finishes the task, --next sets the next one.
as 11:00 ivanov deal move 'Кафе Ёлки' Звонок \
  --comment 'Говорил с администратором, управляющая Анна Петрова будет завтра после двух' \
  --result 'Дозвонился' --next 'Связаться с клиентом' --due 2026-11-17
as 11:30 petrova deal move 'Ресторан Пушка' Звонок \
  --comment 'Ответил управляющий, решения принимает владелец, дал его прямой телефон' \
  --result 'Дозвонилась' --next 'Связаться с клиентом' --due 2026-11-17
as 12:00 petrova deal move 'Бар Полночь' Звонок \
  --comment 'Бармен записал вопрос для владельца и просил набрать в среду утром' \
  --result 'Дозвонилась' --next 'Связаться с клиентом' --due 2026-11-18
as 12:30 petrova deal move 'Кофейня Зерно' Звонок \
  --comment 'Говорила с управляющим Олегом, решает он сам, готов к короткой встрече' \
  --result 'Дозвонилась' --next 'Связаться с клиентом' --due 2026-11-17
as 13:00 sidorov deal move 'Трактир Полдень' Звонок \
  --comment 'Хостес обещала передать управляющему, что мы звонили про размещение' \
  --result 'Дозвонился' --next 'Связаться с клиентом' --due 2026-11-18

day 2026-11-17 'Вторник: выходим на тех, кто решает'
as 10:00 ivanov contact add 'Кафе Ёлки' --name 'Петрова Анна Сергеевна' --position управляющая \
  --phone '+7 916 000-00-01' --email anna@elki.example --role decision-maker
as 10:05 petrova contact add 'Ресторан Пушка' --name 'Делос Андрей Павлович' --position владелец \
  --phone '+7 916 000-00-02' --email andrey@pushka.example --role decision-maker
# Должность забыта: перейти на этап можно, но вечером проверка спросит и о ней.
# The position is forgotten: the stage may be entered, but the evening's audit will ask for it.
as 10:10 petrova contact add 'Кофейня Зерно' --name 'Шилов Олег Игоревич' \
  --phone '+7 916 000-00-04' --email oleg@zerno.example --role decision-maker

# Контакт, заведенный позже сделки, к ней привязывают.
# A contact that came after the deal is linked to it.
as 10:15 ivanov  deal contact add 'Кафе Ёлки'      'Петрова Анна Сергеевна' --role decision-maker
as 10:15 petrova deal contact add 'Ресторан Пушка' 'Делос Андрей Павлович'  --role decision-maker
as 10:15 petrova deal contact add 'Кофейня Зерно'  'Шилов Олег Игоревич'    --role decision-maker

as 11:00 ivanov deal move 'Кафе Ёлки' decision-maker \
  --comment 'Вышел на управляющую, она решает сама, договорились о встрече в среду' \
  --result 'Договорились о встрече' --next 'Встреча' --due '2026-11-18 12:00'
as 11:30 petrova deal move 'Ресторан Пушка' decision-maker \
  --comment 'Владелец готов обсудить рекламу на зиму, встречаемся завтра у него' \
  --result 'Договорились о встрече' --next 'Встреча' --due '2026-11-18 11:00'
as 12:00 petrova deal move 'Кофейня Зерно' decision-maker \
  --comment 'Управляющий решает сам, встреча в понедельник утром в кофейне' \
  --result 'Договорились о встрече' --next 'Встреча' --due '2026-11-23 10:00'

day 2026-11-18 'Среда: встречи, предложения и один отказ'
as 13:00 petrova deal move 'Ресторан Пушка' meeting \
  --report met='Делос Андрей Павлович, владелец' --report need='Заполнить зал в будни' \
  --report objections='Просит платить частями' --report agreed='Баннер на зиму за 60 000' \
  --report next='Договор с рассрочкой на три части' \
  --result 'Встреча прошла' --next 'Отправить КП' --due today
as 13:30 ivanov deal move 'Кафе Ёлки' meeting \
  --report met='Петрова Анна Сергеевна, управляющая' --report need='Гости по утрам' \
  --report objections='Дорого, пробовали у конкурентов' --report agreed='Два варианта на выбор' \
  --report next='Предложение до вечера' \
  --result 'Встреча прошла' --next 'Отправить КП' --due today
as 14:00 petrova deal move 'Ресторан Пушка' proposal --budget 60000 \
  --comment 'Отправила предложение на баннер с оплатой в три части' \
  --result 'Отправлено' --next 'Связаться с клиентом' --due today
as 15:00 petrova deal move 'Ресторан Пушка' contract \
  --comment 'Согласны на три части, договор и счет номер 41 отправлены' \
  --result 'Согласны' --next 'Проверить оплату' --due tomorrow
as 16:00 ivanov deal move 'Кафе Ёлки' proposal --budget '75 000' \
  --comment 'Отправил два варианта размещения на почту управляющей' \
  --result 'Отправлено' --next 'Связаться с клиентом' --due tomorrow
# «Не интересно» не причина: отказу нужны причина из списка, собеседник и комментарий.
# "Not interested" is no reason: a refusal needs one from the list, who said it and a comment.
as 17:00 petrova deal close 'Бар Полночь' --lost --reason 'Нет бюджета в этом году' \
  --spoke-with 'Орлов Петр Ильич' --position владелец --result 'Дозвонилась' \
  --comment 'Владелец сказал, что деньги на год распределены, вернуться в феврале'

day 2026-11-19 'Четверг: первая часть оплаты, передача и ошибочная сделка'
# Оплата частями: сделка выиграна на оплаченное, остаток ждет новая сделка «(доплата)».
# Payment in parts: the deal is won with what was paid, a new deal waits for the rest.
as 11:00 petrova split-pay 'Ресторан Пушка' --paid 20000 --total 60000 \
  --package Стандарт --end-date 2027-02-28 --next 'Проверить оплату' --due tomorrow
as 12:00 ivanov deal move 'Кафе Ёлки' contract --budget 70000 \
  --comment 'Выбрали первый вариант со скидкой, договор и счет номер 42 отправлены' \
  --result 'Согласны' --next 'Проверить оплату' --due tomorrow
# У «Борща» с понедельника нет задачи: такую сделку можно передать.
# Nobody has planned anything for «Борщ» since Monday: such a deal may be handed over.
as 15:00 ivanov deal assign 'Столовая Борщ' ivanov --reason 'Сидоров не успевает, беру себе'
as 15:05 ivanov task set 'Столовая Борщ' 'Связаться с клиентом' --due 2026-11-20
as 16:00 ivanov deal delete 'Чайная на Пруду' --reason 'Заведение уже ведет другой отдел'

day 2026-11-20 'Пятница: деньги пришли'
as 10:00 petrova split-pay 'Ресторан Пушка (доплата)' --paid 15000 \
  --next 'Проверить оплату' --due today
# Теперь «(доплата)» две, и имени мало; открытая из них одна, ее номер скажет -q.
# By now there are two of that name; one is open, and -q gives its id.
last=$(as 15:00 petrova deal list --search 'Ресторан Пушка' -q)
as 15:00 petrova split-pay "$last" --paid 25000
as 16:00 ivanov deal close 'Кафе Ёлки' --won --end-date 2027-02-28 --package Премиум

day 2026-11-20 'Вечер пятницы: проверка отдела'
as 19:00 head audit --fail-on never

printf '\nКаталог данных / data directory: %s\n' "$CRM_DATA"
