#!/usr/bin/env bash
# Две недели отдела: 8 менеджеров, 2 руководителя, 120 сделок в трех воронках, проверка каждый вечер.
# A department's two weeks: 8 managers, 2 heads, 120 deals in three pipelines, an audit every evening.
#
#   Examples/restaurant/department.sh               # в новом временном каталоге / in a new temporary directory
#   CRM_DATA=/tmp/department/.crm Examples/restaurant/department.sh
#
# CRM       программа / the program; default: the release build of this checkout
# CRM_DATA  каталог данных, которого еще нет / a data directory that does not exist yet
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
crm=${CRM:-$here/../../.build/release/crm}
export CRM_DATA=${CRM_DATA:-$(mktemp -d)/.crm}
mkdir -p -- "$(dirname -- "$CRM_DATA")"

managers=(antonov belova chernov denisov egorova fomin gusev ilyin)
declare -A name=([antonov]='Антонов Илья' [belova]='Белова Ольга' [chernov]='Чернов Олег'
  [denisov]='Денисов Павел' [egorova]='Егорова Нина' [fomin]='Фомин Лев' [gusev]='Гусев Антон'
  [ilyin]='Ильин Роман')
declare -A head=([north]=orlova [south]=gromov)
first=(antonov belova chernov denisov)
second=(egorova fomin gusev ilyin)

# Часы стоят там, где мы скажем; кто вошел в систему, администратор и может работать за других.
# The clock stands where we put it; whoever is logged in is an admin and may act as anybody.
at()     { today=$1; clock=$2; }
as()     { local user=$1; shift; CRM_NOW="${today}T$clock" CRM_USER=$user "$crm" "$@"; }
quietly() { "$@" >/dev/null; }
# by USER: команды со стандартного ввода одним действием / the commands of standard input as one operation
by()     { quietly as "$1" batch; }
venue()  { printf "'Кафе %d-%02d'" "$1" "$2"; }

# mend M K…: менеджер ставит задачу и говорит, что исправил / the manager sets a task and says so
mend() {
  local manager=$1 deal
  shift
  for deal; do
    printf 'task set %s "Связаться с клиентом" --due 2026-11-30\n' "$(venue "$manager" "$deal")"
    printf 'rework done %s --note "Поставил задачу"\n' "$(venue "$manager" "$deal")"
  done | by "${managers[manager - 1]}"
}

# idle M K: менеджер снимает задачу и не ставит следующей / the manager drops a task and sets no other
idle() {
  quietly as "${managers[$1 - 1]}" task cancel "Кафе $1-$(printf %02d "$2")" --no-next --reason 'Ждем'
}

# accept HEAD MANAGER…: руководитель принимает все исправленное / the head accepts what was mended
accept() {
  local user=$1 manager
  shift
  for manager; do
    as "$user" rework list --manager "$manager" --state fixed -q
  done | sed 's/^/rework accept /' | by "$user"
}

# Четыре сделки каждого, с 11-й по 14-ю, идут по воронкам: какая докуда, говорит depth; дальше
# договора — успех и отказ, по четыре на каждый исход.
# Four deals of each, the 11th to the 14th, walk the pipelines: depth says how far; behind the contract
# are the won and the lost ones, four for each end.
stages=(in-work call decision-maker meeting proposal contract won lost)
depth() { printf %d $((($1 * 3 + $2) % 8)); }
due()   { printf '2026-11-%d' $((22 + $1)); }

surnames=(Смирнов Кузнецов Попов Васильев Соколов Михайлов Новиков Федоров)
given=('Иван Петрович' 'Сергей Ильич' 'Андрей Олегович' 'Павел Юрьевич')
owner() { printf %s "${surnames[$1 - 1]} ${given[$2 - 11]}"; }

