"""The programs that are measured, each as a process that prints one line of JSON."""

import json
import os
import subprocess
import threading
import time


class Failed(Exception):
    """A program that is measured did not do its work."""


def run(command, input_text=None):
    """Runs a program and returns what it prints."""
    done = subprocess.run(command, input=input_text, capture_output=True, text=True)
    if done.returncode != 0:
        words = done.stderr.strip()[-2000:]
        raise Failed(f"{' '.join(command[:4])} … ended with {done.returncode}: {words}")
    return done.stdout


def lines_of(command, input_text=None):
    """Runs a program and returns what its lines of JSON say."""
    return [json.loads(line) for line in run(command, input_text).splitlines()]


def measure(command, input_text=None):
    """Runs a program and returns what its last line of JSON says, and the command itself."""
    return {**lines_of(command, input_text)[-1], "command": command}


class Watched:
    """A process whose anonymous memory is looked at again and again while it runs."""

    INTERVAL = 0.01

    def __init__(self, command, output=None):
        self.command = command
        self.peak_in_kilobytes = 0
        os.sync()
        began = time.monotonic()
        with open(output or os.devnull, "wb") as standard_output:
            process = subprocess.Popen(
                command, stdout=standard_output, stderr=subprocess.PIPE
            )
        watcher = threading.Thread(target=self._watch, args=(process.pid,), daemon=True)
        watcher.start()
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        watcher.join()
        self.cpu_seconds = usage.ru_utime + usage.ru_stime
        if process.returncode != 0:
            words = errors.decode(errors="replace").strip()[-2000:]
            raise Failed(f"{' '.join(command[:4])} … ended with {process.returncode}: {words}")

    def _watch(self, process):
        while True:
            try:
                with open(f"/proc/{process}/status") as status:
                    found = [line for line in status if line.startswith("RssAnon:")]
            except OSError:
                return
            if not found:
                return
            self.peak_in_kilobytes = max(self.peak_in_kilobytes, int(found[0].split()[1]))
            time.sleep(self.INTERVAL)


def seconds_of_process(command):
    """How long a small process takes from its start to its end."""
    nowhere = [(os.POSIX_SPAWN_OPEN, output, os.devnull, os.O_WRONLY, 0) for output in (1, 2)]
    began = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=nowhere)
    _, status = os.waitpid(child, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) != 0:
        raise Failed(f"{' '.join(command[:4])} … failed")
    return seconds
