"""Works out agreement with the PyPI packages krippendorff and nltk.

Reads a JSON array of cases from standard input, writes an array of numbers (or
null where the packages have none) to standard output. Without the packages it
says so on standard error and ends with status 3.
"""

import json
import logging
import math
import sys
import warnings

try:
    import krippendorff
    import numpy
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import jaccard_distance, masi_distance
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(3)

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


def coding(units, level):
    data = numpy.array([[math.nan if v is None else v for v in u] for u in units], dtype=float).T
    return krippendorff.alpha(reliability_data=data, level_of_measurement=level)


def kappa(units):
    both = [u for u in units if None not in u]
    task = AnnotationTask([(p, i, v) for i, u in enumerate(both) for p, v in enumerate(u)])
    return task.kappa()


def sets(units, distance):
    data = [(p, i, frozenset(s)) for i, u in enumerate(units) for p, s in enumerate(u) if s is not None]
    return AnnotationTask(data, distance=distance).alpha()


def answer(case):
    units = case["units"]
    kinds = {
        "nominal": lambda: coding(units, "nominal"),
        "ordinal": lambda: coding(units, "ordinal"),
        "kappa": lambda: kappa(units),
        "jaccard": lambda: sets(units, jaccard_distance),
        "masi": lambda: sets(units, masi_distance),
    }
    try:
        value = float(kinds[case["measure"]]())
    except (ValueError, ZeroDivisionError):
        return None
    return None if math.isnan(value) else value


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
