"""Prepares data with Spark: splits rows into some to train with and some to test with, and scales both alike."""

import argparse
import pathlib

from pyspark.ml import Pipeline
from pyspark.ml.feature import StandardScaler, VectorAssembler
from pyspark.ml.functions import vector_to_array
from pyspark.sql import SparkSession
from pyspark.sql.functions import col

ROOT = "file:///opt/ml/processing"


def read_arguments() -> argparse.Namespace:
    """Folders of the container, or s3:// addresses, which more than one instance needs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--input", default=f"{ROOT}/input/data")
    parser.add_argument("--output", default=f"{ROOT}/output")
    parser.add_argument("--test_share", type=float, default=0.2)
    return parser.parse_args()


def process(spark: SparkSession) -> None:
    given = read_arguments()
    table = spark.read.csv(given.input, header=True, inferSchema=True)
    *numbers, kind = table.columns
    # The same rows the next time.
    parts = table.randomSplit([1 - given.test_share, given.test_share], seed=1)
    gather = VectorAssembler(inputCols=numbers, outputCol="features")
    scale = StandardScaler(inputCol="features", outputCol="scaled", withMean=True)
    model = Pipeline(stages=[gather, scale]).fit(parts[0])
    for name, part in zip(["train", "test"], parts):
        scaled = model.transform(part).withColumn("row", vector_to_array("scaled"))
        columns = [col("row")[index].alias(number) for index, number in enumerate(numbers)]
        result = scaled.select(*columns, kind)
        result.write.mode("overwrite").csv(f"{given.output}/{name}", header=True)
        print(f"{name}: {result.count()} rows.", flush=True)


if __name__ == "__main__":
    try:
        process(SparkSession.builder.appName("{{name}}").getOrCreate())
    except Exception as error:
        # SageMaker shows the first kilobyte of this file as the job's exit message.
        message = pathlib.Path("/opt/ml/output/message")
        message.parent.mkdir(parents=True, exist_ok=True)
        message.write_text(f"{type(error).__name__}: {error}")
        raise
