# Serves: httpuv brings the requests, predictor.R makes the answers. This program can stay as it is.

if (length(list.files("/opt/ml/model")) == 0) stop("There is no model in /opt/ml/model.")

source("/opt/program/model.R")
source("/opt/program/predictor.R")

as_json <- function(status, value) {
  body <- as.character(jsonlite::toJSON(value, auto_unbox = TRUE, digits = NA))
  list(status = status, headers = list("Content-Type" = "application/json"), body = body)
}

answer <- function(request) {
  asked <- paste(request$REQUEST_METHOD, request$PATH_INFO)
  if (asked != "POST /invocations") return(as_json(404, list(error = "There is only POST /invocations.")))
  tryCatch(
    as_json(200, predictions(request$rook.input$read(), request$CONTENT_TYPE %||% "nothing")),
    bad_request = function(error) as_json(error$status, list(error = conditionMessage(error)))
  )
}

# Asked every few seconds, with two seconds to answer: httpuv gives out this empty page also while R predicts.
ping <- file.path(tempdir(), "ping")
dir.create(ping)
invisible(file.create(file.path(ping, "index.html")))

port <- as.integer(Sys.getenv("SAGEMAKER_BIND_TO_PORT", "8080"))
server <- httpuv::startServer("0.0.0.0", port, list(call = answer, staticPaths = list("/ping" = ping)))
cat(sprintf("Listening on port %d.\n", port))

# SageMaker sends SIGTERM, and SIGKILL 30 seconds later: what has come in is answered first.
while (!file.exists("/tmp/stop-asked")) httpuv::service(200)
while (later::run_now(0.2)) NULL
httpuv::stopServer(server)
