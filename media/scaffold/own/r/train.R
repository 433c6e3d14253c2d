# Trains as SageMaker asks for it: settings and data come as files, and so does the model go out.
# What learns is in model.R, what reads the data in rows.R; this program can stay as it is.

ml <- "/opt/ml"
checkpoints <- file.path(ml, "checkpoints")

# SageMaker shows the first 1,024 characters of this file as the reason of the failure.
tell_failure <- function() {
  reason <- c(geterrmessage(), limitedLabels(head(sys.calls(), -1)))
  dir.create(file.path(ml, "output"), recursive = TRUE, showWarnings = FALSE)
  writeLines(reason, file.path(ml, "output", "failure"))
  quit(status = 1)
}
options(error = tell_failure)

# SageMaker sends SIGTERM, and SIGKILL 120 seconds later; what is in /opt/ml by then is kept.
stop_asked <- function() file.exists("/tmp/stop-asked")

# Only now, so that a mistake in there is told like any other failure.
source("/opt/program/model.R")
source("/opt/program/rows.R")

# SageMaker gives every value as text.
given <- list(epochs = "20", learning_rate = "0.05")
settings <- file.path(ml, "input", "config", "hyperparameters.json")
if (file.exists(settings)) given <- modifyList(given, jsonlite::read_json(settings))
epochs <- as.integer(given$epochs)
data <- read_rows(file.path(ml, "input", "data", "train"))

# A spot instance may be taken away: the next one finds the checkpoints of this one.
if (file.exists(file.path(checkpoints, model_file))) {
  model <- load_model(checkpoints)
  cat(sprintf("Resuming after epoch %d.\n", model$epochs))
} else {
  model <- new_model(as.numeric(given$learning_rate))
}

cat(sprintf("%d rows of %s.\n", nrow(data$rows), toString(sort(unique(data$kinds)))))
while (model$epochs < epochs && !stop_asked()) {
  learned <- learn(model, data$rows, data$kinds)
  model <- learned$model
  # The metrics of the run file look for these words.
  cat(sprintf("epoch=%d; loss=%.4f; accuracy=%.4f;\n", model$epochs, learned$loss, learned$accuracy))
  save_model(model, checkpoints)
}
if (stop_asked()) cat(sprintf("Asked to stop after epoch %d; what was learned is kept.\n", model$epochs))
# Stopped before it learned anything: there is no model yet.
if (model$epochs > 0) save_model(model, file.path(ml, "model"))
