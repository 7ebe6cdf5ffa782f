extension CompletionScript {
  /// Fish matches and quotes by itself, so values are handed to it as they are; a value of another
  /// spelling is taken only where fish itself sees that it is one.
  func fish(_ language: Language) -> String {
    #"""
    # \#(header(.fish))

    # Sets the commands NAME|DESCRIPTION, the one that is meant where no word names any, and the rows
    # NAMES|ACTION|UNLESS|DESCRIPTION behind a path.
    function _\#(function)_table --no-scope-shadowing
        set fallback
        set commands
        set rows
        switch "$argv"
    \#(table(language))
            case '*'
                return 1
        end
        set -a rows \#(list(globalRows(language)))
        return 0
    end

    # Sets the action of an option.
    function _\#(function)_action --no-scope-shadowing
        set action
        for row in $rows
            set -l fields (string split -m 3 '|' -- $row)
            if contains -- $argv[1] (string split ' ' -- $fields[1])
                set action (string split ' ' -- $fields[2])
                return
            end
        end
    end

    # Notes a word that starts with a hyphen; sets pending where its value is the next word.
    function _\#(function)_option --no-scope-shadowing
        set -l names (string split -m 1 = -- $argv[1])
        if not string match -q -- '--*' $argv[1]
            set names '-'(string split '' -- (string sub -s 2 -- $argv[1]))
        end
        set -a given $names
        _\#(function)_action $names[-1]
        set pending $action
        if test "$action" = flag; or string match -q -- '--*=*' $argv[1]
            set pending
        end
    end

    # Prints the NAME|DESCRIPTION entries that begin as typed: fish would look into descriptions too.
    function _\#(function)_offer --no-scope-shadowing
        for entry in $argv
            test (string sub -l (string length -- "$typed") -- $entry) = "$typed"
            and string replace '|' \t -- $prefix$entry
        end
    end

    # Prints what an action gives, each with a prefix.
    function _\#(function)_values --no-scope-shadowing
        switch "$argv[1]"
            case choice
                _\#(function)_offer $argv[2..]
            case file
                if set -q argv[2]
                    __fish_complete_suffix .$argv[2..]
                else
                    __fish_complete_path $typed
                end
            case directory
                string join \n -- $prefix(__fish_complete_directories $typed '')
            case commands
                if not set -q arguments[1]
                    _\#(function)_offer \#(list(topics(language)))
                end
                _\#(function)_table $arguments
                and _\#(function)_offer $commands
            case live
                string join \n -- $prefix(command $program \#(helper) $argv[2] -- $before $typed 2>/dev/null)
        end
    end

    # Prints the options that may still be given.
    function _\#(function)_options --no-scope-shadowing
        for row in $rows
            set -l fields (string split -m 3 '|' -- $row)
            test -n "$fields[1]"
            or continue
            set -l ruled_out
            for name in (string split ' ' -- $fields[3])
                contains -- "$name" $given
                and set ruled_out 1
            end
            test -n "$ruled_out"
            and continue
            set -l names (string split ' ' -- $fields[1])
            set -l long (string match -- '--*' $names)
            set -q long[1]
            and set names $long
            _\#(function)_offer "$names[1]|$fields[4]"
        end
    end

    # Prints the argument that is next, or options once there is none.
    function _\#(function)_arguments --no-scope-shadowing
        set -l place 0
        for row in (string match -- '|*' $rows)
            set -l fields (string split -m 3 '|' -- $row)
            # What gives way is offered beside the next one, and is passed over where it was left out.
            if test "$fields[3]" = '?'
                if test $place = (count $arguments)
                    _\#(function)_values (string split ' ' -- $fields[2])
                else if contains -- "$arguments[$(math $place + 1)]" (string split ' ' -- $fields[2])
                    set place (math $place + 1)
                end
                continue
            end
            if test $place = (count $arguments); or test "$fields[3]" = '*'
                _\#(function)_values (string split ' ' -- $fields[2])
                return
            end
            set place (math $place + 1)
        end
        test -n "$ended"
        or _\#(function)_options
    end

    function _\#(function)
        set -l before (commandline -opc)
        set -l raw (commandline -ct)
        # A quote that is still open is closed for reading.
        set -l typed (string unescape -- "$raw"; or string unescape -- "$raw'"; or string unescape -- "$raw\"")
        set -q typed[1]
        or set typed ''
        set -l program $before[1]
        set -e before[1]
        set -l commands
        set -l fallback
        set -l rows
        set -l given
        set -l arguments
        set -l path
        set -l pending
        set -l ended
        set -l action
        set -l prefix ''
        _\#(function)_table
        for word in $before
            if test -n "$pending"
                set pending
            else if test -n "$ended"; or not string match -q -- '-?*' $word; or string match -qr '^-[0-9][0-9.,]*$' -- $word
                if set -q commands[1]; and not set -q fallback[1]; or contains -- $word (string split -f 1 '|' -- $commands)
                    set -a path $word
                    _\#(function)_table $path
                    or return
                else
                    set -q fallback[1]
                    and _\#(function)_table $path $fallback
                    set -a arguments $word
                end
            else if test "$word" = --
                set ended 1
            else
                _\#(function)_option $word
            end
        end
        if set -q pending[1]
            _\#(function)_values $pending
        else if test -z "$ended"; and string match -q -- '--*=*' $typed
            set prefix (string match -r -- '^--[^=]*=' $typed)
            _\#(function)_action (string trim -r -c = -- $prefix)
            set typed (string replace -- $prefix '' $typed)
            _\#(function)_values $action
        else if test -z "$ended"; and string match -q -- '-*' $typed
            _\#(function)_options
        else if set -q commands[1]
            _\#(function)_offer $commands
            set -q fallback[1]
            and _\#(function)_arguments
        else
            _\#(function)_arguments
        end
    end

    complete -c \#(program.name) -f -k -a '(_\#(function))'

    """#
  }

  private func table(_ language: Language) -> String {
    commands.map { command in
      let content =
        command.isGroup
        ? "set commands \(list(names(command, language)))"
          + (command.fallback.map {
            "\n            set fallback \($0)\n            set rows \(list(rows(command, language)))"
          } ?? "")
        : "set rows \(list(rows(command, language)))"
      return "        case '\(command.path.joined(separator: " "))'\n            \(content)"
    }.joined(separator: "\n")
  }

  /// Words of a list, each on a line of its own, in fish's single quotes.
  private func list(_ words: [String]) -> String {
    words.map { word in
      let escaped = word.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
      return "\\\n                '\(escaped)'"
    }.joined(separator: " ")
  }
}
