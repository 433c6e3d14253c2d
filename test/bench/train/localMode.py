"""Trains as the SDK's documentation shows it, on data of this machine alone."""

import sys
import time

started = time.perf_counter()
from sagemaker.estimator import Estimator
from sagemaker.local import LocalSession

imported = time.perf_counter() - started
image, data, output = sys.argv[1:]
Estimator(
    image_uri=image,
    role="arn:aws:iam::123456789012:role/local",
    instance_count=1,
    instance_type="local",
    sagemaker_session=LocalSession(),
    output_path=f"file://{output}",
).fit(f"file://{data}")
print(f"import {imported * 1000}")
