# Reads training data: CSV files with a header, numbers, and the kind in the last column.

read_rows <- function(folder) {
  paths <- sort(list.files(folder, "\\.csv$", recursive = TRUE, full.names = TRUE))
  table <- do.call(rbind, lapply(paths, read.csv))
  if (is.null(table) || nrow(table) == 0) stop("There are no CSV files with data in ", folder, ".")
  rows <- unname(as.matrix(table[-ncol(table)]))
  if (!is.numeric(rows) || anyNA(rows)) stop("In ", folder, " a column before the last has more than numbers.")
  list(rows = rows, kinds = as.character(table[[ncol(table)]]))
}
