// Package jsontree reads JSON into a tree whose every value knows its line and column, so that an
// error in a descriptor can point at its place. Duplicate keys are errors; depth and size are bounded.
package jsontree

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// Limits of a document. A descriptor is written by people: one of 64 MB or 200 levels is an attack.
const (
	MaxBytes = 64 << 20
	MaxDepth = 200
	MaxKeys  = 1000 // of one object
)

// A Kind is a JSON type.
type Kind uint8

// The JSON types.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

var kindNames = [...]string{"null", "a boolean", "a number", "a string", "an array", "an object"}

func (k Kind) String() string { return kindNames[k] }

// A Node is one JSON value.
type Node struct {
	Kind   Kind
	Text   string   // of a string, unescaped; of a number, as written; "true" or "false"
	Items  []*Node  // of an array
	Keys   []Member // of an object, in order
	Offset int
}

// A Member is a key of an object with its value.
type Member struct {
	Key    string
	Offset int // of the key
	*Node
}

// An Error is a fault at a place of the document.
type Error struct {
	Line, Column int
	Excerpt      string // the line at fault, shortened
	Err          error
}

func (e *Error) Unwrap() error { return e.Err }
func (e *Error) Error() string { return fmt.Sprintf("%d:%d: %v", e.Line, e.Column, e.Err) }

// Parse reads one JSON document.
func Parse(data []byte) (*Node, error) {
	if len(data) > MaxBytes {
		return nil, &Error{Line: 1, Column: 1, Err: fmt.Errorf("is longer than %d bytes", MaxBytes)}
	}
	if !json.Valid(data) {
		return nil, syntaxError(data)
	}
	p := &parser{data: data}
	return p.value(0)
}

// syntaxError finds out what makes data no JSON.
func syntaxError(data []byte) error {
	var any json.RawMessage
	err := json.Unmarshal(data, &any)
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return At(data, 0, fmt.Errorf("not JSON: %w", err))
	}
	if strings.HasPrefix(syntax.Error(), "unexpected end") {
		return At(data, len(data), errors.New("not JSON: the file ends too early"))
	}
	return At(data, int(syntax.Offset)-1, fmt.Errorf("not JSON: %w", err))
}

// At makes an error that points at an offset of data.
func At(data []byte, offset int, err error) *Error { return NewLines(data).At(offset, err) }

// Lines know where each line of a document begins, for the places of many errors.
type Lines struct {
	data   []byte
	starts []int
}

// NewLines finds the lines of a document.
func NewLines(data []byte) *Lines {
	l := &Lines{data: data, starts: []int{0}}
	for i, c := range data {
		if c == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// At makes an error that points at an offset of the document.
func (l *Lines) At(offset int, err error) *Error {
	offset = min(max(offset, 0), len(l.data))
	line := sort.SearchInts(l.starts, offset+1) // how many lines begin at or before it
	start := l.starts[line-1]
	return &Error{Line: line, Column: 1 + offset - start, Excerpt: excerpt(l.data, start, offset), Err: err}
}

// excerpt returns the line from start, or a window of it around offset where it is long. An opening brace
// alone on its line says nothing, so what follows it is joined to it.
func excerpt(data []byte, start, offset int) string {
	const before, width, telling = 40, 120, 8
	lead := ""
	if offset-start > before {
		start, lead = offset-before, "…"
	}
	end := start
	for end < len(data) && end-start < 4*width {
		if data[end] == '\n' && len(bytes.TrimSpace(data[start:end])) >= telling {
			break
		}
		end++
	}
	text := strings.Join(strings.Fields(strings.ToValidUTF8(string(data[start:end]), "")), " ")
	if len(text) > width {
		text = strings.ToValidUTF8(text[:width], "") + "…"
	}
	return lead + text
}

// A parser walks over bytes that are known to be valid JSON, so it need not look for faults.
type parser struct {
	data []byte
	pos  int
}

// space skips white space and the marks between values, and returns the byte after it.
func (p *parser) space() byte {
	for {
		switch c := p.data[p.pos]; c {
		case ' ', '\t', '\r', '\n', ',', ':':
			p.pos++
		default:
			return c
		}
	}
}

func (p *parser) value(depth int) (*Node, error) {
	c := p.space()
	n := &Node{Offset: p.pos}
	switch c {
	case '{', '[':
		if depth >= MaxDepth {
			return nil, At(p.data, p.pos, fmt.Errorf("is nested deeper than %d levels", MaxDepth))
		}
		p.pos++
		if c == '[' {
			n.Kind = Array
			return n, p.items(n, depth+1)
		}
		n.Kind = Object
		return n, p.members(n, depth+1)
	case '"':
		n.Kind, n.Text = String, p.text()
	case 't':
		n.Kind, n.Text, p.pos = Bool, "true", p.pos+4
	case 'f':
		n.Kind, n.Text, p.pos = Bool, "false", p.pos+5
	case 'n':
		p.pos += 4
	default:
		n.Kind = Number
		for p.pos < len(p.data) && strings.IndexByte("+-.eE0123456789", p.data[p.pos]) >= 0 {
			p.pos++
		}
		n.Text = string(p.data[n.Offset:p.pos])
	}
	return n, nil
}

// text reads a string.
func (p *parser) text() string {
	from, escaped := p.pos, false
	for p.pos++; p.data[p.pos] != '"'; p.pos++ {
		if p.data[p.pos] == '\\' {
			escaped = true
			p.pos++
		}
	}
	p.pos++
	raw := p.data[from+1 : p.pos-1]
	if !escaped && utf8.Valid(raw) {
		return string(raw)
	}
	var s string
	if err := json.Unmarshal(p.data[from:p.pos], &s); err != nil {
		return string(raw)
	}
	return s
}

func (p *parser) items(n *Node, depth int) error {
	for p.space() != ']' {
		item, err := p.value(depth)
		if err != nil {
			return err
		}
		n.Items = append(n.Items, item)
	}
	p.pos++
	return nil
}

func (p *parser) members(n *Node, depth int) error {
	for p.space() != '}' {
		at := p.pos
		key := p.text()
		if n.Get(key) != nil {
			return At(p.data, at, fmt.Errorf("key %q stands twice in one object", key))
		}
		item, err := p.value(depth)
		if err != nil {
			return err
		}
		n.Keys = append(n.Keys, Member{key, at, item})
		if len(n.Keys) > MaxKeys {
			return At(p.data, at, fmt.Errorf("an object has more than %d keys", MaxKeys))
		}
	}
	p.pos++
	return nil
}

// Get returns the value of a key of an object, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil || n.Kind != Object {
		return nil
	}
	for i := range n.Keys {
		if n.Keys[i].Key == key {
			return n.Keys[i].Node
		}
	}
	return nil
}
