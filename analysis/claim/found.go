package claim

import (
	"fmt"
	"math/big"
	"strings"
	"time"

	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
	"recount/datasets"
)

// blank starts the finding of a quantity: its place and the claim as read.
func (r *reading) blank(q *quantity.Quantity) finding.Finding {
	f := finding.Finding{Start: q.Start, End: q.End, Text: r.doc.Text[q.Start:q.End]}
	r.place(&f)
	f.Claim = finding.Claim{Unit: q.Unit, Hedge: q.Hedge.String()}
	switch {
	case q.Ranged:
		f.Claim.Low, f.Claim.High = q.Low.String(), q.High.String()
	case q.Den > 0:
		f.Claim.Value = number.Plain(big.NewRat(q.Num, q.Den), 6)
	case calendar(q.Kind) && q.From.Year+q.From.Month > 0:
		f.Claim.Value = isoDay(q.From)
	default:
		f.Claim.Value = q.Value.String()
	}
	if f.Claim.Unit == "" {
		f.Claim.Unit = q.Counted
	}
	return f
}

func isoDay(d quantity.Day) string {
	if d.Year == 0 {
		return fmt.Sprintf("--%02d-%02d", d.Month, d.Day)
	}
	return iso(d)
}

// place fills in where a finding stands in the file.
func (r *reading) place(f *finding.Finding) {
	p := r.doc.Position(f.Start)
	f.Line, f.Column, f.Paragraph, f.Page, f.Sheet = p.Line, p.Column, p.Paragraph, p.PageLabel, p.Sheet
}

// found turns a decision into a finding.
func (r *reading) found(q *quantity.Quantity, a *ask, sc *scope, d decision) finding.Finding {
	f := r.blank(q)
	f.Verdict, f.Reason, f.Grade, f.Candidates, f.Notes = d.verdict, d.reason, d.grade, d.considered, d.notes
	f.Rule = ruleOf(a, d)
	if sc.unknown != "" && f.Verdict == finding.Undecided {
		f.AddNote("narrowed", fmt.Sprintf("“%s” narrows what is counted, and the study does not know it", sc.unknown))
	}
	if d.chosen == nil {
		return f
	}
	c := d.chosen
	f.Claim.About = c.title
	if c.stat != nil {
		f.Figures = nil
	}
	f.Formula = statistic.ASCII(r.x.working(c))
	f.Evidence = r.x.evidence(c)
	f.Value, f.Low, f.High = bounds(c.evidence)
	text := r.x.rivalTexts(c, d.rivals)
	if text == "" && d.verdict == finding.Supported {
		text = r.x.conflicts(c)
	}
	if text != "" {
		f.AddNote("disputed", "other sources differ: "+text)
	}
	if d.verdict == finding.Refuted {
		f.Wording = r.x.wording(a, c)
	}
	f.Message = r.x.message(a, c, d)
	return f
}

// ruleOf names the rule of SEMANTICS that decided.
func ruleOf(a *ask, d decision) string {
	switch {
	case d.verdict == finding.Undecided:
		return "undecided"
	case a.op == opRatio:
		return "times"
	case a.op == opChange:
		return "change"
	case a.op == opDifference:
		return "difference"
	case a.claimed.Vague:
		return "vague"
	case a.claimed.Ranged:
		return "range"
	case a.claimed.Den > 0:
		return "fraction"
	case a.claimed.Hedge != number.None:
		return a.claimed.Hedge.String()
	}
	return "rounding"
}

func bounds(e number.Evidence) (value, low, high string) {
	if e.Value != nil {
		value = number.Plain(e.Value, 6)
	}
	if e.Set.IsPoint() {
		return value, "", ""
	}
	if e.Set.Lo != nil {
		low = number.Plain(e.Set.Lo, 6)
	}
	if e.Set.Hi != nil {
		high = number.Plain(e.Set.Hi, 6)
	}
	return value, low, high
}

// evidence lists the inputs of a candidate with their sources.
func (x *index) evidence(c *candidate) []finding.Evidence {
	var out []finding.Evidence
	if c.stat != nil {
		out = append(out, finding.Evidence{ID: c.stat.ID, Kind: "statistic", Title: c.stat.Title, Value: c.stat.Display(), Unit: c.stat.Unit.Name})
	}
	for k, i := range c.obs {
		if k == 12 {
			break
		}
		f := x.fact(i)
		o := &f.o
		e := finding.Evidence{ID: o.ID, Kind: "observation", Title: f.title, Value: asWritten(o), Unit: o.Unit.Name, Locator: o.Locator}
		if o.Source != nil {
			e.Source, e.Name, e.URL = o.Source.ID, The(o.Source), o.Source.URL
		}
		out = append(out, e)
	}
	if c.stat != nil && len(out) > 1 { // readers ask whose figure it is first
		out = append(out[1:], out[0])
	}
	return out
}

