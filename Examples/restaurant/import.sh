#!/usr/bin/env bash
# Отдел переходит из amoCRM: выгрузка сделок становится данными, а проверка говорит, чего в них не хватает.
# A department moves from amoCRM: an export of its deals is taken in, and the audit says what they lack.
#
# CRM       программа / the program; default: the release build of this checkout
# CRM_DATA  каталог данных, которого еще нет / a data directory that does not exist yet
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
crm=${CRM:-$here/../../.build/release/crm}
export CRM_DATA=${CRM_DATA:-$(mktemp -d)/.crm} CRM_NOW=2026-11-20T09:00:00 CRM_USER=head
mkdir -p -- "$(dirname -- "$CRM_DATA")"
# Отклоненные строки ложатся рядом с выгрузкой. / Rejected rows are put beside the export.
file=$(dirname -- "$CRM_DATA")/amocrm-export.csv
cp -- "$here/amocrm-export.csv" "$file"
proposal=$(dirname -- "$CRM_DATA")/amocrm-proposal.json

"$crm" init --scenario restaurant

# Чужие воронки, этапы и люди сами собой не угадываются: первый запуск останавливается (статус 3) и
# пишет файл соответствий, который остается исправить.
# Pipelines, stages and people of others are never guessed: the first run stops (status 3) and writes
# a mapping file to be corrected.
"$crm" import amocrm "$file" --map "$proposal" || (($? == 3))

# amocrm-map.json — этот файл, когда его исправили: «Продажи» — это воронка ads.
# amocrm-map.json is that file once corrected: «Продажи» is the pipeline ads.
"$crm" import amocrm "$file" --map "$here/amocrm-map.json"

# Второй раз то же самое ничего не меняет. / The same once more changes nothing.
"$crm" import amocrm "$file" --map "$here/amocrm-map.json"

# Чего не хватает прежним сделкам по инструкции отдела.
# What the old deals lack by the department's instruction.
"$crm" audit --fail-on never

printf '\nКаталог данных / data directory: %s\n' "$CRM_DATA"
