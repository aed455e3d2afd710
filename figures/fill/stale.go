package fill

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"
)

// A Change is something in a filled document that is not what the data give now.
type Change struct {
	Place *Place // nil for text that was edited since, and for the list of sources
	Line  int    // of the filled document; 0 for Word documents
	What  string // "number", "figure", "sources", "bindings" or "text"
	Old   string // as it stands in the document
	New   string // as it would be written now; of a drawing beside the document, its file
}

// String says the change in a sentence.
func (c Change) String() string {
	switch c.What {
	case "figure":
		if c.New != "" { // a file beside the document
			return fmt.Sprintf("%s, the drawing of %s, is not what the data give now", c.New, c.Place.Placeholder)
		}
		return fmt.Sprintf("the figure of %s is not what the data give now", c.Place.Placeholder)
	case "bindings":
		return fmt.Sprintf("%s, which says what its numbers are, is missing or of another filling: fill again", c.New)
	case "sources":
		return "the list of sources is not what the study gives now"
	case "text":
		return fmt.Sprintf("%q was edited since the document was filled, the draft has %q: make the edit in the draft and fill again", short(c.Old), short(c.New))
	}
	s := fmt.Sprintf("%s is %q, was %q", c.Place.Placeholder, c.New, c.Old)
	if c.Place.Formula != "" {
		s += ": " + c.Place.Formula
	}
	var rows []string
	for _, r := range c.Place.Rows {
		if len(rows) == 4 && len(c.Place.Rows) > 4 {
			rows = append(rows, fmt.Sprintf("and %d more", len(c.Place.Rows)-4))
			break
		}
		rows = append(rows, fmt.Sprintf("%s:%d %s = %s", r.File, r.Line, r.ID, r.Text))
	}
	if len(rows) > 0 {
		s += " (" + strings.Join(rows, "; ") + ")"
	}
	return s
}

func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

// Stale compares a document that was filled before with what the draft would become now. beside reads the
// files that stand beside the document.
func (f *Filled) Stale(document []byte, beside func(name string) ([]byte, error)) ([]Change, error) {
	var changes []Change
	text := string(document)
	if f.format == DOCX {
		p, err := unpack(document)
		if err != nil {
			return nil, err
		}
		if text, err = p.plainText(); err != nil {
			return nil, err
		}
		changes = f.pictures(p)
	} else if bytes.Equal(document, f.Data) {
		text = ""
	}
	if text != "" || f.format == DOCX {
		a := aligner{f: f, text: text, line: 1}
		a.run()
		changes = append(changes, a.changes...)
	}
	for _, file := range f.Files {
		data, err := beside(file.Name)
		if errors.Is(err, fs.ErrNotExist) || err == nil && !bytes.Equal(data, file.Data) {
			changes = append(changes, Change{Place: f.figurePlace(file.Figure), What: "figure", New: file.Name})
		} else if err != nil {
			return nil, err
		}
	}
	return changes, nil
}

func (f *Filled) figurePlace(id string) *Place {
	for i := range f.Places {
		p := &f.Places[i]
		if list, _ := find(p.Placeholder); len(list) == 1 && list[0].verb == "figure" && list[0].arg == id {
			return p
		}
	}
	return &Place{Placeholder: id}
}

// pictures finds drawings that are not in a Word document as they would be drawn now.
func (f *Filled) pictures(p *pack) []Change {
	var changes []Change
	for i := range f.Places {
		place := &f.Places[i]
		list, _ := find(place.Placeholder)
		if len(list) != 1 || list[0].verb != "figure" {
			continue
		}
		there := false
		for name, data := range p.parts {
			there = there || path.Dir(name) == "word/media" && bytes.Equal(data, f.media[list[0].arg])
		}
		if !there {
			changes = append(changes, Change{Place: place, What: "figure"})
		}
	}
	return changes
}

// plainText is the text of a Word document, a paragraph a line; those without text are left out.
func (p *pack) plainText() (string, error) {
	var b strings.Builder
	for _, name := range p.text() {
		paragraphs, err := chunksOf(p.parts[name])
		if err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		for _, chunks := range paragraphs {
			n := b.Len()
			for _, c := range chunks {
				b.WriteString(c.text)
			}
			if b.Len() > n {
				b.WriteByte('\n')
			}
		}
	}
	return b.String(), nil
}

// An aligner finds in a document what each placeholder became, line by line: the text between the
// placeholders is that of the draft.
type aligner struct {
	f       *Filled
	text    string
	line    int // of the document
	changes []Change
}

