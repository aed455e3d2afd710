// Package report prints findings: as text for people, as JSON, and in the formats that editors, build
// systems and fact checkers read.
//
// In go findings with the documents they are about; out comes one format. Wording follows SEMANTICS,
// "Words for people": the report says what agrees with what and never that somebody is wrong.
package report

import (
	"fmt"
	"strings"

	"recount/analysis/document"
	"recount/analysis/finding"
)

// Version is the version of the JSON formats; it changes only when a field changes its meaning.
const Version = 1

// A File is one checked document.
type File struct {
	Name     string
	Document *document.Document
	Findings []finding.Finding
	Note     string // why nothing was judged: prose that is not English
}

// A Report is everything that one run of check has to say.
type Report struct {
	Study string // name of the study; "none"
	Title string
	Why   string // why this study: "given by --study", "the text names Xinjiang"
	Files []File
}

// A Summary counts what was read, linked, decided and left alone, and why.
type Summary struct {
	Read      int            `json:"read"`
	Linked    int            `json:"linked"`
	Supported int            `json:"supported"`
	Refuted   int            `json:"refuted"`
	Accepted  int            `json:"accepted,omitempty"` // of the refuted, by a baseline
	Undecided int            `json:"undecided"`
	Reasons   map[string]int `json:"reasons"` // of the undecided
}

// Summarise counts findings.
func Summarise(fs []finding.Finding) Summary {
	s := Summary{Reasons: map[string]int{}}
	s.add(fs)
	return s
}

// add counts more findings.
func (s *Summary) add(fs []finding.Finding) {
	s.Read += len(fs)
	for _, f := range fs {
		if f.Candidates > 0 || f.Verdict != finding.Undecided {
			s.Linked++
		}
		switch f.Verdict {
		case finding.Supported:
			s.Supported++
		case finding.Refuted:
			s.Refuted++
			if Accepted(f) {
				s.Accepted++
			}
		default:
			s.Undecided++
			s.Reasons[string(f.Reason)]++
		}
	}
}

// Decided is the number of findings with a verdict.
func (s Summary) Decided() int { return s.Supported + s.Refuted }

// Printed leaves of a checked document what a list of disagreements prints: the findings that disagree or
// are left open by rounding, and the text only if there are any.
func Printed(f File) File {
	var kept []finding.Finding
	for _, x := range f.Findings {
		if order(x) <= 2 || x.Verdict == finding.Refuted {
			kept = append(kept, x)
		}
	}
	if f.Findings = kept; len(kept) == 0 {
		f.Document = nil
	}
	return f
}

// Locate fills in where findings stand in their document, for those whose checker left that open.
func Locate(doc *document.Document, fs []finding.Finding) {
	for i := range fs {
		if f := &fs[i]; f.Line == 0 && f.Paragraph == 0 && f.Sheet == 0 {
			p := doc.Position(f.Start)
			f.Line, f.Column, f.Paragraph, f.Page, f.Sheet = p.Line, p.Column, p.Paragraph, p.PageLabel, p.Sheet
		}
	}
}

// Headline says in half a sentence whether the number agrees, and with what.
func Headline(f finding.Finding) string {
	with := comparedWith(f)
	switch f.Verdict {
	case finding.Supported:
		return "agrees with " + with
	case finding.Refuted:
		return "does not agree with " + with
	}
	return "cannot tell: " + whyUndecided(f.Reason)
}

// comparedWith names what a number was held against: a source with its place, or the text itself. A source
// that gives several of the inputs is named once.
func comparedWith(f finding.Finding) string {
	var names []string
	seen := map[string]bool{}
	for _, e := range f.Evidence {
		name, place := evidenceName(e)
		if name == "" || seen[name] {
			continue
		}
		seen[name] = true
		if place != "" {
			name += ", " + place
		}
		names = append(names, name)
	}
	switch len(names) {
	case 0:
		return "what the text itself says"
	case 1:
		return names[0]
	case 2:
		return names[0] + " and " + names[1]
	}
	return fmt.Sprintf("%s and %d more", names[0], len(names)-1)
}

// evidenceName names an evidence for a headline, and its place in the source without the remark that a
// curator may have put behind it in brackets.
func evidenceName(e finding.Evidence) (name, place string) {
	place, _, _ = strings.Cut(e.Locator, " (")
	switch e.Kind {
	case "text":
		return "the numbers beside it", ""
	case "cell":
		if e.Locator != "" {
			return e.Locator, ""
		}
		return "the document's own table", ""
	}
	for _, n := range []string{e.Name, e.Source, e.Title} {
		if n != "" {
			return n, place
		}
	}
	return "", ""
}

// whyUndecided explains a reason for not judging.
func whyUndecided(r finding.Reason) string {
	switch r {
	case finding.NoData:
		return "nothing to hold it against"
	case finding.Ambiguous:
		return "it could be about several figures that differ"
	case finding.Straddles:
		return "the rounding of the figures decides it"
	case finding.NotStatistic:
		return "not a statistic to check"
	}
	return "no figure to hold it against"
}

// People turns a formula as JSON carries it into what people read: × and ÷, a real minus.
func People(formula string) string {
	return strings.NewReplacer(" / ", " ÷ ", " * ", " × ", " - ", " − ").Replace(formula)
}
