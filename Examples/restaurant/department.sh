#!/usr/bin/env bash
# Две недели отдела: 8 менеджеров, 2 руководителя, 120 сделок, проверка каждый вечер.
# A department's two weeks: 8 managers, 2 heads, 120 deals, an audit every evening.
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
  quietly "$crm" user add "$manager" --name "$manager" --role manager --department north
done
for manager in "${second[@]}"; do
  quietly "$crm" user add "$manager" --name "$manager" --role manager --department south
done

# Понедельник: у каждого 15 сделок; у первого менеджера одна без задачи, у восьмого восемь.
# Monday: 15 deals each; the first manager leaves one without a task, the eighth leaves eight.
at 2026-11-09 10:00
for m in {1..8}; do
  for k in {1..15}; do
    due=2026-11-30
    if ((m % 2 && k == 15)); then due='2026-11-10 15:00'; fi
    printf 'company add %s\n' "$(venue "$m" "$k")"
    printf 'deal add %s --pipeline smm --budget 10000' "$(venue "$m" "$k")"
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
at 2026-11-11 18:30
quietly as orlova rework return 'Кафе 1-15' --reason 'Из результата непонятно, с кем говорили'
evening

at 2026-11-12 12:00
quietly as antonov rework 'done' 'Кафе 1-15' --note 'Говорил с владельцем'
evening

at 2026-11-13 12:00
mend 8 7 8
evening

# Вторая неделя: у восьмого это уже привычка.
# The second week: with the eighth it has become a habit.
at 2026-11-16 12:00
idle 8 9
idle 8 10
evening

at 2026-11-17 12:00
mend 8 9 10
quietly as denisov deal edit 'Кафе 4-15' --name 'Кафе на углу'
evening

at 2026-11-18 12:00
quietly as denisov deal edit 'Кафе на углу' --name 'Кафе 4-15'
quietly as denisov rework 'done' 'Кафе 4-15' --note 'Вернул название'
evening

at 2026-11-19 12:00
idle 6 1
evening

at 2026-11-20 12:00
idle 3 1
evening

printf '\n'
CRM_NOW=2026-11-20T19:30 "$crm" audit --history
printf '\n'
CRM_NOW=2026-11-20T19:30 "$crm" rework list
printf '\n%s\n' "$CRM_DATA"
