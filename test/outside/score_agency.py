"""Scores agencies by a criteria set, computed outside the product: its own reader of formulas, exact fractions.

Reads {"set": …, "agencies": [inputs, …]} as JSON from standard input; prints [{"points": {id: cents}, "total": cents}].
"""

import functools
import json
import re
import sys
from fractions import Fraction

TOKEN = re.compile(r'\s*(\d+\.\d+|\d+|[A-Za-z_]\w*|"[^"]*"|&&|\|\||[<>=!]=|[-+*/<>!?:(),])')


class DividedByZero(Exception):
    pass


class Missing(Exception):
    pass


class Formula:
    """Recursive descent, evaluating lazily: every rule returns a function of the names' values."""

    def __init__(self, text):
        self.tokens = TOKEN.findall(text)
        if "".join(self.tokens).replace(" ", "") != re.sub(r"\s+", "", text):
            raise ValueError(text)

    def take(self, *wanted):
        if self.tokens and self.tokens[0] in wanted:
            return self.tokens.pop(0)
        return None

    def ternary(self):
        when = self.either()
        if not self.take("?"):
            return when
        yes = self.ternary()
        assert self.take(":")
        no = self.ternary()
        return lambda names: yes(names) if when(names) else no(names)

    def chain(self, inner, rules):
        left = inner()
        while op := self.take(*rules):
            left = (lambda a, b, rule: lambda names: rule(a, b, names))(left, inner(), rules[op])
        return left

    def either(self):
        return self.chain(self.both, {"||": lambda a, b, n: a(n) or b(n)})

    def both(self):
        return self.chain(self.comparison, {"&&": lambda a, b, n: a(n) and b(n)})

    def comparison(self):
        rules = {
            "==": lambda a, b, n: a(n) == b(n),
            "!=": lambda a, b, n: a(n) != b(n),
            "<": lambda a, b, n: a(n) < b(n),
            "<=": lambda a, b, n: a(n) <= b(n),
            ">": lambda a, b, n: a(n) > b(n),
            ">=": lambda a, b, n: a(n) >= b(n),
        }
        return self.chain(self.sum, rules)

    def sum(self):
        return self.chain(self.product, {"+": lambda a, b, n: a(n) + b(n), "-": lambda a, b, n: a(n) - b(n)})

    def product(self):
        def divide(a, b, names):
            over, under = a(names), b(names)
            if under == 0:
                raise DividedByZero
            return over / under

        return self.chain(self.unary, {"*": lambda a, b, n: a(n) * b(n), "/": divide})

    def unary(self):
        if self.take("-"):
            of = self.unary()
            return lambda names: -of(names)
        if self.take("!"):
            of = self.unary()
            return lambda names: not of(names)
        return self.atom()

    def atom(self):
        if self.take("("):
            inner = self.ternary()
            assert self.take(")")
            return inner
        token = self.tokens.pop(0)
        if token[0].isdigit():
            return lambda names: Fraction(token)
        if token[0] == '"':
            return lambda names: token[1:-1]
        if token in ("true", "false"):
            return lambda names: token == "true"
        if self.take("("):
            args = [self.ternary()]
            while self.take(","):
                args.append(self.ternary())
            assert self.take(")")
            function = {"min": min, "max": max, "ratio": lambda values: values[0] / 100}[token]
            return lambda names: function([arg(names) for arg in args])

        def named(names):
            if token not in names:
                raise Missing(token)
            return names[token]

        return named


@functools.cache
def parsed(text):
    return Formula(text).ternary()


def exact(value):
    return value if isinstance(value, (bool, str)) else Fraction(repr(value))


def cents(value):
    """Half away from zero."""
    units = (abs(value) * 200 + 1) // 2
    return int(units if value >= 0 else -units)


