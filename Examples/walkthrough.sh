# Подключается каждым walkthrough.sh: показывает команды и проверяет, что из них вышло.
# Sourced by every walkthrough.sh: it shows the commands and checks what came of them.
#
# CRM       программа / the program; default: the release build of this checkout
# CRM_DATA  каталог данных, которого еще нет / a data directory that does not exist yet
# shellcheck shell=bash
set -euo pipefail

program=${CRM:-$(dirname "${BASH_SOURCE[0]}")/../.build/release/crm}
export CRM_DATA=${CRM_DATA:-$(mktemp -d)/.crm} CRM_LANG=ru NO_COLOR=1
mkdir -p -- "$(dirname -- "$CRM_DATA")"

# day TIME WHAT: часы стоят там, где мы скажем / the clock stands where we put it
day()  { printf '\n== %s\n' "$2"; export CRM_NOW=$1; }
# as USER: чьи команды идут дальше / whose commands follow
as()   { export CRM_USER=$1; }
said() { printf '$ crm'; printf ' %q' "$@"; printf '\n'; }
fail() { printf 'walkthrough: %s\n' "$*" >&2; exit 1; }

# crm WORDS…: команда, которая удается / a command that succeeds
crm() { said "$@"; "$program" "$@" || fail "status $?: crm $*"; }
# new WORDS…: то же, печатает id / the same, prints the id
new() { said "$@" >&2; "$program" "$@" -q || fail "status $?: crm $*"; }
# refused STATUS WORDS…: команда, которую не выполнят / a command that is refused
refused() {
  local status=0 wanted=$1
  shift
  said "$@"
  "$program" "$@" 2>&1 || status=$?
  [[ $status == "$wanted" ]] || fail "status $status, wanted $wanted: crm $*"
}
# is VALUE FIELDS WORDS…: что показывает команда / what a command shows
is() {
  local got wanted=$1 fields=$2
  shift 2
  got=$("$program" "$@" --fields "$fields" --format tsv | tail -n +2)
  [[ $got == "$wanted" ]] || fail "$fields is '$got', wanted '$wanted': crm $*"
  printf -- '-- %s: %s\n' "$fields" "${got//$'\t'/, }"
}
