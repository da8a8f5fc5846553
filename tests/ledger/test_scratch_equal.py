from __future__ import annotations
import datetime as dt
import pandas as pd
from hypothesis import given, settings, strategies as st
from tests.ledger.test_ledger_sums import *
from eshram_cli.analysis.standing_figures import standing_figures
from eshram_cli.frames import frame, DATE

def plain(v):
    if v is None or v is pd.NaT or v is pd.NA or v != v: return None
    if isinstance(v, pd.Timestamp): return v.date()
    return v if isinstance(v, (str, dt.date)) else int(v)

def new_rows(office, days, known):
    days=[day(d) for d in days]
    figs = office.ledger.figures(PLACES, days, known=known)
    t = standing_figures(figs, frame([(d,) for d in days], {"day": DATE}))
    out = {}
    for r in t[["day","place","cut","as_on","registered","inexact","basis","new","previous","previous_on"]].itertuples(index=False):
        r=[plain(x) for x in r]
        k=(r[0],r[1],r[2]); assert k not in out
        out[k]=tuple(r[3:])
    return out

def old_rows(office, days, known):
    out = {}
    for d in days:
        t = office.ledger.latest(PLACES, day(d), known=known)
        for r in t[["place","cut","as_on","value","quality","basis","new","previous","previous_on"]].itertuples(index=False):
            r=[plain(x) for x in r]
            out[(day(d),r[0],"")] = (r[2],r[3],int(r[4]!="exact"),*r[5:])
        t = office.ledger.members(PLACES, None, day(d), known=known)
        for r in t[["place","cut","as_on","value","quality","new","previous","previous_on"]].itertuples(index=False):
            r=[plain(x) for x in r]
            out[(day(d),r[0],r[1])] = (r[2],r[3],int(r[4]!="exact"),"given",*r[5:])
    return out

LONG = range(1, 12)
kind2 = st.sampled_from((ALL, ALL, NEW, NEW, NEW, *CUTS, *CUTS[:3], OF_TWO, "new cut=channel:csc", "about", "new about"))
figure2 = st.tuples(st.sampled_from(PLACES), st.sampled_from(LONG), st.integers(0, 9), kind2)
sheet2 = st.lists(figure2, min_size=1, max_size=16, unique_by=lambda row: (row[0], row[1], row[3].replace("about","").strip()))
act2 = st.one_of(sheet2, sheet2, sheet2, st.integers(0, 9))

from hypothesis import Phase
@settings(max_examples=120, deadline=None, phases=(Phase.generate,))
@given(st.lists(act2, min_size=1, max_size=6), st.sets(st.sampled_from(LONG), min_size=1, max_size=4))
def test_equal(new_office, acts, days):
    office = new_office()
    play(office, acts)
    for known in (None, *range(0, len(office.ledger.log()), 2)):
        new, old = new_rows(office, days, known), old_rows(office, days, known)
        # a derived count from an inexact one
        new = {k: (v[:2] + ((0,) if v[3]=="derived" else v[2:3]) + v[3:]) for k, v in new.items()}
        old = {k: (v[:2] + ((0,) if v[3]=="derived" else v[2:3]) + v[3:]) for k, v in old.items()}
        assert new == old
    office.ledger.close()
