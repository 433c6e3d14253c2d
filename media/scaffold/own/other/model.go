// Package model tells kinds of iris apart by their measures. Put your own in its place.
package model

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// File is the name of a saved model in its folder.
const File = "model.json"

// Model is softmax regression with nothing but the standard library.
type Model struct {
	Rate    float64     `json:"rate"`
	Epochs  int         `json:"epochs"`
	Kinds   []string    `json:"kinds"`
	Means   []float64   `json:"means"`
	Spreads []float64   `json:"spreads"`
	Weights [][]float64 `json:"weights"`
}

// Prediction is the likeliest kind of a row, and how likely it is.
type Prediction struct {
	Kind   string  `json:"kind"`
	Chance float64 `json:"chance"`
}

// Width is how many numbers a row has.
func (m *Model) Width() int {
	return len(m.Means)
}

// Learn is one epoch. It returns the loss and the accuracy.
func (m *Model) Learn(rows [][]float64, kinds []string) (float64, float64) {
	if m.Epochs == 0 {
		m.begin(rows, kinds)
	}
	m.Epochs++
	loss, right := 0.0, 0
	// Another order in every epoch, and the same when a run is resumed.
	order := rand.New(rand.NewPCG(uint64(m.Epochs), 0)).Perm(len(rows))
	for _, index := range order {
		row, truth := m.scaled(rows[index]), slices.Index(m.Kinds, kinds[index])
		chances := m.chances(row)
		best := slices.Index(chances, slices.Max(chances))
		if best == truth {
			right++
		}
		for kind, chance := range chances {
			step := -m.Rate * chance
			if kind == truth {
				step += m.Rate
				loss -= math.Log(max(chance, 1e-12))
			}
			for i, x := range row {
				m.Weights[kind][i] += step * x
			}
		}
	}
	return loss / float64(len(rows)), float64(right) / float64(len(rows))
}

// Predict tells for each row the likeliest kind.
func (m *Model) Predict(rows [][]float64) []Prediction {
	found := make([]Prediction, len(rows))
	for i, row := range rows {
		chances := m.chances(m.scaled(row))
		best := slices.Max(chances)
		kind := m.Kinds[slices.Index(chances, best)]
		found[i] = Prediction{kind, math.Round(best*10000) / 10000}
	}
	return found
}

// Save lets whoever reads the folder find the old file or the new one, and never half of one.
func (m *Model) Save(folder string) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	unfinished := filepath.Join(folder, "."+File)
	if err := os.WriteFile(unfinished, text, 0o644); err != nil {
		return err
	}
	return os.Rename(unfinished, filepath.Join(folder, File))
}

// Load reads a saved model.
func Load(folder string) (*Model, error) {
	text, err := os.ReadFile(filepath.Join(folder, File))
	if err != nil {
		return nil, err
	}
	m := &Model{}
	return m, json.Unmarshal(text, m)
}

func (m *Model) begin(rows [][]float64, kinds []string) {
	m.Kinds = slices.Compact(slices.Sorted(slices.Values(kinds)))
	width, count := len(rows[0]), float64(len(rows))
	m.Means, m.Spreads = make([]float64, width), make([]float64, width)
	for i := range width {
		for _, row := range rows {
			m.Means[i] += row[i] / count
		}
		for _, row := range rows {
			m.Spreads[i] += (row[i] - m.Means[i]) * (row[i] - m.Means[i]) / count
		}
		m.Spreads[i] = math.Sqrt(m.Spreads[i])
		if m.Spreads[i] == 0 {
			m.Spreads[i] = 1
		}
	}
	m.Weights = make([][]float64, len(m.Kinds))
	for kind := range m.Weights {
		m.Weights[kind] = make([]float64, width+1)
	}
}

func (m *Model) scaled(row []float64) []float64 {
	scaled := []float64{1}
	for i, x := range row {
		scaled = append(scaled, (x-m.Means[i])/m.Spreads[i])
	}
	return scaled
}

func (m *Model) chances(row []float64) []float64 {
	powers := make([]float64, len(m.Kinds))
	for kind, weights := range m.Weights {
		for i, x := range row {
			powers[kind] += weights[i] * x
		}
	}
	highest, sum := slices.Max(powers), 0.0
	for kind, score := range powers {
		powers[kind] = math.Exp(score - highest)
		sum += powers[kind]
	}
	for kind := range powers {
		powers[kind] /= sum
	}
	return powers
}
