"""Estimates behind the tables of docs/security.md, by the public lattice estimator (github.com/malb/lattice-estimator).

    PYTHONPATH=<a clone of the estimator> sage -python docs/security/estimate.py dense LOGN LOGQP
    PYTHONPATH=<a clone of the estimator> sage -python docs/security/estimate.py ephemeral LOGN LOGQ WEIGHT

Prints one line an attack and cost model, log2 of the operations, then the least of them. One thread, some minutes.
"""

import sys
from functools import partial
from math import inf, log2

from sage.all import binomial, RR
from estimator import LWE, ND, RC
from estimator.cost import Cost
from estimator.errors import InsufficientSamplesError
from estimator.lwe_dual import DualHybrid
from estimator.lwe_guess import exhaustive_search, mitm
from estimator.lwe_primal import PrimalHybrid
from estimator.prob import guessing_set_and_hit_probability

MODELS = {"MATZOV": RC.MATZOV, "BDGL16": RC.BDGL16}

# Errors of the library: the difference of two counts of 21 bits, standard deviation 3.24.
ERROR = ND.CenteredBinomial(21)

BLOCKS = range(40, 640, 20)

PATIENCE = 3


def bits(cost):
    rop = cost["rop"]
    return float(RR(rop).log2()) if rop != float("inf") and RR(rop) < RR("inf") else inf


def report(attack, model, value, details=""):
    print(f"{attack:24} {model:8} {value:6.1f}  {details}", flush=True)
    return value


def least(cost, values, patient=True):
    """The least cost over values in ascending order, and where. Stops once some in a row are no better; of impossible ones it
    passes over any number at the start if it is patient."""
    best, place, worse = inf, None, 0
    for value in values:
        found = cost(value)
        if found < best:
            best, place, worse = found, value, 0
        elif best < inf or not patient:
            worse += 1
            if worse == PATIENCE:
                break
    return best, place


def refine(cost, low, high):
    """The least over a geometric grid of the coordinates kept, refined around the best of it."""
    known = {}

    def at(kept):
        if kept not in known:
            known[kept] = cost(kept)
        return known[kept]

    grid = [int(low * 1.3 ** i) for i in range(40) if low * 1.3 ** i <= high]
    least(at, grid)
    for ratio in (1.12, 1.04):
        center = min(known, key=known.get)
        for step in (-2, -1, 1, 2):
            kept = int(center * ratio ** step)
            if low <= kept <= high:
                at(kept)
    center = min(known, key=known.get)
    return known[center], center


def primal_hybrid(params, model, *, kept):
    """Guess all coordinates but some up to a weight, by a meet in the middle that always succeeds, and solve the rest by a lattice.

    That it always succeeds is more than an attacker can do: the estimator's own summary leaves this choice out for that reason.
    """
    zeta = params.n - kept
    weights = range(0, min(params.Xs.hamming_weight, zeta) + 1)
    guesses = {weight: guessing_set_and_hit_probability(zeta, params.Xs, weight) for weight in weights}

    def of_block(beta):
        def of_weight(weight):
            space, hit = guesses[weight]
            return bits(PrimalHybrid.cost(
                beta, params, zeta, babai=False, mitm=True, m=params.m + params.n, red_cost_model=MODELS[model],
                search_space=space, hit_probability=hit))

        return least(of_weight, weights, patient=False)[0]

    best, beta = least(of_block, BLOCKS)
    return best if beta is None else least(of_block, range(max(40, beta - 20), beta + 20, 5))[0]


def dual_hybrid(params, model, *, solver, kept):
    """Short dual vectors on the coordinates kept, the others guessed by the solver."""
    zeta = params.n - kept

    def of_weight(weight):
        def of_block(beta):
            try:
                return bits(DualHybrid.cost(solver, params, beta, zeta, weight, red_cost_model=MODELS[model], log_level=9))
            except (InsufficientSamplesError, ZeroDivisionError):  # no meet in the middle of weight 0
                return inf

        best, beta = least(of_block, BLOCKS)
        return best if beta is None else least(of_block, range(max(40, beta - 20), beta + 20, 5))[0]

    # To guess all of the weight is the meet in the middle without a lattice.
    return least(of_weight, range(0, min(params.Xs.hamming_weight, zeta + 1)), patient=False)[0]


def ephemeral(log_n, log_q, weight):
    # What the estimator's own entry for this attack declares: which numbers grow when it is repeated.
    Cost.register_impermanent(rop=True, mem=False, red=True, beta=False, delta=False, m=True, d=False, zeta=False, t=False, h1=False)
    n = 2 ** log_n
    params = LWE.Parameters(n=n, q=2 ** log_q, Xs=ND.SparseTernary(weight // 2, weight - weight // 2, n), Xe=ERROR, m=n).normalize()
    space = log2(binomial(n, weight)) + weight
    results = [report("meet in the middle", "-", space / 2, f"half of log2 C(N, h) 2^h = {space:.1f}")]
    attacks = {
        "primal hybrid": primal_hybrid,
        "dual hybrid": partial(dual_hybrid, solver=exhaustive_search),
        "dual hybrid, meet": partial(dual_hybrid, solver=partial(mitm, optimization="analytical")),
    }
    for attack, cost in attacks.items():
        best, kept = refine(lambda kept: cost(params, "MATZOV", kept=kept), 256, n - 1)
        results.append(report(attack, "MATZOV", best, f"keeps {kept} coordinates"))
        results.append(report(attack, "BDGL16", cost(params, "BDGL16", kept=kept), f"keeps {kept} coordinates"))
    numerical = dual_hybrid(params, "MATZOV", solver=partial(mitm, optimization="numerical"), kept=kept)
    results.append(report("dual hybrid, meet", "MATZOV", numerical, f"keeps {kept} coordinates, split by numerical search"))
    print(f"ephemeral: weight {weight}, N = 2^{log_n}, modulus 2^{log_q}: {min(results):.1f} bits", flush=True)


def dense(log_n, log_qp):
    params = LWE.Parameters(n=2 ** log_n, q=2 ** log_qp, Xs=ND.Uniform(-1, 1), Xe=ERROR, m=2 ** log_n)
    results = []
    for model, reduction in MODELS.items():
        for attack, solve in {"primal, unique SVP": LWE.primal_usvp, "primal, BDD": LWE.primal_bdd, "dual hybrid": LWE.dual_hybrid}.items():
            cost = solve(params, red_cost_model=reduction)
            results.append(report(attack, model, bits(cost), f"block size {cost['beta']}"))
    print(f"dense: N = 2^{log_n}, modulus 2^{log_qp}: {min(results):.1f} bits", flush=True)


if __name__ == "__main__":
    kind, *numbers = sys.argv[1:]
    {"dense": dense, "ephemeral": ephemeral}[kind](*map(int, numbers))
