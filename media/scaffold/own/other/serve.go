// Serves: the two routes that SageMaker calls. predictor.go makes the answers; this file can stay as it is.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	p, err := newPredictor("/opt/ml/model")
	if err != nil {
		log.Fatalf("There is no model to serve: %v", err)
	}
	routes := http.NewServeMux()
	// Asked every few seconds, with two seconds to answer.
	routes.HandleFunc("GET /ping", func(http.ResponseWriter, *http.Request) {})
	routes.HandleFunc("POST /invocations", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // The client is gone.
		}
		found, err := p.predict(body, r.Header.Get("Content-Type"))
		var refused badRequest
		switch {
		case errors.As(err, &refused):
			answer(w, refused.status, map[string]string{"error": refused.reason})
		case err != nil:
			log.Print(err)
			answer(w, http.StatusInternalServerError, map[string]string{"error": "See the log."})
		default:
			answer(w, http.StatusOK, map[string]any{"predictions": found})
		}
	})

	// SageMaker sends SIGTERM, and SIGKILL 30 seconds later.
	stop, done := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer done()
	server := &http.Server{Addr: ":" + cmp.Or(os.Getenv("SAGEMAKER_BIND_TO_PORT"), "8080"), Handler: routes}
	go func() {
		log.Printf("Listening on %s.", server.Addr)
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			log.Fatal(err)
		}
	}()
	<-stop.Done()
	// What is being answered is answered first.
	enough, cancel := context.WithTimeout(context.Background(), 25*time.Second)
	defer cancel()
	if err := server.Shutdown(enough); err != nil {
		log.Fatal(err)
	}
}

func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(value); err != nil {
		log.Print(err)
	}
}
