package datasets

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/big"

	"recount/analysis/number"
)

// An Observation is one reported value: of a measure, for a period and one value of each dimension, from
// one source. It is a view of a row, built when it is asked for.
type Observation struct {
	Index      int // in the study
	ID         string
	Table      string
	File       string
	Line       int
	Measure    *Measure
	Dims       []DimValue // those that the row states
	Period     Period
	PeriodKind PeriodKind

	Value       number.Decimal
	HasValue    bool   // false for an event, a range, a vague plural
	Text        string // the value as the table writes it: 32.10
	Unit        Unit
	Numerator   *number.Decimal
	Denominator *number.Decimal
	AsReported  string // the words of the source
	Qualifier   number.Hedge
	HedgeWord   string // as the table writes it
	Low, High   *number.Decimal
	Resolution  *big.Rat // place of the last digit; nil for an exact number

	Source        *Source
	Locator       string
	Published     string
	Note          string
	Supersedes    string
	Repeats       string
	ConflictsWith []string
	Reported      *Reported // for a statistic that the source computed

	study  *Study
	table  *Table
	row    int
	column int      // of the layout's values
	cells  [][]byte // of the row
}

// A DimValue is one value of one dimension.
type DimValue struct {
	Dimension *Dimension
	Value     *Value
}

// Reported says how a source computed a statistic that it reports.
type Reported struct {
	Operation string   // change, ratio, share, …
	Of        []string // ids of the observations it is computed from
	To, From  string
}

// Observation returns the view of observation i.
func (s *Study) Observation(i int) Observation {
	t := s.tableAt(i)
	o := Observation{Index: i, Table: t.Name, File: t.File, study: s, table: t, row: int(s.obs.row[i])}
	if s.obs.column != nil {
		o.column = int(s.obs.column[i])
	}
	o.Line = t.Line(o.row)
	o.Measure = &s.Measures[s.obs.measure[i]]
	for _, d := range s.dims {
		if c := d.Code(i); c >= 0 {
			o.Dims = append(o.Dims, DimValue{d, &d.Values[c]})
		}
	}
	o.Period, o.PeriodKind, o.Unit = s.periods[s.obs.period[i]], During, s.units[s.obs.unit[i]]
	if c := s.obs.source[i]; c >= 0 {
		o.Source = &s.Sources[c]
	}
	o.fill(t.record(o.row))
	if o.ID == "" {
		o.ID = string(s.appendDerivedID(nil, i))
	}
	return o
}

// fill reads what the study does not keep in columns from the record.
func (o *Observation) fill(cells [][]byte) {
	t, s, i := o.table, o.study, o.Index
	o.cells = cells
	value := t.lay.values[o.column]
	f := t.Fields[value.field]
	o.Text = t.cell(cells, value.field)
	switch p := s.obs.place[i]; p {
	case noValue:
	case longValue:
		spec := *f
		if !spec.numeric() {
			spec.Type = "number"
		}
		o.Value, _ = spec.decimal([]byte(o.Text))
		o.HasValue = true
	default:
		o.Value, o.HasValue = number.New(s.obs.coef[i], int(p)), true
	}
	get := func(name string) string {
		if j, ok := t.lay.fields[name]; ok {
			return t.cell(cells, j)
		}
		return ""
	}
	decimal := func(name string) *number.Decimal { return t.number(get(name), name) }
	o.ID = get("id")
	o.PeriodKind, _ = parsePeriodKind(get("period_kind"))
	o.Numerator, o.Denominator, o.Low, o.High = decimal("numerator"), decimal("denominator"), decimal("low"), decimal("high")
	o.AsReported, o.HedgeWord = get("as_reported"), get("qualifier")
	o.Qualifier, _ = ParseHedge(o.HedgeWord)
	o.Locator, o.Published, o.Note = get("locator"), get("published"), get("note")
	o.Supersedes, o.Repeats, o.ConflictsWith = get("supersedes"), get("repeats"), splitList([]byte(get("conflicts_with")))
	if op := get("operation"); op != "" {
		o.Reported = &Reported{Operation: op, Of: splitList([]byte(get("of"))), To: get("to"), From: get("from")}
	}
	o.Resolution = o.resolution(get("resolution"), f, value)
}

// cell returns the text of a field's cell, empty if it is missing.
func (t *Table) cell(cells [][]byte, field int) string {
	at := t.columns[field]
	if at < 0 || at >= len(cells) || t.Fields[field].isMissing(cells[at]) {
		return ""
	}
	return string(cells[at])
}

// number reads a numeric attribute; the loader has seen that it is one.
func (t *Table) number(text, name string) *number.Decimal {
	if text == "" {
		return nil
	}
	f := *t.Fields[t.lay.fields[name]]
	if !f.numeric() {
		f.Type = "number"
	}
	d, err := f.decimal([]byte(text))
	if err != nil {
		return nil
	}
	return &d
}

// resolution returns the place of the last digit as reported. A table may state it for the row or the
// column. Otherwise whole counts are exact; other numbers are taken as rounded at their last written
// place, which in a wide table is the finest of the column: programs that write tables drop the zeros
// at the end.
func (o *Observation) resolution(cell string, f *Field, v valueField) *big.Rat {
	if cell == "" {
		cell = f.own.resolution
	}
	if cell != "" {
		r, _ := parseResolution(cell)
		return r
	}
	if !o.HasValue || f.own.exact || o.table.exact {
		return nil
	}
	place := o.Value.Place()
	if f.Role == "value" && v.finest < math.MaxInt32 {
		place = min(place, v.finest)
	}
	if place >= 0 && o.isCount() {
		return nil
	}
	return number.New(1, place).Unit()
}

