"""What happens between a request and its answer, whichever server brings it."""

import csv
import json
import math
import pathlib

from model import Model

# Read once, before the server listens: when /ping answers, the model is there. The folder is read-only.
model = Model.load(pathlib.Path("/opt/ml/model"))


