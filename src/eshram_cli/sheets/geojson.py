"""Outlines of places from a GeoJSON file: Polygon and MultiPolygon in degrees, each with its properties.

The file is an office's own, so it is read with bounds and nothing in it is trusted: a coordinate that is no number, or
no degree, a ring of fewer than four points, a nesting that does not end, refuse it with a word.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from eshram_cli.errors import EshramError
from eshram_cli.places.model import Polygon
from eshram_cli.problems import Where
from eshram_cli.sheets.limits import MIB

FILE_BYTES = 64 * MIB
"""India's districts in full detail are some 30 MB."""
FEATURES = 20_000
"""India has some 7,200 blocks."""
POINTS = 2_000_000
TEXT_CHARS = 120
"""A property with a longer text is no name."""


@dataclass(frozen=True)
class Feature:
    """One outline: its texts and whole numbers by the name of the property, and its polygons."""

    texts: dict[str, str]
    numbers: dict[str, int]
    polygons: tuple[Polygon, ...]


def read_geojson(path: Path) -> list[Feature]:
    """The outlines of a file in their order; those without an area (points, lines, none) are passed over.

    Raises `geojson-unreadable` with the reason where the file cannot be opened, is too large, or is no GeoJSON.
    """
    left = POINTS
    outlines: list[Feature] = []
    for feature in _features(path):
        if not isinstance(feature, dict):
            _refuse(path, "geojson")
        geometry = feature.get("geometry")
        shape = geometry.get("type") if isinstance(geometry, dict) else None
        if not isinstance(geometry, dict) or shape not in {"Polygon", "MultiPolygon"}:
            continue
        coordinates: Any = geometry.get("coordinates")
        try:
            polygons = [coordinates] if shape == "Polygon" else list(coordinates)
            read = tuple(tuple(_ring(ring, path) for ring in polygon) for polygon in polygons if polygon)
        except TypeError:
            _refuse(path, "geojson")
        left -= sum(len(ring) for polygon in read for ring in polygon)
        if left < 0:
            _refuse(path, "size")
        given = feature.get("properties")
        properties = {"id": feature.get("id"), **(given if isinstance(given, dict) else {})}
        texts = {key: value.strip() for key, value in properties.items() if _is_text(value)}
        whole = {key: _whole(value) for key, value in properties.items()}
        numbers = {key: value for key, value in whole.items() if value is not None}
        if read:
            outlines.append(Feature(texts, numbers, read))
    if not outlines:
        _refuse(path, "empty")
    return outlines


def _features(path: Path) -> list[Any]:
    """The features of the file as it has them, unread."""
    try:
        if path.stat().st_size > FILE_BYTES:
            _refuse(path, "size")
        found = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=lambda _: _refuse(path, "number"))
    except OSError as error:
        raise EshramError("geojson-missing", Where(str(path)), (), why=error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise EshramError("geojson-unreadable", Where(str(path)), (), why=_WHY["json"]) from error
    kind = found.get("type") if isinstance(found, dict) else None
    if kind == "Topology":
        _refuse(path, "topojson")
    features = found.get("features") if kind == "FeatureCollection" else [found] if kind == "Feature" else None
    if not isinstance(features, list):
        _refuse(path, "geojson")
    if len(features) > FEATURES:
        _refuse(path, "size")
    return features


def _ring(ring: Any, path: Path) -> tuple[tuple[float, float], ...]:
    points = []
    for point in ring:
        x, y = point[:2] if isinstance(point, list) and len(point) >= 2 else _refuse(path, "geojson")
        if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in (x, y)):
            _refuse(path, "number")
        if not (abs(x) <= 360 and abs(y) <= 90 and math.isfinite(x) and math.isfinite(y)):
            _refuse(path, "degrees")
        points.append((float(x), float(y)))
    if len(points) < 4:
        _refuse(path, "ring")
    return tuple(points)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= TEXT_CHARS


def _whole(value: object) -> int | None:
    """A code as files write it: 203, 203.0, "203", "0203"."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) < 12:
        return int(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e9:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9 else None


_WHY = {
    "json": {"en": "it is no JSON in UTF-8", "hi": "यह UTF-8 में JSON नहीं है"},
    "geojson": {"en": "it is no GeoJSON of outlines", "hi": "यह सीमाओं का GeoJSON नहीं है"},
    "topojson": {
        "en": "it is TopoJSON, which has to be saved as GeoJSON first",
        "hi": "यह TopoJSON है, पहले इसे GeoJSON में सहेजें",
    },
    "number": {"en": "a coordinate is no number", "hi": "एक निर्देशांक संख्या नहीं है"},
    "degrees": {
        "en": "a coordinate is no longitude and latitude in degrees",
        "hi": "एक निर्देशांक अंशों में देशांतर और अक्षांश नहीं है",
    },
    "ring": {"en": "an outline has fewer than four points", "hi": "एक सीमा में चार से कम बिंदु हैं"},
    "size": {"en": "it is too large", "hi": "यह बहुत बड़ी है"},
    "empty": {"en": "it has no outline with an area", "hi": "इसमें क्षेत्र वाली कोई सीमा नहीं है"},
}
"""Why a file is refused, in both languages."""


def _refuse(path: Path, why: str) -> NoReturn:
    raise EshramError("geojson-unreadable", Where(str(path)), (), why=_WHY[why])
