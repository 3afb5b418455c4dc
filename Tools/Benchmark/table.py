"""Figures as rows: in words, as JSON, as Markdown."""

import os
import shlex
import statistics

FIGURES = "<!-- figures -->"
FIGURES_END = "<!-- /figures -->"


class Goal:
    """What a row is to reach beside another program, in the same round."""

    def __init__(self, against, at_least=None, at_most=None):
        self.against = against
        self.at_least = at_least
        self.at_most = at_most

    def met(self, ratio):
        return ratio >= self.at_least if self.at_least is not None else ratio <= self.at_most

    @property
    def words(self):
        if self.at_least is not None:
            return f"≥ {self.at_least:g} × {self.against}"
        return f"≤ {self.at_most:g} × {self.against}"


def shown(command):
    """A command in words: where the programs and stores lie does not matter."""
    words = [os.path.basename(word) if os.path.isabs(word) else word for word in command]
    return " ".join(shlex.quote(word) if " " in word else word for word in words)


class Row:
    """One kind of work: the figures of each program, one for each round."""

    def __init__(self, work, unit, goals=(), most=None):
        self.work = work
        self.unit = unit
        self.goals = list(goals)
        self.most = most
        self.figures = {}
        self.commands = {}

    def add(self, side, value, command=None):
        """Takes a figure of one round; `command` is what printed it or was timed."""
        self.figures.setdefault(side, []).append(value)
        if command:
            self.commands.setdefault(side, shown(command))

    def spread(self, side):
        values = self.figures.get(side)
        if not values:
            return None
        return [min(values), statistics.median(values), max(values)]

    def ratios(self, side):
        """Ours to theirs, round by round."""
        ours, theirs = self.figures.get("entente", []), self.figures.get(side, [])
        pairs = [mine / other for mine, other in zip(ours, theirs) if other]
        return [min(pairs), statistics.median(pairs), max(pairs)] if pairs else None

    def verdicts(self):
        """Words, the ratio or figure, and whether it is enough, for each goal."""
        found = []
        for goal in self.goals:
            ratios = self.ratios(goal.against)
            if ratios:
                found.append((goal.words, ratios, goal.met(ratios[1])))
        if self.most is not None and self.spread("entente"):
            figures = self.spread("entente")
            found.append((f"≤ {self.most:g} {self.unit}", figures, figures[2] <= self.most))
        return found

    def in_words(self):
        sides = ", ".join(f"{side} {spread(self.spread(side))}" for side in self.figures)
        return f"{self.work}, {self.unit}: {sides}"

    def json(self):
        row = {"work": self.work, "unit": self.unit}
        for side in self.figures:
            row[side] = [round(value, 4) for value in self.spread(side)]
        if self.commands:
            row["commands"] = self.commands
        row["rounds"] = max((len(values) for values in self.figures.values()), default=0)
        row["goals"] = [
            {"goal": words, "figure": [round(value, 4) for value in figures], "met": met}
            for words, figures, met in self.verdicts()
        ]
        return row


def number(value):
    if value >= 10_000:
        return f"{value:,.0f}"
    if value >= 100:
        return f"{value:.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}"


def spread(values):
    low, middle, high = values
    return f"{number(middle)} ({number(low)}–{number(high)})"


def cells(rows):
    """The header and the rows of the table, as texts."""
    sides = ["entente", "limit", "limit+", "sqlite"]
    for row in rows:
        sides += [side for side in row.figures if side not in sides]
    table = [["work", "unit", *sides, "goal: ratio in one round"]]
    for row in rows:
        texts = [row.work, row.unit]
        texts += [spread(row.spread(side)) if row.spread(side) else "" for side in sides]
        verdicts = [
            f"{words}: {spread(figures)} {'met' if met else 'MISSED'}"
            for words, figures, met in row.verdicts()
        ]
        table.append(texts + ["; ".join(verdicts)])
    return table


def text(rows):
    table = cells(rows)
    widths = [max(len(line[column]) for line in table) for column in range(len(table[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip()
        for line in table
    ]
    return "\n".join(lines)


def facts_in_words(facts):
    return "; ".join(f"{name} {value}" for name, value in facts.items())


def commands(rows):
    """What was run for each figure, once for each kind of work."""
    return [
        (row.work, side, command) for row in rows for side, command in row.commands.items()
    ]


def commands_in_words(rows):
    return "\n".join(f"{work}: {side}: {command}" for work, side, command in commands(rows))


def markdown(rows, facts):
    table = cells(rows)
    lines = [facts_in_words(facts) + ".", "", "| " + " | ".join(table[0]) + " |"]
    lines.append("| --- | --- |" + " --: |" * (len(table[0]) - 3) + " --- |")
    lines += ["| " + " | ".join(line) + " |" for line in table[1:]]
    lines += ["", "What was run, in the folder of the stores:", ""]
    lines += [f"- {work}, {side}: `{command}`" for work, side, command in commands(rows)]
    return "\n".join(lines)


def write_markdown(path, rows, facts):
    """Puts the table in its place in a document."""
    with open(path, encoding="utf-8") as document:
        whole = document.read()
    before, _, rest = whole.partition(FIGURES)
    _, _, after = rest.partition(FIGURES_END)
    if not rest or not after:
        raise SystemExit(f"{path} has no place for the figures: {FIGURES} … {FIGURES_END}")
    figures = markdown(rows, facts)
    with open(path, "w", encoding="utf-8") as document:
        document.write(f"{before}{FIGURES}\n{figures}\n{FIGURES_END}{after}")
