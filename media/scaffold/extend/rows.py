"""Reads training data with DuckDB, which AWS's image lacks: CSV with a header, or Parquet; the kind comes last."""

import pathlib

import duckdb

READERS = {".csv": "read_csv", ".parquet": "read_parquet"}


def read_rows(folder: pathlib.Path) -> tuple[list[list[float]], list[str]]:
    rows: list[list[float]] = []
    kinds: list[str] = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix in READERS):
        table = duckdb.execute(f"SELECT * FROM {READERS[path.suffix]}(?)", [str(path)])
        for *numbers, kind in table.fetchall():
            rows.append([float(number) for number in numbers])
            kinds.append(str(kind))
    if not rows:
        raise ValueError(f"There are no CSV or Parquet files with data in {folder}.")
    return rows, kinds
