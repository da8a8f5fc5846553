"""Fit the spread of the forecast on drive data, and say how it does on what it has not seen.

    python benchmarks/fit_forecast.py fit                 fit on all states, write src/.../forecasting/fitted.py
    python benchmarks/fit_forecast.py validate            scorer's table: as shipped, other states, and other times
    python benchmarks/fit_forecast.py halves              numbers held by hand, chosen on half of the states
    options: --shared DIR, --every N (each N-th origin), --open (without targets)

Fitted: five numbers a side (constants.Spread), for drives with and without targets. The loss is the pinball loss of the
gain at horizons 1 to 84 days, relative to the place's own mean gain and to the case's expected gain in equal parts, so
that neither large days nor quiet ones rule. "Other times" leaves out the block of four origins (52 days) of the case
and 26 days around it. "Halves" tries each number at two thirds and at one and a half, takes what has the least WIS on
every second state, and scores it on the other states; and the other way round.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np
from drive import FULL_TARGET, SHARED, history_of, scorer

from eshram_cli.analysis.forecasting import clean, constants, engine, pace, saturation, spread, trials
from eshram_cli.analysis.forecasting.constants import Side, Spread
from eshram_cli.analysis.forecasting.history import Floats

HORIZONS = np.array([1, 3, 7, 14, 28, 56, 84])
STEP, YOUNGEST = 3, 60  # days between origins, rows before the first
ROUNDS, RATE, RIDGE = 150, 0.05, 0.002
LOWER_START = np.array([-0.4, 0.2, 0.4, np.log(0.5), np.log(1.8)])
UPPER_START = np.array([-0.4, 0.2, -0.2, np.log(0.5), np.log(1.8)])
HELD = ("REVERSION", "BEYOND", "LEAST_DAYS", "PRIOR", "SHARPNESS", "PROOF", "STRETCH", "NARROWING", "HALF_LIFE")
OUT = Path(__file__).resolve().parents[1] / "src" / "eshram_cli" / "analysis" / "forecasting" / "fitted.py"


@dataclass(frozen=True)
class Cases:
    """Past forecasts and what came: state, row, unit, tempo [n]; expected and actual gains [n, horizons]."""

    state: Floats
    row: Floats
    unit: Floats
    tempo: Floats
    expected: Floats
    actual: Floats

    def part(self, keep: Floats) -> Cases:
        """The cases where keep is true."""
        return Cases(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))


def collect(score: ModuleType, with_target: bool) -> Cases:
    """Every active place of every state, at every third day."""
    wide, population = score.load()
    parts = []
    for number, name in enumerate(score.states()):
        counts = wide[name].to_numpy()
        targets = FULL_TARGET * population[name].to_numpy() if with_target else np.full(counts.shape[1], np.nan)
        truth = clean.clean(counts)
        first = clean.first_reports(counts)
        for row in range(YOUNGEST, len(counts) - 7, STEP):
            now = clean.snapshot(counts[:row], None, first)
            month = np.nansum(now.gains[-28:], axis=0)
            active = np.flatnonzero((now.days >= 42) & (now.reached >= 5000) & (month >= 0.003 * now.reached))
            if not len(active):
                continue
            gains = pace.expected_gains(now, targets, int(HORIZONS[-1]))[..., HORIZONS - 1]
            expected = trials.mix(gains, trials.trials(counts[:row], None, targets).weights())
            ahead = row - 1 + HORIZONS
            actual = truth[np.minimum(ahead, len(truth) - 1)].T - now.reached[:, None]
            actual[:, ahead >= len(truth)] = np.nan
            parts.append(
                (
                    np.full(len(active), float(number)),
                    np.full(len(active), float(row)),
                    number * 1000.0 + active,
                    spread.tempo(now)[active],
                    expected[active],
                    actual[active],
                )
            )
    return Cases(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def designs(tempo: Floats) -> tuple[Floats, Floats]:
    """Regressors [n, horizons, 3] of ln scale below and above the median, as in `spread.scales`."""
    x = np.log(np.clip(HORIZONS, 7, 120) / 20)[None, :]
    short = np.log(np.maximum(7 / HORIZONS, 1.0))[None, :]
    one, c = np.ones((len(tempo), 1)), tempo[:, None]
    low, high = (np.stack(np.broadcast_arrays(one, x, third), axis=2) for third in (short, c))
    return low, np.broadcast_to(high, (*low.shape[:2], 3))


def weights(cases: Cases) -> Floats:
    """One over the geometric middle of the case's expected gain and the unit's mean one, every unit the same in all."""
    keys, index, count = np.unique(cases.unit, return_inverse=True, return_counts=True)
    sums = np.zeros((len(keys), len(HORIZONS)))
    np.add.at(sums, index, cases.expected)
    mean = sums / count[:, None]
    return 1 / np.sqrt((cases.expected + 1) * (mean[index] + 1)) / count[index][:, None]


def fit(cases: Cases) -> Spread:
    """Adam on the smoothed pinball loss; deterministic."""
    below, above = designs(cases.tempo)
    base = np.maximum(cases.expected, 1e-9)[..., None]
    known = np.isfinite(cases.actual)
    actual = np.where(known, cases.actual, 0.0)[..., None]
    weight = np.where(known, weights(cases), 0.0)[..., None]
    weight = weight / (weight * base).sum()
    low, high = LOWER_START.copy(), UPPER_START.copy()
    first = second = np.zeros(10)
    for step in range(1, ROUNDS + 1):
        slope = np.concatenate(
            [gradient(side, sign, x, base, actual, weight) for side, sign, x in ((low, -1, below), (high, 1, above))]
        ) + RIDGE * np.concatenate([low - LOWER_START, high - UPPER_START])
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        move = (
            RATE * (1 - 0.95 * step / ROUNDS) * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
        )
        low, high = low - move[:5], high - move[5:]
    return Spread(side_of(low), side_of(high), round(float(low[2]), 3), round(float(high[2]), 3))


def side_of(values: Floats) -> Side:
    """The fitted numbers of one side, rounded to what they are worth."""
    return Side(*(round(float(v), 3) for v in (*values[:2], *np.exp(values[3:]))))


def gradient(side: Floats, sign: int, x: Floats, base: Floats, actual: Floats, weight: Floats) -> Floats:
    """Slope of the loss in the five numbers of one side (the last two as logarithms)."""
    level = np.exp(x @ side[:3])[..., None]
    ratio = np.array([np.exp(side[3]), 1.0, np.exp(side[4])])
    quantile = np.array([0.75, 0.9, 0.975]) if sign > 0 else np.array([0.25, 0.1, 0.025])
    error = sign * level * ratio
    gain = spread.with_error(base, error)
    soft = 1 / (1 + np.exp(np.clip((actual - gain) / (0.02 * base + 1e-9), -30, 30)))
    push = -(quantile - soft) * weight * base * 1.02 * np.exp(error) * error
    shared = np.einsum("nh,nhk->k", push.sum(axis=2), x)
    return np.concatenate([shared, [push[..., 0].sum(), push[..., 2].sum()]])


def block_rows(score: ModuleType) -> list[tuple[int, int, set[date]]]:
    """The calendar blocks: first and last row to leave out (26 days around) and the origins they hold."""
    wide, _ = score.load()
    origins = list(score.ORIGINS)
    groups = [origins[:4], origins[4:8], origins[8:12], origins[12:]]
    start = wide.index[0]
    return [((g[0] - start).days + 1 - 26, (g[-1] - start).days + 1 + 26, {o.date() for o in g}) for g in groups]


def left_out(score: ModuleType, cases: Cases, mode: str) -> dict[tuple[str, int], Spread]:
    """Constants per (state, block) fitted without that state, and in mode "both" without that block."""
    made: dict[tuple[str, int], Spread] = {}
    for number, name in enumerate(score.states()):
        for block, (low, high, _) in enumerate(block_rows(score)):
            keep = cases.state != number
            if mode == "both":
                keep &= (cases.row < low) | (cases.row > high)
                made[name, block] = fit(cases.part(keep))
            else:
                made[name, block] = made[name, 0] if block else fit(cases.part(keep))
    return made


def table(
    score: ModuleType, chosen: dict[tuple[str, int], Spread] | Spread | None, with_target: bool
) -> dict[str, float]:
    """The scorer's summary of the engine with these constants."""
    cases = score.cases(forecaster(score, chosen, with_target), score.contexts())
    return score.summarize(cases, base_cases(score))  # type: ignore[no-any-return]


