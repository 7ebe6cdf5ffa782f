extension CompletionScript {
  /// What was typed is kept as it was typed, and only the rest of a value is added to it, quoted as
  /// the word was begun; so no style of quoting and no `COMP_WORDBREAKS` can break a word.
  var bash: String {
    #"""
    # \#(header(.bash))

    # Sets the commands, the one that is meant where no word names any, and the rows
    # NAMES|ACTION|UNLESS behind a path of commands.
    \#(function)_table() {
      commands=() rows=() fallback=''
      case $1 in
    \#(table)
        *) return 1 ;;
      esac
      rows+=(\#(list(globalRows(nil))))
    }

    # Splits the line before the cursor as the shell will. Sets words, the typed word, the quote it
    # stands in, and its raw form.
    \#(function)_split() {
      local rest=${COMP_LINE:0:COMP_POINT} run next begun=''
      words=() typed='' quote='' raw=''
      while [[ $rest ]]; do
        case $quote in
          \') run=${rest%%\'*} ;;
          \") run=${rest%%[\"\\]*} ;;
          *) run=${rest%%[\'\"\\[:space:]]*} ;;
        esac
        typed+=$run raw+=$run rest=${rest:${#run}}
        [[ $run ]] && begun=1
        [[ $rest ]] || break
        next=${rest:0:1} rest=${rest:1} raw+=$next
        case $quote$next in
          \'\' | \"\") quote='' ;;
          \' | \") quote=$next begun=1 ;;
          *\\)
            [[ $rest ]] || quote=\\
            next=${rest:0:1} rest=${rest:1} raw+=$next begun=1
            [[ $quote == \" && $next != [\"\\\$\`] ]] && typed+=\\
            typed+=$next ;;
          *)
            [[ $begun ]] && words+=("$typed")
            typed='' raw='' begun='' ;;
        esac
      done
    }

    # Sets the action of an option.
    \#(function)_action() {
      local row
      action=''
      for row in "${rows[@]}"; do
        [[ " ${row%%|*} " == *" $1 "* ]] || continue
        row=${row#*|} action=${row%%|*}
        return
      done
    }

    # Notes a word that starts with a hyphen; sets pending where its value is the next word.
    \#(function)_option() {
      local index
      pending=''
      case $1 in
        --*=*) given+="${1%%=*} " ;;
        --*) given+="$1 "; \#(function)_action "$1"; pending=$action ;;
        *)
          for ((index = 1; index < ${#1}; index++)); do
            given+="-${1:index:1} "
            \#(function)_action "-${1:index:1}"
            pending=$action
          done ;;
      esac
      [[ $pending != flag ]] || pending=''
    }

    # Offers a value with its description; another spelling of what was typed only where $3 is 1.
    \#(function)_offer() {
      local value=$1 kept=''
      if [[ $value == "$typed"* ]]; then
        kept=$text value=${value:${#typed}}
      elif [[ $3 != 1 || $text != "$raw" && $quote$text != "$raw" ]]; then
        return
      fi
      case $quote in
        \') value=${value//\'/\'\\\'\'} ;;
        \") value=${value//\\/\\\\} value=${value//\"/\\\"} value=${value//\$/\\\$} value=${value//\`/\\\`}
          # Bash expands history in double quotes, and no backslash stops it there.
          value=${value//\!/\"\\\!\"} ;;
        *) [[ $value ]] && printf -v value %q "$value" ;;
      esac
      COMPREPLY+=("$kept$value") shown+=("$1${2:+  ($2)}")
      [[ $1 == *[=/] ]] && compopt -o nospace 2>/dev/null
    }

    # Offers files with one of these extensions, or all, or only folders.
    \#(function)_files() {
      local start=$typed path extension
      [[ $raw == \~/* ]] && start=$HOME/${typed#\~/}
      for path in "$start"*; do
        if [[ -d $path ]]; then
          \#(function)_offer "$typed${path:${#start}}/"
        elif [[ -e $path && $1 == file ]]; then
          for extension in "${@:2}"; do [[ $path == *."$extension" ]] && break; done
          [[ $# == 1 || $path == *."$extension" ]] && \#(function)_offer "$typed${path:${#start}}"
        fi
      done
    }

    # Offers what an action gives.
    \#(function)_values() {
      local name line
      case $1 in
        choice) for name in "${@:2}"; do \#(function)_offer "$name"; done ;;
        file | directory) \#(function)_files "$@" ;;
        commands)
          if ((!${#arguments[@]})); then
            for name in \#(program.topics.map(\.name).joined(separator: " ")); do \#(function)_offer "$name"; done
          fi
          if \#(function)_table "${arguments[*]}"; then
            for name in "${commands[@]}"; do \#(function)_offer "$name"; done
          fi ;;
        live)
          local -a lines
          mapfile -t lines < <("${program/#~\//$HOME/}" \#(helper) "$2" -- "${words[@]:1}" "$typed" 2>/dev/null)
          for line in "${lines[@]}"; do
            name=${line%%$'\t'*} line=${line:${#name}}
            \#(function)_offer "$name" "${line#$'\t'}" "$((${#lines[@]} == 1))"
          done ;;
      esac
    }

    # Offers the options that may still be given.
    \#(function)_options() {
      local row name names unless
      for row in "${rows[@]}"; do
        names=${row%%|*} unless=${row##*|}
        [[ $names ]] || continue
        for name in $unless; do [[ $given == *" $name "* ]] && continue 2; done
        for name in $names; do
          [[ $name == --* || $names != *--* ]] && \#(function)_offer "$name"
        done
      done
    }

    # Offers the argument that is next, or options once there is none.
    \#(function)_arguments() {
      local row place=0
      for row in "${rows[@]}"; do
        [[ $row == \|* ]] || continue
        if [[ ${row##*|} == \? ]]; then
          # What gives way is offered beside the next one, and is passed over where it was left out.
          row=${row#|}
          if ((place == ${#arguments[@]})); then
            \#(function)_values ${row%%|*}
          elif [[ " ${row%%|*} " == *" ${arguments[place]} "* ]]; then
            ((place++))
          fi
        elif ((place++ == ${#arguments[@]})) || [[ ${row##*|} == \* ]]; then
          row=${row#|}
          \#(function)_values ${row%%|*}
          return
        fi
      done
      [[ $ended ]] || \#(function)_options
    }

    \#(function)() {
      local IFS=$' \t\n' program=$1 text=$2
      local commands rows fallback words typed quote raw word action
      local path='' pending='' ended='' given=' ' arguments=() shown=()
      COMPREPLY=()
      \#(function)_split
      [[ $quote == \\ ]] && return
      \#(function)_table ''
      for word in "${words[@]:1}"; do
        if [[ $pending ]]; then
          pending=''
        elif [[ $ended || $word != -?* || $word =~ ^-[0-9][0-9.,]*$ ]]; then
          if ((${#commands[@]})) && [[ ! $fallback || " ${commands[*]} " == *" $word "* ]]; then
            path+=${path:+ }$word
            \#(function)_table "$path" || return
          else
            [[ $fallback ]] && \#(function)_table "$path $fallback"
            arguments+=("$word")
          fi
        elif [[ $word == -- ]]; then
          ended=1
        else
          \#(function)_option "$word"
        fi
      done
      if [[ $pending ]]; then
        \#(function)_values $pending
      elif [[ ! $ended && $typed == --*=* ]]; then
        \#(function)_action "${typed%%=*}"
        typed=${typed#*=} raw=${raw#*=}
        \#(function)_values $action
      elif [[ ! $ended && $typed == -* ]]; then
        \#(function)_options
      elif ((${#commands[@]})); then
        for word in "${commands[@]}"; do \#(function)_offer "$word"; done
        [[ $fallback ]] && \#(function)_arguments
      else
        \#(function)_arguments
      fi
      # Bash closes the quote of a single value, unless it ends like that already.
      [[ ${#COMPREPLY[@]} == 1 && $quote && $COMPREPLY == *"$quote" ]] && COMPREPLY+=$quote
      # A list that is only looked at can say more than what would be inserted.
      ((COMP_TYPE == 63 && ${#COMPREPLY[@]} > 1)) && COMPREPLY=("${shown[@]}")
    }

    complete -o nosort -F \#(function) \#(program.name) 2>/dev/null || complete -F \#(function) \#(program.name)

    """#
  }

  private var table: String {
    commands.map { command in
      let content =
        command.isGroup
        ? "commands=(\(names(command, nil).joined(separator: " ")))"
          + (command.fallback.map { " fallback=\($0) rows=(\(list(rows(command, nil))))" } ?? "")
        : "rows=(\(list(rows(command, nil))))"
      return "    '\(command.path.joined(separator: " "))') \(content) ;;"
    }.joined(separator: "\n")
  }

  private func list(_ words: [String]) -> String {
    words.isEmpty ? "" : words.map { "\n      " + ShellWord.quote($0) }.joined() + "\n    "
  }
}
