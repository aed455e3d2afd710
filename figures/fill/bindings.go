package fill

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"recount/analysis/document"
)

// A plain text has no place for a comment. What its numbers are stands in a file beside it, which a check
// of the text reads: in the order of the text each number, with what comes before it on the line, back to
// the number before.
type bindings struct {
	Version int       `json:"version"`
	Study   string    `json:"study"`
	Numbers []binding `json:"numbers"`
}

type binding struct {
	ID    string `json:"id"`
	After string `json:"after"`
	Text  string `json:"text"`
}

const (
	bindingsVersion = 1
	maxAfter        = 24 // characters
)

// MaxBindingsBytes bounds such a file.
const MaxBindingsBytes = 16 << 20

// BindingsName is the name of the file beside a filled plain text that says what its numbers are.
func BindingsName(text string) string { return text + ".recount.json" }

// Bindings returns that file, or nil where none is needed: in other formats the document itself says it.
func (f *Filled) Bindings() []byte {
	if f.format != Text || f.unbound {
		return nil
	}
	b := bindings{Version: bindingsVersion, Study: f.study}
	before := ""
	for _, p := range f.pieces {
		rest := p.text
		if p.place >= 0 && bindable(f.Places[p.place].id, maxID) && f.Places[p.place].Value != "" {
			value := f.format.escaped(f.Places[p.place].Value)
			b.Numbers = append(b.Numbers, binding{f.Places[p.place].id, before, value})
			before, rest = "", strings.TrimPrefix(rest, value)
		}
		before = endOfLine(before + rest)
	}
	if len(b.Numbers) == 0 {
		return nil
	}
	data, err := json.MarshalIndent(b, "", "  ")
	if err != nil { // strings and numbers: cannot fail
		return nil
	}
	return append(data, '\n')
}

// endOfLine returns the last characters of a text, of its last line at most.
func endOfLine(s string) string {
	s = s[strings.LastIndexByte(s, '\n')+1:]
	for n := utf8.RuneCountInString(s); n > maxAfter; n-- {
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	return s
}

// Bind binds the numbers of a plain text as the file beside it says. Numbers that are no longer where they
// were written, since the text was edited, are counted and left to be read by their words.
func Bind(doc *document.Document, data []byte) (bound, missed int, err error) {
	var b bindings
	if len(data) > MaxBindingsBytes {
		return 0, 0, fmt.Errorf("has %d bytes, want at most %d", len(data), MaxBindingsBytes)
	}
	if err := json.Unmarshal(data, &b); err != nil {
		return 0, 0, fmt.Errorf("is no file of recount fill: %w", err)
	}
	if b.Version != bindingsVersion {
		return 0, 0, fmt.Errorf("is of version %d, want %d: fill the text again", b.Version, bindingsVersion)
	}
	at := 0
	for _, n := range b.Numbers {
		i := strings.Index(doc.Text[at:], n.After+n.Text)
		// A comment may tell recount to leave a number alone; a file beside the text may not.
		if word, _, _ := strings.Cut(n.ID, " "); i < 0 || n.Text == "" || word == "ignore" || !bindable(n.ID, maxID) {
			missed++
			continue
		}
		at += i + len(n.After) + len(n.Text)
		doc.Comments = append(doc.Comments, document.Comment{Offset: at, Text: n.ID, Line: 1 + strings.Count(doc.Text[:at], "\n")})
		bound++
	}
	return bound, missed, nil
}
