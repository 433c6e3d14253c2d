package main

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// readRows reads training data: CSV files with a header, numbers, and the kind in the last column.
func readRows(folder string) (rows [][]float64, kinds []string, err error) {
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".csv" {
			return err
		}
		lines, err := readLines(path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		for at, line := range lines {
			row, err := numbersIn(line[:len(line)-1])
			if err == nil && len(rows) > 0 && len(row) != len(rows[0]) {
				err = fmt.Errorf("%d numbers, and %d in others", len(row), len(rows[0]))
			}
			if err != nil {
				return fmt.Errorf("%s: row %d: %w", path, at+1, err)
			}
			rows, kinds = append(rows, row), append(kinds, line[len(line)-1])
		}
		return nil
	})
	if err == nil && len(rows) == 0 {
		err = fmt.Errorf("there are no CSV files with data in %s", folder)
	}
	return rows, kinds, err
}

// readLines leaves out the header.
func readLines(path string) ([][]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	return lines[min(1, len(lines)):], err
}

func numbersIn(fields []string) ([]float64, error) {
	row := make([]float64, len(fields))
	for i, field := range fields {
		number, err := strconv.ParseFloat(field, 64)
		if err != nil {
			return nil, err
		}
		row[i] = number
	}
	return row, nil
}
