"""Writes the sheets of `sample_data/`: the drive of 2021-22 as offices would have sent it.

    python scripts/make_sample_data.py [--to FOLDER]

The same bytes on every run. `sample_data/README.md`, which says where each figure comes from, is written by hand.
"""

from __future__ import annotations

import argparse
import unicodedata
from pathlib import Path

from sampledrive import camps, other_forms, state_forms, task_lists
from sampledrive.files import picture

HERE = Path(__file__).resolve().parent


def all_files() -> dict[str, bytes]:
    """Every file by its path within the folder, names composed (NFC) so that all systems agree on them."""
    made = {f"bihar/{name}": content for name, content in state_forms.files().items()}
    made["bihar/khagaria/खगड़िया प्रखंडवार 04-12-2021.xlsx"] = other_forms.khagaria()
    made["bihar/purbi champaran/मोतिहारी 28-12-2021 प्रखंडवार.xlsx"] = other_forms.east()
    made["bihar/purbi champaran/शिविर कैलेंडर दिसंबर 2021.xlsx"] = camps.calendar()
    made["bihar/purbi champaran/समीक्षा बैठक 28-12-2021.png"] = picture()
    made["bihar/khagaria/कार्यवाही बैठक 04-12-2021.xlsx"] = task_lists.khagaria()
    made["himachal pradesh/Bilaspur e-Shram 12.02.2022.xlsx"] = other_forms.bilaspur()
    made["rajasthan/राजस्थान जिलेवार 10-02-2022.xlsx"] = other_forms.rajasthan()
    made["rajasthan/बैठक के निर्णय 10-02-2022.xlsx"] = task_lists.rajasthan()
    made["uttarakhand/haridwar_training_tasks_06-09-2021.csv"] = task_lists.haridwar()
    made["uttarakhand/haridwar_shreni_25-09-2021.csv"] = other_forms.haridwar()
    return {unicodedata.normalize("NFC", name): content for name, content in made.items()}


def main() -> None:
    """Writes the files into the folder, leaving others as they are."""
    parser = argparse.ArgumentParser(description="Write the sheets of sample_data/.")
    parser.add_argument("--to", type=Path, default=HERE.parent / "sample_data", help="folder to write into")
    folder: Path = parser.parse_args().to
    for name, content in all_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
