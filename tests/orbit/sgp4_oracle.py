"""States of python3-sgp4 for every element set of a packed TLE file, as text.

For each set: its two lines, then for each time a line of minutes since the epoch, error, position
[km] and velocity [km/s] in TEME. The times are random within +-5 days.

Usage: sgp4_oracle.py FILE.xz TIMES
"""

import lzma
import random
import sys

from sgp4.api import Satrec


def main(path, times):
    choice = random.Random(1)
    with lzma.open(path, "rt", encoding="ascii") as file:
        lines = [line.rstrip("\r\n") for line in file]
    for line1, line2 in zip(lines, lines[1:]):
        if not (line1.startswith("1 ") and line2.startswith("2 ")):
            continue
        satellite = Satrec.twoline2rv(line1, line2)
        print(line1)
        print(line2)
        for _ in range(times):
            minutes = choice.uniform(-7200.0, 7200.0)
            error, position, velocity = satellite.sgp4_tsince(minutes)
            print(minutes, error, *position, *velocity)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
