"""The figures of an XES log, computed outside the product: its own parsing, exact fractions, standard library only.

usage: python3 log_figures.py FILE.xes[.gz] …     prints a list, one entry a file
"""

import gzip
import json
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from datetime import datetime, timedelta, timezone
from fractions import Fraction

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def local(element):
    return element.tag.rsplit("}", 1)[-1]


def attributes(element):
    return {child.get("key"): child.get("value") for child in element if child.get("key") is not None}


def microseconds(text):
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return (moment - EPOCH) // timedelta(microseconds=1)


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    if not ordered:
        return None
    if len(ordered) % 2:
        return Fraction(ordered[middle])
    return Fraction(ordered[middle - 1] + ordered[middle], 2)


def figures(path):
    with open(path, "rb") as raw:
        zipped = raw.read(2) == b"\x1f\x8b"
    cases = events = late = with_end = late_by_end = 0
    variants, counts, officers, gaps = set(), Counter(), Counter(), defaultdict(list)
    with (gzip.open if zipped else open)(path, "rb") as source:
        for _, trace in ET.iterparse(source):
            if local(trace) != "trace":
                continue
            cases += 1
            own = attributes(trace)
            rows = [attributes(child) for child in trace if local(child) == "event"]
            events += len(rows)
            variants.add(tuple(row.get("concept:name") for row in rows))
            moments = [microseconds(row.get("time:timestamp")) for row in rows]
            for index, row in enumerate(rows):
                name = row.get("concept:name")
                if name is not None:
                    counts[name] += 1
                if row.get("org:resource") is not None:
                    officers[row["org:resource"]] += 1
                if name is not None and index > 0 and None not in (moments[index], moments[index - 1]):
                    gaps[name].append(moments[index] - moments[index - 1])
            deadline, end = microseconds(own.get("deadline")), microseconds(own.get("enddate"))
            known = [moment for moment in moments if moment is not None]
            late += deadline is not None and bool(known) and max(known) > deadline
            with_end += end is not None
            late_by_end += None not in (deadline, end) and end > deadline
            trace.clear()

    def minutes(name):
        value = median(gaps[name])
        return None if value is None else float(value / 60_000_000)

    result = {"cases": cases, "events": events, "variants": len(variants), "lateByDeadline": late}
    if with_end:
        result.update(casesWithEnddate=with_end, lateByEnddate=late_by_end)
    result["activities"] = [
        {"name": name, "count": count, "medianMinutesSincePrevious": minutes(name)}
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    result["resources"] = [
        {"name": name, "events": count}
        for name, count in sorted(officers.items(), key=lambda item: (-item[1], item[0]))
    ]
    return result


if __name__ == "__main__":
    print(json.dumps([figures(path) for path in sys.argv[1:]], ensure_ascii=False))
