#!/usr/bin/env bash
# Вечерняя проверка отдела для cron: таблица и JSON за день и письмо каждому менеджеру.
# The evening audit for cron: the day's table and JSON, and a letter to every manager.
#
#   CRM_DATA=/srv/crm/.crm Examples/restaurant/evening.sh /srv/crm/reports
#
# crontab (по будням в 19:00 / at 19:00 on working days):
#   0 19 * * 1-5  CRM_DATA=/srv/crm/.crm CRM=/usr/local/bin/crm CRM_LANG=ru /srv/crm/evening.sh /srv/crm/reports
#
# Записывает / writes:  REPORTS/2026-11-20/audit.txt    весь отдел / the whole department
#                       REPORTS/2026-11-20/audit.json   то же для программ / the same for programs
#                       REPORTS/2026-11-20/manager-LOGIN.txt  что исправить менеджеру / what one manager has to mend
# Статус тот же, что у crm audit / the status is that of crm audit:
#   0 все в порядке / all is well, 1 есть ошибки / there are errors, другой / another: проверки не было / no audit
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
crm=${CRM:-$here/../../.build/release/crm}
reports=${1:-${REPORTS:-reports}}

# Все файлы говорят об одной и той же минуте, даже если проверка идет в полночь.
# All files speak of the same moment, even where the audit runs at midnight.
export CRM_NOW=${CRM_NOW:-$(date +%Y-%m-%dT%H:%M:%S%:z)}
folder=$reports/${CRM_NOW:0:10}

# В отчетах имена и телефоны людей: их читает только тот, кто их завел.
# The reports hold people's names: only their owner reads them.
umask 077
mkdir -p -- "$folder"

# Файл появляется целиком или не появляется: отчет за прошлый запуск не портится.
# A file appears whole or not at all, so that a failing run spoils no earlier report.
# audit FILE OPTION…
audit() {
  local file=$folder/$1 status=0
  shift
  : >"$file.part" || exit 74
  "$crm" audit "$@" >"$file.part" || status=$?
  if ((status > 1)); then
    rm -f -- "$file.part"
    exit "$status"
  fi
  mv -- "$file.part" "$file" || exit 74
  return "$status"
}

verdict=0
audit audit.json --json || verdict=$?
audit audit.txt || verdict=$?

# Письмо получает тот, у кого есть что исправить.
# A letter goes to whoever has something to mend.
managers=$("$crm" audit --fail-on never --format tsv --fields manager | tail -n +2 | sort -u)
while IFS= read -r manager; do
  [[ -z $manager ]] || audit "manager-$manager.txt" --manager "$manager" --fail-on never
done <<<"$managers"

printf '%s\n' "$folder"
exit "$verdict"
