"""Runs one command on a pseudo-terminal, types answers, and says what was on the screen.

Standard input: {"words", "folder", "env", "rows", "columns", "answers": [{"until", "type"}]}
Standard output: {"status", "screen"}
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time


def main():
    job = json.load(sys.stdin)
    start, ready = os.pipe()
    process, terminal = pty.fork()
    if process == 0:
        os.read(start, 1)
        os.chdir(job["folder"])
        os.execve(job["words"][0], job["words"], {"PATH": os.environ["PATH"], **job["env"]})
    size = struct.pack("HHHH", job["rows"], job["columns"], 0, 0)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)
    os.write(ready, b".")
    screen = b""
    answers = list(job["answers"])
    deadline = time.monotonic() + 9
    while time.monotonic() < deadline:
        if answers and answers[0]["until"].encode() in screen:
            os.write(terminal, answers.pop(0)["type"].encode())
        if not select.select([terminal], [], [], 0.1)[0]:
            continue
        try:
            more = os.read(terminal, 65536)
        except OSError:
            break
        if not more:
            break
        screen += more
    else:
        raise SystemExit(f"no end; got {screen!r}")
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    text = screen.decode(errors="replace").replace("\r\n", "\n")
    json.dump({"status": status, "screen": text}, sys.stdout, ensure_ascii=False)


main()