def computed(criterion, names):
    """Points, or 'open', or 'not-applicable'."""
    scale, most = criterion["scoring"]["scale"], exact(criterion["max"])
    try:
        value = parsed(scale["formula"])(names)
    except Missing:
        return "open"
    except DividedByZero:
        rule = criterion["scoring"]["whenDividedByZero"]
        return {"zero": Fraction(0), "full": most, "not-applicable": "not-applicable", "refuse": "open"}[rule]
    if scale["kind"] == "points":
        return value
    if scale["kind"] == "proportional":
        return most * min(Fraction(1), value / exact(scale["threshold"]))
    if scale["kind"] == "deduction":
        return most - value * exact(scale["each"])
    reached = [
        (exact(step["from"]), not step["closed"], exact(step["points"]))
        for step in scale["steps"]
        if value > exact(step["from"]) or (step["closed"] and value == exact(step["from"]))
    ]
    return max(reached)[2] if reached else Fraction(0)


def score(criterion, key, names, inputs):
    """Whole cents, or 'open', or 'not-applicable'."""
    most, how = exact(criterion["max"]), criterion["scoring"]["how"]
    if key in inputs.get("notApplicable", {}):
        points = "not-applicable"
    elif how != "mixed" and key in inputs.get("judgements", {}):
        points = exact(inputs["judgements"][key]["points"])
    elif how == "computed":
        points = computed(criterion, names)
    elif how == "judged":
        points = "open"
    elif how == "evidence":
        given = inputs.get("evidence", {}).get(key)
        if given is None:
            points = "open"
        else:
            points = exact(given["points"]) if "points" in given else most * bool(given["documents"])
    else:
        parts = [
            (score(part, f"{key}/{part['id']}", names, inputs), exact(part["max"]))
            for part in criterion["scoring"]["parts"]
        ]
        counted = [each for each in parts if each[0] != "not-applicable"]
        if not counted:
            points = "not-applicable"
        elif any(each[0] == "open" for each in counted):
            points = "open"
        else:
            points = Fraction(sum(each[0] for each in counted), 100)
            if len(counted) < len(parts):
                points = points * most / sum(each[1] for each in counted)
    if points == "not-applicable":
        points = {"zero": Fraction(0), "full": most, "rescale": points}[criterion["whenNotApplicable"]]
    return points if isinstance(points, str) else cents(max(Fraction(0), min(most, points)))


def adjustment(rule, names, inputs, settings):
    if rule["kind"] == "condition":
        try:
            return exact(rule["points"]) * bool(parsed(rule["when"])(names))
        except (Missing, DividedByZero):
            return Fraction(0)
    reading, counted = (settings.get(rule[key], rule[key]) for key in ("reading", "counted"))
    allowed = exact(rule["tolerance"])

    def exceeds(scored, verified):
        return scored > verified + (allowed if reading == "points" else verified * allowed / 100)

    pairs = [(exact(p["scored"]), exact(p["verified"])) for p in inputs.get("pairs", {}).get(rule["of"], [])]
    times = sum(exceeds(*pair) for pair in pairs)
    if counted == "any":
        times = min(1, times)
    if counted == "average":
        times = bool(pairs) and exceeds(*(sum(side) / len(pairs) for side in zip(*pairs)))
    return exact(rule["points"]) * times


def score_agency(rules, inputs):
    settings = {name: setting["value"] for name, setting in rules["settings"].items()}
    names = {name: exact(value) for name, value in {**settings, **inputs["metrics"]}.items()}
    lines = {c["id"]: score(c, c["id"], names, inputs) for c in rules["criteria"]}
    most = {c["id"]: exact(c["max"]) for c in rules["criteria"]}
    counted = [key for key, value in lines.items() if value != "not-applicable"]
    total = Fraction(sum(lines[key] for key in counted if lines[key] != "open"), 100)
    if len(counted) < len(lines) and counted:
        total = Fraction(cents(total * sum(most.values()) / sum(most[key] for key in counted)), 100)
    for rule in rules["adjustments"]:
        total += Fraction(cents(adjustment(rule, names, inputs, settings)), 100)
    return {"points": lines, "total": cents(max(Fraction(0), min(exact(rules["total"]), total)))}


if __name__ == "__main__":
    task = json.load(sys.stdin)
    print(json.dumps([score_agency(task["set"], inputs) for inputs in task["agencies"]]))
