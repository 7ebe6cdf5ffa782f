extension CompletionScript {
  /// Zsh matches and quotes by itself, so values are handed to it as they are.
  func zsh(_ language: Language) -> String {
    #"""
    #compdef \#(program.name)
    # \#(header(.zsh))

    # Sets the commands NAME|DESCRIPTION, the one that is meant where no word names any, and the rows
    # NAMES|ACTION|UNLESS|DESCRIPTION behind a path.
    \#(function)_table() {
      commands=() rows=() fallback=''
      case $1 in
    \#(table(language))
        *) return 1 ;;
      esac
      rows+=(\#(list(globalRows(language))))
    }

    # Sets the action and the description of an option.
    \#(function)_action() {
      local row
      action='' description=''
      for row in $rows; do
        [[ " ${row%%|*} " == *" $1 "* ]] || continue
        action=${${row#*|}%%|*} description=${row#*|*|*|}
        return
      done
    }

    # Notes a word that starts with a hyphen; sets pending where its value is the next word.
    \#(function)_option() {
      local letter
      pending=''
      case $1 in
        --*=*) given+=${1%%=*} ;;
        --*) given+=$1; \#(function)_action $1; pending=$action ;;
        *)
          for letter in ${(s::)1#-}; do
            given+=-$letter
            \#(function)_action -$letter
            pending=$action
          done ;;
      esac
      [[ $pending != flag ]] || pending=''
    }

    # Offers NAME|DESCRIPTION entries of a kind.
    \#(function)_describe() {
      local -a entries
      local entry
      for entry in ${@:2}; do entries+=("${entry%%|*}:${entry#*|}"); done
      _describe -V -t $1 $1 entries
    }

    # Offers what the program itself knows of a kind.
    \#(function)_live() {
      local -a values shown options
      local line value typed=${(Q)PREFIX}
      for line in ${(f)"$(_call_program values ${(q)program} \#(helper) $1 -- ${(qq)before} ${(qq)typed})"}; do
        value=${line%%$'\t'*}
        values+=($value)
        [[ $line == *$'\t'* ]] && shown+=("$value  -- ${line#*$'\t'}") || shown+=($value)
      done
      (($#values)) || return 1
      [[ $values[1] == *= ]] && options=(-S '')
      # The only answer may be another spelling of what was typed.
      [[ $#values == 1 && $values[1] != ${(b)typed}* ]] && options+=(-U)
      compadd -V $1 -l -d shown "${options[@]}" -- $values
    }

    # Offers what an action gives; a text of the user's own is only described.
    \#(function)_values() {
      local description=${@[-1]}
      local -a topics=(\#(list(topics(language))))
      case $1 in
        choice) compadd -V choices -- ${@:2:${#}-2} ;;
        file) (($# == 2)) && _files || _files -g "*.(${(j:|:)@:2:${#}-2})" ;;
        directory) _files -/ ;;
        live) \#(function)_live $2 ;;
        commands)
          (($#arguments)) || \#(function)_describe topics $topics
          \#(function)_table "$arguments" && \#(function)_describe commands $commands ;;
        value) _message -r $description ;;
      esac
    }

    # Offers the options that may still be given.
    \#(function)_options() {
      local -a offered unless
      local row name
      for row in $rows; do
        [[ $row == \|* ]] && continue
        unless=(${=${row#*|*|}%%|*})
        (($#given && ${#unless:*given})) && continue
        for name in ${=row%%|*}; do
          [[ $name == --* || $row != *--*\|*\|*\|* ]] && offered+=("$name|${row#*|*|*|}")
        done
      done
      (($#offered)) && \#(function)_describe options $offered
    }

    # Offers the argument that is next, or options once there is none.
    \#(function)_arguments() {
      local row
      local -i place=0
      for row in ${(M)rows:#\|*}; do
        if [[ $row == \|*\|\?\|* ]]; then
          # What gives way is offered beside the next one, and is passed over where it was left out.
          if ((place == $#arguments)); then
            \#(function)_values ${=${row#|}%%|*} ${row#*|*|*|}
          elif [[ " ${${row#|}%%|*} " == *" ${arguments[place + 1]} "* ]]; then
            ((place++))
          fi
        elif ((place++ == $#arguments)) || [[ $row == *\|\*\|* ]]; then
          \#(function)_values ${=${row#|}%%|*} ${row#*|*|*|}
          return
        fi
      done
      [[ $ended ]] || \#(function)_options
    }

    \#(function)() {
      local -a commands rows given arguments before
      local program=${(Q)words[1]} word plain path_ pending ended action description fallback
      before=("${(@Q)words[2,CURRENT-1]}")
      \#(function)_table ''
      for word in "$before[@]"; do
        if [[ $pending ]]; then
          pending=''
        elif [[ $ended || $word != -?* || $word == -<->* ]]; then
          if (($#commands)) && [[ ! $fallback || -n ${(M)commands:#$word\|*} ]]; then
            path_+=${path_:+ }$word
            \#(function)_table $path_ || return 1
          else
            [[ $fallback ]] && \#(function)_table "$path_ $fallback"
            arguments+=("$word")
          fi
        elif [[ $word == -- ]]; then
          ended=1
        else
          \#(function)_option $word
        fi
      done
      if [[ $pending ]]; then
        \#(function)_values ${=pending} $description
      elif [[ ! $ended && $PREFIX == --*=* ]]; then
        \#(function)_action ${PREFIX%%=*}
        compset -P '--*='
        \#(function)_values ${=action} $description
      elif [[ ! $ended && $PREFIX == -* ]]; then
        \#(function)_options
      elif (($#commands)); then
        \#(function)_describe commands $commands
        [[ $fallback ]] && \#(function)_arguments
      else
        \#(function)_arguments
      fi
    }

    # The file may be found by its name on $fpath, or read by `source`.
    if [[ $funcstack[1] == \#(function) ]]; then
      \#(function) "$@"
    else
      compdef \#(function) \#(program.name)
    fi

    """#
  }

  func topics(_ language: Language) -> [String] {
    program.topics.map { "\($0.name)|\($0.summary[language])" }
  }

  private func table(_ language: Language) -> String {
    commands.map { command in
      let content =
        command.isGroup
        ? "commands=(\(list(names(command, language))))"
          + (command.fallback.map { " fallback=\($0) rows=(\(list(rows(command, language))))" }
            ?? "")
        : "rows=(\(list(rows(command, language))))"
      return "    '\(command.path.joined(separator: " "))') \(content) ;;"
    }.joined(separator: "\n")
  }

  private func list(_ words: [String]) -> String {
    words.isEmpty ? "" : words.map { "\n      " + ShellWord.quote($0) }.joined() + "\n    "
  }
}
