# A model that tells kinds of iris apart by their measures. Put your own in its place.

model_file <- "model.rds"

# Softmax regression with nothing but R itself. A model is a list.
new_model <- function(rate = 0.05) list(rate = rate, epochs = 0)

# How many numbers a row has.
width_of <- function(model) length(model$means)

# One epoch. Returns the model, the loss and the accuracy.
learn <- function(model, rows, kinds) {
  if (model$epochs == 0) {
    model$kinds <- sort(unique(kinds))
    model$means <- colMeans(rows)
    model$spreads <- apply(rows, 2, sd)
    model$spreads[is.na(model$spreads) | model$spreads == 0] <- 1
    model$weights <- matrix(0, length(model$kinds), ncol(rows) + 1)
  }
  model$epochs <- model$epochs + 1
  scaled <- scaled_rows(model, rows)
  truth <- outer(kinds, model$kinds, `==`)
  loss <- 0
  right <- 0
  # Another order in every epoch, and the same when a run is resumed.
  set.seed(model$epochs)
  for (index in sample.int(nrow(rows))) {
    chances <- chances_of(model, scaled[index, , drop = FALSE])[1, ]
    loss <- loss - log(max(chances[truth[index, ]], 1e-12))
    right <- right + truth[index, which.max(chances)]
    model$weights <- model$weights + model$rate * outer(truth[index, ] - chances, scaled[index, ])
  }
  list(model = model, loss = loss / nrow(rows), accuracy = right / nrow(rows))
}

# For each row the likeliest kind, and how likely it is.
predict_rows <- function(model, rows) {
  chances <- chances_of(model, scaled_rows(model, rows))
  best <- max.col(chances, ties.method = "first")
  data.frame(kind = model$kinds[best], chance = round(chances[cbind(seq_along(best), best)], 4))
}

# Whoever reads the folder finds the old file or the new one, and never half of one.
save_model <- function(model, folder) {
  dir.create(folder, recursive = TRUE, showWarnings = FALSE)
  unfinished <- file.path(folder, paste0(".", model_file))
  saveRDS(model, unfinished)
  if (!file.rename(unfinished, file.path(folder, model_file))) stop("No model could be saved in ", folder, ".")
}

# A file of R can run code when it is read: load only what you trained yourself.
load_model <- function(folder) readRDS(file.path(folder, model_file))

scaled_rows <- function(model, rows) cbind(1, t((t(rows) - model$means) / model$spreads))

chances_of <- function(model, scaled) {
  scores <- scaled %*% t(model$weights)
  powers <- exp(scores - apply(scores, 1, max))
  powers / rowSums(powers)
}
