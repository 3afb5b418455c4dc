"""What the figures were measured on."""

import os
import platform
import subprocess


def first_line(command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[0]
    except (OSError, IndexError):
        return "?"


def facts(folder, count, rounds):
    processor = "?"
    with open("/proc/cpuinfo") as lines:
        for line in lines:
            if line.startswith("model name"):
                processor = line.split(":", 1)[1].strip()
                break
    with open("/proc/meminfo") as lines:
        memory = int(next(lines).split()[1]) / 1_048_576
    return {
        "processor": processor,
        "cores": os.cpu_count(),
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "file system": first_line(["stat", "-f", "-c", "%T", folder]),
        "compiler": first_line(["swift", "--version"]),
        "C compiler": first_line(["cc", "--version"]),
        "events": count,
        "rounds": rounds,
    }
