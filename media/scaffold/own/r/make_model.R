# Makes a small model to try the server with. README.md says how to run it.

source("/opt/program/model.R")
source("/opt/program/rows.R")

data <- read_rows("/sample/train")
model <- new_model()
for (epoch in seq_len(20)) model <- learn(model, data$rows, data$kinds)$model
save_model(model, "/sample/model")
cat("The model is in sample/model.\n")
