"""Computes a year's scores again from its raw events, sharing nothing with the product but the rules' text.

Input: {"year": [events], "sheets": {agency: [events]}}, each event {"type", ...body}.
Output: {agency: {"stages": {stage: cents}, "total": cents, "band", "rank"}}.
"""

import json
import sys
from fractions import Fraction

from score_agency import cents, computed, exact, score_agency

STAGE = {"SelfScoreSubmitted": "self", "SheetReviewed": "reviewed", "SheetVerified": "verified"}


def blank():
    return {"evidence": {}, "points": {}, "notApplicable": {}}


def lay(below, above):
    """What the later entry says of a criterion stands; points leave a document where it is."""
    out = {kind: dict(below[kind]) for kind in below}
    for key in above["points"]:
        out["notApplicable"].pop(key, None)
    for key in above["evidence"]:
        out["points"].pop(key, None)
        out["notApplicable"].pop(key, None)
    for key in above["notApplicable"]:
        out["points"].pop(key, None)
        out["evidence"].pop(key, None)
    for kind in out:
        out[kind].update(above[kind])
    return out


def leaves(criteria, before=""):
    for criterion in criteria:
        key = before + criterion["id"]
        if criterion["scoring"]["how"] == "mixed":
            yield from leaves(criterion["scoring"]["parts"], key + "/")
        else:
            yield key, criterion


def names_of(rules, figures):
    settings = {name: setting["value"] for name, setting in rules["settings"].items()}
    return {name: exact(value) for name, value in {**settings, **figures}.items()}


def taken_over(rules, own, figures):
    """Of the agency's entries, those that no computed figure answers."""
    names = names_of(rules, figures)
    answered = {
        key
        for key, criterion in leaves(rules["criteria"])
        if criterion["scoring"]["how"] == "computed" and computed(criterion, names) != "open"
    }
    keep = lambda entries: {key: value for key, value in entries.items() if key not in answered}
    return {**own, "points": keep(own["points"]), "notApplicable": keep(own["notApplicable"])}


def inputs_of(entries, figures, pairs=None):
    return {
        "metrics": figures,
        "evidence": entries["evidence"],
        "judgements": entries["points"],
        "notApplicable": entries["notApplicable"],
        "pairs": pairs or {},
    }


class Sheet:
    def __init__(self, rules, events):
        self.rules, self.entries, self.stages, self.missed = rules, {}, {}, None
        for event in events:
            if event["type"] == "SelfScoreMissed":
                self.missed = event["rule"]
            elif event["type"] in STAGE:
                self.hand_in(STAGE[event["type"]], event["entries"], event["figures"])
            elif event["type"] in ("SheetAdjusted", "AppealGranted"):
                entries = lay(self.entries.get("adjusted", blank()), event["entries"])
                self.hand_in("adjusted", entries, event["figures"])
            elif event["type"] == "ScoreDecided":
                self.decided = event

    def official(self, stages, figures):
        entries = taken_over(self.rules, self.entries.get("self", blank()), figures)
        for stage in stages:
            entries = lay(entries, self.entries.get(stage, blank()))
        return entries

    def hand_in(self, stage, entries, figures):
        self.entries[stage] = entries
        order = ["reviewed", "verified", "adjusted"]
        whole = entries if stage == "self" else self.official(order[: order.index(stage) + 1], figures)
        self.stages[stage] = score_agency(self.rules, inputs_of(whole, figures))["total"]

    def final(self, agency, below):
        figures = dict(self.decided["score"]["inputs"]["metrics"])
        if below:
            figures["communes"] = len(below)
            figures["communes_at_least_80"] = sum(total >= 8000 for _, total in below)
        points = lambda stage, sheet: float(Fraction(sheet.stages[stage], 100))
        pairs = {"self": [], "communes": []}
        latest = [stage for stage in ("adjusted", "verified", "reviewed") if stage in self.stages]
        if "self" in self.stages and latest:
            pairs["self"] = [{"scored": points("self", self), "verified": points(latest[0], self)}]
        for sheet, _ in below:
            if "reviewed" in sheet.stages and "verified" in sheet.stages:
                pairs["communes"].append(
                    {"scored": points("reviewed", sheet), "verified": points("verified", sheet)}
                )
        entries = self.official(["reviewed", "verified", "adjusted"], figures)
        total = score_agency(self.rules, inputs_of(entries, figures, pairs))["total"]
        if self.missed and self.missed["rule"] == "zero":
            return 0
        if self.missed and self.missed["rule"] == "deduct":
            return max(0, total - cents(exact(self.missed["points"])))
        return total


def band(rules, total):
    value, found = Fraction(total, 100), []
    for each in rules["bands"]:
        if each["edges"] is None:
            continue
        lower, upper = each["edges"]["lower"], each["edges"]["upper"]
        over = value > exact(lower["at"]) or (lower["closed"] and value == exact(lower["at"]))
        under = value < exact(upper["at"]) or (upper["closed"] and value == exact(upper["at"]))
        if over and under:
            found.append(each["name"])
    return found[0] if len(found) == 1 else None


def score_year(task):
    plan = task["year"][0]["plan"]
    of = {each["agency"]: each for each in plan["participants"]}
    sheets = {
        agency: Sheet(plan["sets"][each["set"]], task["sheets"].get(agency, [])) for agency, each in of.items()
    }
    below = {agency: [one for one in of if of[one]["reviewer"] == agency] for agency in of}
    totals = {}

    def total(agency):
        if agency not in totals:
            totals[agency] = sheets[agency].final(agency, [(sheets[one], total(one)) for one in below[agency]])
        return totals[agency]

    return {
        agency: {
            "stages": sheets[agency].stages,
            "total": total(agency),
            "band": band(plan["sets"][each["set"]], total(agency)),
            "rank": 1 + sum(total(o) > total(agency) for o in of if of[o]["set"] == each["set"]),
        }
        for agency, each in of.items()
    }


if __name__ == "__main__":
    print(json.dumps(score_year(json.load(sys.stdin))))
