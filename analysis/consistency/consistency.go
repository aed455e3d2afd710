// Package consistency holds a text against itself: every percentage against the counts beside it, every
// total against its parts, every rise against the values it leads from and to, every p-value against its
// test statistic, and the prose against the document's own tables. It needs no data but the document.
//
// In goes a document with the quantities read from it; out comes one finding for each number, direction
// or comparison that the text itself decides, and for the few that it raises a doubt about. A number on
// which the text says nothing else gets no finding: package claim looks for it in the study.
//
// Each check is a file: it knows one way in which numbers of a text hang together, finds the words that
// tie them, computes exactly, and judges by number.Claimed (SEMANTICS). A link must be in the words;
// that numbers happen to agree makes none. Where two checks read one number differently, agreement wins
// over disagreement, since a wrong link agrees only by chance.
package consistency

import (
	"cmp"
	"math/big"
	"slices"

	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
)

// Names of the rules for `recount explain`.
const (
	ruleShare    = "share-of-count"
	ruleGroup    = "attainable-share"
	ruleSum      = "sum"
	ruleWhole    = "shares-sum"
	ruleChange   = "change"
	ruleMore     = "difference"
	ruleRatio    = "ratio"
	ruleRate     = "rate"
	ruleMean     = "mean"
	ruleConvert  = "conversion"
	ruleRange    = "range"
	rulePart     = "part-of-whole"
	ruleElapsed  = "elapsed"
	ruleRepeat   = "said-twice"
	rulePossible = "impossible"
	ruleTest     = "test-result"
	ruleTable    = "own-table"
)

// A strength says how firmly the words tie what a finding holds together.
type strength uint8

const (
	unsure   strength = iota // nothing is decided: a doubt, or a number reported as unread
	possible                 // the number is possible, which is little: it stays inside a bound
	sure                     // the words ask for this operation on these numbers
)

// A candidate is a finding with its strength.
type candidate struct {
	finding.Finding
	link strength
}

// A checker holds what the checks share.
type checker struct {
	doc        *document.Document
	text       string
	qs         []quantity.Quantity
	tolerances number.Tolerances
	found      []candidate
	rounds     bool             // the document speaks of rounding: whole numbers that all end in zero may be rounded
	budget     int              // formulas of tables that may still be tried
	doubtful   map[int]*big.Rat // by where it begins, what a cell would have to be that does not agree with its table
}

// Check holds the document against itself. The quantities are those that quantity.Scan reads in its text,
// in order. Prose in another language than English gets no finding; its tables are still added up.
func Check(doc *document.Document, qs []quantity.Quantity) []finding.Finding {
	return CheckWith(doc, qs, number.DefaultTolerances)
}

// CheckWith is Check with other tolerances.
func CheckWith(doc *document.Document, qs []quantity.Quantity, t number.Tolerances) []finding.Finding {
	c := &checker{doc: doc, text: doc.Text, qs: qs, tolerances: t, budget: maxFormulas}
	var passages []*passage
	if doc.Language == "" { // the words that tie numbers together are English ones
		passages = c.passages()
	}
	for _, p := range passages {
		for _, check := range checks {
			check(c, p)
		}
	}
	c.checkRepeats(passages)
	c.checkTables(passages)
	return c.findings()
}

// checks are the ways in which numbers of one passage hang together.
var checks = []func(*checker, *passage){
	(*checker).checkTests,
	(*checker).checkShares,
	(*checker).checkGroups,
	(*checker).checkMeans,
	(*checker).checkRates,
	(*checker).checkSums,
	(*checker).checkChanges,
	(*checker).checkRatios,
	(*checker).checkRanges,
	(*checker).checkParts,
	(*checker).checkElapsed,
	(*checker).checkEach,
	(*checker).checkEvery,
	(*checker).checkAgain,
	(*checker).checkSame,
	(*checker).checkSpelled,
	(*checker).checkClock,
	(*checker).checkMajority,
}

// add files a finding.
func (c *checker) add(f finding.Finding, link strength) {
	c.found = append(c.found, candidate{f, link})
	if f.Rule == ruleTable && f.Verdict == finding.Refuted {
		if c.doubtful == nil {
			c.doubtful = map[int]*big.Rat{}
		}
		c.doubtful[f.Start], _ = new(big.Rat).SetString(f.Value)
	}
}

// span begins a finding on a stretch of text. If a quantity covers the number there, its span is taken.
func (c *checker) span(start, end int) finding.Finding {
	i, _ := slices.BinarySearchFunc(c.qs, start, func(q quantity.Quantity, at int) int { return cmp.Compare(q.End, at+1) })
	if i < len(c.qs) && c.qs[i].Start < end && c.qs[i].NumStart < end && c.qs[i].NumEnd > start {
		start, end = c.qs[i].Start, c.qs[i].End
	}
	return finding.Finding{Start: start, End: end, Text: c.text[start:end]}
}

// findings keeps one finding for a span: a firm agreement first, then a firm disagreement, then what is
// merely possible, then doubts.
func (c *checker) findings() []finding.Finding {
	slices.SortStableFunc(c.found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(b.rank(), a.rank()))
	})
	var out []finding.Finding
	for i, f := range c.found {
		if i > 0 && f.Start == c.found[i-1].Start && f.End == c.found[i-1].End {
			out[len(out)-1].Candidates = max(out[len(out)-1].Candidates, f.Candidates)
			continue
		}
		f.Candidates = max(f.Candidates, 1)
		out = append(out, f.Finding)
	}
	return out
}

func (c candidate) rank() int {
	switch {
	case c.Verdict == finding.Supported && c.link == sure:
		return 4
	case c.Verdict == finding.Refuted:
		return 3
	case c.Verdict == finding.Supported:
		return 2
	}
	return 1
}
