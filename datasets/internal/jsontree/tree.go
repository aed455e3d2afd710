// Package jsontree reads JSON into a tree whose every value knows its line and column, so that an
// error in a descriptor can point at its place. Duplicate keys are errors; depth and size are bounded.
package jsontree

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits of a document. A descriptor is written by people: one of 64 MB or 200 levels is an attack.
const (
	MaxBytes = 64 << 20
	MaxDepth = 200
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
	Text   string // of a string, unescaped; of a number, as written; "true" or "false"
	Items  []*Node
	Keys   []string // of an object, in order, one for each item
	Offset int
	KeyAt  []int // offsets of the keys
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
	p := &parser{data: data, dec: json.NewDecoder(bytes.NewReader(data))}
	p.dec.UseNumber()
	n, err := p.value(0)
	if err == nil {
		if _, extra := p.dec.Token(); extra != io.EOF {
			err = At(data, int(p.dec.InputOffset()), errors.New("something follows the end of the document"))
		}
	}
	return n, err
}

// At makes an error that points at an offset of data.
func At(data []byte, offset int, err error) *Error {
	offset = min(max(offset, 0), len(data))
	start := bytes.LastIndexByte(data[:offset], '\n') + 1
	end := len(data)
	if n := bytes.IndexByte(data[offset:], '\n'); n >= 0 {
		end = offset + n
	}
	excerpt := strings.TrimSpace(strings.ToValidUTF8(string(data[start:min(end, start+160)]), "�"))
	return &Error{
		Line:    1 + bytes.Count(data[:start], []byte{'\n'}),
		Column:  1 + offset - start,
		Excerpt: excerpt,
		Err:     err,
	}
}

type parser struct {
	data []byte
	dec  *json.Decoder
}

// next returns the next token and where it begins.
func (p *parser) next() (json.Token, int, error) {
	from := int(p.dec.InputOffset())
	for from < len(p.data) && strings.IndexByte(" \t\r\n,:", p.data[from]) >= 0 {
		from++
	}
	tok, err := p.dec.Token()
	if err == nil {
		return tok, from, nil
	}
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		from = max(int(syntax.Offset)-1, 0)
		err = fmt.Errorf("not JSON: %s", syntax)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		from, err = len(p.data), errors.New("not JSON: the file ends too early")
	}
	return nil, from, At(p.data, from, err)
}

func (p *parser) value(depth int) (*Node, error) {
	tok, at, err := p.next()
	if err != nil {
		return nil, err
	}
	return p.node(tok, at, depth)
}

func (p *parser) node(tok json.Token, at, depth int) (*Node, error) {
	n := &Node{Offset: at}
	switch t := tok.(type) {
	case nil:
		n.Kind = Null
	case bool:
		n.Kind, n.Text = Bool, fmt.Sprint(t)
	case json.Number:
		n.Kind, n.Text = Number, t.String()
	case string:
		n.Kind, n.Text = String, t
	case json.Delim:
		if depth >= MaxDepth {
			return nil, At(p.data, at, fmt.Errorf("is nested deeper than %d levels", MaxDepth))
		}
		if t == '[' {
			n.Kind = Array
			return n, p.items(n, depth+1)
		}
		n.Kind = Object
		return n, p.members(n, depth+1)
	}
	return n, nil
}

func (p *parser) items(n *Node, depth int) error {
	for p.dec.More() {
		item, err := p.value(depth)
		if err != nil {
			return err
		}
		n.Items = append(n.Items, item)
	}
	_, _, err := p.next()
	return err
}

func (p *parser) members(n *Node, depth int) error {
	seen := map[string]bool{}
	for p.dec.More() {
		tok, at, err := p.next()
		if err != nil {
			return err
		}
		key, _ := tok.(string)
		if seen[key] {
			return At(p.data, at, fmt.Errorf("key %q stands twice in one object", key))
		}
		seen[key] = true
		item, err := p.value(depth)
		if err != nil {
			return err
		}
		n.Keys, n.KeyAt, n.Items = append(n.Keys, key), append(n.KeyAt, at), append(n.Items, item)
	}
	_, _, err := p.next()
	return err
}

// Get returns the value of a key of an object, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil || n.Kind != Object {
		return nil
	}
	for i, k := range n.Keys {
		if k == key {
			return n.Items[i]
		}
	}
	return nil
}
