"""`eshram places`: the tree of states, districts, blocks and panchayats, and what it is taught."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._options import BlockOption, DistrictOption, LevelOption, OfLevelOption, PlaceArgument, StateOption
from eshram_cli.cli._run import Run
from eshram_cli.language.words import tr

PLACES = group("places", Panel.setup, "Places: list them, find one in any spelling, add names.")
ALIAS = group("alias", Panel.setup, "Spellings that offices use.", parent=PLACES)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A name, as somebody writes it.")]


@command(Panel.setup, "list", PLACES)
def list_(
    run: Run,
    place: Annotated[
        str | None, typer.Argument(metavar="PLACE", help="A place, in any spelling. Default: India.")
    ] = None,
    state: StateOption = None,
    district: DistrictOption = None,
    block: BlockOption = None,
    level: LevelOption = None,
) -> None:
    """List the places directly below a place, or all places of a level within it."""
    from eshram_cli.jobs.place_options import Asked, asked_place
    from eshram_cli.jobs.setup.places import list_places

    with run.trying() as session:
        asked = Asked(state, district, block, india=(place, state, district, block) == (None,) * 4)
        within = asked_place(session.gazetteer, asked, home=place or "")
        run.show(list_places(session, within, level))


@command(Panel.setup, "find", PLACES)
def find(
    run: Run,
    name: NameArgument,
    state: StateOption = None,
    district: DistrictOption = None,
    level: OfLevelOption = None,
) -> int:
    """Show which place a name means, or which places it may mean. Exit code 2 if no place has it."""
    from eshram_cli.jobs.place_options import Asked, optional_place
    from eshram_cli.jobs.setup.places import find_places

    with run.trying() as session:
        within = optional_place(session.gazetteer, Asked(state, district))
        result = find_places(session, name, within, level)
    run.show(result)
    return 0 if result.named else 2


@command(Panel.setup, "load", PLACES)
def load(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file downloaded from the directory, CSV or Excel.")],
) -> int:
    """Add codes, blocks, tehsils and panchayats from a file of the Local Government Directory."""
    from eshram_cli.jobs.setup.places import load_places

    with run.writing() as session:
        result = load_places(session, file)
    return run.finish(result)


@command(Panel.setup, "add", ALIAS)
def add(run: Run, name: NameArgument, place: PlaceArgument, level: OfLevelOption = None) -> None:
    """Remember NAME as a spelling of PLACE."""
    from eshram_cli.jobs.place_options import find_place
    from eshram_cli.jobs.setup.places import add_alias

    with run.writing() as session:
        at = find_place(session.gazetteer, place, level=level)
        added = add_alias(session, at, name)
    run.say(tr("alias-added" if added else "alias-known", run.language, name=name, place=at.name))


@command(Panel.setup, "list", ALIAS)
def list_aliases(run: Run, place: PlaceArgument, level: OfLevelOption = None) -> None:
    """List all names of a place."""
    from eshram_cli.jobs.place_options import find_place
    from eshram_cli.jobs.setup.places import names_of

    with run.trying() as session:
        run.show(names_of(session, find_place(session.gazetteer, place, level=level)))
