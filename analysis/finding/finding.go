// Package finding defines what checking a number found: a verdict with its reason, the place in the
// text, the recomputation, the evidence and a wording that the data bear out.
//
// A finding is data: the checkers (consistency, claim) make them, package report prints them. The words
// here are those of JSON; what people read is report's choice.
package finding

import (
	"cmp"
	"slices"
)

// A Verdict says whether the evidence bears a claim out.
type Verdict string

// The three verdicts of SEMANTICS, "Verdicts".
const (
	Supported Verdict = "supported"
	Refuted   Verdict = "refuted"
	Undecided Verdict = "undecided"
)

// A Reason says why a verdict is what it is.
type Reason string

// Reasons of supported claims.
const (
	Exact   Reason = "exact"   // equal at the claim's own precision
	Rounded Reason = "rounded" // equal when trailing zeros are read as rounding
	Loose   Reason = "loose"   // within what "about" or a word fraction allows
	Bound   Reason = "bound"   // inside the bound (also refuted: outside it)
)

// Reasons of refuted claims.
const (
	Value         Reason = "value"          // another number
	Digits        Reason = "digits"         // the same digits in another order
	Scale         Reason = "scale"          // off by a power of ten, or per 1,000 for per 100,000
	PercentPoints Reason = "percent-points" // percent for percentage points, or the reverse
	Base          Reason = "base"           // 68 % more said as 168 %
	Direction     Reason = "direction"      // rose for fell
	Complement    Reason = "complement"     // the share of the others
	Swapped       Reason = "swapped"        // the other place's or period's figure
	Date          Reason = "date"           // another date
	Impossible    Reason = "impossible"     // no data could bear it out
)

// Reasons of undecided claims.
const (
	NoData       Reason = "no-data"         // nothing in the study is about it
	Ambiguous    Reason = "ambiguous"       // several things it could be about, which differ
	Straddles    Reason = "straddles"       // the rounding of the inputs decides it
	NotStatistic Reason = "not-a-statistic" // a date in passing, a section number, a figure of speech
)

// A Grade says how much a refuted number matters.
type Grade string

// The grades of SEMANTICS, "Verdicts".
const (
	Slip      Grade = "slip"      // a digit, a unit word, rounding; the conclusion stands
	Substance Grade = "substance" // size or direction changes
)

// A Note qualifies a finding without changing its verdict: disputed, assumed, secondary, superseded,
// times-more, understated, overstated, not-recomputed, …
type Note struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// A Claim is the number as read.
type Claim struct {
	Value string `json:"value,omitempty"` // decimal string
	Low   string `json:"low,omitempty"`
	High  string `json:"high,omitempty"`
	Unit  string `json:"unit,omitempty"`
	Hedge string `json:"hedge,omitempty"`
	About string `json:"about,omitempty"` // measure, place, population, period, as far as they could be told
}

// An Evidence is one input of the recomputation, with where it comes from.
type Evidence struct {
	ID      string `json:"id,omitempty"`
	Kind    string `json:"kind"` // observation, statistic, text (the document itself), cell (of its tables), document (another one)
	Title   string `json:"title,omitempty"`
	Value   string `json:"value,omitempty"`
	Unit    string `json:"unit,omitempty"`
	Source  string `json:"source,omitempty"`  // id of the source
	Name    string `json:"name,omitempty"`    // the source as people know it
	Locator string `json:"locator,omitempty"` // para 108, p. 34
	URL     string `json:"url,omitempty"`
	Start   int    `json:"start,omitempty"` // place in the document, for text and cells
	End     int    `json:"end,omitempty"`
}

// A Finding is what checking one number, direction or comparison found.
type Finding struct {
	Start      int        `json:"start"` // byte offsets into the document's text, end not included
	End        int        `json:"end"`
	Line       int        `json:"line,omitempty"`
	Column     int        `json:"column,omitempty"`
	Page       string     `json:"page,omitempty"` // printed page number
	Sheet      int        `json:"sheet,omitempty"`
	Paragraph  int        `json:"paragraph,omitempty"`
	Text       string     `json:"text"`
	Verdict    Verdict    `json:"verdict"`
	Reason     Reason     `json:"reason"`
	Grade      Grade      `json:"grade,omitempty"`
	Rule       string     `json:"rule,omitempty"` // the rule of SEMANTICS that decided, for `recount explain`
	Claim      Claim      `json:"claim"`
	Formula    string     `json:"formula,omitempty"` // 243 / 32.1 = 7.57
	Value      string     `json:"value,omitempty"`   // what the evidence gives, in the claim's unit
	Low        string     `json:"low,omitempty"`
	High       string     `json:"high,omitempty"`
	Evidence   []Evidence `json:"evidence,omitempty"`
	Candidates int        `json:"candidates"` // how many facts were considered
	Notes      []Note     `json:"notes,omitempty"`
	Wording    string     `json:"wording,omitempty"` // a wording that the data do bear out
	Message    string     `json:"message,omitempty"` // one sentence for people
	Figures    []string   `json:"figures,omitempty"` // figures that draw the same statistic
}

// AddNote appends a note unless one of that kind is there already.
func (f *Finding) AddNote(kind, text string) {
	for _, n := range f.Notes {
		if n.Kind == kind {
			return
		}
	}
	f.Notes = append(f.Notes, Note{Kind: kind, Text: text})
}

// Sort puts findings in the order of their place in the text.
func Sort(fs []Finding) {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
}

// Merge joins what the text says against itself with what the study says, never two for a span: where
// the text contradicts itself, that outranks agreement with a table; a decided finding outranks an
// undecided one; that a number is possible counts only where the study has nothing to hold it against;
// otherwise the study's finding stays.
func Merge(internal, study []Finding) []Finding {
	type span struct{ start, end int }
	at := make(map[span]int, len(study))
	out := slices.Clone(study)
	for i, f := range out {
		at[span{f.Start, f.End}] = i
	}
	for _, f := range internal {
		i, ok := at[span{f.Start, f.End}]
		if !ok {
			at[span{f.Start, f.End}] = len(out)
			out = append(out, f)
			continue
		}
		if rank(f) > rank(out[i]) || onlyPossible(f) && out[i].Verdict == Undecided && out[i].Candidates == 0 {
			f.Candidates = max(f.Candidates, out[i].Candidates)
			out[i] = f
		}
	}
	Sort(out)
	return out
}

// onlyPossible says whether a finding shows no more than that a number is possible: an attainable
// percentage, a range whose low end is below its high end.
func onlyPossible(f Finding) bool {
	for _, n := range f.Notes {
		if n.Kind == "possible" || n.Kind == "attainable" {
			return true
		}
	}
	return false
}

func rank(f Finding) int {
	switch {
	case f.Verdict == Supported && onlyPossible(f):
		return 0 // that a number can be says nothing of whether it is
	case f.Verdict == Refuted:
		return 3
	case f.Verdict == Supported:
		return 2
	}
	return 1
}
