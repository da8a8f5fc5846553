"""The engines that read a lake's figures and run the two rules on them: DuckDB on this computer, Spark on any number.

Which rows a question needs is said once, in `lake.lake`, and which of them stand in `analysis`, both in narwhals. Dates
are timestamps without a zone, whole numbers have 64 bits. What an engine finds wrong leaves it as EshramErrors.
"""

from __future__ import annotations

import datetime as dt
import socket
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from eshram_cli.errors import EshramError
from eshram_cli.frames import COUNT, DATE
from eshram_cli.lake.layout import columns_of
from eshram_cli.lake.place import LakePlace, first_line, needed
from eshram_cli.problems import Where

if TYPE_CHECKING:
    import pandas as pd


FIGURES = ("push", "act", *columns_of("figures"))
WAIT = 10.0
"""Seconds in which a master must answer."""

_PORTS = {"spark": 7077, "sc": 15002}
"""The ports of a standalone master and of Spark Connect, where the address names none."""


class DuckDB:
    """DuckDB in this process, with temporary tables beside the system's, where memory does not do."""

    name = "duckdb"

    def __init__(self, lake: LakePlace) -> None:
        """Raises `extra-missing`."""
        self._duckdb = needed("duckdb", "big")
        self._lake = lake
        self._folder = tempfile.TemporaryDirectory(prefix="eshram-")
        self._db = self._duckdb.connect(config={"temp_directory": self._folder.name})
        self._db.execute("SET enable_progress_bar = false")
        if not lake.local:
            self._db.register_filesystem(lake.fs)
        self._kept = 0

    def figures(self, paths: Sequence[str], until: dt.date | None) -> Any:
        """The rows of these files up to a day, with the columns `FIGURES`."""
        # A list of files: a pattern over many folders takes ten times as long.
        with self._told():
            read = self._db.read_parquet(list(paths), hive_partitioning=False)
            if until is not None:
                read = read.filter(f"as_on <= DATE '{until.isoformat()}'")
            return read.project(", ".join("as_on::TIMESTAMP AS as_on" if name == "as_on" else name for name in FIGURES))

    def table(self, frame: pd.DataFrame) -> Any:
        """A pandas frame as a table of the engine."""
        return self._db.from_df(frame)

    def kept(self, table: Any) -> Any:
        """The same table, worked out once, for a question that goes over it many times."""
        self._kept += 1
        with self._told():
            table.to_table(f"kept_{self._kept}")
            return self._db.table(f"kept_{self._kept}")

    def frame(self, table: Any) -> pd.DataFrame:
        """The rows of a table, collected."""
        with self._told():
            answer: pd.DataFrame = table.df()
            return answer

    def close(self) -> None:
        """Lets go of what the engine holds."""
        self._db.close()
        self._folder.cleanup()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._duckdb.Error as error:
            raise _failed(self._lake, self.name, error) from error


class Spark:
    """Spark, at any master that it takes: `local[2]`, `spark://host:7077`, `yarn`; `sc://host` is Spark Connect."""

    name = "spark"

    def __init__(self, lake: LakePlace, master: str) -> None:
        """Raises `extra-missing`, `spark-unreachable`, `lake-engine-failed`."""
        warnings.filterwarnings("ignore", category=FutureWarning, module=r"pyspark\.")
        sql = needed("pyspark.sql", "spark")
        self._errors = needed("pyspark.errors", "spark").PySparkException
        self._lake = lake
        refuse_silent(master)
        builder = sql.SparkSession.builder.appName("eshram")
        if master.startswith("sc://"):
            builder = builder.remote(master)
        else:
            needed("py4j", "spark")
            quiet = Path(__file__).with_name("log4j2.properties").as_uri()
            builder = builder.master(master).config("spark.ui.enabled", "false")
            builder = builder.config("spark.ui.showConsoleProgress", "false")
            # Where its memory is full, Java would else wait for ever for an answer that nobody makes.
            options = f'-XX:+ExitOnOutOfMemoryError -Dlog4j2.configurationFile="{quiet}"'
            builder = builder.config("spark.driver.extraJavaOptions", options)
            if master.startswith("local"):
                # Spark's 200 are meant for clusters; each question shuffles some forty times.
                builder = builder.config("spark.sql.shuffle.partitions", "4")
        with self._told():
            self._session = builder.getOrCreate()
            self._session.conf.set("spark.sql.session.timeZone", "UTC")

    def figures(self, paths: Sequence[str], until: dt.date | None) -> Any:
        """The rows of these files up to a day, with the columns `FIGURES`."""
        with self._told():
            read = self._session.read.parquet(*paths)
            if until is not None:
                read = read.filter(f"as_on <= DATE '{until.isoformat()}'")
            names = ("CAST(as_on AS TIMESTAMP_NTZ) AS as_on" if name == "as_on" else f"`{name}`" for name in FIGURES)
            return read.selectExpr(*names)

    def table(self, frame: pd.DataFrame) -> Any:
        """A pandas frame as a table of the engine."""
        import pyarrow as pa

        types = {"str": "string", "category": "string", COUNT: "bigint", "int64": "bigint", DATE: "timestamp_ntz"}
        schema = ", ".join(f"`{name}` {types[str(dtype)]}" for name, dtype in frame.dtypes.items())
        kinds = {"string": pa.string(), "bigint": pa.int64(), "timestamp_ntz": pa.timestamp("us")}
        fields = [(name, kinds[types[str(dtype)]]) for name, dtype in frame.dtypes.items()]
        plain = frame.astype({name: "str" for name, dtype in frame.dtypes.items() if str(dtype) == "category"})
        told = pa.Table.from_pandas(plain, schema=pa.schema(fields), preserve_index=False)
        with self._told():
            return self._session.createDataFrame(told, schema)

    def kept(self, table: Any) -> Any:
        """The same table, worked out once, for a question that goes over it many times."""
        # A cache would keep the plan of each table within that of the next, until Java's memory is full.
        with self._told():
            return table.localCheckpoint()

    def frame(self, table: Any) -> pd.DataFrame:
        """The rows of a table, collected."""
        with self._told():
            answer: pd.DataFrame = table.toArrow().to_pandas()
            return answer

    def close(self) -> None:
        """Lets go of what the engine holds."""
        self._session.stop()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (self._errors, OSError, RuntimeError) as error:
            raise _failed(self._lake, self.name, error) from error
        except Exception as error:
            # py4j hands on what goes wrong in Java as errors of its own, which are there with it alone.
            if type(error).__module__.partition(".")[0] not in {"py4j", "grpc"}:
                raise
            raise _failed(self._lake, self.name, error) from error


Engine = DuckDB | Spark
"""As `analysis.engine.Engine`, with how figures are read. What an engine cannot do raises `lake-engine-failed`."""


def _failed(lake: LakePlace, name: str, error: BaseException) -> EshramError:
    return EshramError("lake-engine-failed", Where(file=lake.url), engine=name, reason=first_line(error))


def refuse_silent(master: str) -> None:
    """Raises `spark-unreachable` where nobody answers at the address: Spark itself would try for minutes."""
    parts = urlsplit(master.partition(",")[0])
    if parts.scheme not in _PORTS:
        return
    try:
        address = (parts.hostname or "", parts.port or _PORTS[parts.scheme])
        with socket.create_connection(address, timeout=WAIT):
            pass
    except (OSError, ValueError) as error:
        raise EshramError("spark-unreachable", master=master, reason=first_line(error)) from error