def forecaster(
    score: ModuleType, chosen: dict[tuple[str, int], Spread] | Spread | None, with_target: bool
) -> Callable[[Any], Floats]:
    """The engine as the scorer calls it, with these constants."""
    blocks = block_rows(score)

    def curves(context: Any) -> Floats:
        history, targets = history_of(context)
        one = chosen
        if isinstance(chosen, dict):
            block = next(k for k, b in enumerate(blocks) if history.last in b[2])
            one = chosen[context.state, block]
        view = engine.outlook(history, targets if with_target else None, 120, one)
        return view.paths[context.units]

    return curves


def halves(score: ModuleType) -> None:
    """A line a number held by hand: its WIS on all states by factor, and on the half that it was not chosen on."""
    names = score.states()
    print("number, WIS at 2/3, 1 and 3/2 of it; on the other half of the states: as it is, as chosen")
    for name in HELD:
        usual, tried = getattr(constants, name), {}
        for factor in (2 / 3, 1.0, 1.5):
            with held_at(name, scaled(usual, factor)):
                tried[factor] = score.cases(forecaster(score, None, True), score.contexts())

        def wis(factor: float, states: list[str], tried: dict[float, Any] = tried) -> float:
            """The WIS of some of the states with the number at so much of what it is."""
            cases = tried[factor]
            return float(score.summarize(cases[cases.state.isin(states)], base_cases(score))["WIS"])

        whole = " ".join(f"{wis(factor, names):.4f}" for factor in tried)
        told = []
        for chosen_on, scored_on in ((names[::2], names[1::2]), (names[1::2], names[::2])):
            best = min(tried, key=lambda factor: wis(factor, chosen_on))
            told.append(f"{wis(1.0, scored_on):.4f}, {wis(best, scored_on):.4f} at {best:.2f}")
        print(f"  {name:10s} {whole} | {' | '.join(told)}", flush=True)


