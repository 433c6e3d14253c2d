# What happens between a request and its answer, whichever server brings it.

# Read once, before the server listens: when /ping answers, the model is there. The folder is read-only.
model <- load_model("/opt/ml/model")

# The client's mistake: an HTTP status and a sentence about it.
refuse <- function(status, reason) {
  stop(errorCondition(reason, class = "bad_request", status = status))
}

predictions <- function(body, content_type) {
  list(predictions = predict_rows(model, read_request(body, content_type)))
}

# `text/csv` without a header, or `application/json` as {"instances": [[1, 2, 3, 4]]}.
read_request <- function(body, content_type) {
  kind <- tolower(trimws(sub(";.*", "", content_type)))
  read <- switch(kind, "text/csv" = read_csv, "application/json" = read_json)
  if (is.null(read)) refuse(415, paste0("Send text/csv or application/json, not ", kind, "."))
  unread <- function(error) refuse(400, paste("The request cannot be read:", conditionMessage(error)))
  rows <- tryCatch(lapply(read(rawToChar(body)), as_numbers), error = unread)
  if (length(rows) == 0) refuse(400, "The request has no rows.")
  width <- width_of(model)
  if (any(lengths(rows) != width) || !all(is.finite(unlist(rows)))) {
    refuse(400, sprintf("Each row has %d numbers.", width))
  }
  matrix(unlist(rows), ncol = width, byrow = TRUE)
}

read_csv <- function(text) {
  lines <- strsplit(text, "\r?\n")[[1]]
  lapply(lines[nzchar(lines)], function(line) scan(text = line, what = "", sep = ",", quiet = TRUE))
}

# `fromJSON` would also open an address or a file that a request names; this reads nothing but the text.
read_json <- function(text) jsonlite::parse_json(text)$instances

# What is no number is none here either, and is refused.
as_numbers <- function(row) suppressWarnings(as.numeric(unlist(row)))
