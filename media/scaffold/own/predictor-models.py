"""What happens between a request and its answer, whichever server brings it."""

import csv
import json
import math

from model import Model