def scaled(usual: Any, factor: float) -> Any:
    """A number times the factor, whole where it is a count; of the weights all but the method's own."""
    if isinstance(usual, tuple):
        return (usual[0], *(factor * part for part in usual[1:]))
    return round(factor * usual) if isinstance(usual, int) else factor * usual


@contextmanager
def held_at(name: str, value: Any) -> Iterator[None]:
    """The forecast with one of its numbers at another value, wherever a module has taken it in."""
    with ExitStack() as stack:
        for module in (constants, pace, saturation, spread, trials):
            if hasattr(module, name):
                stack.enter_context(patch.object(module, name, value))
        yield


def base_cases(score: ModuleType) -> object:
    """The scorer's own base on the same cases, made once."""
    if "base" not in score._cache:
        score._cache["base"] = score.cases(score.base_pace7(), score.contexts(warm=True))
    return score._cache["base"]


def show(name: str, s: dict[str, float]) -> None:
    """A few lines of the table."""
    print(name, flush=True)
    for key in ("relMAE", "WIS", "cov50_", "cov80_", "cov95_"):
        by = " ".join(f"{s[f'{key}{h}']:.3f}" for h in (7, 14, 28, 56))
        print(f"  {key.rstrip('_'):8s} {by}" + (f"  all {s[key]:.3f}" if key in s else ""))
    for key in ("fin_cov80", "fin_broken", "fin_WIS", "fin_MAE_d", "brier28", "ms"):
        print(f"  {key:10s} {s[key]:.3f}", flush=True)


def write(fitted: dict[str, Spread], cases: int, states: int) -> None:
    """The constants with where they come from."""
    lines = [
        '"""Constants of the spread, written by benchmarks/fit_forecast.py; not edited by hand.',
        "",
        f"Fitted on {cases} past forecasts of {states} states of a drive, 1 to 84 days ahead, every {STEP} days.",
        "Order of the numbers: constants.Side; then how `short` and `tempo` of constants.Spread go.",
        '"""',
        "",
    ]
    for name, both in fitted.items():
        for side, values in (("LOWER", both.lower), ("UPPER", both.upper)):
            lines.append(f"{name}_{side} = {tuple(vars(values).values())}")
        lines.append(f"{name}_SHORT_TEMPO = {(both.short, both.tempo)}")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, or say what the numbers are worth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("fit", "validate", "halves"))
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--every", default="1")
    parser.add_argument("--open", action="store_true")
    options = parser.parse_args()
    score = scorer(options.shared)
    if options.what == "fit":
        made = {"TARGET": collect(score, True), "OPEN": collect(score, False)}
        write({name: fit(cases) for name, cases in made.items()}, len(made["TARGET"].row), len(score.states()))
        print(OUT.read_text(encoding="utf-8"))
        return
    score.OPT["every"] = options.every
    if options.what == "halves":
        halves(score)
        return
    aimed = not options.open
    cases = collect(score, aimed)
    show("as shipped", table(score, None, aimed))
    show("other states", table(score, left_out(score, cases, "state"), aimed))
    show("other states and times", table(score, left_out(score, cases, "both"), aimed))


if __name__ == "__main__":
    main()
