package main

import (
	"fmt"

	"recount/analysis/claim"
	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/quantity"
	"recount/figures/fill"
)

// A staleDocumentJSON is a number of a document that the old version bore out and the new one does not.
type staleDocumentJSON struct {
	File      string `json:"file"`
	Line      int    `json:"line,omitempty"`
	Paragraph int    `json:"paragraph,omitempty"`
	Text      string `json:"text"` // as the document has it, or the placeholder of a draft
	Old       string `json:"old,omitempty"`
	New       string `json:"new"`
}

// staleDocuments holds documents against both versions. Of a draft, the placeholders that become something
// else are stale; of any other document, the numbers that agreed with the old version and no longer do.
func (g *globals) staleDocuments(before, after loaded, names []string) ([]staleDocumentJSON, error) {
	var list []staleDocumentJSON
	for _, name := range names {
		data, err := g.readFile(name)
		if err != nil {
			return nil, err
		}
		stale, draft, err := staleDraft(before, after, name, data)
		if err == nil && !draft {
			stale, err = staleText(before, after, name, data)
		}
		if err != nil {
			return nil, err
		}
		list = append(list, stale...)
	}
	return list, nil
}

// staleDraft fills a draft from both versions. draft says whether it is one.
func staleDraft(before, after loaded, name string, data []byte) (list []staleDocumentJSON, draft bool, err error) {
	format, err := fill.FormatOf(name)
	if err != nil {
		return nil, false, nil // no format that can be filled
	}
	now, err := fill.Fill(after.stats, after.figs, name, data, format, fill.Options{})
	if err != nil {
		return nil, true, fmt.Errorf("with the new version: %w", err)
	}
	if len(now.Places) == 0 {
		return nil, false, nil
	}
	old, err := fill.Fill(before.stats, before.figs, name, data, format, fill.Options{})
	if err != nil {
		return nil, true, fmt.Errorf("with the old version: %w", err)
	}
	for i, p := range now.Places {
		if q := old.Places[i]; p.Value != q.Value {
			list = append(list, staleDocumentJSON{name, p.Line, p.Paragraph, p.Placeholder, q.Value, p.Value})
		}
	}
	return list, true, nil
}

// staleText checks a document against both versions.
func staleText(before, after loaded, name string, data []byte) ([]staleDocumentJSON, error) {
	doc, err := document.Read(name, data, document.Options{})
	if err != nil {
		return nil, err
	}
	if doc.Format == document.Text && name != "-" {
		bindText(doc, name)
	}
	qs := quantity.Scan(nil, doc.Text)
	agreed := map[[2]int]bool{}
	for _, f := range claim.New(before.study, before.stats).Check(doc, qs, claim.Options{}) {
		if f.Verdict == finding.Supported {
			agreed[[2]int{f.Start, f.End}] = true
		}
	}
	var list []staleDocumentJSON
	for _, f := range claim.New(after.study, after.stats).Check(doc, qs, claim.Options{}) {
		if f.Verdict != finding.Refuted || !agreed[[2]int{f.Start, f.End}] {
			continue
		}
		p := doc.Position(f.Start)
		s := staleDocumentJSON{File: name, Line: p.Line, Paragraph: p.Paragraph, Text: f.Text, New: f.Formula}
		if f.Wording != "" {
			s.New = f.Wording
		}
		if r := after.stats.Get(boundTo(doc, f.End)); r != nil {
			s.New = r.Display()
		}
		list = append(list, s)
	}
	return list, nil
}

// boundTo is the id that the number ending here is bound to, or "".
func boundTo(doc *document.Document, end int) string {
	for _, c := range doc.Comments {
		if c.Offset == end {
			return c.Text
		}
	}
	return ""
}

// where is the place of a stale number.
func (s staleDocumentJSON) where() string {
	switch {
	case s.Line > 0:
		return fmt.Sprintf("%s:%d", s.File, s.Line)
	case s.Paragraph > 0:
		return fmt.Sprintf("%s, paragraph %d", s.File, s.Paragraph)
	}
	return s.File
}

// moved says what became of the number.
func (s staleDocumentJSON) moved() string {
	if s.Old == "" {
		return s.Text + " → " + s.New
	}
	return s.Text + ": " + s.Old + " → " + s.New
}
