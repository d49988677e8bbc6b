"""Cases of an XES log against its own most frequent path, computed outside the product by replay: a token stands before
the step whose turn it is; standard library only.

usage: python3 log_conform.py FILE.xes[.gz] …     prints a list, one entry a file
"""

import gzip
import json
import sys
import xml.etree.ElementTree as ET
from collections import Counter


def local(element):
    return element.tag.rsplit("}", 1)[-1]


def named(element):
    for child in element:
        if child.get("key") == "concept:name" and local(child) != "event":
            return child.get("value").strip()
    return ""


def traces(path):
    with open(path, "rb") as raw:
        zipped = raw.read(2) == b"\x1f\x8b"
    with (gzip.open if zipped else open)(path, "rb") as source:
        for _, trace in ET.iterparse(source):
            if local(trace) == "trace":
                yield named(trace), [named(child) for child in trace if local(child) == "event"]
                trace.clear()


def most_frequent(cases):
    """The most frequent path in which nothing is done twice, else the most frequent with repetitions left out."""
    counts = Counter(tuple(activities) for _, activities in cases if activities)
    ranked = sorted(counts, key=lambda path: (-counts[path], "\0".join(path)))
    once = [path for path in ranked if len(set(path)) == len(path)]
    return list(dict.fromkeys((once or ranked)[0])) if ranked else None


def replay(path, activities):
    """What is different in a case: a set of [kind, step or activity]."""
    place, found = 0, set()
    for index, activity in enumerate(activities):
        if activity not in path:
            found.add(("foreign", activity))
            continue
        step = path.index(activity)
        if step < place:
            found.add(("order", f"B{step + 1}"))
            continue
        for passed in range(place, step):
            if path[passed] not in activities[index + 1 :]:
                found.add(("missing", f"B{passed + 1}"))
        place = step + 1
    if place < len(path):
        found.add(("unfinished", f"B{place + 1}"))
    return sorted(list(each) for each in found)


def conform(file):
    cases = list(traces(file))
    path = most_frequent(cases)
    if path is None:
        return None
    return {"path": path, "cases": [[name, replay(path, activities)] for name, activities in cases]}


if __name__ == "__main__":
    print(json.dumps([conform(file) for file in sys.argv[1:]], ensure_ascii=False))
