package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"recount/analysis/document"
	"recount/analysis/finding"
)

//go:embed report.html.tmpl
var pageText string

//go:embed report.css
var pageStyle string

//go:embed report.js
var pageScript string

// page is parsed when it is first used: most reports are text.
var page = sync.OnceValue(func() *template.Template { return template.Must(template.New("report").Parse(pageText)) })

// HTML writes the report as one self-contained page: each document with its numbers marked, an
// explanation for every one that was linked, the sources, and a filter. It loads nothing, works without
// its script, and prints with every explanation in view.
func HTML(w io.Writer, r Report) error {
	v := pageView{Style: template.CSS(pageStyle), Script: template.JS(pageScript), Against: against(r)}
	n := 0
	for i := range r.Files {
		v.Files = append(v.Files, viewFile(&r.Files[i], i, &n))
	}
	v.Title = "Numbers checked"
	if len(r.Files) == 1 {
		v.Title = "Numbers checked: " + oneLine(filepath.Base(r.Files[0].Name))
	}
	return page().Execute(w, v)
}

type pageView struct {
	Title, Against string
	Style          template.CSS
	Script         template.JS
	Files          []fileView
}

type fileView struct {
	Name, Note string
	ID         string
	Summary    Summary
	Sentence   string
	Groups     []groupView
	Blocks     []blockView
	Sources    []sourceView
}

// A groupView is the findings of one kind, in the order in which they matter.
type groupView struct {
	Class, Title string
	Findings     []findingView
}

type findingView struct {
	N                            int
	Class, Place, Text, Headline string
	Formula, Message, Wording    string
	Before, After                string
	Notes                        []string
	Evidence                     []evidenceView
	Word                         string
	Explained                    bool
}

type evidenceView struct{ Title, Figure, Source, Locator, URL string }

type sourceView struct{ Name, URL string }

// A blockView is one block of the document, cut into marked and plain stretches.
type blockView struct {
	Kind  string // p, h, li, quote, caption, note, cell
	Level int
	Note  string
	Parts []partView
	Rows  [][]blockView // of a table
	First bool          // the first block of its table
}

type partView struct {
	Text string
	F    *findingView // nil for plain text
}

// classes and titles of the groups, in order.
var groups = []struct{ class, title, word string }{
	{"differs", "Does not agree", "does not agree"},
	{"doubt", "Cannot tell", "cannot tell"},
	{"agrees", "Agrees", "agrees"},
	{"left", "Left alone", "left alone"},
}

func classOf(f finding.Finding) int {
	switch {
	case f.Verdict == finding.Refuted:
		return 0
	case f.Verdict == finding.Supported:
		return 2
	case f.Candidates > 0 || f.Reason == finding.Straddles || f.Reason == finding.Ambiguous:
		return 1
	}
	return 3
}

func viewFile(f *File, i int, n *int) fileView {
	v := fileView{Name: oneLine(f.Name), Note: oneLine(f.Note), ID: fmt.Sprintf("d%d", i+1), Summary: Summarise(f.Findings)}
	v.Sentence = summarySentence(v.Summary)
	views := make([]*findingView, len(f.Findings))
	byGroup := make([][]findingView, len(groups))
	order := make([]int, len(f.Findings))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return classOf(f.Findings[a]) - classOf(f.Findings[b]) })
	for _, k := range order {
		*n++
		c := classOf(f.Findings[k])
		fv := viewFinding(f, f.Findings[k], *n, c)
		views[k] = &fv
		byGroup[c] = append(byGroup[c], fv)
	}
	for c, list := range byGroup {
		if len(list) > 0 {
			v.Groups = append(v.Groups, groupView{Class: groups[c].class, Title: groups[c].title, Findings: list})
		}
	}
	if f.Document != nil {
		v.Blocks = viewBlocks(f.Document, f.Findings, views)
	}
	v.Sources = viewSources(f.Findings)
	return v
}

func summarySentence(s Summary) string {
	return fmt.Sprintf("%s read: %d agree, %d do not agree, %d could not be told or were left alone.", count(s.Read, "number"), s.Supported, s.Refuted, s.Undecided)
}