// lines cuts the pieces at the line ends of the draft; what placeholders became may have several lines.
func (f *Filled) lines() [][]piece {
	var lines [][]piece
	var open []piece
	end := func() {
		whole := joined(open)
		if f.format != DOCX || strings.TrimRight(whole, "\n") != "" {
			lines = append(lines, open)
		}
		open = nil
	}
	for _, p := range f.pieces {
		if p.place >= 0 {
			open = append(open, p)
			continue
		}
		for part := range strings.Lines(p.text) {
			open = append(open, piece{part, p.place})
			if strings.HasSuffix(part, "\n") {
				end()
			}
		}
	}
	if len(open) > 0 {
		end()
	}
	return lines
}

func joined(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

func (a *aligner) run() {
	lines := a.f.lines()
	for i, pieces := range lines {
		want := joined(pieces)
		if strings.HasPrefix(a.text, want) && (strings.HasSuffix(want, "\n") || len(a.text) == len(want)) {
			a.advance(len(want))
			continue
		}
		if len(pieces) > 0 && pieces[0].place == -2 {
			a.changes = append(a.changes, Change{Line: a.at(), What: "sources"})
			return
		}
		if figure := a.figure(pieces); figure != nil {
			a.changes = append(a.changes, Change{Place: figure, Line: a.at(), What: "figure"})
			if !a.resume(lines[i+1:]) {
				return
			}
			continue
		}
		if !a.compare(pieces) {
			return
		}
	}
	if rest := strings.TrimSpace(a.text); rest != "" {
		first, _, _ := strings.Cut(rest, "\n")
		a.changes = append(a.changes, Change{Line: a.at(), What: "text", Old: first})
	}
}

// at is the line of the document, 0 for a Word document, whose places are paragraphs.
func (a *aligner) at() int {
	if a.f.format == DOCX {
		return 0
	}
	return a.line
}

func (a *aligner) advance(n int) {
	a.line += strings.Count(a.text[:n], "\n")
	a.text = a.text[n:]
}

// figure returns the place of a figure in a line, whose lines in the document cannot be told beforehand.
func (a *aligner) figure(pieces []piece) *Place {
	for _, p := range pieces {
		if p.place >= 0 && strings.Contains(p.text, "\n") {
			return &a.f.Places[p.place]
		}
	}
	return nil
}

// resume goes on behind a figure, at the next line of the draft that is long enough to be known again.
func (a *aligner) resume(lines [][]piece) bool {
	for _, pieces := range lines {
		if len(pieces) != 1 || len(strings.TrimSpace(pieces[0].text)) < 12 || pieces[0].place != -1 {
			continue
		}
		i := strings.Index(a.text, pieces[0].text)
		if i < 0 {
			return false
		}
		before := 0
		for _, between := range lines {
			if &between[0] == &pieces[0] {
				break
			}
			before += len(joined(between))
		}
		a.advance(max(0, i-before))
		return true
	}
	return false
}

// compare holds one line of the document against the draft's and notes each number that differs. A line whose
// text differs ends the comparison.
func (a *aligner) compare(pieces []piece) bool {
	old := a.text
	if i := strings.IndexByte(old, '\n'); i >= 0 {
		old = old[:i+1]
	}
	var pattern strings.Builder
	pattern.WriteString(`(?s)\A`)
	var values []piece
	for _, p := range pieces {
		if p.place < 0 {
			pattern.WriteString(regexp.QuoteMeta(strings.TrimSuffix(p.text, "\n")))
			continue
		}
		pattern.WriteString("(" + regexp.QuoteMeta(p.text) + "|.*?)")
		values = append(values, p)
	}
	pattern.WriteString(`\n?\z`)
	re, err := regexp.Compile(pattern.String())
	var found []string
	if err == nil {
		found = re.FindStringSubmatch(old)
	}
	if found == nil {
		a.changes = append(a.changes, Change{Line: a.at(), What: "text", Old: strings.TrimSpace(old), New: strings.TrimSpace(joined(pieces))})
		return false
	}
	for i, v := range values {
		if found[i+1] != v.text {
			a.changes = append(a.changes, Change{Place: &a.f.Places[v.place], Line: a.at(), What: "number", Old: bare(found[i+1]), New: a.f.Places[v.place].Value})
		}
	}
	a.advance(len(old))
	return true
}

// marks are what a filled number may carry: the comment that binds it, its footnote, its link.
var marks = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<!--.*?-->|<sup.*?</sup>|\[\^recount-\d+\]|</?a\b[^>]*>|\]\([^)]*\)$|^\[| \[\d+\]$`)
})

// bare takes the marks off a number as it stands in a document.
func bare(s string) string { return marks().ReplaceAllString(s, "") }
