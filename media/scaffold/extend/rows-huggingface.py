"""Reads training data with DuckDB, which AWS's image lacks: CSV with a header, or Parquet; a text and its kind."""

import pathlib

import duckdb

READERS = {".csv": "read_csv", ".parquet": "read_parquet"}


def read_rows(folder: pathlib.Path) -> tuple[list[str], list[str]]:
    texts: list[str] = []
    kinds: list[str] = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix in READERS):
        table = duckdb.execute(f"SELECT * FROM {READERS[path.suffix]}(?)", [str(path)])
        for text, kind in table.fetchall():
            texts.append(text)
            kinds.append(kind)
    if not texts:
        raise ValueError(f"There are no CSV or Parquet files with data in {folder}.")
    return texts, kinds
