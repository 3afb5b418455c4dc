"""Tests that the transcript in README.md is what a terminal shows.

    ENTENTE=.build/debug/entente python3 -m unittest discover -s Tests/readme

Every ```console block is run, in order, in one shell, from the top folder. A line after `$ ` is a command, after `> ` its continuation; the
others are what it prints on standard output and standard error. `…` stands for anything on its line; a line that is only `…` for any lines.
"""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
README = TOP / "README.md"
MARK = "\x1e"  # between the outputs of two commands


def transcript(text):
    """The commands of all console blocks, each with the lines it prints."""
    steps = []
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.S | re.M):
        for line in block.splitlines():
            if line.startswith("$ "):
                steps.append((line[2:], []))
            elif line.startswith("> ") and steps and not steps[-1][1]:
                steps[-1] = (steps[-1][0] + "\n" + line[2:], [])
            elif steps:
                steps[-1][1].append(line)
    return steps


def pattern(lines):
    """A regular expression for what a command prints."""
    parts = []
    for line in lines:
        if line.strip() == "…":
            parts.append(r"(?:.*\n)*")
        else:
            parts.append("[^\n]*".join(re.escape(part) for part in line.split("…")) + "\n")
    return "".join(parts)


def run(commands, program):
    """What each command prints."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "entente").symlink_to(program)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ENTENTE")}
        environment |= {"PATH": f"{folder}:{environment['PATH']}", "TMPDIR": folder, "COLUMNS": "100"}
        script = "".join(
            f"{command}\n{{ code=$?; printf '%s' $'\\x1e'; (exit $code); }} 2>&1\n" for command in commands)
        done = subprocess.run(["bash", "-c", f"exec 2>&1\n{script}"], cwd=TOP, env=environment, text=True,
                              stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=300)
        return done.stdout.split(MARK)[:len(commands)]


class Readme(unittest.TestCase):
    maxDiff = None

    def test_a_terminal_shows_what_the_readme_says(self):
        program = Path(os.environ.get("ENTENTE", TOP / ".build/debug/entente")).resolve()
        self.assertTrue(program.exists(), f"{program} is not there; build it, or name it in ENTENTE")
        steps = transcript(README.read_text(encoding="utf-8"))
        self.assertTrue(steps, "README.md has no console block")
        outputs = run([command for command, _ in steps], program)
        for (command, lines), output in zip(steps, outputs, strict=True):
            with self.subTest(command=command):
                printed = "".join(line.rstrip() + "\n" for line in output.splitlines())
                expected = "".join(line.rstrip() + "\n" for line in lines)
                if not re.fullmatch(pattern(expected.splitlines()), printed):
                    self.assertEqual(printed, expected)


if __name__ == "__main__":
    unittest.main()
