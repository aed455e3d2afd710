package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// workbook FILE TEXT writes a workbook. "# " begins a sheet; cells stand between bars; ">" is merged into the
// cell on its left; a percentage is stored as a fraction; "=FORMULA→RESULT" is a formula with the result that
// was last computed.
func cmdWorkbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: workbook FILE TEXT")
	}
	f := excelize.NewFile()
	defer f.Close()
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
	ts.Check(err)
	sheet, row := "", 0
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		line = strings.TrimSuffix(line, "\n")
		if name, ok := strings.CutPrefix(line, "# "); ok {
			sheet, row = name, 0
			_, err := f.NewSheet(sheet)
			ts.Check(err)
			continue
		}
		row++
		from := 1
		for col, text := range strings.Split(line, "|") {
			if text == ">" {
				ts.Check(f.MergeCell(sheet, cellAt(from, row), cellAt(col+1, row)))
				continue
			}
			from = col + 1
			ts.Check(writeCell(f, sheet, cellAt(col+1, row), text, percent))
		}
	}
	ts.Check(errors.Join(f.DeleteSheet("Sheet1"), f.SaveAs(ts.MkAbs(args[0]))))
}

func cellAt(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic(err)
	}
	return name
}

func writeCell(f *excelize.File, sheet, cell, text string, percent int) error {
	if formula, result, ok := strings.Cut(text, "→"); ok {
		v, err := strconv.ParseFloat(result, 64)
		if err != nil {
			return fmt.Errorf("the result of %s: %w", text, err)
		}
		if err := f.SetCellValue(sheet, cell, v); err != nil {
			return err
		}
		return f.SetCellFormula(sheet, cell, strings.TrimPrefix(formula, "="))
	}
	return setCell(f, sheet, cell, cell, text, percent)
}
