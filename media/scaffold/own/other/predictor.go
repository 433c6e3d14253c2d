package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"mime"
	"net/http"
	"strconv"

	"example.com/{{name}}/internal/model"
)

// badRequest is the client's mistake: an HTTP status and a sentence about it.
type badRequest struct {
	status int
	reason string
}

func (b badRequest) Error() string {
	return b.reason
}

// predictor is what happens between a request and its answer.
type predictor struct {
	model *model.Model
}

// newPredictor reads the model before the server listens: when /ping answers, it is there. The folder is read-only.
func newPredictor(folder string) (*predictor, error) {
	m, err := model.Load(folder)
	return &predictor{m}, err
}

func (p *predictor) predict(body []byte, contentType string) ([]model.Prediction, error) {
	rows, err := readRequest(body, contentType)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, badRequest{http.StatusBadRequest, "The request has no rows."}
	}
	for _, row := range rows {
		if !p.fits(row) {
			return nil, badRequest{http.StatusBadRequest, fmt.Sprintf("Each row has %d numbers.", p.model.Width())}
		}
	}
	return p.model.Predict(rows), nil
}

func (p *predictor) fits(row []float64) bool {
	for _, x := range row {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return len(row) == p.model.Width()
}

// readRequest takes `text/csv` without a header, or `application/json` as {"instances": [[1, 2, 3, 4]]}.
func readRequest(body []byte, contentType string) ([][]float64, error) {
	var rows [][]float64
	var err error
	switch kind, _, _ := mime.ParseMediaType(contentType); kind {
	case "text/csv":
		rows, err = readCSV(body)
	case "application/json":
		var request struct {
			Instances [][]float64 `json:"instances"`
		}
		err = json.Unmarshal(body, &request)
		rows = request.Instances
	default:
		reason := fmt.Sprintf("Send text/csv or application/json, not %q.", contentType)
		return nil, badRequest{http.StatusUnsupportedMediaType, reason}
	}
	if err != nil {
		return nil, badRequest{http.StatusBadRequest, fmt.Sprintf("The request cannot be read: %v", err)}
	}
	return rows, nil
}

func readCSV(body []byte) ([][]float64, error) {
	lines, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	rows := make([][]float64, len(lines))
	for i, line := range lines {
		for _, field := range line {
			number, err := strconv.ParseFloat(field, 64)
			if err != nil {
				return nil, err
			}
			rows[i] = append(rows[i], number)
		}
	}
	return rows, err
}
