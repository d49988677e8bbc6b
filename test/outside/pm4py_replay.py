"""Cases of an XES log replayed by pm4py's token replay over a net that is one path; needs pm4py, which is no part of the product.

usage: python3 pm4py_replay.py FILE.xes[.gz] PATH.json     PATH.json: a list of activities
Prints, a case each: its name, whether it fits, its missing tokens, and the activities of the path that it never did.
"""

import contextlib
import json
import sys
import warnings

warnings.filterwarnings("ignore")
with contextlib.redirect_stdout(sys.stderr):
    import pm4py
    from pm4py.objects.petri_net.obj import Marking, PetriNet
    from pm4py.objects.petri_net.utils import petri_utils


def net_of(path):
    net = PetriNet("path")
    places = [PetriNet.Place(f"p{index}") for index in range(len(path) + 1)]
    net.places.update(places)
    for index, activity in enumerate(path):
        transition = PetriNet.Transition(activity, activity)
        net.transitions.add(transition)
        petri_utils.add_arc_from_to(places[index], transition, net)
        petri_utils.add_arc_from_to(transition, places[index + 1], net)
    return net, Marking({places[0]: 1}), Marking({places[-1]: 1})


def main(file, path):
    with contextlib.redirect_stdout(sys.stderr):
        log = pm4py.read_xes(file, return_legacy_log_object=True)
        results = pm4py.conformance_diagnostics_token_based_replay(log, *net_of(path))
    cases = []
    for trace, result in zip(log, results, strict=True):
        done = {transition.label for transition in result["activated_transitions"]}
        never = [activity for activity in path if activity not in done]
        cases.append([trace.attributes["concept:name"], result["trace_is_fit"], result["missing_tokens"], never])
    print(json.dumps(cases, ensure_ascii=False))


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as source:
        main(sys.argv[1], json.load(source))
