"""What the figures were measured on, and by which versions."""

import os
import platform
import statistics
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=HERE)
        return done.stdout.splitlines()[0]
    except (OSError, IndexError):
        return "?"


def facts(bench):
    """Names and values, in the order in which they are printed."""
    found = {"date": time.strftime("%Y-%m-%d", time.gmtime())}
    found.update(hardware(bench.folder))
    found.update(software(bench))
    found["events"] = f"{bench.count:,}"
    found["rounds"] = bench.rounds
    return found


def hardware(folder):
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
        "load before": f"{os.getloadavg()[0]:.1f}",
        "file system": first_line("stat", "-f", "-c", "%T", folder),
        "write and fdatasync of 4 KiB": f"{sync_time(folder):.0f} µs",
    }


def is_in_memory(folder):
    return first_line("stat", "-f", "-c", "%T", folder) in ("tmpfs", "ramfs")


def sync_time(folder, times=200):
    """The median of writing a page and waiting for the disk: no durable commit takes less."""
    path = os.path.join(folder, "sync")
    taken = []
    file = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        os.pwrite(file, bytes(4096 * times), 0)
        os.fsync(file)
        for index in range(times):
            began = time.perf_counter()
            os.pwrite(file, b"x" * 4096, 4096 * index)
            os.fdatasync(file)
            taken.append(time.perf_counter() - began)
    finally:
        os.close(file)
        os.remove(path)
    return statistics.median(taken) * 1e6


def software(bench):
    commit = first_line("git", "describe", "--always", "--dirty", "--abbrev=12")
    return {
        "system": f"{platform.system()} {platform.release()}",
        "entente": " ".join([first_line(bench.entente, "--version"), f"({commit})"]),
        "LMDB": first_line("pkg-config", "--modversion", "lmdb"),
        "SQLite": first_line("sqlite3", "--version").split(" ")[0],
        "OpenSSL": first_line("pkg-config", "--modversion", "libcrypto"),
        "compiler": first_line("swift", "--version"),
        "C compiler": first_line("cc", "--version"),
    }
