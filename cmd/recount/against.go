package main

import (
	"fmt"

	"recount/analysis/claim/against"
	"recount/analysis/document"
	"recount/analysis/finding"
)

// readSources reads the documents of --against.
func (c *chooser) readSources(g *globals, names []string) error {
	var docs []*document.Document
	for _, name := range names {
		doc, err := g.readDocument(name)
		if err != nil {
			return fmt.Errorf("--against: %w", err)
		}
		docs = append(docs, doc)
	}
	if len(docs) > 0 {
		c.against = against.New(docs...)
	}
	return nil
}

// mergeAgainst joins what the sources print to what else was found. What a source decides stands where
// nothing else decided, and where it disagrees; what was not found in it is only remarked.
func mergeAgainst(found, sources []finding.Finding) []finding.Finding {
	type span struct{ start, end int }
	at := map[span]int{}
	for i := range found {
		at[span{found[i].Start, found[i].End}] = i
	}
	var decided []finding.Finding
	for _, f := range sources {
		i, ok := at[span{f.Start, f.End}]
		switch {
		case f.Verdict != finding.Undecided:
			decided = append(decided, f)
		case ok && found[i].Verdict == finding.Undecided:
			for _, n := range f.Notes {
				found[i].AddNote(n.Kind, n.Text)
			}
		case !ok:
			decided = append(decided, f)
		}
	}
	return finding.Merge(decided, found)
}
