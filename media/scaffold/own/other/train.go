// Trains as SageMaker asks for it: settings and data come as files, and so does the model go out.
//
// What learns is in internal/model, what reads the data in rows.go; this file can stay as it is.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"example.com/{{name}}/internal/model"
)

const (
	ml          = "/opt/ml"
	checkpoints = ml + "/checkpoints"
)

func main() {
	// SageMaker sends SIGTERM, and SIGKILL 120 seconds later; what is in /opt/ml by then is kept.
	stop, done := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer done()
	defer func() {
		if found := recover(); found != nil {
			fail(fmt.Sprintf("%v\n\n%s", found, debug.Stack()))
		}
	}()
	if err := train(stop); err != nil {
		fail(err.Error())
	}
}

// fail ends the program. SageMaker shows the first 1,024 characters of this file as the reason of the failure.
func fail(reason string) {
	fmt.Fprintln(os.Stderr, reason)
	err := os.MkdirAll(ml+"/output", 0o755)
	if err == nil {
		err = os.WriteFile(ml+"/output/failure", []byte(reason), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(1)
}

func train(stop context.Context) error {
	epochs, rate, err := settings()
	if err != nil {
		return err
	}
	rows, kinds, err := readRows(filepath.Join(ml, "input", "data", "train"))
	if err != nil {
		return err
	}
	m, err := newOrResumed(rate)
	if err != nil {
		return err
	}
	all := slices.Compact(slices.Sorted(slices.Values(kinds)))
	fmt.Printf("%d rows of %s.\n", len(rows), strings.Join(all, ", "))
	for m.Epochs < epochs && stop.Err() == nil {
		loss, accuracy := m.Learn(rows, kinds)
		// The metrics of the run file look for these words.
		fmt.Printf("epoch=%d; loss=%.4f; accuracy=%.4f;\n", m.Epochs, loss, accuracy)
		if err := m.Save(checkpoints); err != nil {
			return err
		}
	}
	if stop.Err() != nil {
		fmt.Printf("Asked to stop after epoch %d; what was learned is kept.\n", m.Epochs)
	}
	// Stopped before it learned anything: there is no model yet.
	if m.Epochs == 0 {
		return nil
	}
	return m.Save(filepath.Join(ml, "model"))
}

// settings come from SageMaker with every value as text.
func settings() (epochs int, rate float64, err error) {
	given := map[string]string{"epochs": "20", "learning_rate": "0.05"}
	text, err := os.ReadFile(filepath.Join(ml, "input", "config", "hyperparameters.json"))
	if err == nil {
		err = json.Unmarshal(text, &given)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, 0, fmt.Errorf("hyperparameters: %w", err)
	}
	epochs, wrongEpochs := strconv.Atoi(given["epochs"])
	rate, wrongRate := strconv.ParseFloat(given["learning_rate"], 64)
	return epochs, rate, errors.Join(wrongEpochs, wrongRate)
}

// newOrResumed: a spot instance may be taken away, and the next one finds the checkpoints of this one.
func newOrResumed(rate float64) (*model.Model, error) {
	m, err := model.Load(checkpoints)
	if errors.Is(err, fs.ErrNotExist) {
		return &model.Model{Rate: rate}, nil
	}
	if err == nil {
		fmt.Printf("Resuming after epoch %d.\n", m.Epochs)
	}
	return m, err
}
