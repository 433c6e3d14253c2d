"""A model that tells kinds of iris apart by their measures. Put your own in its place."""

import os
import pathlib

import joblib