func viewFinding(f *File, x finding.Finding, n, c int) findingView {
	v := findingView{N: n, Class: groups[c].class, Word: groups[c].word, Place: Place("", x), Text: oneLine(x.Text), Headline: oneLine(Headline(x)), Formula: oneLine(People(x.Formula)),
		Message: oneLine(x.Message), Wording: oneLine(x.Wording), Explained: c != 3}
	v.Place = strings.TrimPrefix(strings.TrimPrefix(v.Place, ", "), ":")
	if x.Page == "" && x.Sheet == 0 && x.Paragraph == 0 {
		v.Place = fmt.Sprintf("line %d", x.Line)
	}
	if s, from, to := excerpt(f, x, 220); s != "" {
		r := []rune(s)
		v.Before, v.After = string(r[:from]), string(r[to:])
	}
	for _, note := range x.Notes {
		v.Notes = append(v.Notes, oneLine(note.Text))
	}
	for _, e := range x.Evidence {
		ev := evidenceView{Title: oneLine(e.Title), Source: oneLine(e.Name), Locator: oneLine(e.Locator), Figure: oneLine(e.Value)}
		if e.Unit != "" && e.Unit != "date" {
			ev.Figure += " " + oneLine(e.Unit)
		}
		if strings.HasPrefix(e.URL, "https://") || strings.HasPrefix(e.URL, "http://") {
			ev.URL = e.URL
		}
		v.Evidence = append(v.Evidence, ev)
	}
	return v
}

func viewSources(fs []finding.Finding) []sourceView {
	var out []sourceView
	seen := map[string]bool{}
	for _, f := range fs {
		for _, e := range f.Evidence {
			if e.Name == "" || seen[e.Source] {
				continue
			}
			seen[e.Source] = true
			s := sourceView{Name: oneLine(e.Name)}
			if strings.HasPrefix(e.URL, "https://") || strings.HasPrefix(e.URL, "http://") {
				s.URL = e.URL
			}
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b sourceView) int { return strings.Compare(a.Name, b.Name) })
	return out
}

var blockKinds = map[document.Kind]string{document.Heading: "h", document.Title: "h", document.ListItem: "li", document.BlockQuote: "quote",
	document.Caption: "caption", document.Footnote: "note", document.TableCell: "cell"}

// viewBlocks cuts the document into blocks and each block at its findings. Cells of a table come as one
// block with rows.
func viewBlocks(doc *document.Document, fs []finding.Finding, views []*findingView) []blockView {
	var out []blockView
	next := 0
	for _, b := range doc.Blocks {
		if b.Kind == document.Code || b.Kind == document.Furniture {
			continue
		}
		for next < len(fs) && fs[next].Start < b.Start {
			next++
		}
		v := blockView{Kind: blockKinds[b.Kind], Level: min(max(b.Level, 1)+2, 6), Note: b.Note}
		if v.Kind == "" {
			v.Kind = "p"
		}
		at := b.Start
		for next < len(fs) && fs[next].End <= b.End {
			if fs[next].Start >= at {
				v.Parts = append(v.Parts, partView{Text: shown(doc.Text[at:fs[next].Start])}, partView{Text: shown(doc.Text[fs[next].Start:fs[next].End]), F: views[next]})
				at = fs[next].End
			}
			next++
		}
		v.Parts = append(v.Parts, partView{Text: shown(doc.Text[at:b.End])})
		if b.Table >= 0 && b.Kind == document.TableCell {
			out = addCell(out, v, b)
			continue
		}
		out = append(out, v)
	}
	return out
}

// shown is a text as a page shows it: what turns the direction of writing is left out, so that a number
// stands there as it was read.
func shown(s string) string {
	if !strings.ContainsFunc(s, hidden) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || !hidden(r):
			return r
		case r == '\r' || r == '\u2028' || r == '\u2029':
			return '\n'
		}
		return -1
	}, s)
}

// addCell appends a cell to the table that the last block is, or begins one.
func addCell(out []blockView, v blockView, b document.Block) []blockView {
	if len(out) == 0 || out[len(out)-1].Kind != "table" || out[len(out)-1].Level != b.Table {
		out = append(out, blockView{Kind: "table", Level: b.Table})
	}
	t := &out[len(out)-1]
	for len(t.Rows) <= b.Row && len(t.Rows) < 10_000 {
		t.Rows = append(t.Rows, nil)
	}
	if b.Row < len(t.Rows) {
		for len(t.Rows[b.Row]) < b.Col && b.Col < 1000 {
			t.Rows[b.Row] = append(t.Rows[b.Row], blockView{Kind: "cell"})
		}
		t.Rows[b.Row] = append(t.Rows[b.Row], v)
	}
	return out
}
