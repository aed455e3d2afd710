package datasets

import (
	"io/fs"
	"math"
	"sort"

	"recount/analysis/number"
)

// A Study is a data package, read and found valid. It does not change, and may be used by several
// goroutines at once.
type Study struct {
	Name        string // of the descriptor
	Title       string
	Version     string
	Description string
	Homepage    string
	Dir         string // where it was opened: a folder as the user gave it, or the name of an embedded study
	Licences    []Licence
	Tables      []*Table
	Measures    []Measure
	Sources     []Source
	Notes       []string // what is not an error but worth a look, one sentence each

	fsys       fs.FS
	statistics string // path of statistics.yaml
	figures    string

	dims     []*Dimension
	obs      columns
	periods  []Period
	units    []Unit
	index    idIndex
	observed []*Table // those that hold observations, in their order
}

const (
	noValue   = math.MinInt8     // the row has no value (an event, a range)
	longValue = math.MinInt8 + 1 // beyond 18 digits: read from the row
)

// Flags of an observation.
const (
	isRepeat = 1 << iota
	isReported
	isSuperseded
)

// A Measure is what is counted.
type Measure struct {
	ID     string
	Title  string
	Unit   Unit
	Kind   string // count, share, rate, ratio, change, duration, date or score
	Design string // register, census, sample, purposive, estimate, quoted; empty if not stated
	Terms  []string
	Note   string
}

// A Dimension is something that observations differ in besides measure and period: place, population,
// side, party, hospital.
type Dimension struct {
	Name   string
	Title  string
	Values []Value // the dictionary, in order of appearance: vocabulary first

	codes []int32 // of each observation, noCode for none
	byKey map[string]int32
	table *Table // the vocabulary, nil if there is none
}

const noCode = -1

// A Value is one value of a dimension.
type Value struct {
	ID      string
	Name    string
	Aliases []string
	Terms   []string
	PartOf  string // id of the value that this one is part of
	Note    string

	line int // of the vocabulary
}

// Code returns the position in Values of observation i's value, or -1 if it has none.
func (d *Dimension) Code(i int) int {
	if i >= len(d.codes) {
		return noCode
	}
	return int(d.codes[i])
}

// Lookup finds a value by its id or, failing that, its name.
func (d *Dimension) Lookup(s string) (int, bool) {
	c, ok := d.byKey[s]
	return int(c), ok
}

// Len returns the number of observations.
func (s *Study) Len() int { return len(s.obs.row) }

// Dimensions returns the dimensions: place and population first where there are any, then the others in
// the order of the descriptor.
func (s *Study) Dimensions() []*Dimension { return s.dims }

// Dimension returns the dimension with this name, or nil.
func (s *Study) Dimension(name string) *Dimension {
	for _, d := range s.dims {
		if d.Name == name {
			return d
		}
	}
	return nil
}

// MeasureOf returns the position in Measures of observation i's measure.
func (s *Study) MeasureOf(i int) int { return int(s.obs.measure[i]) }

// TableOf returns the table that observation i stands in.
func (s *Study) TableOf(i int) *Table { return s.tableAt(i) }

// SourceOf returns the position in Sources of observation i's source, or -1.
func (s *Study) SourceOf(i int) int { return int(s.obs.source[i]) }

// PeriodOf returns observation i's period.
func (s *Study) PeriodOf(i int) Period { return s.periods[s.obs.period[i]] }

// PeriodCode returns a number that observations of the same period share, from 0 to Periods()-1.
func (s *Study) PeriodCode(i int) int { return int(s.obs.period[i]) }

// Periods returns the distinct periods; PeriodCode is a position in it. It must not be changed.
func (s *Study) Periods() []Period { return s.periods }

// UnitOf returns observation i's unit.
func (s *Study) UnitOf(i int) Unit { return s.units[s.obs.unit[i]] }

// ValueOf returns observation i's value, and false if it has none (an event, a range). It is what a loop
// over many observations uses: it builds nothing.
func (s *Study) ValueOf(i int) (number.Decimal, bool) {
	switch p := s.obs.place[i]; p {
	case noValue:
		return number.Decimal{}, false
	case longValue:
		o := s.Observation(i)
		return o.Value, o.HasValue
	default:
		return number.New(s.obs.coef[i], int(p)), true
	}
}

// IsRepeat says whether observation i prints a figure of the same origin again: selectors pass it by.
func (s *Study) IsRepeat(i int) bool { return s.obs.flags[i]&isRepeat != 0 }

// IsReported says whether observation i is a statistic that a source computed.
func (s *Study) IsReported(i int) bool { return s.obs.flags[i]&isReported != 0 }

// IsSuperseded says whether another observation revises observation i.
func (s *Study) IsSuperseded(i int) bool { return s.obs.flags[i]&isSuperseded != 0 }

// Table returns the table with this name, or nil.
func (s *Study) Table(name string) *Table {
	for _, t := range s.Tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// Measure returns the measure with this id, or nil.
func (s *Study) Measure(id string) *Measure {
	for i := range s.Measures {
		if s.Measures[i].ID == id {
			return &s.Measures[i]
		}
	}
	return nil
}

// Source returns the source with this id, or nil.
func (s *Study) Source(id string) *Source {
	for i := range s.Sources {
		if s.Sources[i].ID == id {
			return &s.Sources[i]
		}
	}
	return nil
}

// File returns the bytes of a file of the study's folder: "statistics.yaml" and "figures.yaml" are found
// where the descriptor says they are. A file that is not there is fs.ErrNotExist.
func (s *Study) File(name string) ([]byte, error) {
	switch name {
	case "statistics.yaml":
		name = s.statistics
	case "figures.yaml":
		name = s.figures
	}
	if s.fsys == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if err := checkPath(name); err != nil {
		return nil, err
	}
	return readBounded(s.fsys, name, maxFileBytes)
}

// tableAt returns the table of observation i: the last one that begins at or before it.
func (s *Study) tableAt(i int) *Table {
	n := sort.Search(len(s.observed), func(n int) bool { return s.observed[n].first > i })
	return s.observed[n-1]
}