# step STAGE M K: что сделал менеджер, чтобы сделка встала на этап / what a manager does to reach a stage
step() {
  local to=$1 m=$2 k=$3 deal next
  deal=$(venue "$m" "$k")
  next="--due $(due "$m")"
  case $to in
  call)
    printf 'call %s --to call -m "Ответил администратор %s, владелец будет после обеда" -r "Дозвонились" ' \
      "$deal" "$m-$k"
    printf -- '-t "Связаться с клиентом" %s\n' "$next" ;;
  decision-maker)
    printf 'call %s --to decision-maker -m "%s решает сам и ждет нас с примерами" -r "Дозвонились" ' \
      "$deal" "$(owner "$m" "$k")"
    printf -- '-t Встреча %s\n' "$next" ;;
  meeting)
    printf 'deal move %s meeting --report met="%s, владелец" --report need="Заполнить зал в будни" ' \
      "$deal" "$(owner "$m" "$k")"
    printf -- '--report objections="Просит скидку" --report agreed="Два варианта на выбор" '
    printf -- '--report next="Предложение в понедельник" -r "Встреча прошла" -t "Отправить КП" %s\n' "$next" ;;
  proposal)
    printf 'deal move %s proposal -m "Отправили два варианта, ответ обещали завтра" -r "Отправлено" ' "$deal"
    printf -- '-t "Связаться с клиентом" %s\n' "$next" ;;
  contract)
    printf 'deal move %s contract -m "Выбрали первый вариант, договор и счет отправлены" -r "Согласны" ' "$deal"
    printf -- '-t "Проверить оплату" %s\n' "$next" ;;
  won)
    # Реклама оплачивается частями / advertising is paid in parts
    if ((k % 2)); then
      printf 'deal close %s --won --end-date 2027-02-28 --package Стандарт\n' "$deal"
    else
      printf 'split-pay %s --paid 20000 --total 60000 --end-date 2027-02-28 --package Премиум ' "$deal"
      printf -- '-t "Проверить оплату" %s\n' "$next"
    fi ;;
  lost)
    printf 'deal close %s --lost --reason Дорого --spoke-with "%s" --position владелец ' \
      "$deal" "$(owner "$m" "$k")"
    printf -- '-m "Реклама у соседей обойдется вдвое дешевле, вернуться весной" -r "Дозвонились"\n' ;;
  esac
}

# reach STAGE: все, кому пора, доходят до этапа / all who are to reach a stage do
reach() {
  local m k last
  for m in {1..8}; do
    for k in {11..14}; do
      last=$(depth "$m" "$k")
      # Отказывают после предложения / the lost ones are lost behind the proposal
      [[ $1 == lost || $1 == won ]] && [[ ${stages[last]} != "$1" ]] && continue
      [[ $1 == contract && ${stages[last]} == lost ]] && continue
      for ((place = 0; place <= last; place++)); do
        if [[ ${stages[place]} == "$1" ]]; then step "$1" "$m" "$k"; fi
      done
    done | by "${managers[m - 1]}"
  done
}

# evening: в 18:30 руководители принимают, в 19:00 проверяют и возвращают
# the heads accept at 18:30, and audit and send back at 19:00
evening() {
  local department status
  at "$today" 18:30
  accept orlova "${first[@]}"
  accept gromov "${second[@]}"
  at "$today" 19:00
  for department in north south; do
    status=0
    printf '%s, %s: ' "$today" "$department"
    as "${head[$department]}" audit --department "$department" --send-back --summary 2>&1 |
      sed -n '1p;$p' | paste -sd ' ' || status=$?
    ((status <= 1)) || exit "$status"
  done
}

at 2026-11-09 09:00
quietly "$crm" init --scenario restaurant
for department in north south; do quietly "$crm" department add "$department"; done
quietly "$crm" user add orlova --name 'Орлова Вера' --role head --department north
quietly "$crm" user add gromov --name 'Громов Петр' --role head --department south
for manager in "${first[@]}"; do
  quietly "$crm" user add "$manager" --name "${name[$manager]}" --role manager --department north
done
for manager in "${second[@]}"; do
  quietly "$crm" user add "$manager" --name "${name[$manager]}" --role manager --department south
done
for manager in "${managers[@]}"; do quietly "$crm" plan set "$manager" 2026-11 100000; done

