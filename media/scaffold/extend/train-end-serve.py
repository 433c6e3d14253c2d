

# The image knows one program. Its server imports this one too, and looks for these four in it.
from inference import input_fn, model_fn, output_fn, predict_fn  # noqa: E402, F401

if __name__ == "__main__":
    train()
