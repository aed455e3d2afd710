package claim

import (
	"strings"

	"recount/analysis/claim/internal/words"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
)

// Concerns says whether a document is about the study's subject: whether it names one of its sources, or
// one of its places that is not a country, by a proper name. It returns the name found.
func (c *Checker) Concerns(doc *document.Document) (string, bool) {
	x := c.x
	var scratch []words.Match
	var tokens []words.Token
	var found []mention
	for _, span := range doc.Sentences() {
		text := doc.Text[span.Start:span.End]
		if len(text) > maxSilent {
			text = text[:maxSilent]
		}
		tokens = words.Tokens(tokens[:0], text, 0)
		found = x.lex.mentions(found[:0], tokens, &scratch)
		for _, m := range found {
			if !m.cased || !x.telling(m) {
				continue
			}
			return text[tokens[m.from].Start:tokens[m.to-1].End], true
		}
	}
	return "", false
}

// telling says whether a name found in a text shows that the text is about the study: a place that is
// part of another, or a source whose name is not a single common word.
func (x *index) telling(m mention) bool {
	switch m.kind {
	case entValue:
		d := &x.dims[m.a]
		return d.places && (d.parent[m.b] >= 0 || len(d.Values) == 1)
	case entSource:
		return m.to-m.from >= 3
	}
	return false
}

// SourceOf returns the id of the source of the study that the document is, by its digest, its address or
// its title; "" if that is unsure.
func (c *Checker) SourceOf(doc *document.Document) string {
	found := ""
	for i := range c.x.study.Sources {
		s := &c.x.study.Sources[i]
		for _, sum := range s.SHA256 {
			if sum == doc.SHA256 && sum != "" {
				return s.ID
			}
		}
		same := doc.URL != "" && sameAddress(doc.URL, s.URL) || doc.Title != "" && len(doc.Title) > 20 && strings.EqualFold(strings.TrimSpace(doc.Title), strings.TrimSpace(s.Title))
		if same && found != "" && found != s.ID {
			return ""
		}
		if same {
			found = s.ID
		}
	}
	return found
}

func sameAddress(a, b string) bool {
	trim := func(s string) string {
		s, _, _ = strings.Cut(s, "#")
		s, _, _ = strings.Cut(s, "?")
		s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
		return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
	}
	return b != "" && trim(a) == trim(b)
}

// Unlinked returns a finding for each quantity of a document that is checked against no study.
func Unlinked(doc *document.Document, qs []quantity.Quantity) []finding.Finding {
	r := reading{doc: doc, qs: qs}
	for i := range qs {
		why := finding.NoData
		if calendar(qs[i].Kind) {
			why = finding.NotStatistic
		}
		r.leave(i, why)
	}
	return r.out
}