# Понедельник: у каждого 15 сделок; у первого менеджера одна без задачи, у восьмого восемь.
# Monday: 15 deals each; the first manager leaves one without a task, the eighth leaves eight.
at 2026-11-09 10:00
for m in {1..8}; do
  for k in {1..15}; do
    due=2026-11-30
    if ((m % 2 && k == 15)); then due='2026-11-10 15:00'; fi
    printf 'company add %s --phone "+7 495 %03d-00-%02d" --address "Москва, Садовая, %d"\n' \
      "$(venue "$m" "$k")" "$m" "$k" $((m * 15 + k))
    sale='smm --budget 10000'
    if ((k > 10 && k < 15)); then
      if ((k % 2)); then sale='crm --budget 20000'; else sale='ads --budget 60000'; fi
      printf 'contact add %s --name "%s" --position владелец --phone "+7 916 %03d-00-%02d" ' \
        "$(venue "$m" "$k")" "$(owner "$m" "$k")" "$m" "$k"
      printf -- '--email owner-%d-%d@cafe.example --role decision-maker\n' "$m" "$k"
    fi
    printf 'deal add %s --pipeline %s' "$(venue "$m" "$k")" "$sale"
    if ((k > m)); then printf ' --next "Связаться с клиентом" --due "%s"' "$due"; fi
    printf '\n'
  done | by "${managers[m - 1]}" 2>/dev/null
done
evening

# Вторник: исправляют все, кроме седьмого и восьмого; у нечетных к вечеру просрочена задача.
# Tuesday: all mend but the seventh and the eighth; the odd ones have an overdue task by the evening.
at 2026-11-10 12:00
for m in {1..6}; do mend "$m" $(seq "$m"); done
mend 7 1 2 3 4
mend 8 1 2 3 4
reach call
evening

# Среда: нечетные перезвонили, седьмой исправил с опозданием; доработку первого вернули.
# Wednesday: the odd ones called, the seventh mended late; the first one's rework is returned.
at 2026-11-11 12:00
for m in 1 3 5 7; do
  by "${managers[m - 1]}" <<END
task done $(venue "$m" 15) --result 'Дозвонились' --next 'Связаться с клиентом' --due 2026-11-30
rework done $(venue "$m" 15) --note 'Перезвонил'
END
done
mend 7 5 6 7
mend 8 5 6
reach decision-maker
at 2026-11-11 18:30
quietly as orlova rework return 'Кафе 1-15' --reason 'Из результата непонятно, с кем говорили'
evening

at 2026-11-12 12:00
quietly as antonov rework 'done' 'Кафе 1-15' --note 'Говорил с владельцем'
evening

at 2026-11-13 12:00
mend 8 7 8
reach meeting
evening

# Вторая неделя: у восьмого это уже привычка.
# The second week: with the eighth it has become a habit.
at 2026-11-16 12:00
idle 8 9
idle 8 10
reach proposal
evening

at 2026-11-17 12:00
mend 8 9 10
quietly as denisov deal edit 'Кафе 4-15' --name 'Кафе на углу'
reach contract
reach lost
evening

at 2026-11-18 12:00
quietly as denisov deal edit 'Кафе на углу' --name 'Кафе 4-15'
quietly as denisov rework 'done' 'Кафе 4-15' --note 'Вернул название'
reach won
# По SMM обзвонили каждую вторую / every other one of SMM was called
for m in {1..8}; do
  for k in 2 4 6 8; do step call "$m" "$k"; done | by "${managers[m - 1]}"
done
evening

at 2026-11-19 12:00
idle 6 1
quietly as ilyin split-pay 'Кафе 8-14 (доплата)' --paid 20000 -t 'Проверить оплату' -d 2026-11-30
evening

at 2026-11-20 12:00
idle 3 1
quietly as ilyin split-pay 'Кафе 8-14 (доплата)' --paid 20000
evening

printf '\n'
CRM_NOW=2026-11-20T19:30 "$crm" audit --history
printf '\n'
CRM_NOW=2026-11-20T19:30 "$crm" rework list
printf '\n%s\n' "$CRM_DATA"
