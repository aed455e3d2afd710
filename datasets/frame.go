package datasets

import (
	"fmt"
	"math"
	"strconv"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// Frame returns the table as a typed gota DataFrame: int for integers and years, float64 for numbers,
// bool for booleans, string for everything else. It is made at its first use and must not be changed.
//
// Missing cells are missing in the frame too. Text "NaN" cannot be told from a missing value in gota, so
// a table that has such a cell is an error here, as are an integer beyond 2^53 among numbers and a table
// without rows.
func (t *Table) Frame() (dataframe.DataFrame, error) {
	t.frame.once.Do(func() {
		defer func() { // gota panics where it should return an error
			if p := recover(); p != nil {
				t.frame.err = fmt.Errorf("making a frame of table %s: %v", t.Name, p)
			}
		}()
		t.frame.frame, t.frame.err = t.makeFrame()
	})
	return t.frame.frame, t.frame.err
}

func (t *Table) makeFrame() (dataframe.DataFrame, error) {
	if t.Rows == 0 {
		return dataframe.DataFrame{}, fmt.Errorf("table %s has no rows: gota has no empty frame", t.Name)
	}
	builders := make([]frameColumn, 0, len(t.Fields))
	for i, f := range t.Fields {
		if t.columns[i] >= 0 {
			builders = append(builders, frameColumn{field: f, at: t.columns[i]})
		}
	}
	for row := range t.Rows {
		cells := t.record(row)
		for i := range builders {
			if err := builders[i].add(cells[builders[i].at]); err != nil {
				return dataframe.DataFrame{}, &CellError{t.File, t.Line(row), builders[i].field.Name, err}
			}
		}
	}
	list := make([]series.Series, len(builders))
	for i := range builders {
		list[i] = builders[i].series()
		if list[i].Err != nil {
			return dataframe.DataFrame{}, fmt.Errorf("table %s, column %q: %w", t.Name, builders[i].field.Name, list[i].Err)
		}
	}
	frame := dataframe.New(list...)
	return frame, frame.Err
}

// A frameColumn gathers one column's cells as the type that gota takes.
type frameColumn struct {
	field   *Field
	at      int
	ints    []int
	floats  []float64
	bools   []bool
	texts   []string
	missing []int
}

func (c *frameColumn) add(cell []byte) error {
	f := c.field
	missing := f.isMissing(cell)
	if missing {
		c.missing = append(c.missing, max(len(c.ints), len(c.floats), len(c.bools), len(c.texts)))
	}
	switch {
	case f.Type == "integer", f.Type == "year":
		v := 0
		if !missing {
			d, err := (&Field{Type: "integer", decimalChar: f.decimalChar, groupChar: f.groupChar, bareNumber: f.bareNumber, minLength: -1, maxLength: -1}).decimal(cell)
			if f.Type == "year" {
				v, err = strconv.Atoi(string(cell))
			} else if err == nil {
				coef, small := d.Coefficient()
				if !small || d.Place() != 0 {
					return fmt.Errorf("%q does not fit an int", clip(string(cell)))
				}
				v = int(coef)
			}
			if err != nil {
				return err
			}
		}
		c.ints = append(c.ints, v)
	case f.Type == "number":
		v := math.NaN()
		if !missing {
			d, err := f.decimal(cell)
			if err != nil {
				return err
			}
			v = d.Float64()
		}
		c.floats = append(c.floats, v)
	case f.Type == "boolean":
		c.bools = append(c.bools, f.trueValues[string(cell)])
	default:
		if string(cell) == "NaN" && !missing {
			return fmt.Errorf("\"NaN\" is text that gota takes for a missing value: add it to \"missingValues\" or read the table without a frame")
		}
		c.texts = append(c.texts, string(cell))
	}
	return nil
}

func (c *frameColumn) series() series.Series {
	var s series.Series
	switch {
	case c.ints != nil:
		s = series.New(c.ints, series.Int, c.field.Name)
	case c.floats != nil:
		s = series.New(c.floats, series.Float, c.field.Name)
	case c.bools != nil:
		s = series.New(c.bools, series.Bool, c.field.Name)
	default:
		s = series.New(c.texts, series.String, c.field.Name)
	}
	for _, i := range c.missing {
		s.Elem(i).Set(nil)
	}
	return s
}

// Frame returns the observations of all tables as one long DataFrame: id, table, measure, a column for each
// dimension (the names of the values), period, value as float64, unit, source. Observations without a value
// have a missing one.
func (s *Study) Frame() (frame dataframe.DataFrame, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("making a frame of study %s: %v", s.Name, p)
		}
	}()
	n := s.Len()
	if n == 0 {
		return frame, fmt.Errorf("study %s has no observations: gota has no empty frame", s.Name)
	}
	text := func(name string, at func(i int) string) series.Series {
		list := make([]string, n)
		for i := range list {
			list[i] = at(i)
		}
		return series.New(list, series.String, name)
	}
	columns := []series.Series{
		text("id", s.idOf),
		text("table", func(i int) string { return s.tableAt(i).Name }),
		text("measure", func(i int) string { return s.Measures[s.obs.measure[i]].ID }),
	}
	for _, d := range s.dims {
		columns = append(columns, text(d.Name, func(i int) string {
			if c := d.Code(i); c >= 0 {
				return d.Values[c].Name
			}
			return ""
		}))
	}
	values := make([]float64, n)
	for i := range values {
		values[i] = math.NaN()
		if v, ok := s.ValueOf(i); ok {
			values[i] = v.Float64()
		}
	}
	columns = append(columns,
		text("period", func(i int) string { return s.PeriodOf(i).String() }),
		series.New(values, series.Float, "value"),
		text("unit", func(i int) string { return s.UnitOf(i).Name }),
		text("source", func(i int) string {
			if c := s.SourceOf(i); c >= 0 {
				return s.Sources[c].ID
			}
			return ""
		}),
	)
	frame = dataframe.New(columns...)
	return frame, frame.Err
}