// asWritten is an observation's figure in its own digits.
func asWritten(o *datasets.Observation) string {
	if o.HasValue {
		return o.Value.String()
	}
	i := o.Interval()
	var lo, hi string
	if i.Lo != nil {
		lo = number.Plain(i.Lo, 9)
	}
	if i.Hi != nil {
		hi = number.Plain(i.Hi, 9)
	}
	if lo == "" && hi == "" {
		return o.Period.String()
	}
	return lo + " to " + hi
}

// rivalTexts names the figures of other sources for the same thing, at most four.
func (x *index) rivalTexts(c *candidate, rivals []*candidate) string {
	var parts []string
	for _, r := range rivals {
		if r == c || len(r.obs) != 1 || len(parts) == 4 {
			continue
		}
		o := &x.fact(r.obs[0]).o
		name := o.ID
		if o.Source != nil {
			name = The(o.Source)
		}
		parts = append(parts, name+" gives "+spell(o))
	}
	return strings.Join(parts, "; ")
}

// conflicts names the rows that the tables mark as rivals of a candidate's single row, at most four.
func (x *index) conflicts(c *candidate) string {
	if len(c.obs) != 1 || c.stat != nil {
		return ""
	}
	var parts []string
	o := &x.fact(c.obs[0]).o
	for _, id := range o.ConflictsWith {
		i, ok := x.study.Find(id)
		if !ok || len(parts) == 4 {
			continue
		}
		f := x.fact(int32(i))
		other := &f.o
		if other.Source != nil {
			text := The(other.Source) + " gives " + spell(other)
			if other.HasValue && o.HasValue && other.Value.Equal(o.Value) { // the number agrees: what it counts does not
				text += " (" + f.title + ")"
			}
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "; ")
}

// The names a source as a sentence does: the UN assessment, but CNN 2022.
func The(s *datasets.Source) string {
	label := s.Label()
	if s.Short != "" && s.Kind == datasets.Report && !strings.ContainsAny(label, "0123456789,") && !strings.HasPrefix(label, "the ") {
		return "the " + label
	}
	return label
}

// spell is an observation's figure with its hedge and unit, as a sentence would have it.
func spell(o *datasets.Observation) string {
	if o.HasValue && o.Qualifier == number.None && o.Unit.Class == datasets.CountUnit {
		return statistic.Shown(statistic.Value, statistic.Of(o))
	}
	s := asWritten(o)
	if o.HasValue {
		s = number.Group(s)
	}
	if h := hedgeWords[o.Qualifier]; h != "" && o.HasValue {
		s = h + " " + s
	}
	switch {
	case o.Unit.Class == datasets.FractionUnit && o.Unit.Per == 100 && o.Unit.Noun == "":
		return s + "%"
	case o.Unit.Class == datasets.NoUnit, o.Unit.Class == datasets.DateUnit:
		return s
	}
	return s + " " + o.Unit.Name
}

var hedgeWords = map[number.Hedge]string{number.Approx: "about", number.Nearly: "nearly", number.JustOver: "just over", number.MoreThan: "more than",
	number.AtLeast: "at least", number.LessThan: "less than", number.AtMost: "at most"}

// message says in one sentence what was compared, as the author could read it aloud.
func (x *index) message(a *ask, c *candidate, d decision) string {
	switch d.verdict {
	case finding.Refuted:
	case finding.Undecided:
		if d.reason == finding.Straddles {
			return "The rounding of the figures leaves room for this number and for others."
		}
		return ""
	default:
		return ""
	}
	about := c.title
	if about != "" {
		about = " for " + about
	}
	return fmt.Sprintf("%s give%s %s%s. %s", x.whose(c), plural(c), figure(c), about, question[d.reason])
}

// whose names the source of a candidate's figures.
func (x *index) whose(c *candidate) string {
	if len(c.obs) == 0 {
		return "The study"
	}
	o := &x.fact(c.obs[0]).o
	if o.Source == nil {
		return "The table"
	}
	label := The(o.Source)
	if c.made || c.stat != nil {
		return "The figures of " + label
	}
	if strings.HasPrefix(label, "the ") {
		return "T" + label[1:]
	}
	return label // a name, or that of a file, as it is written
}

func plural(c *candidate) string {
	if c.made || c.stat != nil {
		return ""
	}
	return "s"
}

// figure is what the evidence gives, for a sentence.
func figure(c *candidate) string {
	if c.kind == "event" {
		return dateText(c.period)
	}
	if c.stat != nil {
		return c.stat.Display()
	}
	if op, ok := opOf[c.kind]; ok {
		return statistic.Shown(op, c.value)
	}
	return shown(c.value)
}

// dateText writes a period as a sentence would: 31 August 2022, May 2014, 2017, 23 May to 28 May 2022.
func dateText(p datasets.Period) string {
	if !p.Stated || p.OpenStart || p.OpenEnd {
		return p.String()
	}
	day := func(d datasets.Day) string {
		y, m, n := d.Date()
		switch p.Precision {
		case datasets.ToDay:
			return fmt.Sprintf("%d %s %d", n, time.Month(m), y)
		case datasets.ToMonth:
			return fmt.Sprintf("%s %d", time.Month(m), y)
		}
		return fmt.Sprint(y)
	}
	from, to := day(p.From), day(p.To)
	if from == to {
		return from
	}
	return from + " to " + to
}

// question asks what may have happened, never who is to blame.
var question = map[finding.Reason]string{
	finding.Digits:        "Could two digits have changed places?",
	finding.Scale:         "Could the decimal point, or the number that it is per, be another one?",
	finding.PercentPoints: "Are percentage points meant?",
	finding.Base:          "Is the change meant, or the level reached?",
	finding.Direction:     "Is the other direction meant?",
	finding.Complement:    "Is this the share of the others?",
	finding.Swapped:       "Is this the figure of another place or period?",
	finding.Bound:         "Does the bound hold?",
	finding.Impossible:    "Can this number be so large?",
	finding.Date:          "Is this the date meant?",
	finding.Value:         "Is this the figure meant?",
}

// wording proposes a number that the data bear out, in the claim's own unit and precision.
func (x *index) wording(a *ask, c *candidate) string {
	v := c.evidence.Value
	if v == nil {
		return figure(c)
	}
	d := a.claimed.Restate(v)
	s := number.Group(d.String())
	unit := a.q.Unit
	switch {
	case a.q.Den > 0 && a.q.Num == 1 && a.q.Den >= 20 && v.Sign() > 0 && v.Cmp(big.NewRat(1, 20)) < 0:
		return "one in " + number.Group(number.FromRat(new(big.Rat).Inv(v), 0).String())
	case a.q.Den > 0 && a.base.Cmp(one) == 0:
		return number.Format(new(big.Rat).Mul(v, big.NewRat(100, 1)), 0) + " percent"
	case a.class == clsRatio:
		return number.Format(v, max(number.Significant(v, 2), 0)) + " times"
	case unit == "percent":
		return s + " percent"
	case unit == "percentage point":
		return s + " percentage points"
	case unit == "":
		return s
	case strings.HasPrefix(unit, "per "):
		return s + " " + unit
	case moneySigns[unit] != "":
		return moneySigns[unit] + s
	}
	if d.Rat().Cmp(one) != 0 && !strings.HasSuffix(unit, "s") {
		unit += "s"
	}
	return s + " " + unit
}

// moneySigns are the signs of currencies whose names have no plain plural, or that are always written so.
var moneySigns = map[string]string{"pound sterling": "£", "euro": "€", "dollar": "$"}

// notes adds what SEMANTICS wants said beside a verdict.
func (x *index) notes(d *decision, a *ask) {
	c := d.chosen
	for _, n := range append(c.outcome.Notes, a.held.Notes(c.evidence, c.outcome)...) {
		switch n {
		case number.Understated:
			d.note("understated", "the figure is at least twice that: "+figure(c))
		case number.Overstated:
			d.note("overstated", "the figure is at most half that: "+figure(c))
		case number.OverPrecise:
			d.note("over-precise", "the figures are rounded; they do not carry this many digits")
		case number.TruncatedNote:
			d.note("truncated", "the digits agree if the rest is cut off instead of rounded")
		}
	}
	if c.reported {
		d.note("not-recomputed", "reported by the source; what it was computed from is not in the study")
	}
	if len(c.obs) > 0 && !x.origin(c) && c.stat == nil {
		o := &x.fact(c.obs[0]).o
		if o.Source != nil {
			d.note("secondary", "the study has this figure only as reported by "+o.Source.Label())
		}
	}
}
