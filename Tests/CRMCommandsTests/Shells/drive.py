"""Types into a real shell through a pseudo-terminal and says what became of the line.

Standard input: {"shell", "completion", "bin", "folder", "env", "steps": [{"type", "until"?, "run"?}]}
Standard output: [{"line", "screen"}], one for each step.

After each step a key that the shell was taught prints the whole line between two marks, so nothing
has to be guessed from what the terminal shows, and nothing waits for a time to pass. A step with
"until" waits for this text on the screen before; one with "run" runs the line and waits for this text.
"""

import json
import os
import pty
import re
import select
import signal
import sys
import time

KEY = "\x07"
SETUP = {
    "bash": r"""
set +o history; PS1='> '; bind 'set enable-bracketed-paste off'; bind 'set bell-style none'
bind 'set completion-query-items 0'; bind 'set page-completions off'
dump() { printf '\n[[%s]]\n' "$READLINE_LINE"; }; bind -x '"\C-g": dump'; . "$COMPLETION"; echo re''ady
""",
    "zsh": r"""
PS1='> '; unsetopt zle_bracketed_paste prompt_sp; unset zle_bracketed_paste; LISTMAX=10000
dump() { printf '\n[[%s]]\n' "$BUFFER"; zle -I }; zle -N dump; bindkey '^G' dump; bindkey '^I' complete-word
fpath=("${COMPLETION:h}" $fpath); autoload -Uz compinit; compinit -u -D; echo re''ady
""",
    "fish": r"""
function fish_prompt; echo '> '; end; set -g fish_autosuggestion_enabled 0
function dump; printf '\n[[%s]]\n' (commandline -b); commandline -f repaint; end; bind \cg dump
source $COMPLETION; echo re''ady
""",
}
ARGUMENTS = {
    "bash": ["bash", "--noprofile", "--norc", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "--private", "-i"],
}
CODES = re.compile(r"\x1b\[[0-9;?>=]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]|\x1b\][^\x07]*\x07|[\r\x0f]")


class Terminal:
    def __init__(self, job):
        environment = {
            "PATH": job["bin"] + ":/usr/local/bin:/usr/bin:/bin",
            "HOME": job["folder"],
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
            "COMPLETION": job["completion"],
            **job["env"],
        }
        self.process, self.file = pty.fork()
        if self.process == 0:
            os.chdir(job["folder"])
            os.execvpe(job["shell"], ARGUMENTS[job["shell"]], environment)
        self.bytes = b""

    def type(self, text):
        os.write(self.file, text.encode())

    def text(self):
        return CODES.sub("", self.bytes.decode(errors="replace"))

    def wait(self, pattern):
        """Waits until the pattern is on the screen, and forgets everything up to its end."""
        deadline = time.monotonic() + 9
        while True:
            match = re.search(pattern, self.text(), re.S)
            if match:
                before = self.text()[: match.start()]
                self.bytes = self.text()[match.end() :].encode()
                return match, before
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.file], [], [], left)[0]:
                raise SystemExit(f"waited for {pattern!r}, got {self.text()!r}")
            try:
                self.bytes += os.read(self.file, 65536)
            except OSError:
                raise SystemExit(f"the shell ended; waited for {pattern!r}, got {self.text()!r}")

    def line(self):
        self.type(KEY)
        match, before = self.wait(r"\[\[(.*?)\]\]\n")
        return match.group(1), before

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def main():
    job = json.load(sys.stdin)
    terminal = Terminal(job)
    answers = []
    try:
        for line in SETUP[job["shell"]].strip().split("\n"):
            terminal.type(line + "\n")
        terminal.wait(r"\nready")
        for step in job["steps"]:
            terminal.type(step["type"])
            screen = ""
            if "until" in step:
                match, screen = terminal.wait(re.escape(step["until"]))
                screen += match.group(0)
            line, rest = terminal.line()
            screen += rest
            if "run" in step:
                terminal.type("\n")
                terminal.wait(re.escape(step["run"]))
            else:
                # To the end of the line, and all of it away: an interrupt would also drop what is typed next.
                while terminal.line()[0]:
                    terminal.type("\x05\x15")
            answers.append({"line": line, "screen": screen})
    finally:
        terminal.close()
    json.dump(answers, sys.stdout, ensure_ascii=False)


main()