// isCount says whether whole numbers of this kind and unit are counted, and not measured and rounded.
func (o *Observation) isCount() bool {
	switch o.Measure.Kind {
	case "count", "date", "score", "duration", "":
	default:
		return false
	}
	switch o.Unit.Class {
	case NoUnit, CountUnit, DurationUnit, MoneyUnit, ScoreUnit, DateUnit:
		return o.Unit.Ten == 0
	}
	return false
}

// Dim returns the value of a dimension, nil if the observation has none.
func (o Observation) Dim(name string) *Value {
	for _, d := range o.Dims {
		if d.Dimension.Name == name {
			return d.Value
		}
	}
	return nil
}

// Cell returns the literal text of any column of the row, and false if the table has no such column.
func (o Observation) Cell(column string) (string, bool) { return o.table.literal(o.cells, column) }

// EachWords calls f for each observation, in order, with what its row says in words: the figure as its source
// has it, the label of an event, and the note. It builds no observations.
func (s *Study) EachWords(f func(i int, asReported, label, note string)) {
	var cells [][]byte
	for _, t := range s.observed {
		reported, hasReported := t.lay.fields["as_reported"]
		noted, hasNote := t.lay.fields["note"]
		for i := t.first; i < t.first+t.observations; i++ {
			cells = t.recordInto(cells, int(s.obs.row[i]))
			var asReported, note string
			if hasReported {
				asReported = t.cell(cells, reported)
			}
			if hasNote {
				note = t.cell(cells, noted)
			}
			label, _ := t.literal(cells, "label")
			f(i, asReported, label, note)
		}
	}
}

// Interval is the set that the figure leaves open (SEMANTICS, "Evidence"): the number alone if it is
// exact, the numbers that round to it, its range, or what its hedge admits.
func (o Observation) Interval() number.Interval {
	if o.Low != nil || o.High != nil {
		var i number.Interval
		if o.Low != nil {
			i.Lo = o.Low.Rat()
		}
		if o.High != nil {
			i.Hi = o.High.Rat()
		}
		switch o.Qualifier { // an open end that the hedge leaves out
		case number.MoreThan:
			i.LoOpen = i.Lo != nil && i.Hi == nil
		case number.LessThan:
			i.HiOpen = i.Hi != nil && i.Lo == nil
		}
		return i
	}
	if !o.HasValue {
		return number.Interval{}
	}
	return hedged(o.Value.Rat(), o.Resolution, o.Qualifier)
}

// hedged is the set that a hedge before x admits; u is the place of x's last digit, nil if x is exact.
func hedged(x, u *big.Rat, h number.Hedge) number.Interval {
	times := func(n, d int64) *big.Rat { return new(big.Rat).Mul(x, big.NewRat(n, d)) }
	plain := number.Point(x)
	if u != nil {
		plain = number.Rounded(x, u)
	}
	switch h {
	case number.Approx: // 5 % either way, or the rounding where that is wider
		loose := number.Closed(times(19, 20), times(21, 20))
		if x.Sign() < 0 {
			loose.Lo, loose.Hi = loose.Hi, loose.Lo
		}
		if loose.Within(plain) {
			return plain
		}
		return loose
	case number.Nearly:
		return orient(number.Interval{Lo: times(5, 6), Hi: x, HiOpen: true}, x)
	case number.JustOver:
		return orient(number.Interval{Lo: x, Hi: times(7, 6), LoOpen: true}, x)
	case number.MoreThan:
		return number.Interval{Lo: x, LoOpen: true}
	case number.AtLeast:
		return number.Interval{Lo: x}
	case number.LessThan:
		return number.Interval{Hi: x, HiOpen: true}
	case number.AtMost:
		return number.Interval{Hi: x}
	}
	return plain
}

// orient mirrors an interval that was made for a positive x.
func orient(i number.Interval, x *big.Rat) number.Interval {
	if x.Sign() >= 0 {
		return i
	}
	return number.Interval{Lo: i.Hi, Hi: i.Lo, LoOpen: i.HiOpen, HiOpen: i.LoOpen}
}

// Digest is the SHA-256 of the literal cells that make the observation, with their column names: of a
// long table all cells that are not empty, of a wide one those of its dimensions, period, attributes and
// value. It changes when one of them does.
func (o Observation) Digest() [32]byte {
	h := sha256.New()
	cells := o.table.record(o.row)
	write := func(s string) {
		var n [8]byte
		binary.LittleEndian.PutUint64(n[:], uint64(len(s)))
		h.Write(n[:])
		h.Write([]byte(s))
	}
	for i, f := range o.table.Fields {
		at := o.table.columns[i]
		if at < 0 || len(cells[at]) == 0 || !o.table.lay.uses(i, o.column) {
			continue
		}
		write(f.Name)
		write(string(cells[at]))
	}
	return [32]byte(h.Sum(nil))
}

// uses says whether a field takes part in the observations of a value column.
func (lay *layout) uses(field, column int) bool {
	for i, v := range lay.values {
		if v.field == field {
			return i == column
		}
	}
	if len(lay.values) == 1 {
		return true
	}
	for _, d := range lay.dims {
		if d == field {
			return true
		}
	}
	for _, p := range lay.periods {
		if p.field == field {
			return true
		}
	}
	for _, f := range lay.fields {
		if f == field {
			return true
		}
	}
	return false
}
