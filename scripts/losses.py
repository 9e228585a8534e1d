#!/usr/bin/python3
"""Makes events.csv and covariates.csv for scenarios/history/heavy_losses.yaml: losses.py DATA_FOLDER OUT_FOLDER

DATA_FOLDER holds russian_losses_daily.csv (the Ukrainian General Staff's claims, as collected by P. Ivaniuk) and
western_aid_monthly.csv (Kiel Institute, Ukraine Support Tracker, release 29).
"""
import csv
import sys
from pathlib import Path

HEAVY = 20  # tanks claimed in a day
LAG = 3     # months of which aid is the mean: what is allocated takes as long to reach the front
LAST = "2026-04-30"  # aid is not known beyond


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def events(losses):
    yield "date", "trigger"
    for day in losses:
        if int(day["tanks"]) >= HEAVY and day["date"] <= LAST:
            yield day["date"], "heavy_day"


def covariates(aid):
    """The month's row holds the mean of the months before it."""
    yield "date", "military_aid"
    military = [float(month["military"]) for month in aid]
    for i, month in enumerate(aid):
        before = military[max(0, i - LAG):i]
        if before:
            yield f"{month['year']}-{int(month['month']):02}-01", round(sum(before) / len(before), 6)


def write(path, table):
    with open(path, "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    data, out = map(Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    write(out / "events.csv", events(rows(data / "russian_losses_daily.csv")))
    write(out / "covariates.csv", covariates(rows(data / "western_aid_monthly.csv")))


main()
